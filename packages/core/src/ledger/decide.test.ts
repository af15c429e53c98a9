import { describe, expect, it } from 'vitest';
import { awardOf, firstNoon, LedgerRun } from '../testing/ledger-run.js';
import { correctableMs, forgottenAfterMs } from './ledger-terms.js';
import type { LedgerCommand } from './types.js';

const dayMs = 24 * 60 * 60 * 1000;
const given = (...commands: LedgerCommand[]): LedgerRun => {
  const run = new LedgerRun();
  for (const command of commands) run.give(command);
  return run;
};
const balances = ({ state: { pending, settled, lifetime } }: LedgerRun) => ({ pending, settled, lifetime });

describe('an award', () => {
  it('is pending until it is due, and settled then', () => {
    const run = given(awardOf('a'));
    expect(balances(run)).toEqual({ pending: 10, settled: 0, lifetime: 0 });
    expect(run.give({ type: 'points.settle', dueAt: run.now })).toBe('superseded');
    expect(run.settleAfter()).toEqual(['points.settled']);
    expect(balances(run)).toEqual({ pending: 0, settled: 10, lifetime: 10 });
  });

  it('asked for again is the same award, and nothing under its id is another', () => {
    const run = given(awardOf('a'));
    expect(run.give(awardOf('a'))).toEqual([]);
    expect(run.give(awardOf('a', { amount: 11 }))).toBe('conflicting_transfer');
    run.settleAfter();
    expect(run.give(awardOf('a'))).toEqual([]);
  });

  it('is refused for a cause that was paid for, under whatever id', () => {
    const run = given(awardOf('a', { cause: 'c' }));
    expect(run.give(awardOf('b', { cause: 'c' }))).toBe('already_awarded');
    run.settleAfter();
    run.give({ type: 'points.reverse', id: 'a', reason: 'fraud' });
    expect(run.give(awardOf('b', { cause: 'c' }))).toBe('already_awarded');
  });

  it('may be made anew for a cause that a change took back', () => {
    const run = given(awardOf('a', { cause: 'c' }), { type: 'points.retract', cause: 'c' });
    expect(balances(run)).toEqual({ pending: 0, settled: 0, lifetime: 0 });
    expect(run.give(awardOf('a#1', { cause: 'c' }))).toEqual(['points.pended']);
    run.settleAfter();
    run.give({ type: 'points.retract', cause: 'c' });
    expect(balances(run)).toEqual({ pending: 0, settled: 0, lifetime: 0 });
    expect(run.give(awardOf('a', { cause: 'c' })), 'an id is used once').toEqual([]);
    expect(run.state.pending).toBe(0);
  });

  it('stays pending while people look at it', () => {
    const run = given(awardOf('a'), { type: 'points.hold', id: 'a' });
    expect(run.settleAfter()).toBe('superseded');
    run.give({ type: 'points.release', id: 'a' });
    expect(run.settleAfter(0)).toEqual(['points.settled']);
  });

  it('is voided while it is pending, and reversed after', () => {
    const run = given(awardOf('a'), awardOf('b'), { type: 'points.void', id: 'a', reason: 'fraud' });
    expect(run.give({ type: 'points.void', id: 'a', reason: 'fraud' })).toBe('not_pending');
    expect(run.give({ type: 'points.reverse', id: 'b', reason: 'fraud' })).toBe('not_settled');
    run.settleAfter();
    expect(run.give({ type: 'points.void', id: 'b', reason: 'fraud' })).toBe('not_pending');
    expect(run.give({ type: 'points.reverse', id: 'b', reason: 'fraud' })).toEqual(['points.reversed']);
    expect(run.give({ type: 'points.reverse', id: 'b', reason: 'fraud' })).toBe('not_settled');
    expect(balances(run)).toEqual({ pending: 0, settled: 0, lifetime: 0 });
  });

  it.each([0, -1, 1.5, Number.NaN, 2 ** 53])('of %d points is none', (amount) =>
    expect(given().give(awardOf('a', { amount }))).toBe('invalid_transfer'),
  );

  it('comes too late for what happened long ago', () =>
    expect(given().give(awardOf('a', { factAt: firstNoon - 8 * dayMs }))).toBe('too_old'));

  it('is forgotten in the end, but for its id and its cause, which stay used', () => {
    const run = given(awardOf('a', { cause: 'c' }));
    run.settleAfter();
    run.now += forgottenAfterMs;
    run.give(awardOf('b', { factAt: run.now }));
    expect(run.state.entries.map(({ id }) => id)).toEqual(['b']);
    expect(run.give(awardOf('a', { factAt: run.now }))).toBe('already_awarded');
    expect(run.give(awardOf('d', { cause: 'c', factAt: run.now }))).toBe('already_awarded');
    expect(run.give({ type: 'points.reverse', id: 'a', reason: 'fraud' })).toBe('not_found');
    expect(run.state.lifetime).toBe(10);
  });

  it('is reversed within a month and not later', () => {
    const run = given(awardOf('a'));
    run.settleAfter();
    run.now = firstNoon + correctableMs + 1;
    expect(run.give({ type: 'points.reverse', id: 'a', reason: 'fraud' })).toBe('too_old');
    run.now -= 1;
    expect(run.give({ type: 'points.reverse', id: 'a', reason: 'fraud' })).toEqual(['points.reversed']);
  });

  it('that is settled is kept while an older one is under review', () => {
    const run = given(awardOf('a'), awardOf('b', { factAt: firstNoon - dayMs }), { type: 'points.hold', id: 'b' });
    run.settleAfter();
    run.now += 2 * forgottenAfterMs;
    run.give(awardOf('d', { factAt: run.now }));
    expect(run.state.entries.map(({ id }) => id)).toEqual(['a', 'b', 'd']);
  });
});

