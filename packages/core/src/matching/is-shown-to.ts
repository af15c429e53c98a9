import type { TopicTree } from '../expertise/types.js';
import { type MatchingPolicy, planAt } from './define-matching-policy.js';
import { isOpenAt } from './match-clock.js';
import { judge } from './rank.js';
import type { CoachFacts, RequestFacts, ShownFacts } from './types.js';

/** A waiting request, as far as one coach may see it. */
export interface Showing {
  policy: MatchingPolicy;
  topics: TopicTree | null;
  request: RequestFacts;
  state: ShownFacts;
  coach: CoachFacts;
  /** Unix milliseconds. */
  now: number;
}

/**
 * Whether a coach is shown a request that waits: by an open offer, in waves also by one that was let pass, or by the
 * board. Who declined it or must not meet its visitor never is.
 */
export function isShownTo({ policy, topics, request, state, coach, now }: Showing): boolean {
  const { requirement, excluded } = state;
  if (requirement === null || excluded.includes(coach.coachId)) return false;
  if (coach.blockedVisitorIds.includes(request.visitorId)) return false;
  const offer = Object.hasOwn(state.offers, coach.coachId) ? state.offers[coach.coachId] : undefined;
  const lasts = planAt(policy, state.step).dispatch.part === 'waves';
  if (offer && (isOpenAt(offer, now) || (lasts && (offer.status === 'open' || offer.status === 'lapsed')))) return true;
  return state.board && judge(policy, { request, coach, requirement, now, topics, excluded }) === null;
}
