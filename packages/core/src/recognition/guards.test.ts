import { describe, expect, it } from 'vitest';
import type { GuardedConversation, GuardFacts } from './guard-facts.js';
import { signalsOf } from './guards.js';
import { emptyQueue, heldBy, judged, withSignals } from './review-queue.js';

const minute = 60_000;
let count = 0;
const conversation = (coachId: string, more: Partial<GuardedConversation> = {}): GuardedConversation => {
  count += 1;
  const answeredAt = count * 60 * minute;
  return {
    conversationId: `c${count}`,
    coachId,
    visitorId: `v${count}`,
    answeredAt,
    thankedAt: answeredAt + 10 * minute,
    thankedAfterMs: 30_000,
    origins: [],
    question: `q${count}`,
    ...more,
  };
};
const many = (size: number, coachId: string, more: Partial<GuardedConversation> = {}) =>
  Array.from({ length: size }, () => conversation(coachId, more));
const unthanked = { thankedAt: null, thankedAfterMs: null };
/** Forty percent of a hundred and fifty conversations are thanked for: a community of people who don't know each other. */
const crowd = () => [...many(60, 'crowd'), ...many(90, 'crowd', unthanked)];
const kinds = (conversations: GuardedConversation[], originsOf: GuardFacts['originsOf'] = new Map()) =>
  signalsOf({ conversations, originsOf }, { sampleShare: 0 }).map(({ kind, coachIds }) => `${kind} ${coachIds}`);

describe('a signal is raised', () => {
  it('when thanks come from where the coach is connected, and when from elsewhere not', () => {
    const origins = new Map([['ben', new Set(['here'])]]);
    expect(kinds(many(1, 'ben', { origins: ['here'] }), origins)).toEqual(['self_thanks ben']);
    expect(kinds(many(1, 'ben', { origins: ['there'] }), origins)).toEqual([]);
    expect(kinds(many(1, 'ben', { origins: ['here'], ...unthanked }), origins)).toEqual([]);
  });
  it('when coaches thank one another round, and not when one thanks another', () => {
    const origins = new Map(['a', 'b', 'c'].map((id) => [id, new Set([`at ${id}`])]));
    const round = [
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'a'],
    ].flatMap(([from, to = '']) => many(2, to, { origins: [`at ${from}`] }));
    expect(kinds(round, origins)).toEqual(['thank_ring a,b,c']);
    expect(kinds(round.slice(0, 4), origins)).toEqual([]);
  });
  it('never by a place that several share', () => {
    const shared = new Map(['a', 'b'].map((id) => [id, new Set([`at ${id}`, 'office'])]));
    expect(
      kinds(
        [...many(3, 'a', { origins: ['office'] })].map((one) => ({ ...one, coachId: 'z' })),
        shared,
      ),
    ).toEqual([]);
  });
  it('when most thanks are one visitor’s, in a community where many thank', () => {
    expect(kinds([...crowd(), ...many(6, 'ben', { visitorId: 'fan' })])).toEqual(['one_visitor ben']);
    expect(kinds([...crowd(), ...many(4, 'ben', { visitorId: 'fan' })])).toEqual([]);
  });
  it('never for concentration alone in a small community', () => {
    expect(kinds([...many(30, 'ben', { visitorId: 'fan' }), ...many(15, 'ann')])).toEqual([]);
  });
  it('when the same words are thanked for again and again, or faster than anybody reads', () => {
    expect(kinds(many(4, 'ben', { question: 'hello' }))).toEqual(['scripted ben']);
    expect(kinds(many(4, 'ben', { thankedAfterMs: 1_999 }))).toEqual(['scripted ben']);
    expect(kinds([...many(3, 'ben', { question: 'hello' }), ...many(3, 'ben', { thankedAfterMs: 0 })])).toEqual([]);
  });
  it('when more is thanked for in an hour than conversations fit in', () => {
    const at = (thankedAt: number) => conversation('ben', { thankedAt });
    const evenly = (every: number) => Array.from({ length: 11 }, (_, index) => at(index * every));
    expect(kinds(evenly(5 * minute))).toEqual(['burst ben']);
    expect(kinds(evenly(6 * minute))).toEqual([]);
  });
  it('when a coach is thanked far more often than others are, and not for being good', () => {
    expect(kinds([...crowd(), ...many(30, 'ben')])).toEqual(['thank_rate ben']);
    expect(kinds([...crowd(), ...many(18, 'ben'), ...many(12, 'ben', unthanked)])).toEqual([]);
  });
  it('never by a rate while too little is known', () => {
    expect(kinds([...crowd(), ...many(19, 'ben')])).toEqual([]);
    expect(kinds([...many(50, 'ann', unthanked), ...many(30, 'ben')])).toEqual([]);
  });
});

describe('some thanks are looked at', () => {
  it('by lot, the same whenever it is drawn', () => {
    const conversations = many(2_000, 'ben');
    const draw = () => signalsOf({ conversations, originsOf: new Map() }).find(({ kind }) => kind === 'sampled');
    expect((draw()?.conversationIds.length ?? 0) / 2_000).toBeCloseTo(0.05, 1);
    expect(draw()).toEqual(draw());
  });
  it('all of them, once there was fraud', () => {
    const facts = { conversations: many(3, 'ben'), originsOf: new Map(), confirmed: new Set(['ben']) };
    expect(signalsOf(facts, { sampleShare: 0 })).toMatchObject([
      { kind: 'confirmed', conversationIds: [{}, {}, {}].map(() => expect.any(String)) },
    ]);
  });
});

describe('the review queue', () => {
  const signals = signalsOf(
    { conversations: many(4, 'ben', { question: 'hello' }), originsOf: new Map() },
    { sampleShare: 0 },
  );
  const ids = signals[0]?.conversationIds ?? [];
  const queue = withSignals(emptyQueue, signals, 7);

  it('holds what is signalled, with the evidence, once', () => {
    expect(queue.open).toMatchObject([{ id: 'scripted:ben', conversationIds: ids, openedAt: 7 }]);
    expect(withSignals(queue, signals, 9)).toEqual(queue);
    expect([...heldBy(queue)]).toEqual(ids);
  });
  it('releases what a manager finds honest, and asks them no second time', () => {
    const after = judged(queue, 'scripted:ben', { verdict: 'honest' });
    expect(after).toMatchObject({ released: ids, voided: [], queue: { open: [] } });
    expect(withSignals(after.queue, signals, 9)).toBe(after.queue);
  });
  it('voids what a manager names, and releases the rest', () => {
    const after = judged(queue, 'scripted:ben', { verdict: 'fraud', conversationIds: ids.slice(0, 1) });
    expect(after).toMatchObject({ voided: ids.slice(0, 1), released: ids.slice(1) });
  });
  it('goes on holding what another entry holds', () => {
    const other = { kind: 'burst', coachIds: ['ben'], conversationIds: ids.slice(0, 2), why: '' } as const;
    const after = judged(withSignals(queue, [other], 8), 'scripted:ben', { verdict: 'honest' });
    expect(after.released).toEqual(ids.slice(2));
  });
});
