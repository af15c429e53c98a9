import type { Expertise } from '../expertise/types.js';
import type { CoachFacts, CoachPresence, QuietHours } from '../matching/types.js';
import type { HeldGrade } from '../recognition/grades.js';
import { capacityDefault, declaredLevelDefault, pingsPerDayDefault } from './evolve.js';
import { type SlotBounds, slotsMaxOf } from './slots-max.js';

/** A coach's stored state, or their row of the `coach` view; a row that an older release wrote lacks the later columns. */
export interface StoredCoach {
  locales?: readonly string[] | null;
  topics?: readonly string[] | null;
  capacity?: number | null;
  slots?: readonly string[] | null;
  openCount?: number | null;
  expertise?: readonly Expertise[] | null;
  claimedAt?: readonly number[] | null;
  pingedAt?: readonly number[] | null;
  quietHours?: QuietHours | null;
  pingsPerDayMax?: number | null;
  grades?: readonly HeldGrade[] | null;
}

/** What a coach's stream doesn't say. */
export interface CoachCircumstances extends SlotBounds {
  presence: CoachPresence;
  /** Unix milliseconds of the last offer. @defaultValue 0, for never */
  offeredAt?: number;
  /** @defaultValue none */
  blockedVisitorIds?: readonly string[];
}

/** What matching knows of a coach. */
export function coachFactsOf(coachId: string, coach: StoredCoach, circumstances: CoachCircumstances): CoachFacts {
  const { presence, offeredAt = 0, blockedVisitorIds = [] } = circumstances;
  return {
    coachId,
    locales: coach.locales ?? [],
    expertise: coach.expertise ?? declared(coach.topics ?? []),
    presence,
    openCount: coach.slots?.length ?? coach.openCount ?? 0,
    capacity: slotsMaxOf({ ...coach, capacity: coach.capacity ?? capacityDefault }, circumstances),
    claimedAt: coach.claimedAt ?? [],
    offeredAt,
    quietHours: coach.quietHours ?? null,
    pingedAt: coach.pingedAt ?? [],
    pingsPerDayMax: coach.pingsPerDayMax ?? pingsPerDayDefault,
    blockedVisitorIds,
  };
}

const declared = (topics: readonly string[]): readonly Expertise[] =>
  topics.map((topic) => ({ topic, level: declaredLevelDefault, known: 'declared' }));
