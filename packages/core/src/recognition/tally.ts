import { type CoachRecord, type Deed, type DeedKind, deedKey } from './coach-record.js';
import { type LocalDay, localDayOf } from './local-day.js';

export type BoardPeriod = 'week' | 'month' | 'quarter' | 'year' | 'all';

/** How many deeds, by kind and topic (`thanked shoes`). */
export type Counts = Readonly<Record<string, number>>;

/**
 * What a coach did, as boards count it: for each length of period the latest two periods with a deed in them, by their
 * number. It stays small however much somebody does, and says nothing of anybody else.
 */
export type Tally = Readonly<Record<BoardPeriod, Readonly<Record<number, Counts>>>>;

/** What is counted together, on a board or towards a goal. */
export interface Weighting {
  /** Weeks begin on Monday, all periods at midnight in the community's time zone. */
  period: BoardPeriod;
  /** Deeds on this topic alone. @defaultValue all */
  topic?: string;
  /** What each kind of deed weighs; one that isn't named weighs nothing. */
  weights: Readonly<Partial<Record<DeedKind, number>>>;
}

const indexes: Readonly<Record<BoardPeriod, (day: LocalDay) => number>> = {
  // 1 January 1970 was a Thursday: three days earlier, a week began.
  week: ({ number }) => Math.floor((number + 3) / 7),
  month: ({ year, month }) => year * 12 + month,
  quarter: ({ year, month }) => year * 4 + Math.ceil(month / 3),
  year: ({ year }) => year,
  all: () => 0,
};

const periods = Object.keys(indexes) as BoardPeriod[];

/** The number of a moment's period; the period before has one less. */
export const periodOf = (period: BoardPeriod, at: number, timeZone: string): number =>
  indexes[period](localDayOf(at, timeZone));

const dayMs = 24 * 60 * 60 * 1000;

/** The calendar day that a deed was done on, where the community is; of a deed that doesn't say, by UTC. */
const dayOf = ({ at, day }: Deed): LocalDay => localDayOf(day === undefined ? at : day * dayMs, 'UTC');

const add = (counts: Record<string, number>, key: string, many = 1) => {
  counts[key] = (counts[key] ?? 0) + many;
};

const made = new WeakMap<CoachRecord, Tally>();

/** Counts a record, without what is under review. The same record gives the same object. */
export function tallyOf(record: CoachRecord): Tally {
  const known = made.get(record);
  if (known) return known;
  const held = new Set(record.heldCauseIds);
  const counted = Object.fromEntries(periods.map((period) => [period, {}])) as Record<
    BoardPeriod,
    Record<number, Record<string, number>>
  >;
  for (const deed of record.deeds) {
    if (held.has(deed.causeId)) continue;
    const day = dayOf(deed);
    for (const period of periods) {
      const index = indexes[period](day);
      counted[period][index] ??= {};
      add(counted[period][index], deedKey(deed));
    }
  }
  for (const [key, many] of Object.entries(record.older)) {
    counted.all[0] ??= {};
    if (many > 0) add(counted.all[0], key, many);
  }
  for (const period of periods) counted[period] = latestTwo(counted[period]);
  made.set(record, counted);
  return counted;
}

function latestTwo<T>(byIndex: Readonly<Record<number, T>>): Record<number, T> {
  const latest = Object.keys(byIndex).sort((a, b) => Number(b) - Number(a));
  return Object.fromEntries(latest.slice(0, 2).map((index) => [index, byIndex[Number(index)] as T]));
}

/** @param ago 1 for the period before */
export function scoreIn(
  { period, weights, topic }: Weighting,
  tally: Tally,
  now: { period: number; ago?: 0 | 1 },
): number {
  const { ago = 0 } = now;
  let score = 0;
  for (const [key, many] of Object.entries(tally[period][now.period - ago] ?? {})) {
    const space = key.indexOf(' ');
    const kind = (space < 0 ? key : key.slice(0, space)) as DeedKind;
    if (topic === undefined || (space >= 0 && key.slice(space + 1) === topic)) score += many * (weights[kind] ?? 0);
  }
  return score;
}
