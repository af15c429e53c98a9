import { type Estimate, estimateOf } from './estimate.js';
import type { Figures, Outcome } from './outcome.js';

/** One figure under two policies. */
export interface ComparedFigure {
  figure: keyof Figures;
  a: Estimate | null;
  b: Estimate | null;
  /** Of b minus a, run by run: both met the same visitors and the same luck, so this is narrower than either. */
  difference: Estimate | null;
  /** Whether the difference's interval leaves out zero. */
  isDifferent: boolean;
}

export interface Comparison {
  runs: number;
  figures: readonly ComparedFigure[];
}

/**
 * Two policies over the same runs, with 95 % t intervals. Throws unless both lists hold the same seeds in the same order:
 * a pair is two outcomes of one seed.
 */
export function compareOutcomes(a: readonly Outcome[], b: readonly Outcome[]): Comparison {
  const isPaired = a.length === b.length && a.every(({ seed }, index) => seed === b[index]?.seed);
  if (!isPaired) throw new Error('unable to compare outcomes; they are not of the same seeds in the same order');
  const [first] = a;
  const figures = first ? (Object.keys(first.figures) as (keyof Figures)[]) : [];
  return { runs: a.length, figures: figures.map((figure) => compareFigure(figure, a, b)) };
}

function compareFigure(figure: keyof Figures, a: readonly Outcome[], b: readonly Outcome[]): ComparedFigure {
  const valuesOf = (outcomes: readonly Outcome[]) =>
    outcomes.flatMap(({ figures }) => (figures[figure] === null ? [] : [figures[figure]]));
  const differences = a.flatMap((one, index) => {
    const [left, right] = [one.figures[figure], b[index]?.figures[figure] ?? null];
    return left === null || right === null ? [] : [right - left];
  });
  const difference = estimateOf(differences);
  const isDifferent = difference !== null && (difference.low > 0 || difference.high < 0);
  return { figure, a: estimateOf(valuesOf(a)), b: estimateOf(valuesOf(b)), difference, isDifferent };
}

/** The figures of one policy alone. */
export function estimateFigures(outcomes: readonly Outcome[]): Record<keyof Figures, Estimate | null> {
  const { figures } = compareOutcomes(outcomes, outcomes);
  return Object.fromEntries(figures.map(({ figure, a }) => [figure, a])) as Record<keyof Figures, Estimate | null>;
}
