import type { Notification, Notifier } from '../ports/notifier.js';

/** A notifier that keeps what it was given, for tests. */
export interface MemoryNotifier extends Notifier {
  /** What was delivered, repeats included. */
  readonly delivered: readonly Notification[];
  /** Whether it delivers; else it rejects. */
  isReachable: boolean;
}

export function createMemoryNotifier(): MemoryNotifier {
  const delivered: Notification[] = [];
  const notifier: MemoryNotifier = {
    delivered,
    isReachable: true,
    async notify(notification, { signal } = {}) {
      signal?.throwIfAborted();
      if (!notifier.isReachable) throw new Error('unable to notify; the receiver is away');
      delivered.push(structuredClone(notification));
    },
  };
  return notifier;
}
