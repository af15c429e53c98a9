import fc from 'fast-check';
import { expect, it } from 'vitest';
import { awardOf, dayOf, LedgerRun } from '../testing/ledger-run.js';
import { createCapRoom } from './caps.js';
import { emptyLedger, evolveLedger } from './evolve.js';
import { correctableMs } from './ledger-terms.js';
import type { LedgerCommand, PointCaps } from './types.js';

const hourMs = 60 * 60 * 1000;
const runs = Number(process.env.ENTRAIDE_LEDGER_RUNS ?? 20);
const commandsMax = 500;

/** A command, and how long it comes after the one before. `again` asks for one of those before once more. */
type Step = { afterMs: number; again?: number; make?: (now: number, caps: PointCaps) => LedgerCommand };

const id = fc.nat(60).map((n) => `t${n}`);
const amount = fc.integer({ min: 1, max: 30 });
/** Of one version of the rules. */
const caps: fc.Arbitrary<PointCaps> = fc.constantFrom(
  {},
  { perDay: 30 },
  { perDay: 40, perPair: { points: 20, days: 5 } },
  { perPair: { points: 25, days: 31 }, perDayAll: 60 },
);
const award = fc
  .record({
    id,
    amount,
    n: fc.nat(40),
    kind: fc.constantFrom('thanks', 'stars'),
    ago: fc.nat(72),
    pair: fc.constantFrom('eve', 'zoe'),
  })
  .map(({ id, n, ago, ...rest }) => (now: number, caps: PointCaps) => {
    const factAt = now - ago * hourMs;
    return awardOf(id, {
      ...rest,
      caps,
      cause: `c${n}/${rest.kind}`,
      factAt,
      day: dayOf(factAt),
      settlesAt: factAt + 24 * hourMs,
    });
  });
const on = (type: 'points.hold' | 'points.release' | 'points.fulfil') => id.map((one) => () => ({ type, id: one }));
const correct = (type: 'points.void' | 'points.reverse' | 'points.return') =>
  id.map((one) => () => ({ type, id: one, reason: 'fraud' }));
const make: fc.Arbitrary<NonNullable<Step['make']>> = fc.oneof(
  { weight: 8, arbitrary: award },
  { weight: 4, arbitrary: fc.constant((now: number) => ({ type: 'points.settle' as const, dueAt: now })) },
  { weight: 2, arbitrary: correct('points.reverse') },
  correct('points.void'),
  correct('points.return'),
  on('points.hold'),
  on('points.release'),
  on('points.fulfil'),
  fc.nat(40).map((n) => () => ({ type: 'points.retract' as const, cause: `c${n}` })),
  fc.record({ id, amount }).map((one) => () => ({ type: 'points.redeem' as const, cause: 'a guide', ...one })),
  fc.record({ id, amount }).map((one) => () => ({ type: 'points.expire' as const, ...one })),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ afterMs: fc.nat(20).map((hours) => hours * hourMs), make }) },
  { weight: 1, arbitrary: fc.record({ afterMs: fc.constant(0), again: fc.nat() }) },
);

/** What must be true after every command, whatever it was. */
function holds({ state, balances, log }: LedgerRun): void {
  const of = (account: string) => balances.get(account as never) ?? 0;
  expect([...balances.values()].reduce((sum, one) => sum + one, 0)).toBe(0);
  expect([of('coach:ben:pending'), of('coach:ben:settled')]).toEqual([state.pending, state.settled]);
  expect([of('redeemed'), of('expired')]).toEqual([state.redeemed, state.expired]);
  expect(Math.min(state.pending, state.lifetime, state.redeemed, state.expired, -of('issued'))).toBeGreaterThanOrEqual(
    0,
  );
  expect(state.settled).toBe(state.lifetime - state.redeemed - state.expired);
  const reversed = log.flatMap((event) => (event.type === 'points.reversed' ? [event.data.id] : []));
  expect(new Set(reversed).size).toBe(reversed.length);
  if (reversed.length === 0) expect(state.settled).toBeGreaterThanOrEqual(0);
  const live = state.entries.filter(({ isFreed }) => !isFreed).map(({ cause }) => cause);
  expect(new Set(live).size).toBe(live.length);
  for (const { granted, amount } of state.entries) expect(granted).toBeLessThanOrEqual(amount);
}

/** No bucket is over its cap, and nothing that was held back would fit. */
function fillsCaps({ now, state: { entries } }: LedgerRun): void {
  for (const entry of entries.filter(({ status, factAt }) => status === 'settled' && factAt >= now - correctableMs)) {
    const others = createCapRoom(entries.filter((one) => one !== entry));
    expect(others.admit(entry, entry.amount).granted).toBe(entry.granted);
  }
}

it('every ledger is balanced, whatever is asked of it, in whatever order and however often', () => {
  fc.assert(
    fc.property(caps, fc.array(step, { minLength: 50, maxLength: commandsMax, size: 'max' }), (caps, steps) => {
      const run = new LedgerRun();
      const given: LedgerCommand[] = [];
      for (const { afterMs, again, make } of steps) {
        run.now += afterMs;
        const command = make?.(run.now, caps) ?? given[(again ?? 0) % Math.max(1, given.length)];
        if (!command) continue;
        given.push(command);
        const before = run.state;
        const spendable = before.settled;
        const outcome = run.give(command);
        if (typeof outcome === 'string') expect(run.state).toBe(before);
        if (command.type === 'points.redeem' && run.state !== before)
          expect(spendable).toBeGreaterThanOrEqual(command.amount);
        holds(run);
        fillsCaps(run);
      }
      expect(run.log.reduce(evolveLedger, emptyLedger)).toEqual(run.state);
    }),
    // A failure of hundreds of commands shrinks for ever; the seed that it prints is enough.
    { numRuns: runs, endOnFailure: true },
  );
}, 600_000);
