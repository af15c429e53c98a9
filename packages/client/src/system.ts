import type { Clock } from '@entraide/core';

/** Chance as a port. */
export interface Random {
  /** At least 0, less than 1. */
  fraction(): number;
  /** A UUID, version 7: new ones sort last. */
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

/**
 * RFC 9562, section 5.7. The time in front keeps the server's index of command ids growing at its end; random ids touch a
 * page each, which measured twice the cost of a commit.
 */
function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let time = Date.now();
  for (let index = 5; index >= 0; index -= 1) {
    bytes[index] = time % 256;
    time = Math.floor(time / 256);
  }
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** The machine's chance. */
export const systemRandom: Random = { fraction: () => Math.random(), uuid };
