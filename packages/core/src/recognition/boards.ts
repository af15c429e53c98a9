import { periodOf, scoreIn, type Tally, type Weighting } from './tally.js';

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
  tally: Tally;
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

interface When {
  now: number;
  timeZone: string;
}

const periodNow = ({ period }: Weighting, { now, timeZone }: When) => ({ period: periodOf(period, now, timeZone) });

/** Staff don't compete with volunteers, and who is suspended isn't held up as an example. */
const isEligible = ({ kind, isSuspended }: BoardMember) => kind === 'coach' && !isSuspended;

/** One leaderboard: those who may be on it and want to be, with a score above zero. */
export function boardOf(rule: BoardRule, members: readonly BoardMember[], when: When): readonly BoardRow[] {
  const period = periodNow(rule, when);
  const scored = members
    .filter((member) => isEligible(member) && !member.isOptedOut)
    .map(({ coachId, name, tally }) => ({ coachId, name, score: scoreIn(rule, tally, period) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.coachId < b.coachId ? -1 : 1));
  const rows: BoardRow[] = [];
  for (const [place, row] of scored.entries()) {
    const above = rows.at(-1);
    const rank = above?.score === row.score ? above.rank : place + 1;
    if (rank > (rule.size ?? sizeDefault)) break;
    rows.push({ rank, ...row });
  }
  return rows;
}

/** A coach's own progress: by the common goal, or else by the first board; null where there is neither. */
export function ownOf({ goal, boards = [] }: BoardOptions, tally: Tally, when: When): BoardsOf['own'] {
  const measure = goal ?? boards[0];
  if (!measure) return null;
  const now = periodNow(measure, when);
  return { score: scoreIn(measure, tally, now), before: scoreIn(measure, tally, { ...now, ago: 1 }) };
}

/** How far all have come together: whoever doesn't want to be compared, too. */
export function goalOf({ goal }: BoardOptions, members: readonly BoardMember[], when: When): BoardsOf['goal'] {
  if (!goal) return null;
  const now = periodNow(goal, when);
  const have = members.filter(isEligible).reduce((sum, { tally }) => sum + scoreIn(goal, tally, now), 0);
  return { have, atLeast: goal.atLeast, isReached: have >= goal.atLeast };
}

/** All that one coach sees: their own progress, the common goal, then the boards. Who opted out still sees the first two. */
export function boardsOf(
  options: BoardOptions,
  coachId: string,
  { members, ...when }: When & { members: readonly BoardMember[] },
): BoardsOf {
  const self = members.find((member) => member.coachId === coachId);
  return {
    own: self ? ownOf(options, self.tally, when) : null,
    goal: goalOf(options, members, when),
    boards: (options.boards ?? []).map((rule) => ({ id: rule.id, rows: boardOf(rule, members, when) })),
  };
}
