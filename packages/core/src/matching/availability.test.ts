import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AvailabilityPolicy, availabilityAt, type PresenceFact, recentFacts } from './availability.js';

const policy: AvailabilityPolicy = { coachesMin: 2, opensAfterMs: 5_000, closesAfterMs: 30_000 };
const fact = (at: number, coachesOnline: number): PresenceFact => ({ at, coachesOnline, freeSlots: coachesOnline * 3 });
const isOpen = (facts: PresenceFact[], now: number) => availabilityAt(facts, policy, now).open;

describe('availability', () => {
  it('is shut where nobody ever was', () => {
    expect(availabilityAt([], policy, 0)).toEqual({ open: false, reason: 'no_coach', coachesOnline: 0, freeSlots: 0 });
  });
  it('opens once enough coaches have stayed long enough', () => {
    const facts = [fact(1_000, 1), fact(2_000, 2)];
    expect([isOpen(facts, 6_999), isOpen(facts, 7_000)]).toEqual([false, true]);
  });
  it('says that it is about to open', () => {
    expect(availabilityAt([fact(0, 2)], policy, 1_000)).toMatchObject({ open: false, reason: 'opening_soon' });
  });
  it('stays open for a while after coaches left, and then closes', () => {
    const facts = [fact(0, 2), fact(10_000, 0)];
    expect(availabilityAt(facts, policy, 39_999)).toMatchObject({
      open: true,
      reason: 'closing_soon',
      coachesOnline: 0,
    });
    expect(isOpen(facts, 40_000)).toBe(false);
  });
  it('does not flap when a coach reconnects', () => {
    const facts = [fact(0, 2), fact(10_000, 1), fact(12_000, 2)];
    for (let now = 5_000; now < 100_000; now += 500) expect(isOpen(facts, now)).toBe(true);
  });
  it('does not open for coaches who never stay', () => {
    const facts = Array.from({ length: 20 }, (_, index) => fact(index * 3_000, index % 2 === 0 ? 2 : 0));
    for (let now = 0; now < 57_000; now += 500)
      expect(
        isOpen(
          facts.filter(({ at }) => at <= now),
          now,
        ),
      ).toBe(false);
  });
  it('rests on recent facts alone', () => {
    const history = fc.array(fc.tuple(fc.integer({ min: 1, max: 9_000 }), fc.integer({ min: 0, max: 3 })), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(history, fc.integer({ min: 0, max: 40_000 }), (steps, rest) => {
        let at = 0;
        const facts = steps.map(([gap, coaches]) => {
          at += gap;
          return fact(at, coaches);
        });
        const now = at + rest;
        expect(availabilityAt(recentFacts(facts, policy, now), policy, now)).toEqual(
          availabilityAt(facts, policy, now),
        );
      }),
    );
  });
});
