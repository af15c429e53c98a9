import fc from 'fast-check';
import { expect, it } from 'vitest';
import { expectedWaitMs, type QueuePlace, type Wait } from './expected-wait.js';

const now = 10_000_000;
const waits = (...seconds: number[]): Wait[] =>
  seconds.map((wait, index) => ({ claimedAt: now - index * 1_000, waitMs: wait * 1_000 }));
const next: QueuePlace = { now, position: 1, freeSlots: 3, coachesOnline: 1 };

it('is the median of the recent waits for whoever is next', () => {
  expect(expectedWaitMs(waits(10, 600, 20), next)).toBe(20_000);
  expect(expectedWaitMs(waits(10, 20, 30, 600), next)).toBe(25_000);
});

it('is not told from fewer than three waits, from old ones, or with nobody there', () => {
  expect(expectedWaitMs(waits(10, 20), next)).toBeUndefined();
  expect(expectedWaitMs(waits(10, 20, 30), { ...next, now: now + 60 * 60_000 })).toBeUndefined();
  expect(expectedWaitMs(waits(10, 20, 30), { ...next, coachesOnline: 0, freeSlots: 0 })).toBeUndefined();
});

it('forgets all but the latest twenty', () => {
  const old = Array.from({ length: 30 }, (_, index) => ({ claimedAt: now - 60_000 - index, waitMs: 600_000 }));
  expect(expectedWaitMs([...old, ...waits(...Array(20).fill(10))], next)).toBe(10_000);
});

// Rocket.Chat hands the number of samples (100) to a parameter that is meant for slots: its first hundred places in the
// queue get the same estimate, however many agents are online.
it('grows with the place in the queue, shrinks with those who serve, whatever the number of waits looked at', () => {
  const known = waits(...Array(20).fill(60));
  const at = (position: number, more: Partial<QueuePlace> = {}) =>
    expectedWaitMs(known, { ...next, position, ...more });
  expect([1, 3, 4, 30].map((position) => at(position))).toEqual([60_000, 60_000, 120_000, 600_000]);
  expect(at(30, { freeSlots: 30 })).toBe(60_000);
  expect(at(30, { freeSlots: 0, coachesOnline: 10 })).toBe(180_000);
  expect(expectedWaitMs(waits(60, 60, 60), { ...next, position: 30 })).toBe(at(30));
});

it('never grows with more coaches or slots, nor shrinks with a longer queue', () => {
  const seconds = fc.array(fc.integer({ min: 0, max: 3_600 }), { minLength: 3, maxLength: 40 });
  const count = fc.integer({ min: 1, max: 40 });
  fc.assert(
    fc.property(seconds, count, count, count, (known, position, freeSlots, coachesOnline) => {
      const ask = (more: Partial<QueuePlace>) =>
        expectedWaitMs(waits(...known), { now, position, freeSlots, coachesOnline, ...more }) as number;
      const base = ask({});
      expect(ask({ position: position + 1 })).toBeGreaterThanOrEqual(base);
      expect(ask({ freeSlots: freeSlots + 1 })).toBeLessThanOrEqual(base);
      expect(ask({ coachesOnline: coachesOnline + 1 })).toBeLessThanOrEqual(base);
      expect(base % 5_000).toBe(0);
    }),
  );
});

it('is the same whatever the order of the waits', () => {
  const wait = fc.record<Wait>({
    claimedAt: fc.integer({ min: now - 4_000_000, max: now }),
    waitMs: fc.integer({ min: 0, max: 500_000 }),
  });
  const shuffled = fc
    .array(wait, { maxLength: 40 })
    .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })));
  fc.assert(
    fc.property(shuffled, ([list, other]) => {
      expect(expectedWaitMs(other, next)).toBe(expectedWaitMs(list, next));
    }),
  );
});
