import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { MatchingPolicyOptions } from '../matching/define-matching-policy.js';
import { assign, openBoard, waves } from '../matching/dispatch-parts.js';
import { fewestOpen } from '../matching/scoring-parts.js';
import type { LawAction, LawDeed } from '../testing/law-actions.js';
import { createLawWorld } from '../testing/law-world.js';

/** More of them where somebody has the time: `LAW_RUNS=2000 npx vitest run …`. */
/** A few lives, always the same; `LAW_RUNS` names how many others to live. */
const { LAW_RUNS } = process.env;
const lives = LAW_RUNS ? { numRuns: Number(LAW_RUNS) } : { numRuns: 4, seed: 20_261_122 };

const weights: Record<LawDeed, number> = {
  ask: 6,
  claim: 8,
  claimAnything: 2,
  decline: 3,
  answer: 6,
  write: 5,
  release: 2,
  extend: 1,
  close: 1,
  leave: 1,
  block: 1,
  transfer: 3,
  presence: 3,
  connect: 4,
  disconnect: 2,
};

const small = fc.nat({ max: 11 });
const deeds = (Object.entries(weights) as [LawDeed, number][]).map(([kind, weight]) => ({
  weight,
  arbitrary: fc.record({ kind: fc.constant(kind), who: small, which: small }),
}));
const wait = fc.record({
  kind: fc.constant('wait' as const),
  who: small,
  which: small,
  ms: fc.oneof(fc.nat({ max: 900 }), fc.nat({ max: 12_000 }), fc.nat({ max: 40_000 })),
});

/** Rounds of actions; those of one round happen at the same time. */
const lawRounds: fc.Arbitrary<LawAction[][]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.array(fc.oneof(...deeds), { minLength: 1, maxLength: 4 }) },
    { weight: 1, arbitrary: wait.map((one) => [one]) },
  ),
  { minLength: 1, maxLength: 40, size: 'max' },
);

const policies: Record<string, MatchingPolicyOptions | undefined> = {
  'by default': undefined,
  'on an open board': { name: 'board', dispatch: openBoard() },
  'in waves of one': { name: 'waves', dispatch: waves({ size: 1, everyMs: 4_000 }) },
  'in waves of two': { name: 'waves', scoring: [fewestOpen(1)], dispatch: waves({ size: 2, everyMs: 6_000 }) },
  'by assignment': { name: 'assign', scoring: [fewestOpen(1)], dispatch: assign({ acceptWithinMs: 4_000 }) },
  'by assignment, and then on the board': {
    name: 'steps',
    dispatch: assign({ acceptWithinMs: 3_000, afterLapse: 'next_step' }),
    escalation: [
      { afterMs: 6_000, dispatch: waves({ size: 1, everyMs: 3_000 }) },
      { afterMs: 20_000, dispatch: openBoard(), skipWhenNobody: true },
    ],
  },
};

const cases = [1, 2].flatMap((nodes) => Object.keys(policies).map((name) => ({ name, nodes })));

it.each(cases)(
  'whatever happens, the laws of matching hold: $name, on $nodes node(s)',
  async ({ name, nodes }) => {
    const people = fc.record({ coaches: fc.integer({ min: 2, max: 4 }), visitors: fc.integer({ min: 2, max: 4 }) });
    let asked = 0;
    await fc.assert(
      fc.asyncProperty(people, lawRounds, async (sizes, rounds) => {
        const matching = policies[name];
        const world = await createLawWorld({ ...sizes, nodes, ...(matching ? { matching } : {}) });
        for (const round of rounds) {
          await world.act(round);
          await world.check();
        }
        await world.end();
        asked += world.book.requests.size;
      }),
      { ...lives, examples: [[{ coaches: 2, visitors: 2 }, [[{ kind: 'ask', who: 0, which: 0 }]]]] },
    );
    expect(asked).toBeGreaterThan(0);
  },
  600_000,
);
