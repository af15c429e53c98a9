/** New sockets of one server: a burst, then so many a second, so that all who come back at once don't stop those who are there. */
export interface AcceptRate {
  /** Counts one more; false where it is too many for now. */
  take(): boolean;
}

export function createAcceptRate(
  { perSecond, burst }: { perSecond: number; burst: number },
  now: () => number = () => performance.now(),
): AcceptRate {
  let left = burst;
  let at = now();
  return {
    take() {
      const time = now();
      left = Math.min(burst, left + ((time - at) / 1_000) * perSecond);
      at = time;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
