import { describe, expect, it } from 'vitest';
import { awardOf, dayOf, firstNoon, LedgerRun } from '../testing/ledger-run.js';
import { explainClamp } from './explain-clamp.js';
import type { Award } from './types.js';

const dayMs = 24 * 60 * 60 * 1000;
const granted = ({ state }: LedgerRun) => Object.fromEntries(state.entries.map((one) => [one.id, one.granted]));
const settled = (...awards: [string, Partial<Award>][]): LedgerRun => {
  const run = new LedgerRun();
  for (const [id, award] of awards) run.give(awardOf(id, award));
  run.settleAfter(2);
  return run;
};

describe('a cap', () => {
  const perDay = { caps: { perDay: 25 } };

  it('clamps what passes it, in the order of the facts, and says so with numbers', () => {
    const run = settled(
      ['c', { ...perDay, factAt: firstNoon + 2 }],
      ['b', { ...perDay, factAt: firstNoon + 1 }],
      ['a', perDay],
    );
    expect(granted(run)).toEqual({ a: 10, b: 10, c: 5 });
    const clamp = { by: 'day', cap: 25, used: 20 } as const;
    expect(run.log.at(-1)?.data).toEqual({ id: 'c', amount: 10, granted: 5, clamp });
    expect(explainClamp(clamp, { amount: 10, granted: 5 })).toBe(
      '5 of these 10 points were added: points of this kind are given up to 25 a day, and 20 were already given that day.',
    );
  });

  it('is of one kind, unless it is of all', () => {
    expect(granted(settled(['a', { caps: { perDay: 10 } }], ['b', { caps: { perDay: 10 }, kind: 'stars' }]))).toEqual({
      a: 10,
      b: 10,
    });
    const all = { caps: { perDay: 10, perDayAll: 12 } };
    expect(granted(settled(['a', all], ['b', { ...all, kind: 'stars' }]))).toEqual({ a: 10, b: 2 });
  });

  it('is of a day by the calendar of the community', () => {
    const run = settled(['a', { caps: { perDay: 10 } }], ['b', { caps: { perDay: 10 }, day: dayOf(firstNoon) + 1 }]);
    expect(granted(run)).toEqual({ a: 10, b: 10 });
  });

  it('lets honest points in again that a reversal makes room for', () => {
    const run = settled(
      ['puppet 1', perDay],
      ['puppet 2', { ...perDay, factAt: firstNoon + 1 }],
      ['honest 1', { ...perDay, factAt: firstNoon + 2 }],
      ['honest 2', { ...perDay, factAt: firstNoon + 3 }],
    );
    expect(granted(run)).toEqual({ 'puppet 1': 10, 'puppet 2': 10, 'honest 1': 5, 'honest 2': 0 });
    expect(run.give({ type: 'points.reverse', id: 'puppet 1', reason: 'fraud' })).toEqual([
      'points.reversed',
      'points.admitted',
      'points.admitted',
    ]);
    expect(granted(run)).toEqual({ 'puppet 1': 0, 'puppet 2': 10, 'honest 1': 10, 'honest 2': 5 });
    run.give({ type: 'points.reverse', id: 'puppet 2', reason: 'fraud' });
    expect(granted(run)).toEqual({ 'puppet 1': 0, 'puppet 2': 0, 'honest 1': 10, 'honest 2': 10 });
    expect(run.state).toMatchObject({ settled: 20, lifetime: 20 });
  });

  it('gives back on reversal what was granted, not what the rule gives', () => {
    const run = settled(['a', perDay], ['b', perDay], ['c', perDay]);
    run.give({ type: 'points.reverse', id: 'c', reason: 'fraud' });
    expect(run.log.at(-1)?.data).toEqual({ id: 'c', amount: 5, reason: 'fraud' });
    expect(run.state.settled).toBe(20);
  });
});

describe('a cap per pair', () => {
  const eve = (day: number): Partial<Award> => {
    const factAt = firstNoon + day * dayMs;
    return { caps: { perPair: { points: 20, days: 3 } }, pair: 'eve', factAt, day: dayOf(factAt), settlesAt: factAt };
  };

  it('is of one visitor, within any run of so many days', () => {
    const run = new LedgerRun();
    for (let day = 0; day < 6; day += 1) {
      run.give(awardOf(`${day}`, eve(day)));
      run.give(awardOf(`zoe ${day}`, { ...eve(day), pair: 'zoe', amount: 1 }));
      run.settleAfter();
    }
    expect(granted(run)).toMatchObject({ 0: 10, 1: 10, 2: 0, 3: 10, 4: 10, 5: 0, 'zoe 5': 1 });
  });

  it('counts what was settled before though it happened after', () => {
    const run = new LedgerRun();
    run.now += 3 * dayMs;
    for (const day of [2, 3]) run.give(awardOf(`${day}`, eve(day)));
    run.give({ type: 'points.settle', dueAt: run.now });
    run.give(awardOf('1', eve(1)));
    run.give(awardOf('0', eve(0)));
    run.give({ type: 'points.settle', dueAt: run.now });
    expect(granted(run)).toEqual({ 0: 10, 1: 0, 2: 10, 3: 10 });
  });

  it('counts nobody where nobody is named', () => {
    const { pair: _, ...nobody } = eve(0);
    expect(granted(settled(['a', nobody], ['b', nobody], ['c', nobody]))).toEqual({ a: 10, b: 10, c: 10 });
  });
});