describe('spending', () => {
  const redeem = (id: string, amount = 10): LedgerCommand => ({ type: 'points.redeem', id, amount, cause: 'a guide' });
  const rich = () => {
    const run = given(awardOf('a'));
    run.settleAfter();
    return run;
  };

  it('takes what is settled and no more, and leaves the lifetime as it is', () => {
    expect(given(awardOf('a')).give(redeem('r'))).toBe('insufficient_points');
    const run = rich();
    expect(run.give(redeem('r', 11))).toBe('insufficient_points');
    expect(run.give(redeem('r'))).toEqual(['points.redeemed']);
    expect(run.give(redeem('r2', 1))).toBe('insufficient_points');
    expect(balances(run)).toEqual({ pending: 0, settled: 0, lifetime: 10 });
  });

  it('asked for again is the same one', () => {
    const run = rich();
    run.give(redeem('r'));
    expect(run.give(redeem('r'))).toEqual([]);
    expect(run.give(redeem('r', 9))).toBe('conflicting_transfer');
    expect(run.give(redeem('a', 1))).toBe('conflicting_transfer');
    run.give({ type: 'points.fulfil', id: 'r' });
    expect(run.give(redeem('r'))).toEqual([]);
  });

  it('ends once: fulfilled, or with its points returned', () => {
    const run = rich();
    run.give(redeem('r'));
    expect(run.give({ type: 'points.return', id: 'r', reason: 'out of print' })).toEqual(['points.returned']);
    expect(run.give({ type: 'points.return', id: 'r', reason: 'out of print' })).toBe('not_pending');
    expect(run.give({ type: 'points.fulfil', id: 'r' })).toBe('not_pending');
    expect(balances(run)).toEqual({ pending: 0, settled: 10, lifetime: 10 });
  });

  it('that is reversed after leaves a debt, which the next points pay', () => {
    const run = rich();
    run.give(redeem('r'));
    run.give({ type: 'points.reverse', id: 'a', reason: 'fraud' });
    expect(balances(run)).toEqual({ pending: 0, settled: -10, lifetime: 0 });
    run.give(awardOf('b', { amount: 15, factAt: run.now }));
    run.settleAfter();
    expect(balances(run)).toEqual({ pending: 0, settled: 5, lifetime: 15 });
  });

  it('may be by expiry, once an id', () => {
    const run = rich();
    expect(run.give({ type: 'points.expire', id: 'e', amount: 4 })).toEqual(['points.expired']);
    expect(run.give({ type: 'points.expire', id: 'e', amount: 4 })).toEqual([]);
    expect(run.give({ type: 'points.expire', id: 'e', amount: 5 })).toBe('conflicting_transfer');
    expect(run.state).toMatchObject({ settled: 6, expired: 4, lifetime: 10 });
  });
});
