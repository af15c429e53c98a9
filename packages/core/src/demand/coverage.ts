/** A question, as far as coverage goes. */
export interface CoveredQuestion {
  topic: string | null;
  askedAt: number;
  /** When a coach first took it; null for never. */
  claimedAt: number | null;
  isClosed: boolean;
}

/** What one hour brought on one topic. */
export interface CoveredHour {
  /** When the hour begins, in Unix milliseconds. */
  at: number;
  topic: string | null;
  asked: number;
  taken: number;
  /** Ended before anybody took it. */
  missed: number;
  /** Found the window closed. */
  lost: number;
  /** The median wait of those that were taken; null where none was. */
  waitMs: number | null;
}

interface Tally extends CoveredHour {
  waits: number[];
}

const hourMs = 60 * 60 * 1000;

/** By hour and topic: who asked, who was helped and after how long, and who met nobody. */
export function coverageOf(
  questions: readonly CoveredQuestion[],
  demand: readonly { minute: number; topic: string | null; count: number }[],
): CoveredHour[] {
  const hours = new Map<string, Tally>();
  const hourOf = (time: number, topic: string | null): Tally => {
    const at = Math.floor(time / hourMs) * hourMs;
    const key = `${at} ${topic ?? ''}`;
    const known = hours.get(key) ?? { at, topic, asked: 0, taken: 0, missed: 0, lost: 0, waitMs: null, waits: [] };
    hours.set(key, known);
    return known;
  };
  for (const { topic, askedAt, claimedAt, isClosed } of questions) {
    const hour = hourOf(askedAt, topic);
    hour.asked += 1;
    if (claimedAt !== null) hour.waits.push(claimedAt - askedAt);
    else if (isClosed) hour.missed += 1;
  }
  for (const { minute, topic, count } of demand) hourOf(minute * 60_000, topic).lost += count;
  return [...hours.values()]
    .map(({ waits, ...hour }) => ({ ...hour, taken: waits.length, waitMs: medianOf(waits) }))
    .sort((a, b) => a.at - b.at || ((a.topic ?? '') < (b.topic ?? '') ? -1 : 1));
}

const medianOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : (values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] as number);
