import { stableDigest } from '../matching/stable-hash.js';
import type { Criterion } from './criterion.js';
import { localDayOf } from './local-day.js';
import type { LadderOptions } from './recognise.js';
import type { RecognisedCoach } from './recognised-coach.js';
import { tierDefaults, tierOf } from './tiers.js';

const dayMs = 24 * 60 * 60 * 1000;
const quarterMs = 15 * 60 * 1000;
/** Coaches are looked at within the first hour of a day, each at a moment of their own: what else is due doesn't wait. */
const spreadMs = 60 * 60 * 1000;

export interface LookContext {
  coachId: string;
  now: number;
  timeZone: string;
  lifetimePoints: number;
}

/** Every criterion of badges, tiers, grades and milestones. */
export function criteriaOf({ badges = [], tiers, grades, milestones = [] }: LadderOptions): readonly Criterion[] {
  const ways = [grades?.coach, grades?.expert, grades?.animator].flatMap((rule) => rule?.ways ?? []);
  const listed = [...badges, ...(tiers?.ladder ?? []), ...milestones].map(({ requires }) => requires);
  return [...listed, ...ways].flat();
}

/** When somebody will have been here for long enough for something. */
function tenureAt(options: LadderOptions, { record: { joinedAt } }: RecognisedCoach, now: number): number[] {
  if (joinedAt === null) return [];
  return criteriaOf(options)
    .filter(({ count }) => count === 'tenure_day')
    .map(({ atLeast }) => joinedAt + atLeast * dayMs)
    .filter((at) => at > now);
}

/** The earliest moment at which the deeds that leave the window may cost a coach their tier. */
function windowAt({ tiers }: LadderOptions, coach: RecognisedCoach, { now, ...at }: LookContext): number[] {
  const { tier, since, isLocked } = coach.tier;
  if (!tiers || tier === null || isLocked) return [];
  const { windowDays, keepFrom, graceDays } = { ...tierDefaults, ...tiers };
  if (windowDays === null) return [];
  const standing = { ...at, now, record: coach.record, badges: coach.badges.map(({ id }) => id) };
  const held = tierOf(tiers, standing, coach.tier).checklist.find((one) => one.tier === tier);
  const leaves = (held?.progress ?? []).flatMap(({ criterion, have, deeds }) => {
    if (deeds.length === 0) return have < criterion.atLeast * keepFrom ? [now] : [];
    // So many may leave; the one after them is one too many.
    const spare = Math.max(0, Math.floor(have - criterion.atLeast * keepFrom + 1e-9));
    return [(deeds[Math.min(spare, deeds.length - 1)]?.at ?? now) + windowDays * dayMs];
  });
  return leaves.length === 0 ? [] : [Math.max(Math.min(...leaves), since + graceDays * dayMs)];
}

/** The first moment of the local day after this one. */
function midnightAfter(at: number, timeZone: string): number {
  const today = localDayOf(at, timeZone).number;
  let quarter = Math.floor(at / quarterMs) + 1;
  while (localDayOf(quarter * quarterMs, timeZone).number === today) quarter += 1;
  return quarter * quarterMs;
}

/**
 * When time alone may change how a coach is recognised, at the earliest: just after a midnight where the community is.
 * Null while it can't, so that thousands of coaches cost nothing.
 */
export function nextLookAt(options: LadderOptions, coach: RecognisedCoach, context: LookContext): number | null {
  const { now, timeZone, coachId } = context;
  const times = [...tenureAt(options, coach, now), ...windowAt(options, coach, context)];
  if (times.length === 0) return null;
  const drawn = Number.parseInt(stableDigest(coachId).slice(0, 8), 16) / 2 ** 32;
  return midnightAfter(Math.max(now, Math.min(...times)), timeZone) + Math.floor(drawn * spreadMs);
}
