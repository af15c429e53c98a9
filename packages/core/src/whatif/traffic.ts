import type { Expertise } from '../expertise/types.js';
import type { QuietHours } from '../matching/types.js';

/** A visitor who comes with a question. */
export interface Arrival {
  /** Unix milliseconds. */
  at: number;
  visitor: string;
  topic: string | null;
  locale: string | null;
  /** Leaves the question for later where nobody is there. */
  later?: boolean;
  /** How long this visitor waits for a coach; absent where it isn't known, and drawn from the model. */
  patienceMs?: number;
  /** Known to have waited at least so long, as one who was answered has; the model draws what would have come after. */
  waitedMs?: number;
  /** How long the conversation takes once answered; absent where it isn't known. */
  serviceMs?: number;
}

/** When a coach is there, or would be: Unix milliseconds, `to` not included. */
export interface Shift {
  from: number;
  to: number;
}

/** A coach who may help. */
export interface TrafficCoach {
  id: string;
  /** Empty means all. */
  locales: readonly string[];
  /** Empty means all topics, at level 1. */
  expertise: readonly Expertise[];
  capacity: number;
  /** Ascending, apart from each other. */
  shifts: readonly Shift[];
  quietHours?: QuietHours | null;
  /** @defaultValue 0 */
  pingsPerDayMax?: number;
}

/** Who comes and who is there: what any policy has to deal with, recorded or made up. */
export interface Traffic {
  /** Ascending by `at`. */
  arrivals: readonly Arrival[];
  coaches: readonly TrafficCoach[];
}
