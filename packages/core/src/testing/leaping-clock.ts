import { createManualClock, type ManualClock } from './manual-clock.js';

/** Time that can pass without a tick in between, as for a machine that slept. */
export interface LeapingClock extends ManualClock {
  leap(ms: number): void;
}

export function createLeapingClock(startAt?: number): LeapingClock {
  const clock = createManualClock(startAt);
  let leapt = 0;
  return {
    ...clock,
    now: () => clock.now() + leapt,
    leap(ms) {
      leapt += ms;
    },
  };
}
