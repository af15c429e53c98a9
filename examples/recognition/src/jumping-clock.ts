import type { Clock } from '@entraide/core';

/** Time that stands still until a test jumps ahead; then all that fell due meanwhile is done once. */
export interface JumpingClock extends Clock {
  jump(ms: number): Promise<void>;
}

export function createJumpingClock(startAt: number): JumpingClock {
  let now = startAt;
  const timers = new Set<{ at: number; task: () => void }>();
  return {
    now: () => now,
    schedule(delayMs, task) {
      const timer = { at: now + delayMs, task };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    async jump(ms) {
      now += ms;
      for (const timer of [...timers].filter(({ at }) => at <= now)) {
        timers.delete(timer);
        timer.task();
      }
      await new Promise((resolve) => setTimeout(resolve, 0));
    },
  };
}
