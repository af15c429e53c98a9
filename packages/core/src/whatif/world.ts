import type { TopicTree } from '../expertise/types.js';
import type { CandidateIndex } from '../matching/candidate-index.js';
import type { MatchingPolicy } from '../matching/define-matching-policy.js';
import type { CoachFacts, MatchState, RequestFacts } from '../matching/types.js';
import type { Chance } from './chance.js';
import type { RecordedEvent } from './recorded-event.js';
import type { Tally } from './tally.js';
import type { Timeline } from './timeline.js';
import type { Arrival, TrafficCoach } from './traffic.js';
import type { VolunteerModel } from './volunteer-model.js';

/** A coach of a run. */
export interface SimulatedCoach {
  traffic: TrafficCoach;
  /** What matching knows; replaced, never changed, so that a decision keeps what it weighed. */
  facts: CoachFacts;
  /** Reasons to be there at once: a shift, a ping that was answered. */
  stays: number;
  /** Until when a ping finds no ear. */
  deafUntil: number;
  /** Looks at the queue so far; the next one's draws are named after it. */
  looks: number;
}

/** A request of a run. */
export interface SimulatedRequest {
  arrival: Arrival;
  facts: RequestFacts;
  status: 'waiting' | 'claimed' | 'ended';
  match: MatchState;
  /** When its visitor's patience ends, and when the request does; both count only while it waits. */
  givesUpAt: number;
  expiresAt: number;
  /** Its visitor has left without a word. */
  isGone: boolean;
  /** Which coaches would take it, of those who have looked. */
  moods: Map<string, boolean>;
  /** When the matcher looks at it again. */
  looksAt: number | null;
}

/** What calls for the matcher, or must be told to it. */
export type MatchingFact =
  | { kind: 'queued' | 'gone'; request: SimulatedRequest }
  | { kind: 'claimed' | 'declined' | 'returned'; request: SimulatedRequest; coach: SimulatedCoach }
  | { kind: 'slot_freed' | 'appeared'; coach: SimulatedCoach };

/** Everything that one run is made of. */
export interface World {
  readonly model: VolunteerModel;
  readonly policy: MatchingPolicy;
  readonly topics: TopicTree | null;
  readonly index: CandidateIndex;
  readonly chance: Chance;
  readonly timeline: Timeline<() => void>;
  readonly tally: Tally;
  readonly coaches: ReadonlyMap<string, SimulatedCoach>;
  /** Those who are there. */
  readonly there: Set<SimulatedCoach>;
  /** By their place in the queue. */
  readonly waiting: SimulatedRequest[];
  /** Coaches who answered a visitor, the latest first. */
  readonly known: Map<string, readonly string[]>;
  now: number;
  /** Gives the facts that changed to the coach and to the matcher's index. */
  learn(coach: SimulatedCoach, facts: Partial<CoachFacts>): void;
  /** Tells whoever records the run. */
  record(event: RecordedEvent): void;
  /** Calls the matcher. */
  react(fact: MatchingFact): void;
  /** Whether the policy shows the request to the coach now. */
  isShown(request: SimulatedRequest, coach: SimulatedCoach): boolean;
}

/** Times are whole milliseconds, as everywhere; what should have been is now, and what never comes isn't planned. */
export function planIn(world: World, delayMs: number, what: () => void): void {
  if (delayMs < Number.POSITIVE_INFINITY) world.timeline.plan(world.now + Math.round(Math.max(0, delayMs)), what);
}

export const hasRoom = ({ facts: { openCount, capacity } }: SimulatedCoach): boolean => openCount < capacity;
