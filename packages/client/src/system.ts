import type { Clock } from '@entraide/core';

/** Chance as a port. */
export interface Random {
  /** At least 0, less than 1. */
  fraction(): number;
  /** A random UUID, version 4. */
  uuid(): string;
}

/** The machine's clock and timers. */
export const systemClock: Clock = {
  now: () => Date.now(),
  schedule(delayMs, task) {
    const timer: unknown = setTimeout(task, delayMs);
    // Node only: a timer must not keep the process alive.
    (timer as { unref?: () => void }).unref?.();
    return () => clearTimeout(timer as number);
  },
};

/** `crypto.randomUUID` exists on secure origins only; a shop that is tried out over plain HTTP needs ids too. */
function uuid(): string {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** The machine's chance. */
export const systemRandom: Random = { fraction: () => Math.random(), uuid };
