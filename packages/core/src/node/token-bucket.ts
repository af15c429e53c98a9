/** A rate with a burst. `take` answers 0, or how long until it would. */
export interface TokenBucket {
  /** @returns milliseconds to wait */
  take(now: number): number;
}

export function createTokenBucket({ perMinute, burst }: { perMinute: number; burst: number }): TokenBucket {
  let tokens = burst;
  let filledAt: number | null = null;
  return {
    take(now) {
      const elapsed = filledAt === null ? 0 : Math.max(now - filledAt, 0);
      filledAt = now;
      tokens = Math.min(burst, tokens + (elapsed * perMinute) / 60_000);
      if (tokens < 1) return Math.ceil(((1 - tokens) * 60_000) / perMinute);
      tokens -= 1;
      return 0;
    },
  };
}
