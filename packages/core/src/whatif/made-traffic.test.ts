import { describe, expect, it } from 'vitest';
import { createChance } from './chance.js';
import { poissonArrivals } from './poisson-arrivals.js';
import { meanOf } from './spread.js';
import { volunteerShifts } from './volunteer-shifts.js';
import { hourOfWeek, weekProfile, weekProfileOf } from './week-profile.js';

const dayMs = 24 * 3_600_000;
const monday = Date.UTC(2024, 0, 1);
const span = { from: monday, to: monday + 28 * dayMs };

describe('the week', () => {
  it('begins on Monday', () => {
    expect([hourOfWeek(monday), hourOfWeek(monday + 7 * dayMs - 1), hourOfWeek(monday + dayMs)]).toEqual([0, 167, 24]);
  });
  it('has 168 hours around a mean of 1, the busiest 1.8 times as busy', () => {
    expect(weekProfile).toHaveLength(168);
    expect(meanOf(weekProfile)).toBeCloseTo(1, 2);
    expect(Math.max(...weekProfile)).toBe(1.78);
  });
  it('is counted from arrivals', () => {
    const profile = weekProfileOf([{ at: monday }, { at: monday + 1 }, { at: monday + dayMs }]);
    expect([profile[0], profile[24], profile[1]]).toEqual([112, 56, 0]);
  });
});

describe('made arrivals', () => {
  it('are as many as asked, ascending, within the span', () => {
    const arrivals = poissonArrivals({ ...span, count: 20_000, chance: createChance(1) });
    expect(Math.abs(arrivals.length - 20_000)).toBeLessThan(4 * Math.sqrt(20_000));
    expect(arrivals.every(({ at }, index) => at >= (arrivals[index - 1]?.at ?? span.from) && at <= span.to)).toBe(true);
  });
  it('know nothing of each other: gaps spread as much as their mean', () => {
    const arrivals = poissonArrivals({ ...span, count: 20_000, chance: createChance(2) });
    const gaps = arrivals.slice(1).map(({ at }, index) => at - (arrivals[index]?.at ?? 0));
    const mean = meanOf(gaps);
    expect(Math.sqrt(meanOf(gaps.map((gap) => (gap - mean) ** 2))) / mean).toBeCloseTo(1, 1);
  });
  it('follow the profile, and are still as many', () => {
    const arrivals = poissonArrivals({ ...span, count: 50_000, chance: createChance(3), profile: weekProfile });
    expect(Math.abs(arrivals.length - 50_000)).toBeLessThan(4 * Math.sqrt(50_000));
    const found = weekProfileOf(arrivals);
    for (const [hour, weight] of weekProfile.entries()) expect(Math.abs((found[hour] ?? 0) - weight)).toBeLessThan(0.3);
  });
  it('draw from the topics', () => {
    const arrivals = poissonArrivals({ ...span, count: 2_000, chance: createChance(4), topics: ['a', 'b'] });
    const share = meanOf(arrivals.map(({ topic }) => (topic === 'a' ? 1 : 0)));
    expect(share).toBeCloseTo(0.5, 1);
  });
});

describe('made shifts', () => {
  const shiftsOf = (index: number) => volunteerShifts(`coach-${index}`, { ...span, chance: createChance(5) });
  const hours = Array.from({ length: 500 }, (_, index) =>
    shiftsOf(index).reduce((sum, { from, to }) => sum + (to - from) / 3_600_000 / 28, 0),
  );
  it('stand apart, in order and within the span', () => {
    const shifts = Array.from({ length: 50 }, (_, index) => shiftsOf(index));
    for (const list of shifts)
      for (const [index, { from, to }] of list.entries()) {
        expect(from).toBeGreaterThan(list[index - 1]?.to ?? span.from - 1);
        expect(to).toBeGreaterThan(from);
        expect(to).toBeLessThanOrEqual(span.to);
      }
  });
  it('are a few hours a day in the mean, of which the busiest tenth gives a good third', () => {
    // Less than asked and less uneven: nobody stays beyond 12 hours, and stays that meet are one.
    expect(meanOf(hours)).toBeGreaterThan(2.5);
    expect(meanOf(hours)).toBeLessThan(4.2);
    const busiest = [...hours].sort((a, b) => b - a).slice(0, 50);
    const share = busiest.reduce((sum, hour) => sum + hour, 0) / hours.reduce((sum, hour) => sum + hour, 0);
    expect(share).toBeGreaterThan(0.3);
    expect(share).toBeLessThan(0.55);
  });
});
