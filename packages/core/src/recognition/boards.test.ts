import { describe, expect, it } from 'vitest';
import { dayMs, deeds, recordOf } from '../testing/standing.js';
import { type BoardMember, type BoardRule, boardOf, boardsOf } from './boards.js';
import { evolveRecord } from './coach-record.js';
import { periodOf, tallyOf } from './tally.js';

/** A Wednesday at noon. */
const now = Date.UTC(2026, 3, 15, 12);
const when = { now, timeZone: 'Europe/Paris' };
const thanked = (thanks: number) => recordOf(deeds(thanks, 'thanked', { from: now - dayMs, everyMs: 1_000 }));
const member = (coachId: string, thanks: number, more: Partial<BoardMember> = {}): BoardMember => ({
  coachId,
  name: coachId,
  kind: 'coach',
  isSuspended: false,
  isOptedOut: false,
  tally: tallyOf(thanked(thanks)),
  ...more,
});
const week: BoardRule = { id: 'week', period: 'week', weights: { thanked: 1 } };
const ranks = (rule: BoardRule, members: BoardMember[]) =>
  boardOf(rule, members, when).map(({ rank, coachId, score }) => [rank, coachId, score]);

describe('a board', () => {
  it('ranks equals alike and leaves their places out', () => {
    const members = [member('a', 5), member('b', 3), member('c', 5), member('d', 3), member('e', 1)];
    expect(ranks(week, members)).toEqual([
      [1, 'a', 5],
      [1, 'c', 5],
      [3, 'b', 3],
      [3, 'd', 3],
      [5, 'e', 1],
    ]);
  });
  it('holds no staff, nobody suspended, nobody who opted out, and nobody without a score', () => {
    const members = [
      member('manager', 9, { kind: 'manager' }),
      member('brand', 9, { kind: 'brand' }),
      member('suspended', 9, { isSuspended: true }),
      member('shy', 9, { isOptedOut: true }),
      member('none', 0),
      member('ben', 1),
    ];
    expect(ranks(week, members)).toEqual([[1, 'ben', 1]]);
  });
  it('ranks by its own weights and topic', () => {
    const talker = recordOf(deeds(10, 'answered', { from: now - dayMs, topic: 'bags', everyMs: 1 }));
    const helper = recordOf(deeds(3, 'thanked', { from: now - dayMs, topic: 'shoes', everyMs: 1 }));
    const members = [member('talker', 0, { tally: tallyOf(talker) }), member('helper', 0, { tally: tallyOf(helper) })];
    const first = (weights: BoardRule['weights'], topic?: string) =>
      boardOf({ ...week, weights, ...(topic === undefined ? {} : { topic }) }, members, when)[0]?.coachId;
    expect([first({ answered: 1, thanked: 1 }), first({ answered: 1, thanked: 5 })]).toEqual(['talker', 'helper']);
    expect(first({ answered: 1, thanked: 1 }, 'shoes')).toBe('helper');
  });
  it('counts nothing that is under review', () => {
    const record = thanked(3);
    const causeIds = [record.deeds[0]?.causeId ?? ''];
    const held = evolveRecord(record, { type: 'review.opened', at: now, data: { causeIds } });
    expect(ranks(week, [member('a', 0, { tally: tallyOf(held) })])).toEqual([[1, 'a', 2]]);
  });
  it('shows no more than its size, ties whole', () => {
    const members = [member('a', 3), member('b', 2), member('c', 2), member('d', 1)];
    expect(ranks({ ...week, size: 2 }, members).map(([, id]) => id)).toEqual(['a', 'b', 'c']);
  });
});

describe('a period', () => {
  const at = (day: number, hour: number) => Date.UTC(2026, 3, day, hour);
  it('begins on Monday at midnight in the community’s time zone', () => {
    // Paris is two hours ahead in April: its Monday begins at 22:00 UTC on Sunday.
    const index = (day: number, hour: number) => periodOf('week', at(day, hour), 'Europe/Paris');
    expect(index(12, 21)).toBe(index(6, 0));
    expect(index(12, 22)).toBe(index(6, 0) + 1);
  });
  it.each([
    ['month', Date.UTC(2026, 0, 31), Date.UTC(2025, 11, 31)],
    ['quarter', Date.UTC(2026, 1, 1), Date.UTC(2025, 10, 1)],
    ['year', Date.UTC(2026, 5, 1), Date.UTC(2025, 5, 1)],
  ] as const)('of a %s is one more than the one before, over New Year too', (period, late, early) => {
    expect(periodOf(period, late, 'UTC')).toBe(periodOf(period, early, 'UTC') + 1);
  });
});

describe('what a coach sees', () => {
  const before = recordOf(deeds(2, 'thanked', { from: now - 7 * dayMs }));
  const ben = member('ben', 0, {
    isOptedOut: true,
    tally: tallyOf(recordOf(deeds(3, 'thanked', { from: now - dayMs, everyMs: 1 }), before)),
  });
  const members = [ben, member('ann', 4), member('manager', 50, { kind: 'manager' })];
  const options = { goal: { period: 'week', weights: { thanked: 1 }, atLeast: 7 }, boards: [week] } as const;

  it('begins with their own progress, then the common goal, then boards', () => {
    const seen = boardsOf(options, 'ben', { members, ...when });
    expect(Object.keys(seen)).toEqual(['own', 'goal', 'boards']);
    expect(seen).toMatchObject({
      own: { score: 3, before: 2 },
      goal: { have: 7, atLeast: 7, isReached: true },
      boards: [{ id: 'week', rows: [{ coachId: 'ann', rank: 1 }] }],
    });
  });
  it('is no board unless the community made one', () => {
    expect(boardsOf({}, 'ben', { members, ...when })).toEqual({ own: null, goal: null, boards: [] });
  });
});
