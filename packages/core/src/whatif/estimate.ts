import { meanOf } from './spread.js';

/** A mean over runs, and the interval that holds the true one in 95 % of such experiments. */
export interface Estimate {
  mean: number;
  low: number;
  high: number;
}

/** Student's t: 97.5 % quantiles by degrees of freedom from 1. Source: NIST/SEMATECH e-Handbook, table 1.3.6.7.2. */
const tTable = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131, 2.12, 2.11,
  2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];

/** Beyond the table by the Cornish-Fisher expansion, right to three digits there. */
export function tQuantile(freedom: number): number {
  const z = 1.959964;
  return (
    tTable[freedom - 1] ?? z + (z ** 3 + z) / (4 * freedom) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2)
  );
}

/** Null where there is nothing to estimate from; one run alone says nothing of its spread, so its interval has no end. */
export function estimateOf(values: readonly number[]): Estimate | null {
  if (values.length === 0) return null;
  const mean = meanOf(values);
  if (values.length === 1) return { mean, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  const reach = tQuantile(values.length - 1) * Math.sqrt(variance / values.length);
  return { mean, low: mean - reach, high: mean + reach };
}
