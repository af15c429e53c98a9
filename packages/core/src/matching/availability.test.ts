import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { availabilityAt, type CoachStay } from './availability.js';
import { scopeOf } from './availability-scope.js';
import type { AvailabilityPolicy } from './pool-count.js';

const policy: AvailabilityPolicy = { coachesMin: 2, opensAfterMs: 5_000, closesAfterMs: 30_000 };
const stay = (
  coachId: string,
  from: number,
  until: number | null = null,
  more: Partial<CoachStay> = {},
): CoachStay => ({
  coachId,
  locales: [],
  topics: [],
  from,
  until,
  freeSlots: 3,
  ...more,
});
const at = (pool: readonly CoachStay[], now: number) => availabilityAt(pool, policy, { now });
const isOpen = (pool: readonly CoachStay[], now: number) => at(pool, now).open;

describe('availability', () => {
  it('is shut where nobody ever was', () => {
    expect(at([], 0)).toEqual({ open: false, reason: 'no_coach', coachesOnline: 0, freeSlots: 0 });
  });
  it('opens once enough coaches have stayed long enough', () => {
    const pool = [stay('ben', 1_000), stay('zoe', 2_000)];
    expect([isOpen(pool, 6_999), isOpen(pool, 7_000)]).toEqual([false, true]);
  });
  it('says that it is about to open', () => {
    expect(at([stay('ben', 0), stay('zoe', 0)], 1_000)).toMatchObject({ open: false, reason: 'opening_soon' });
  });
  it('stays open for a while after coaches left, and then closes', () => {
    const pool = [stay('ben', 0, 10_000), stay('zoe', 0, 10_000)];
    expect(at(pool, 39_999)).toMatchObject({ open: true, reason: 'closing_soon', coachesOnline: 0 });
    expect(at(pool, 40_000)).toMatchObject({ open: false, reason: 'no_coach' });
  });
  it('stays open when all are busy, and says so', () => {
    const pool = [stay('ben', 0, null, { freeSlots: 0 }), stay('zoe', 0, null, { freeSlots: 0 })];
    expect(at(pool, 10_000)).toEqual({ open: true, reason: 'all_busy', coachesOnline: 2, freeSlots: 0 });
  });
  it('counts a coach who is known to two nodes once', () => {
    const pool = [stay('ben', 0), stay('ben', 3_000, null, { freeSlots: 1 })];
    expect(at(pool, 60_000)).toEqual({ open: false, reason: 'no_coach', coachesOnline: 1, freeSlots: 1 });
  });
});

describe('hysteresis', () => {
  it('does not flap when a coach reconnects', () => {
    const pool = [stay('ben', 0), stay('zoe', 0, 10_000), stay('zoe', 12_000)];
    for (let now = 5_000; now < 100_000; now += 500) expect(isOpen(pool, now)).toBe(true);
  });
  it('does not open for coaches who never stay', () => {
    const zoe = Array.from({ length: 10 }, (_, index) => stay('zoe', index * 6_000, index * 6_000 + 3_000));
    for (let now = 0; now < 90_000; now += 500) expect(isOpen([stay('ben', 0), ...zoe], now)).toBe(false);
  });
  it('stays open while coaches come and go faster than it closes', () => {
    const zoe = Array.from({ length: 10 }, (_, index) => stay('zoe', index * 30_000, index * 30_000 + 5_000));
    for (let now = 5_000; now < 270_000; now += 500) expect(isOpen([stay('ben', 0), ...zoe], now)).toBe(true);
  });
  it('takes two coaches who change places in one moment for one who stayed', () => {
    const alone = { ...policy, coachesMin: 1 };
    const pool = [stay('ben', 0, 3_000), stay('zoe', 3_000, 6_000)];
    expect(availabilityAt(pool, alone, { now: 5_000 }).open).toBe(true);
  });
});

