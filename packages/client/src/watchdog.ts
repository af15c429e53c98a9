import type { Clock } from '@entraide/core';

interface WatchdogOptions {
  clock: Clock;
  /** Asks the other side for any sign of life. */
  probe(): void;
  /** None came. */
  silent(): void;
}

export interface Watchdog {
  start(): void;
  stop(): void;
  /** A frame arrived. */
  heard(): void;
  /** Something suggests that the connection is gone: ask now. */
  doubt(): void;
}

const probeAfterMs = 25_000;
const answerWithinMs = 10_000;

/**
 * Notices a connection that died without a word. A browser hides pings from its page, so a quiet connection is asked
 * something cheap. Only an unanswered question counts, never the time alone: a hidden tab's timers run late.
 */
export function createWatchdog({ clock, probe, silent }: WatchdogOptions): Watchdog {
  let heardAt = 0;
  let isProbing = false;
  let cancel = () => {};

  const ask = () => {
    isProbing = true;
    cancel = clock.schedule(answerWithinMs, check);
    probe();
  };
  const check = () => {
    if (isProbing) return silent();
    const quietMs = clock.now() - heardAt;
    if (quietMs >= probeAfterMs) ask();
    else cancel = clock.schedule(probeAfterMs - quietMs, check);
  };
  const stop = () => {
    cancel();
    isProbing = false;
  };
  return {
    start() {
      stop();
      heardAt = clock.now();
      cancel = clock.schedule(probeAfterMs, check);
    },
    stop,
    heard() {
      heardAt = clock.now();
      isProbing = false;
    },
    doubt() {
      if (isProbing) return;
      cancel();
      ask();
    },
  };
}
