/** How long enough coaches must be there, and for how long they may be missed. */
export interface AvailabilityPolicy {
  /** Opens from this many coaches. */
  coachesMin: number;
  /** … who have been there this long. */
  opensAfterMs: number;
  /** Closes when there have been fewer for this long. */
  closesAfterMs: number;
}

/**
 * How many coaches are there, and since when enough of them: all that the hysteresis rests on. Times are Unix
 * milliseconds.
 */
export interface PoolCount {
  coachesOnline: number;
  freeSlots: number;
  /** Null while there are too few. */
  enoughSince: number | null;
  /** The last time that there were enough and then too few. */
  lastRun: { since: number; until: number } | null;
  /** The end of the last such time that was long enough to open the window. */
  steadyUntil: number | null;
}

export const emptyPoolCount: PoolCount = {
  coachesOnline: 0,
  freeSlots: 0,
  enoughSince: null,
  lastRun: null,
  steadyUntil: null,
};

/** Coaches came or went at a moment, or their slots did. Whoever leaves and comes back within one moment was never gone. */
export function changePoolCount(
  count: PoolCount,
  { coaches, slots, at }: { coaches: number; slots: number; at: number },
  policy: AvailabilityPolicy,
): PoolCount {
  const coachesOnline = count.coachesOnline + coaches;
  const changed = { ...count, coachesOnline, freeSlots: count.freeSlots + slots };
  const { enoughSince: since, lastRun } = count;
  const isEnough = coachesOnline >= policy.coachesMin;
  if (isEnough === (since !== null)) return changed;
  if (since === null) return { ...changed, enoughSince: lastRun?.until === at ? lastRun.since : at };
  // A moment without length is none.
  if (since === at) return { ...changed, enoughSince: null };
  const isSteady = at - since >= policy.opensAfterMs;
  const steadyUntil = isSteady ? at : count.steadyUntil;
  return { ...changed, enoughSince: null, lastRun: { since, until: at }, steadyUntil };
}

/** Open when, at some moment of the last `closesAfterMs`, enough coaches had been there for `opensAfterMs`. */
export function isPoolOpen({ enoughSince, steadyUntil }: PoolCount, policy: AvailabilityPolicy, now: number): boolean {
  if (enoughSince !== null && now - enoughSince >= policy.opensAfterMs) return true;
  return steadyUntil !== null && steadyUntil > now - policy.closesAfterMs;
}
