import { hash, randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from './ports/clock.js';
import type { Ids } from './ports/ids.js';

/** The machine's clock and timers. */
export const systemClock: Clock = {
  now: () => Date.now(),
  schedule(delayMs, task) {
    const timer = setTimeout(task, delayMs);
    timer.unref?.();
    return () => clearTimeout(timer);
  },
};

/** The machine's randomness and SHA-256. */
export const systemIds: Ids = {
  uuid: () => randomUUID(),
  token: () => randomBytes(32).toString('base64url'),
  digest: (text) => hash('sha256', text, 'base64url'),
};
