import type { MatchingPolicy } from './define-matching-policy.js';
import type { MatchState, Offer, RequestFacts } from './types.js';

/** How long the request has waited in all; what a coach held it doesn't count. */
export const waitedAt = ({ waitsSince, waitedMs }: MatchState, request: RequestFacts, now: number): number =>
  waitedMs + Math.max(0, now - (waitsSince ?? request.askedAt));

/** Whether the coach still has it to take: an offer whose time is over isn't open, though nobody wrote that down yet. */
export const isOpenAt = ({ status, expiresAt }: Offer, now: number): boolean =>
  status === 'open' && (expiresAt === null || expiresAt > now);

/** Coaches who let their offers pass since the last decision, in the order of their ids. */
export const lapsedAt = ({ offers }: MatchState, now: number): readonly string[] =>
  Object.entries(offers)
    .flatMap(([coachId, offer]) => (offer.status === 'open' && !isOpenAt(offer, now) ? [coachId] : []))
    .sort();

/** The step that waiting alone has led to. Never back: a step that was skipped stays behind. */
export function stepByTime(policy: MatchingPolicy, state: MatchState, waitedMs: number): number {
  let step = Math.min(state.step, policy.escalation.length);
  while (step < policy.escalation.length && (policy.escalation[step]?.afterMs ?? 0) <= waitedMs) step += 1;
  return step;
}

interface Upcoming {
  state: MatchState;
  now: number;
  waitedMs: number;
  step: number;
  /** When the offers that are made now lapse. */
  expiresAt: number | null;
  nextPingAt: number | null;
}

/** When time alone changes something: an offer lapses, a step comes, the next round of pings. */
export function nextLookAt(policy: MatchingPolicy, upcoming: Upcoming): number | null {
  const { state, now, waitedMs, step, expiresAt, nextPingAt } = upcoming;
  const times = Object.values(state.offers).flatMap((offer) => (isOpenAt(offer, now) ? [offer.expiresAt] : []));
  const afterMs = policy.escalation[step]?.afterMs;
  if (afterMs !== undefined) times.push(now - waitedMs + afterMs);
  const ahead = [...times, expiresAt, nextPingAt].filter((at) => at !== null && at > now);
  return ahead.length === 0 ? null : Math.min(...(ahead as number[]));
}
