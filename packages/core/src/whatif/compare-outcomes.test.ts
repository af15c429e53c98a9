import { describe, expect, it } from 'vitest';
import { compareOutcomes, estimateFigures } from './compare-outcomes.js';
import { alignTable, formatComparison } from './format-table.js';
import type { Outcome } from './outcome.js';
import { createTally } from './tally.js';

/** A run in which so many of ten were answered, after so long. */
function run(seed: number, answered: number, responseMs: number): Outcome {
  const tally = createTally();
  tally.see('ben');
  tally.see('zoe');
  for (let index = 0; index < 10; index += 1) {
    tally.arrive();
    if (index >= answered) {
      tally.lose('gave_up');
      continue;
    }
    tally.offer('ben');
    tally.claim('ben');
    tally.answer({ waitMs: responseMs / 2, responseMs, isLive: true });
  }
  return tally.outcome(seed);
}
const of = (comparison: ReturnType<typeof compareOutcomes>, figure: string) =>
  comparison.figures.find((one) => one.figure === figure);

describe('a run counts', () => {
  it('shares of all who came, times of those who were answered, and how evenly coaches helped', () => {
    const { figures, lost, answered } = run(1, 6, 8_000);
    expect({ answered, lost: lost.gave_up }).toEqual({ answered: 6, lost: 4 });
    expect(figures).toMatchObject({
      ...{ answeredShare: 0.6, promptShare: 0.6, lostShare: 0.4, firstResponseP90Ms: 8_000, waitMeanMs: 4_000 },
      ...{ offersPerCoach: 3, claimsGini: 0.5, helpingShare: 0.5, wastedClaimShare: 0 },
    });
  });
  it('who left a question for later as answered, and not as having waited', () => {
    const tally = createTally();
    tally.arrive();
    tally.answer({ waitMs: 9e9, responseMs: 9e9, isLive: false });
    expect(tally.outcome(1).figures).toMatchObject({ answeredShare: 1, firstResponseP50Ms: null, claimsGini: null });
  });
});

describe('a comparison', () => {
  it('pairs runs: a steady difference is found although the runs differ much more', () => {
    const a = [1, 2, 3, 4].map((seed) => run(seed, 2 * seed, 10_000 * seed));
    const b = [1, 2, 3, 4].map((seed) => run(seed, 2 * seed, 10_000 * seed + 500 + seed));
    const response = of(compareOutcomes(a, b), 'firstResponseP50Ms');
    expect(response?.difference?.mean).toBe(502.5);
    expect(response?.isDifferent).toBe(true);
    expect(Number(response?.a?.high) - Number(response?.a?.low)).toBeGreaterThan(30_000);
    expect(of(compareOutcomes(a, b), 'answeredShare')?.isDifferent).toBe(false);
  });
  it('does not call noise a difference', () => {
    const a = [3, 6, 4, 5].map((answered, seed) => run(seed, answered, 1_000));
    const b = [5, 4, 6, 4].map((answered, seed) => run(seed, answered, 1_000));
    expect(of(compareOutcomes(a, b), 'answeredShare')?.isDifferent).toBe(false);
  });
  it('refuses outcomes that are not of the same seeds', () => {
    expect(() => compareOutcomes([run(1, 1, 1)], [run(2, 1, 1)])).toThrow('not of the same seeds');
    expect(() => compareOutcomes([run(1, 1, 1)], [])).toThrow('unable to compare outcomes');
  });
  it('leaves out runs in which there was nothing to measure', () => {
    const { firstResponseP50Ms, answeredShare } = estimateFigures([run(1, 0, 1), run(2, 5, 2_000), run(3, 5, 2_000)]);
    expect([firstResponseP50Ms?.mean, firstResponseP50Ms?.low]).toEqual([2_000, 2_000]);
    expect(answeredShare?.mean).toBeCloseTo(1 / 3, 12);
  });
});

describe('the table', () => {
  it('stands in columns, with intervals, and stars what differs', () => {
    const a = [1, 2, 3].map((seed) => run(seed, 5, 10_000));
    const b = [1, 2, 3].map((seed) => run(seed, 6, 9_000));
    const lines = formatComparison(compareOutcomes(a, b), ['old', 'new']).split('\n');
    expect(lines[0]).toMatch(/^ +old +new +difference$/);
    expect(lines[1]).toMatch(
      /^answered +50\.0 % \[50\.0 %, 50\.0 %\] +60\.0 % \[.*\] +\+10\.0 % \[10\.0 %, 10\.0 %\] \*$/,
    );
    expect(lines.find((line) => line.startsWith('pings'))).toMatch(/0\.00 \[0\.00, 0\.00\]$/);
  });
  it('aligns whatever it is given', () => {
    expect(
      alignTable([
        ['', 'a'],
        ['long', '10'],
        ['x', '5'],
      ]),
    ).toBe('        a\nlong   10\nx       5');
  });
});
