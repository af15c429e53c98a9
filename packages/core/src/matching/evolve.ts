import type { MatchEvent } from './backstage.js';
import { isOpenAt } from './match-clock.js';
import type { MatchDecision, MatchState, Offer } from './types.js';

/** The matching of a request that no decision was made about yet. */
export const emptyMatch: MatchState = {
  wave: 0,
  step: 0,
  waitsSince: null,
  waitedMs: 0,
  board: false,
  requirement: null,
  offers: {},
  excluded: [],
  pinged: [],
  pings: { rounds: 0, lastAt: null, step: 0 },
  alternatives: [],
  nextAt: null,
};

type Offers = MatchState['offers'];

/** An offer that ends in another way than by being taken; one is made up for a coach who took it from the board. */
const endOffer = (
  state: MatchState,
  coachId: string,
  { status, at }: { status: Offer['status']; at: number },
): Offers => {
  const { wave, step } = state;
  const offer = state.offers[coachId] ?? { wave, step, offeredAt: at, expiresAt: null };
  return { ...state.offers, [coachId]: { ...offer, status } };
};

function decided(state: MatchState, decision: MatchDecision): MatchState {
  const { at, wave, step, expiresAt, request, pinged } = decision;
  const offers: Record<string, Offer> = { ...state.offers };
  for (const coachId of decision.lapsed) {
    const offer = offers[coachId];
    if (offer) offers[coachId] = { ...offer, status: 'lapsed' };
  }
  for (const coachId of decision.offered) offers[coachId] = { wave, step, offeredAt: at, expiresAt, status: 'open' };
  return {
    ...state,
    wave,
    step,
    waitsSince: state.waitsSince ?? request.askedAt,
    board: decision.board,
    requirement: decision.requirement,
    offers,
    pinged: pinged.length > 0 ? [...state.pinged, ...pinged] : state.pinged,
    pings: pinged.length > 0 ? { rounds: state.pings.rounds + 1, lastAt: at, step } : state.pings,
    alternatives: decision.alternatives,
    nextAt: decision.nextAt,
  };
}

/** Who could still have taken it may be offered it afresh when it comes back; who let it pass is remembered. */
const endOfOffer = (offer: Offer, at: number): Offer =>
  offer.status === 'open' ? { ...offer, status: isOpenAt(offer, at) ? 'gone' : 'lapsed' } : offer;

function ended(state: MatchState, at: number): MatchState {
  const offers = Object.entries(state.offers).map(([coachId, offer]) => [coachId, endOfOffer(offer, at)]);
  const waitedMs = state.waitedMs + Math.max(0, at - (state.waitsSince ?? at));
  const idle = { waitsSince: null, board: false, requirement: null, nextAt: null };
  return { ...state, ...idle, waitedMs, offers: Object.fromEntries(offers) };
}

/** The fold of a request's backstage stream: unknown types are from a newer server. */
export function evolveMatching(state: MatchState, event: MatchEvent): MatchState {
  switch (event.type) {
    case 'match.decided':
      return decided(state, event.data);
    case 'request.declined': {
      const coachId = event.by.id ?? '';
      const offers = endOffer(state, coachId, { status: 'declined', at: event.at });
      return { ...state, offers, excluded: [...state.excluded, coachId] };
    }
    case 'match.ended':
      return ended(state, event.at);
    case 'match.returned': {
      const { coachId, why } = event.data;
      // A visitor who was silent for a while comes back to the same coach: nobody gave anything back.
      const offers = why === 'resumed' ? state.offers : endOffer(state, coachId, { status: 'returned', at: event.at });
      return { ...state, waitsSince: event.at, offers };
    }
    default:
      return state;
  }
}
