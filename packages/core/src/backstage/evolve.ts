import { emptyMatch, evolveMatching } from '../matching/evolve.js';
import type { BackstageEvent, BackstageState } from './types.js';

export const emptyBackstage: BackstageState = { match: emptyMatch, block: null, reportedBy: [] };

export function evolveBackstage(state: BackstageState, event: BackstageEvent): BackstageState {
  switch (event.type) {
    case 'pair.blocked': {
      const { visitorId, coachId } = event.data;
      return { ...state, block: { visitorId, coachId } };
    }
    case 'conversation.reported':
      return { ...state, reportedBy: [...state.reportedBy, event.by.id ?? ''] };
    default: {
      const match = evolveMatching(state.match, event);
      return match === state.match ? state : { ...state, match };
    }
  }
}
