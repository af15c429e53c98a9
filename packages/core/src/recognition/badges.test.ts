import { describe, expect, it } from 'vitest';
import { dayMs, deeds, recordOf, standing } from '../testing/standing.js';
import { type BadgeRule, badgesOf } from './badges.js';
import { evolveRecord } from './coach-record.js';
import { atLeast } from './criterion.js';

const thanked: BadgeRule = { id: 'thanked', kind: 'appreciation', requires: [atLeast(3, 'thanked')] };
const knows: BadgeRule = { id: 'knows', kind: 'expertise', requires: [atLeast(2, 'thanked')], perTopic: true };
const owl: BadgeRule = { id: 'owl', kind: 'care', requires: [atLeast(2, 'answered', { atNight: true })] };
const host: BadgeRule = { id: 'host', kind: 'care', requires: [atLeast(1, 'welcomed'), atLeast(1, 'advised')] };
const year: BadgeRule = { id: 'year', kind: 'tenure', requires: [atLeast(365, 'tenure_day')] };

describe('a badge', () => {
  it('says which conversations earned it, on what, and when', () => {
    const [badge] = badgesOf([knows], standing(recordOf(deeds(3, 'thanked', { topic: 'shoes' })))).earned;
    expect(badge).toEqual({
      id: 'knows',
      kind: 'expertise',
      topic: 'shoes',
      earnedAt: dayMs,
      evidence: [
        { kind: 'thanked', causeId: 'thanked-shoes-0-0', topic: 'shoes', at: 0 },
        { kind: 'thanked', causeId: 'thanked-shoes-0-1', topic: 'shoes', at: dayMs },
      ],
      evidenceCount: 2,
    });
  });

  it('per topic is earned on each topic by itself', () => {
    const record = recordOf([
      ...deeds(2, 'thanked', { topic: 'shoes' }),
      ...deeds(2, 'thanked', { topic: 'bags' }),
      ...deeds(1, 'thanked', { topic: 'hats' }),
      ...deeds(9, 'thanked'),
    ]);
    expect(badgesOf([knows], standing(record)).earned.map(({ topic }) => topic)).toEqual(['bags', 'shoes']);
  });

  it('for care is earned at night, with newcomers and with colleagues', () => {
    const record = recordOf([
      ...deeds(2, 'answered', { hour: 23 }),
      ...deeds(1, 'welcomed'),
      ...deeds(1, 'advised', { from: 5 }),
    ]);
    expect(badgesOf([owl, host], standing(record)).earned.map(({ id, earnedAt }) => [id, earnedAt])).toEqual([
      ['owl', dayMs],
      ['host', 5],
    ]);
  });

  it('for tenure is earned on its day', () => {
    const record = evolveRecord(recordOf([]), { type: 'record.begun', at: 7, data: {} });
    const at = (now: number) => badgesOf([year], standing(record, { now })).earned.map(({ earnedAt }) => earnedAt);
    expect([at(365 * dayMs + 6), at(365 * dayMs + 7), at(900 * dayMs)]).toEqual([
      [],
      [365 * dayMs + 7],
      [365 * dayMs + 7],
    ]);
  });

  it('works backwards: a new rule finds those who earned it long ago', () => {
    const facts = standing(recordOf(deeds(5, 'thanked')));
    const before = badgesOf([], facts).earned;
    expect(badgesOf([thanked], facts, before).granted).toMatchObject([{ id: 'thanked', earnedAt: 2 * dayMs }]);
  });

  it('goes when what it rests on is taken back, and comes again with its new day', () => {
    const record = recordOf(deeds(3, 'thanked'));
    const { earned } = badgesOf([thanked], standing(record));
    const data = { kind: 'thanked', causeId: 'thanked--0-1', topic: null } as const;
    const without = evolveRecord(record, { type: 'deed.undone', at: 9 * dayMs, data });
    const lost = badgesOf([thanked], standing(without), earned);
    expect(lost).toEqual({
      earned: [],
      granted: [],
      revoked: [{ id: 'thanked', topic: null, why: 'no_longer_earned' }],
    });
    const again = recordOf(deeds(1, 'thanked', { from: 20 * dayMs }), without);
    expect(badgesOf([thanked], standing(again)).granted).toMatchObject([{ earnedAt: 20 * dayMs }]);
  });

  it('stays what and when it was while it is earned', () => {
    const facts = standing(recordOf(deeds(4, 'thanked')));
    const held = [{ id: 'thanked', topic: null, earnedAt: 42 }];
    expect(badgesOf([thanked], facts, held)).toMatchObject({ earned: [{ earnedAt: 42 }], granted: [], revoked: [] });
  });

  it('goes with its rule', () => {
    const { earned } = badgesOf([thanked], standing(recordOf(deeds(3, 'thanked'))));
    expect(badgesOf([], standing(recordOf(deeds(3, 'thanked'))), earned).revoked).toEqual([
      { id: 'thanked', topic: null, why: 'rule_removed' },
    ]);
  });
});
