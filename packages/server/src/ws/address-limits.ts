import { addressKey, isLoopback } from './address.js';

export interface AddressLimits {
  /** Counts a new socket in; null when its address has too many. `leave` must be called once, when it is gone. */
  enter(address: string): { leave: () => void } | null;
  close(): void;
}

/** Sockets per address: how many at once, and how many new ones a minute. Loopback is not counted. */
export function createAddressLimits(limits: { atOnceMax: number; perMinute: number }): AddressLimits {
  const open = new Map<string, number>();
  const opened = new Map<string, number>();
  const everyMinute = setInterval(() => opened.clear(), 60_000).unref();
  const leave = (key: string) => {
    const left = (open.get(key) ?? 1) - 1;
    if (left > 0) open.set(key, left);
    else open.delete(key);
  };
  return {
    enter(address) {
      if (isLoopback(address)) return { leave: () => undefined };
      const key = addressKey(address);
      const inMinute = (opened.get(key) ?? 0) + 1;
      const atOnce = (open.get(key) ?? 0) + 1;
      if (inMinute > limits.perMinute || atOnce > limits.atOnceMax) return null;
      opened.set(key, inMinute);
      open.set(key, atOnce);
      return { leave: () => leave(key) };
    },
    close: () => clearInterval(everyMinute),
  };
}
