import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BoardMember, type BoardRule, boardOf } from './boards.js';
import { type CoachRecord, type Deed, type DeedKind, deedKinds, emptyRecord, evolveRecord } from './coach-record.js';
import { localDayOf } from './local-day.js';
import { type BoardPeriod, periodOf, scoreIn, tallyOf } from './tally.js';

const timeZone = 'America/New_York';
const now = Date.UTC(2026, 2, 9, 4, 30);
const yearMs = 366 * 24 * 60 * 60 * 1000;
const periods: readonly BoardPeriod[] = ['week', 'month', 'quarter', 'year', 'all'];
const topics = [null, 'shoes', 'running shoes', 'bags'] as const;

const deed = fc.record({
  kind: fc.constantFrom(...deedKinds),
  causeId: fc.nat(40).map(String),
  // Often just about midnight, week's end and New Year, seldom long ago.
  agoMs: fc.oneof(fc.nat(3 * yearMs), fc.nat(40 * 24 * 60 * 60 * 1000), fc.nat(60 * 60 * 1000)),
  topic: fc.constantFrom(...topics),
});

type Made = typeof deed extends fc.Arbitrary<infer D> ? D : never;
const doneOf = ({ agoMs, ...rest }: Made): Deed => {
  const at = now - agoMs;
  return { ...rest, at, personId: null, hour: null, day: localDayOf(at, timeZone).number };
};
const recordOf = (made: readonly Made[]): CoachRecord =>
  made
    .map(doneOf)
    .reduce((record, { at, ...data }) => evolveRecord(record, { type: 'deed.done', at, data }), emptyRecord);

/** Deed by deed, from when it was done, in no clever way. */
function naiveScore(rule: BoardRule, { deeds, heldCauseIds }: CoachRecord, ago: 0 | 1): number {
  let score = 0;
  for (const { kind, topic, at, causeId } of deeds) {
    if (heldCauseIds.includes(causeId) || (rule.topic !== undefined && rule.topic !== topic)) continue;
    if (periodOf(rule.period, at, timeZone) === periodOf(rule.period, now, timeZone) - ago)
      score += rule.weights[kind as DeedKind] ?? 0;
  }
  return score;
}

const rule: fc.Arbitrary<BoardRule> = fc.record(
  {
    id: fc.constant('board'),
    period: fc.constantFrom(...periods),
    topic: fc.constantFrom('shoes', 'running shoes'),
    weights: fc.dictionary(fc.constantFrom(...deedKinds), fc.integer({ min: 1, max: 5 })),
    size: fc.integer({ min: 1, max: 20 }),
  },
  { requiredKeys: ['id', 'period', 'weights'] },
);

describe('a tally', () => {
  it('counts for every board what counting deed by deed would, in this period and the one before', () => {
    fc.assert(
      fc.property(
        fc.array(deed, { maxLength: 60 }),
        fc.array(fc.nat(40), { maxLength: 3 }),
        rule,
        (made, held, board) => {
          const record = evolveRecord(recordOf(made), {
            type: 'review.opened',
            at: now,
            data: { causeIds: held.map(String) },
          });
          // As it comes back from storage.
          const tally = JSON.parse(JSON.stringify(tallyOf(record)));
          const period = periodOf(board.period, now, timeZone);
          expect(scoreIn(board, tally, { period })).toBe(naiveScore(board, record, 0));
          if (board.period !== 'all')
            expect(scoreIn(board, tally, { period, ago: 1 })).toBe(naiveScore(board, record, 1));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('holds two periods of a length and no more, whatever was done before', () => {
    const made = Array.from({ length: 1_000 }, (_, index): Made => {
      return { kind: 'answered', causeId: String(index), agoMs: index * 24 * 60 * 60 * 1000, topic: null };
    });
    const tally = tallyOf(recordOf(made));
    expect(periods.map((period) => Object.keys(tally[period]).length)).toEqual([2, 2, 2, 2, 1]);
    expect(JSON.stringify(tally).length).toBeLessThan(500);
  });

  it('counts by the calendar of the community on the day of the deed', () => {
    // Sunday, 21:30 in New York and Monday in Greenwich.
    const at = Date.UTC(2026, 2, 9, 1, 30);
    const tally = tallyOf(recordOf([{ kind: 'answered', causeId: 'a', agoMs: now - at, topic: null }]));
    const week = (moment: number) => ({ period: periodOf('week', moment, timeZone) });
    const board: BoardRule = { id: 'week', period: 'week', weights: { answered: 1 } };
    expect(scoreIn(board, tally, week(at))).toBe(1);
    expect(scoreIn(board, tally, week(at + 24 * 60 * 60 * 1000))).toBe(0);
  });
});

describe('boards of five thousand coaches', () => {
  const random = (() => {
    let seed = 42;
    return (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return seed % below;
    };
  })();
  const records = Array.from({ length: 5_000 }, (_, index) => ({
    coachId: `coach-${String(index).padStart(4, '0')}`,
    record: recordOf(
      Array.from({ length: random(6) }, (__, one) => ({
        kind: deedKinds[random(5)] as DeedKind,
        causeId: `${index}-${one}`,
        agoMs: random(60 * 24 * 60 * 60 * 1000),
        topic: topics[random(4)] as Made['topic'],
      })),
    ),
  }));
  const members = records.map(
    ({ coachId, record }, index): BoardMember => ({
      coachId,
      name: coachId,
      kind: index % 50 === 0 ? 'manager' : 'coach',
      isSuspended: index % 97 === 0,
      isOptedOut: index % 11 === 0,
      tally: tallyOf(record),
    }),
  );

  it.each(periods)('rank those whom counting deed by deed would rank, of a %s', (period) => {
    const board: BoardRule = { id: 'board', period, weights: { thanked: 3, answered: 1 }, size: 25 };
    const naive = records
      .filter((_, index) => index % 50 !== 0 && index % 97 !== 0 && index % 11 !== 0)
      .map(({ coachId, record }) => ({ coachId, name: coachId, score: naiveScore(board, record, 0) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || (a.coachId < b.coachId ? -1 : 1))
      .map((row, _, all) => ({ rank: 1 + all.findIndex(({ score }) => score === row.score), ...row }))
      .filter(({ rank }) => rank <= 25);
    const rows = boardOf(board, members, { now, timeZone });
    expect(rows.length).toBeGreaterThan(0);
    expect(rows).toEqual(naive);
  });
});
