import { describe, expect, it } from 'vitest';
import { createChance } from './chance.js';
import { meanOf } from './spread.js';

const many = <T>(draw: (index: number) => T, count = 20_000): T[] => Array.from({ length: count }, (_, i) => draw(i));

describe('chance', () => {
  it('gives the same draw for the same names, whatever was drawn before', () => {
    const chance = createChance(7);
    const first = chance.uniform('patience', 'c1');
    many((index) => chance.uniform('patience', index));
    expect(chance.uniform('patience', 'c1')).toBe(first);
    expect(createChance(7).uniform('patience', 'c1')).toBe(first);
  });
  it('gives the draws that it gave on other machines', () => {
    const chance = createChance(1);
    expect(
      [chance.uniform('a'), chance.uniform('a', 1), chance.fork('b').uniform('a')].map((x) => x.toFixed(9)),
    ).toEqual(['0.224972244', '0.962375566', '0.917175627']);
  });
  it('tells names apart', () => {
    const chance = createChance(1);
    const draws = many((index) => chance.uniform('who', `c${index}`)).concat(
      many((index) => chance.uniform('who', index)),
    );
    expect(new Set(draws).size).toBe(draws.length);
    expect(chance.uniform('a', 'bc')).not.toBe(chance.uniform('ab', 'c'));
    expect(chance.uniform(2 ** 32 + 5)).not.toBe(chance.uniform(5));
    expect(createChance(1).uniform('a')).not.toBe(createChance(2).uniform('a'));
    expect(createChance(1).fork(1).uniform('a')).not.toBe(createChance(1).fork(2).uniform('a'));
  });
  it('spreads evenly: the chi-square of 100 cells is within its 99.9 % bound', () => {
    const chance = createChance('even');
    const cells = new Array<number>(100).fill(0);
    for (const draw of many((index) => chance.uniform('x', index), 100_000)) {
      const cell = Math.floor(draw * 100);
      cells[cell] = (cells[cell] ?? 0) + 1;
    }
    const chiSquare = cells.reduce((sum, count) => sum + (count - 1_000) ** 2 / 1_000, 0);
    expect(chiSquare).toBeLessThan(148.2);
  });
  it('has no memory: neighbours do not correlate', () => {
    const chance = createChance('pairs');
    const draws = many((index) => chance.uniform('x', index) - 0.5, 50_000);
    const correlation = meanOf(draws.slice(1).map((draw, index) => draw * (draws[index] ?? 0))) * 12;
    expect(Math.abs(correlation)).toBeLessThan(0.015);
  });
  it('draws exponentially: mean, and the share beyond twice the mean', () => {
    const chance = createChance('waits');
    const draws = many((index) => chance.exponential(600, 'service', index), 50_000);
    expect(meanOf(draws) / 600).toBeCloseTo(1, 1);
    expect(draws.filter((draw) => draw > 1_200).length / draws.length).toBeCloseTo(Math.exp(-2), 2);
    expect(Math.min(...draws)).toBeGreaterThanOrEqual(0);
  });
  it('makes things happen as often as asked', () => {
    const chance = createChance('often');
    const share = meanOf(many((index) => (chance.happens(0.3, index) ? 1 : 0), 50_000));
    expect(share).toBeCloseTo(0.3, 2);
    expect(many((index) => chance.happens(0, index)).some(Boolean)).toBe(false);
    expect(many((index) => chance.happens(1, index)).every(Boolean)).toBe(true);
  });
});
