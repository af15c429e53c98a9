import { describe, expect, it } from 'vitest';
import { deeds, recordOf, standing } from '../testing/standing.js';
import { emptyRecord, evolveRecord } from './coach-record.js';
import { atLeast } from './criterion.js';
import { capacityOf, dueGrades, type GradeFacts, type GradeOptions, isSampled, type LinkedRecord } from './grades.js';

const options: GradeOptions = {
  coach: { ways: [[atLeast(3, 'thanked')]], waysElsewhere: [[atLeast(50, 'answered', { distinct: 'person' })]] },
  expert: { ways: [[atLeast(5, 'thanked')]], confirm: true },
  animator: { ways: [[atLeast(2, 'welcomed')], [atLeast(9, 'liked')]], confirm: true },
  recognises: ['travel'],
};
const coach = { grade: 'coach', topic: null } as const;
const facts = (record = emptyRecord, more: Partial<GradeFacts> = {}): GradeFacts => ({
  ...standing(record),
  communityId: 'shop',
  held: [],
  ...more,
});
const linked = (more: Partial<LinkedRecord> = {}): LinkedRecord => ({
  communityId: 'travel',
  record: recordOf(deeds(50, 'answered')),
  recognises: ['shop'],
  ...more,
});

describe('a newcomer', () => {
  it('is a coach with the third thank-you', () => {
    expect(dueGrades(options, facts(recordOf(deeds(2, 'thanked'))))).toEqual([]);
    expect(dueGrades(options, facts(recordOf(deeds(3, 'thanked'))))).toMatchObject([
      { ...coach, needsConfirmation: false, from: 'shop', evidence: [{}, {}, {}] },
    ]);
  });
  it('has one slot, and loses the bound with the grade', () => {
    expect([capacityOf(options, []), capacityOf(options, [coach]), capacityOf({}, [])]).toEqual([1, null, null]);
  });
  it('is looked at in the share that was asked for, the same on every server', () => {
    const ids = Array.from({ length: 2_000 }, (_, index) => `c${index}`);
    const sampled = ids.filter((conversationId) => isSampled(options, [], conversationId));
    expect(sampled.length / ids.length).toBeCloseTo(0.2, 1);
    expect(ids.filter((conversationId) => isSampled(options, [], conversationId))).toEqual(sampled);
    expect(ids.some((conversationId) => isSampled(options, [coach], conversationId))).toBe(false);
  });
});

describe('what was done in another community', () => {
  const due = (...records: LinkedRecord[]) => dueGrades(options, facts(emptyRecord, { linked: records }));
  it('counts where both recognise each other and the coach linked it', () => {
    expect(due(linked())).toMatchObject([{ ...coach, from: 'travel' }]);
    expect(due()).toEqual([]);
  });
  it('counts not where one of them does not recognise the other', () => {
    expect(due(linked({ recognises: [] }))).toEqual([]);
    expect(due(linked({ communityId: 'bazaar' }))).toEqual([]);
  });
  it('counts not twice: a community is no other to itself', () => {
    const self = dueGrades(
      { ...options, recognises: ['shop'] },
      facts(emptyRecord, { linked: [linked({ communityId: 'shop' })] }),
    );
    expect(self).toEqual([]);
  });
  it('counts not while it is under review there', () => {
    const record = recordOf(deeds(50, 'answered'));
    const causeIds = [record.deeds[0]?.causeId ?? ''];
    const held = evolveRecord(record, { type: 'review.opened', at: 0, data: { causeIds } });
    expect(due(linked({ record: held }))).toEqual([]);
  });
  it('is not added up over communities', () => {
    const half = () => linked({ record: recordOf(deeds(25, 'answered')) });
    expect(due(half(), half())).toEqual([]);
  });
});

describe('a coach', () => {
  it('is proposed as an expert on a topic, which a manager confirms', () => {
    const record = recordOf([...deeds(5, 'thanked', { topic: 'shoes' }), ...deeds(4, 'thanked', { topic: 'bags' })]);
    expect(dueGrades(options, facts(record, { held: [coach] }))).toMatchObject([
      { grade: 'expert', topic: 'shoes', needsConfirmation: true },
    ]);
    const held = [coach, { grade: 'expert', topic: 'shoes' } as const];
    expect(dueGrades(options, facts(record, { held }))).toEqual([]);
  });
  it('comes to be an animator by any of the ways', () => {
    const record = recordOf(deeds(9, 'liked'));
    expect(dueGrades(options, facts(record, { held: [coach] }))).toMatchObject([{ grade: 'animator' }]);
  });
  it('comes before the expert: nobody skips a grade', () => {
    const record = recordOf(deeds(5, 'thanked', { topic: 'shoes' }));
    expect(dueGrades(options, facts(record)).map(({ grade }) => grade)).toEqual(['coach']);
  });
});
