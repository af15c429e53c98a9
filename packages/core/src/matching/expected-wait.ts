/** How long one request waited until its first claim. */
export interface Wait {
  /** Unix milliseconds. */
  claimedAt: number;
  waitMs: number;
}

/** Where somebody who asks now would stand. */
export interface QueuePlace {
  now: number;
  /** Place in the queue; 1 for the next one served. */
  position: number;
  freeSlots: number;
  coachesOnline: number;
}

/** Waits that an estimate rests on: the latest, none older than an hour. */
export const waitsMax = 20;
const recentMs = 60 * 60_000;
/** Fewer say nothing. */
const waitsMin = 3;

/**
 * What to expect from what others went through: the median of the recent waits, once for each round of requests that
 * the coaches take before it is one's turn. A round is as large as the slots that are free, or as the coaches where none
 * is: so the place counts, and who is there counts, and how many waits were looked at doesn't. Undefined where too
 * little is known. Rounded up to what a person would say.
 */
export function expectedWaitMs(waits: readonly Wait[], place: QueuePlace): number | undefined {
  const { now, position, freeSlots, coachesOnline } = place;
  const recent = waits.filter(({ claimedAt }) => claimedAt <= now && now - claimedAt < recentMs);
  const latest = recent.sort((a, b) => b.claimedAt - a.claimedAt || b.waitMs - a.waitMs).slice(0, waitsMax);
  if (latest.length < waitsMin || coachesOnline === 0) return undefined;
  const rounds = Math.ceil(position / Math.max(freeSlots, coachesOnline));
  return roundUp(rounds * median(latest.map(({ waitMs }) => waitMs)));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]] as [number, number];
  return (low + high) / 2;
}

/** Steps of 5 s within a minute, of 30 s within ten, of a minute beyond: it changes seldom enough to be read. */
function roundUp(ms: number): number {
  const step = ms <= 60_000 ? 5_000 : ms <= 600_000 ? 30_000 : 60_000;
  return Math.ceil(ms / step) * step;
}
