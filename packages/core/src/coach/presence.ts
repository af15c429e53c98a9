import type { CoachPresence } from '../matching/types.js';
import { intentAt } from './evolve.js';
import type { CoachState } from './types.js';

/** What says how a coach is there. Only the intent is stored; the rest is of the moment. */
export interface CoachPresenceFacts {
  /** Open connections, on any number of devices. */
  connections: number;
  intent: Pick<CoachState, 'status' | 'until'>;
  /** When the coach last did anything. */
  lastInputAt: number;
  /** When an offer last lapsed unanswered; null for never. */
  missedOfferAt: number | null;
  /** Whether they agreed to be told of requests while they are away from the desk. */
  canBePinged: boolean;
}

/** Idle for this long, a coach is passive. */
export const passiveAfterMsDefault = 30 * 60_000;

/**
 * Whether a coach who is connected doesn't look: no input for long, or an offer let pass since the last one. It costs
 * nothing but offers, and any input ends it.
 */
export function isPassive(
  { lastInputAt, missedOfferAt }: CoachPresenceFacts,
  now: number,
  passiveAfterMs = passiveAfterMsDefault,
): boolean {
  return now - lastInputAt >= passiveAfterMs || (missedOfferAt !== null && missedOfferAt > lastInputAt);
}

/** How a coach is there. Who chose to be away is away, connected or not, and isn't pinged: no is no. */
export function presenceAt(facts: CoachPresenceFacts, now: number, passiveAfterMs?: number): CoachPresence {
  if (intentAt(facts.intent, now) === 'away') return 'away';
  if (facts.connections === 0) return facts.canBePinged ? 'reachable' : 'away';
  return isPassive(facts, now, passiveAfterMs) ? 'passive' : 'present';
}

/** When time alone may change how a coach is there; null for never. */
export function presenceChangesAt(
  { intent, lastInputAt }: CoachPresenceFacts,
  now: number,
  passiveAfterMs = passiveAfterMsDefault,
): number | null {
  const moments = [intent.until, lastInputAt + passiveAfterMs].filter((at) => at !== null && at > now) as number[];
  return moments.length === 0 ? null : Math.min(...moments);
}
