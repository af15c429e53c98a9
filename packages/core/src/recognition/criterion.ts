import type { CoachRecord, Deed, DeedKind } from './coach-record.js';
import { localDayOf } from './local-day.js';

/** What can be counted: deeds, days since the coach joined, points ever earned, badges held. */
export type Quantity = DeedKind | 'tenure_day' | 'point' | 'badge';

/** One line of a checklist: "20 thank-yous on shoes". Plain JSON. Speed, presence and declining aren't words of it. */
export interface Criterion {
  count: Quantity;
  atLeast: number;
  /** Deeds on this topic alone. */
  topic?: string;
  /** Deeds done at night, between 22:00 and 06:00 on the coach's own clock. */
  atNight?: boolean;
  /** Counts the people or the local days among the deeds, so that one fan or one evening isn't a reputation. */
  distinct?: 'person' | 'day';
  /** More deeds than this on one local day count as this many. */
  perDayMax?: number;
}

/** @example atLeast(20, 'thanked', { distinct: 'person' }) */
export const atLeast = (
  number: number,
  count: Quantity,
  more: Omit<Criterion, 'count' | 'atLeast'> = {},
): Criterion => ({ count, atLeast: number, ...more });

/** What criteria are held against. */
export interface CoachStanding {
  record: CoachRecord;
  /** Points ever settled, spent or not. */
  lifetimePoints: number;
  /** Ids of the badges held. */
  badges: readonly string[];
  /** Unix milliseconds. */
  now: number;
  /** The community's: its days are the ones that count. */
  timeZone: string;
}

/** A criterion and how far somebody has come. */
export interface Progress {
  criterion: Criterion;
  have: number;
  isMet: boolean;
  /** When it was met, as far as that is known. */
  metAt: number | null;
  /** The deeds that met it, or that count so far. */
  deeds: readonly Deed[];
}

const dayMs = 24 * 60 * 60 * 1000;
const isNight = (hour: number | null) => hour !== null && (hour >= 22 || hour < 6);

function matches(deed: Deed, { count, topic, atNight }: Criterion): boolean {
  if (deed.kind !== count) return false;
  return (topic === undefined || deed.topic === topic) && (!atNight || isNight(deed.hour));
}

/** Of deeds in their order, those that count: one a person or day, or no more than so many a day. */
function countable(deeds: readonly Deed[], { distinct, perDayMax }: Criterion, timeZone: string): Deed[] {
  if (!distinct && perDayMax === undefined) return [...deeds];
  const seen = new Map<string | number | null, number>();
  const max = distinct ? 1 : (perDayMax ?? Number.POSITIVE_INFINITY);
  return deeds.filter((deed) => {
    if (distinct === 'person' && deed.personId === null) return false;
    const key = distinct === 'person' ? deed.personId : localDayOf(deed.at, timeZone).number;
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return before < max;
  });
}

/** Deeds that no longer stand one by one say neither when, nor for whom. */
function countOlder({ older }: CoachRecord, { count, topic, atNight, distinct, perDayMax }: Criterion): number {
  if (atNight || distinct || perDayMax !== undefined) return 0;
  if (topic !== undefined) return older[`${count} ${topic}`] ?? 0;
  return Object.entries(older).reduce((sum, [key, many]) => (key.split(' ')[0] === count ? sum + many : sum), 0);
}

function ofDeeds(criterion: Criterion, { record, timeZone }: CoachStanding, since: number): Progress {
  const held = new Set(record.heldCauseIds);
  const found = record.deeds.filter((deed) => deed.at > since && matches(deed, criterion) && !held.has(deed.causeId));
  const deeds = countable(found, criterion, timeZone);
  const older = since > Number.NEGATIVE_INFINITY ? 0 : countOlder(record, criterion);
  const have = deeds.length + older;
  const isMet = have >= criterion.atLeast;
  const meeting = deeds.slice(0, Math.max(0, criterion.atLeast - older));
  return { criterion, have, isMet, metAt: isMet ? (meeting.at(-1)?.at ?? null) : null, deeds: meeting };
}

function ofNumber(criterion: Criterion, have: number, metAt: number | null): Progress {
  const isMet = have >= criterion.atLeast;
  return { criterion, have, isMet, metAt: isMet ? metAt : null, deeds: [] };
}

/** How far a coach has come with a criterion. @param since deeds at or before this moment don't count */
export function progressOf(criterion: Criterion, standing: CoachStanding, since = Number.NEGATIVE_INFINITY): Progress {
  const { record, now, lifetimePoints, badges } = standing;
  switch (criterion.count) {
    case 'tenure_day': {
      if (record.joinedAt === null) return ofNumber(criterion, 0, null);
      const days = Math.floor((now - record.joinedAt) / dayMs);
      return ofNumber(criterion, days, record.joinedAt + criterion.atLeast * dayMs);
    }
    case 'point':
      return ofNumber(criterion, lifetimePoints, null);
    case 'badge':
      return ofNumber(criterion, badges.length, null);
    default:
      return ofDeeds(criterion, standing, since);
  }
}
