import type { MatchEvent } from './backstage.js';
import type { MatchState } from './types.js';
export const emptyMatch: MatchState = {
  wave: 0,
  step: 0,
  waitsSince: null,
  board: false,
  requirement: null,
  offers: {},
  excluded: [],
  pinged: [],
  nextAt: null,
};
export const evolveMatching = (state: MatchState, event: MatchEvent): MatchState =>
  event.type === 'request.declined' ? { ...state, excluded: [...state.excluded, event.by.id ?? ''] } : state;
