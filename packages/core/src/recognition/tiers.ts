import { type CoachStanding, type Criterion, type Progress, progressOf } from './criterion.js';

/** One step of the ladder. */
export interface TierRule {
  id: string;
  /** What people read, by language. @defaultValue the id */
  labels?: Readonly<Record<string, string>>;
  /** All of them. Deeds count within the window; tenure, points and badges count whole. */
  requires: readonly Criterion[];
  /** Given once in a coach's life, when the tier is first reached. @defaultValue none */
  points?: number;
}

/** The ladder. Its defaults are those of Discourse's trust level 3. Source: `trust_level3_criteria.rb`. */
export interface TierOptions {
  /** From the highest down: the first whose criteria are all met is the coach's. */
  ladder: readonly TierRule[];
  /** Deeds of so many days count; null for all: then what was climbed stays climbed. @defaultValue 100 */
  windowDays?: number | null;
  /** Who holds a tier keeps it down to this share of each criterion. @defaultValue 0.9 */
  keepFrom?: number;
  /** Nobody loses a tier sooner than this after reaching it. @defaultValue 14 */
  graceDays?: number;
}

export const tierDefaults = { windowDays: 100, keepFrom: 0.9, graceDays: 14 } as const;

/** The tier that a coach holds. */
export interface HeldTier {
  /** Null below the ladder. */
  tier: string | null;
  /** Unix milliseconds. */
  since: number;
  /** A manager holds it where it is. */
  isLocked: boolean;
}

export const noTier: HeldTier = { tier: null, since: 0, isLocked: false };

/** What a coach sees of one tier: every criterion, and how far they have come. */
export interface TierChecklist {
  tier: string;
  progress: readonly Progress[];
  isMet: boolean;
  /** Whether it would be kept by who holds it. */
  isKept: boolean;
}

/** Where a coach stands on the ladder. */
export interface TierAnswer {
  tier: string | null;
  change: 'promoted' | 'demoted' | null;
  /** Why it is this one: by its criteria, by the margin of who holds it, by the time of grace, by a manager. */
  why: 'met' | 'margin' | 'grace' | 'locked' | 'none';
  /** From the highest down. */
  checklist: readonly TierChecklist[];
}

const dayMs = 24 * 60 * 60 * 1000;

function check({ id, requires }: TierRule, standing: CoachStanding, options: Required<TierOptions>): TierChecklist {
  const { windowDays } = options;
  const since = windowDays === null ? undefined : standing.now - windowDays * dayMs;
  const progress = requires.map((criterion) => progressOf(criterion, standing, since));
  return {
    tier: id,
    progress,
    isMet: progress.every(({ isMet }) => isMet),
    // A share of a whole number isn't whole: 0.9 of 70 must not ask for 63.00000000000001.
    isKept: progress.every(({ have, criterion }) => have >= criterion.atLeast * options.keepFrom - 1e-9),
  };
}

/**
 * The tier of a coach. Up at once when all criteria are met; down only below the margin and after the time of grace,
 * and then to the first tier beneath whose margin still holds. A tier that the rules no longer name is held by nobody.
 */
export function tierOf(options: TierOptions, standing: CoachStanding, held: HeldTier = noTier): TierAnswer {
  const whole = { ...tierDefaults, ...options };
  const checklist = options.ladder.map((rule) => check(rule, standing, whole));
  const place = checklist.findIndex(({ tier }) => tier === held.tier);
  const rank = place < 0 ? checklist.length : place;
  const stay = (why: TierAnswer['why']): TierAnswer => ({ tier: held.tier, change: null, why, checklist });
  if (held.isLocked && (place >= 0 || held.tier === null)) return stay('locked');

  const met = checklist.findIndex(({ isMet }) => isMet);
  if (met >= 0 && met < rank) return { tier: checklist[met]?.tier ?? null, change: 'promoted', why: 'met', checklist };
  if (place < 0) return { tier: null, change: held.tier === null ? null : 'demoted', why: 'none', checklist };
  if (met === rank) return stay('met');
  if (checklist[rank]?.isKept) return stay('margin');
  if (standing.now < held.since + whole.graceDays * dayMs) return stay('grace');
  const below = checklist.slice(rank + 1).find(({ isMet, isKept }) => isMet || isKept);
  return { tier: below?.tier ?? null, change: 'demoted', why: below ? 'margin' : 'none', checklist };
}
