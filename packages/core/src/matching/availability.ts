import { type AvailabilityScope, isInScope } from './availability-scope.js';
import { type AvailabilityPolicy, changePoolCount, emptyPoolCount, isPoolOpen, type PoolCount } from './pool-count.js';

/** One stretch of a coach's being there, willing and active. */
export interface CoachStay {
  coachId: string;
  /** Empty means all. */
  locales: readonly string[];
  /** Empty means all. */
  topics: readonly string[];
  /** Unix milliseconds. */
  from: number;
  /** Null while it lasts. */
  until: number | null;
  /** While it lasts: conversations that the coach may still take. */
  freeSlots: number;
}

export const availabilityDefaults: AvailabilityPolicy = { coachesMin: 1, opensAfterMs: 5_000, closesAfterMs: 30_000 };

/**
 * What the widget may believe. `all_busy`: open, and a question waits until a coach has a free slot; a queue alone never
 * shuts the window, for whoever waits may still leave the question for later.
 */
export interface AvailabilityAnswer {
  open: boolean;
  reason: 'coaches_online' | 'all_busy' | 'closing_soon' | 'opening_soon' | 'no_coach';
  coachesOnline: number;
  freeSlots: number;
  /** What to expect from the waits of the last hour; absent while shut, and where too little is known. */
  expectedWaitMs?: number;
}

/**
 * Whether the window may open now, for a topic and a language. Pure over recent stays, in any order, so every node that
 * knows the same ones gives the same answer; the hysteresis is in the stays, there is no other state.
 *
 * @param pool at least the stays of the last `opensAfterMs + closesAfterMs`
 */
export function availabilityAt(
  pool: readonly CoachStay[],
  policy: AvailabilityPolicy,
  { now, scope }: { now: number; scope?: AvailabilityScope },
): AvailabilityAnswer {
  const stays = scope ? pool.filter((stay) => isInScope(stay, scope)) : pool;
  return answerOf(countPool(stays, policy, now), policy, now);
}

export function answerOf(count: PoolCount, policy: AvailabilityPolicy, now: number): AvailabilityAnswer {
  const { coachesOnline, freeSlots } = count;
  const enough = coachesOnline >= policy.coachesMin;
  const open = isPoolOpen(count, policy, now);
  if (!open) return { open, reason: enough ? 'opening_soon' : 'no_coach', coachesOnline, freeSlots };
  if (!enough) return { open, reason: 'closing_soon', coachesOnline, freeSlots };
  return { open, reason: freeSlots > 0 ? 'coaches_online' : 'all_busy', coachesOnline, freeSlots };
}

/** Counts what stays come to. A coach who is known to two nodes counts once, with the fewer free slots. */
export function countPool(stays: readonly CoachStay[], policy: AvailabilityPolicy, now: number): PoolCount {
  const steps = stays.flatMap((stay) => stepsOf(stay, now)).sort((a, b) => a.at - b.at);
  const covers = new Map<string, number>();
  let count = emptyPoolCount;
  for (let index = 0; index < steps.length; ) {
    const at = steps[index]?.at as number;
    let coaches = 0;
    for (let step = steps[index]; step?.at === at; index += 1, step = steps[index]) {
      const before = covers.get(step.coachId) ?? 0;
      covers.set(step.coachId, before + step.by);
      coaches += Math.sign(before + step.by) - Math.sign(before);
    }
    count = changePoolCount(count, { coaches, slots: 0, at }, policy);
  }
  return { ...count, freeSlots: freeSlotsOf(stays, now) };
}

function stepsOf({ coachId, from, until }: CoachStay, now: number) {
  if (from > now || until === from) return [];
  const came = { coachId, at: from, by: 1 };
  return until === null || until > now ? [came] : [came, { coachId, at: until, by: -1 }];
}

function freeSlotsOf(stays: readonly CoachStay[], now: number): number {
  const free = new Map<string, number>();
  for (const { coachId, from, until, freeSlots } of stays)
    if (from <= now && (until === null || until > now))
      free.set(coachId, Math.min(free.get(coachId) ?? freeSlots, freeSlots));
  return [...free.values()].reduce((sum, slots) => sum + slots, 0);
}
