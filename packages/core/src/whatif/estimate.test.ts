import { describe, expect, it } from 'vitest';
import { createChance } from './chance.js';
import { estimateOf, tQuantile } from './estimate.js';
import { giniOf, quantileOf } from './spread.js';

describe('an estimate', () => {
  it('is the mean and its t interval', () => {
    // By hand: mean 5, standard deviation 2.138, eight values, t 2.365.
    const estimate = estimateOf([2, 4, 4, 4, 5, 5, 7, 9]);
    expect(estimate?.mean).toBe(5);
    expect(estimate?.low).toBeCloseTo(3.2125, 3);
    expect(estimate?.high).toBeCloseTo(6.7875, 3);
  });
  it('says nothing of the spread of one run, and nothing at all of none', () => {
    expect(estimateOf([3])).toEqual({ mean: 3, low: -Infinity, high: Infinity });
    expect(estimateOf([])).toBeNull();
  });
  it('goes on beyond the table: t for 40, 60, 120 and very many', () => {
    expect([40, 60, 120, 1e6].map((freedom) => tQuantile(freedom).toFixed(3))).toEqual([
      '2.021',
      '2.000',
      '1.980',
      '1.960',
    ]);
  });
  it('holds the true mean about 95 times of 100', () => {
    const chance = createChance('cover');
    const holds = Array.from({ length: 4_000 }, (_, experiment) => {
      const runs = Array.from({ length: 10 }, (_, run) => {
        const draws = Array.from({ length: 12 }, (_, draw) => chance.uniform(experiment, run, draw));
        return draws.reduce((sum, draw) => sum + draw, 0);
      });
      const estimate = estimateOf(runs);
      return estimate !== null && estimate.low <= 6 && 6 <= estimate.high;
    });
    expect(holds.filter(Boolean).length / holds.length).toBeCloseTo(0.95, 1.7);
  });
});

describe('a spread', () => {
  it('is 0 when all have the same, and grows to all but one part when one has all', () => {
    expect([giniOf([3, 3, 3]), giniOf([0, 0, 0]), giniOf([0, 0, 0, 8])]).toEqual([0, 0, 0.75]);
    expect(giniOf([1, 2, 3, 4])).toBeCloseTo(0.25, 12);
  });
  it('has quantiles that are among its values', () => {
    const sorted = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    expect([0, 0.5, 0.9, 0.91, 1].map((share) => quantileOf(sorted, share))).toEqual([1, 5, 9, 10, 10]);
    expect(quantileOf([], 0.5)).toBeNull();
  });
});
