import type { CoachRecord, Deed, DeedKind } from './coach-record.js';
import { type LocalDay, localDayOf } from './local-day.js';

export type BoardPeriod = 'week' | 'month' | 'quarter' | 'year' | 'all';

/** What is counted together, on a board or towards a goal. */
export interface Weighting {
  /** Weeks begin on Monday, all periods at midnight in the community's time zone. */
  period: BoardPeriod;
  /** Deeds on this topic alone. @defaultValue all */
  topic?: string;
  /** What each kind of deed weighs; one that isn't named weighs nothing. */
  weights: Readonly<Partial<Record<DeedKind, number>>>;
}

/** One leaderboard. Several with their own weights are fairer than one: nobody is best at everything. */
export interface BoardRule extends Weighting {
  id: string;
  labels?: Readonly<Record<string, string>>;
  /** How many are shown. @defaultValue 10 */
  size?: number;
}

export interface BoardOptions {
  /** What all coaches reach together. */
  goal?: Weighting & { atLeast: number };
  /** @defaultValue none: a board is a choice */
  boards?: readonly BoardRule[];
}

/** A person as boards see them. */
export interface BoardMember {
  coachId: string;
  name: string;
  kind: 'coach' | 'manager' | 'brand';
  isSuspended: boolean;
  /** They don't want to be compared. */
  isOptedOut: boolean;
  record: CoachRecord;
}

export interface BoardRow {
  /** Equals share a rank, and the next is as many lower: 1, 2, 2, 4. */
  rank: number;
  coachId: string;
  name: string;
  score: number;
}

/** What one coach is shown, in this order. */
export interface BoardsOf {
  /** Their own, now and in the period before. */
  own: { score: number; before: number } | null;
  goal: { have: number; atLeast: number; isReached: boolean } | null;
  boards: readonly { id: string; rows: readonly BoardRow[] }[];
}

const sizeDefault = 10;

const indexes: Readonly<Record<BoardPeriod, (day: LocalDay) => number>> = {
  // 1 January 1970 was a Thursday: three days earlier, a week began.
  week: ({ number }) => Math.floor((number + 3) / 7),
  month: ({ year, month }) => year * 12 + month,
  quarter: ({ year, month }) => year * 4 + Math.ceil(month / 3),
  year: ({ year }) => year,
  all: () => 0,
};

/** The number of a moment's period; the period before has one less. */
export const periodOf = (period: BoardPeriod, at: number, timeZone: string): number =>
  indexes[period](localDayOf(at, timeZone));

interface When {
  now: number;
  timeZone: string;
}

const weigh = ({ weights, topic }: Weighting, deed: Deed): number =>
  topic === undefined || deed.topic === topic ? (weights[deed.kind] ?? 0) : 0;

/** A local day is at most 25 hours, a period at most 366 days and the one before it as many: what is older isn't looked at. */
const lookBackMs: Readonly<Record<BoardPeriod, number>> = {
  week: 15 * 25 * 3_600_000,
  month: 63 * 25 * 3_600_000,
  quarter: 185 * 25 * 3_600_000,
  year: 733 * 25 * 3_600_000,
  all: Number.POSITIVE_INFINITY,
};

function scoreIn(rule: Weighting, record: CoachRecord, { now, timeZone }: When, ago = 0): number {
  const wanted = periodOf(rule.period, now, timeZone) - ago;
  const held = new Set(record.heldCauseIds);
  const counts = (deed: Deed) =>
    !held.has(deed.causeId) &&
    deed.at > now - lookBackMs[rule.period] &&
    (rule.period === 'all' ? ago === 0 : periodOf(rule.period, deed.at, timeZone) === wanted);
  const score = record.deeds.reduce(
    (sum, deed) => (weigh(rule, deed) > 0 && counts(deed) ? sum + weigh(rule, deed) : sum),
    0,
  );
  return rule.period === 'all' && ago === 0 ? score + scoreOlder(rule, record) : score;
}

function scoreOlder({ weights, topic }: Weighting, { older }: CoachRecord): number {
  return Object.entries(older).reduce((sum, [key, many]) => {
    const [kind, on] = key.split(' ');
    return topic === undefined || topic === on ? sum + many * (weights[kind as DeedKind] ?? 0) : sum;
  }, 0);
}

/** Staff don't compete with volunteers, and who is suspended isn't held up as an example. */
const isEligible = ({ kind, isSuspended }: BoardMember) => kind === 'coach' && !isSuspended;

/** One leaderboard: those who may be on it and want to be, with a score above zero. */
export function boardOf(rule: BoardRule, members: readonly BoardMember[], when: When): readonly BoardRow[] {
  const scored = members
    .filter((member) => isEligible(member) && !member.isOptedOut)
    .map(({ coachId, name, record }) => ({ coachId, name, score: scoreIn(rule, record, when) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.coachId < b.coachId ? -1 : 1));
  return scored
    .map((row) => ({ rank: 1 + scored.filter(({ score }) => score > row.score).length, ...row }))
    .filter(({ rank }) => rank <= (rule.size ?? sizeDefault));
}

/** All that one coach sees: their own progress, the common goal, then the boards. Who opted out still sees the first two. */
export function boardsOf(
  options: BoardOptions,
  coachId: string,
  { members, ...when }: When & { members: readonly BoardMember[] },
): BoardsOf {
  const { goal, boards = [] } = options;
  const self = members.find((member) => member.coachId === coachId);
  const measure = goal ?? boards[0];
  const have = goal ? members.filter(isEligible).reduce((sum, { record }) => sum + scoreIn(goal, record, when), 0) : 0;
  return {
    own:
      self && measure
        ? { score: scoreIn(measure, self.record, when), before: scoreIn(measure, self.record, when, 1) }
        : null,
    goal: goal ? { have, atLeast: goal.atLeast, isReached: have >= goal.atLeast } : null,
    boards: boards.map((rule) => ({ id: rule.id, rows: boardOf(rule, members, when) })),
  };
}
