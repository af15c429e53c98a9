import type { Clock } from '../ports/clock.js';

/** Time that moves when a test says so. */
export interface ManualClock extends Clock {
  /** Moves on in steps, running what falls due, and lets promises settle in between. */
  advance(ms: number): Promise<void>;
}

export function createManualClock(startAt = 1_700_000_000_000): ManualClock {
  let now = startAt;
  const timers = new Set<{ at: number; task: () => void }>();
  const settle = async () => {
    for (let turn = 0; turn < 200; turn += 1) await Promise.resolve();
  };
  return {
    now: () => now,
    schedule(delayMs, task) {
      const timer = { at: now + delayMs, task };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    async advance(ms) {
      const end = now + ms;
      await settle();
      for (;;) {
        const due = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!due) break;
        timers.delete(due);
        now = Math.max(now, due.at);
        due.task();
        await settle();
      }
      now = end;
      await settle();
    },
  };
}