describe('for a topic and a language', () => {
  const tree = { ancestorsOf: (topic: string) => (topic === 'sneakers' ? ['shoes'] : []) };
  const open = { ...policy, coachesMin: 1 };
  const ask = (coach: Partial<CoachStay>, request: { topic?: string; locale?: string }) =>
    availabilityAt([stay('ben', 0, null, coach)], open, { now: 9_000, scope: scopeOf(request, tree) }).open;

  it.each([
    ['the topic itself', { topics: ['sneakers'] }, { topic: 'sneakers' }, true],
    ['the topic above it', { topics: ['shoes'] }, { topic: 'sneakers' }, true],
    ['a topic below it', { topics: ['sneakers'] }, { topic: 'shoes' }, false],
    ['another topic', { topics: ['bags'] }, { topic: 'sneakers' }, false],
    ['no declared topics', {}, { topic: 'sneakers' }, true],
    ['the language of another country', { locales: ['fr'] }, { locale: 'fr-CH' }, true],
    ['the language in another spelling', { locales: ['FR-be'] }, { locale: 'fr' }, true],
    ['another language', { locales: ['de'] }, { locale: 'fr' }, false],
    ['no declared locales', {}, { locale: 'fr' }, true],
    ['the topic in another language', { topics: ['shoes'], locales: ['de'] }, { topic: 'shoes', locale: 'fr' }, false],
    ['anything, where nothing is asked for', { topics: ['bags'], locales: ['de'] }, {}, true],
  ])('counts by %s', (_, coach, request, expected) => {
    expect(ask(coach, request)).toBe(expected);
  });
});

const stays = fc
  .array(
    fc.record({
      coachId: fc.constantFrom('ann', 'ben', 'zoe'),
      from: fc.integer({ min: 0, max: 90_000 }),
      lasted: fc.option(fc.integer({ min: 0, max: 40_000 })),
      topics: fc.subarray(['shoes', 'bags']),
      freeSlots: fc.integer({ min: 0, max: 4 }),
    }),
    { maxLength: 12 },
  )
  .map((list) =>
    list.map(({ coachId, from, lasted, ...more }) => stay(coachId, from, lasted === null ? null : from + lasted, more)),
  );
const scope = scopeOf({ topic: 'shoes' }, { ancestorsOf: () => [] });
const moment = fc.integer({ min: 90_000, max: 180_000 });

describe('whatever coaches do', () => {
  it('the same stays in another order give the same answer', () => {
    const shuffled = stays.chain((pool) =>
      fc.tuple(fc.constant(pool), fc.shuffledSubarray(pool, { minLength: pool.length })),
    );
    fc.assert(
      fc.property(shuffled, moment, ([pool, other], now) => {
        expect(availabilityAt(other, policy, { now, scope })).toEqual(availabilityAt(pool, policy, { now, scope }));
      }),
    );
  });
  it('the answer rests on the stays of the last 35 seconds alone', () => {
    fc.assert(
      fc.property(stays, moment, (pool, now) => {
        const recent = pool.filter(({ until }) => until === null || until > now - 35_000);
        expect(at(recent, now)).toEqual(at(pool, now));
      }),
    );
  });
  it('it never opens without five steady seconds, and never closes before thirty have passed', () => {
    fc.assert(
      fc.property(stays, moment, (pool, now) => {
        const enoughAt = (time: number) =>
          new Set(
            pool
              .filter(({ from, until }) => from <= time && (until === null || until > time))
              .map(({ coachId }) => coachId),
          ).size >= 2;
        const edges = [...new Set(pool.flatMap(({ from, until }) => [from, until ?? now]))].filter(
          (edge) => edge <= now,
        );
        const times = [...edges, now].sort((a, b) => a - b);
        let since: number | null = null;
        let expected = false;
        for (const [index, time] of times.entries()) {
          if (!enoughAt(time)) since = null;
          else since ??= time;
          const until = times[index + 1] ?? now;
          const isRecent = until > now - 30_000 || index === times.length - 1;
          if (since !== null && isRecent && until - since >= 5_000) expected = true;
        }
        expect(isOpen(pool, now)).toBe(expected);
      }),
    );
  });
});
