import { describe, expect, it } from 'vitest';
import { erlangAbandonment, erlangC } from './erlang.js';

const meanServiceMs = 600_000;
const monthMs = 30 * 24 * 3_600_000;
const mean = (20_000 * meanServiceMs) / monthMs;
/** A quarter of the 1.345 that it is at four times the mean. */
const small = 1.345 / 4;

/** Load, slots, P(W > 0), mean wait in seconds, P(W ≤ 10 s), share who give up with a mean patience of 2 minutes. */
const table: [number, number, number, number, number, number][] = [
  [small, 1, 0.336, 304, 0.667, 0.22],
  [small, 2, 0.0484, 17.5, 0.953, 0.031],
  [small, 3, 0.0051, 1.1, 0.995, 0.003],
  [1.345, 3, 0.185, 66.9, 0.82, 0.084],
  [1.345, 4, 0.0533, 12.0, 0.949, 0.024],
  [1.345, 5, 0.0131, 2.1, 0.988, 0.006],
  [mean, 7, 0.243, 61.4, 0.767, 0.068],
  [mean, 8, 0.118, 21.1, 0.888, 0.034],
  [mean, 9, 0.0537, 7.4, 0.95, 0.016],
  [4 * mean, 24, 0.162, 17.8, 0.852, 0.025],
  [4 * mean, 25, 0.108, 10.0, 0.903, 0.017],
  [4 * mean, 26, 0.07, 5.6, 0.938, 0.011],
];
/** What a table's last digit leaves open, its input's rounding included. */
const near = (actual: number, told: number, unit: number) => Math.abs(actual - told) <= unit;

describe('the queue formulas', () => {
  it.each(table)('agree with the table at load %f on %i slots', (load, slots, waiting, asaSeconds, within, given) => {
    const queue = { load, slots, meanServiceMs };
    const answer = erlangC(queue);
    expect(near(answer.waiting, waiting, 0.0006)).toBe(true);
    expect(near(answer.meanWaitMs / 1_000, asaSeconds, Math.max(0.06, asaSeconds * 0.002))).toBe(true);
    expect(near(answer.within(10_000), within, 0.0006)).toBe(true);
    expect(near(erlangAbandonment({ ...queue, meanPatienceMs: 120_000 }), given, 0.0006)).toBe(true);
  });
  it('never answer in time where the load exceeds the slots', () => {
    expect(erlangC({ load: 8, slots: 8, meanServiceMs })).toMatchObject({ waiting: 1, meanWaitMs: Infinity });
  });
  it('let nobody give up who has all the time there is', () => {
    expect(erlangAbandonment({ load: 4, slots: 8, meanServiceMs, meanPatienceMs: 1e12 })).toBeLessThan(1e-6);
  });
});
