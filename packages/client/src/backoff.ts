const firstMs = 500;
const lastMs = 30_000;

/**
 * How long to wait after the n-th failure in a row (from 0): full jitter, so that a thousand clients whose server went
 * away don't come back in one moment. Source: AWS Architecture Blog, "Exponential Backoff And Jitter".
 */
export const backoffMs = (failures: number, fraction: number): number =>
  Math.round(fraction * Math.min(lastMs, firstMs * 2 ** Math.min(failures, 10)));
