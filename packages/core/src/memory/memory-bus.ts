import type { Bus, Hint } from '../ports/bus.js';

/** A bus within one process. Listeners run after the publisher's turn, as they would across a network. */
export function createMemoryBus(): Bus {
  const subjects = new Map<string, Set<(hint: Hint) => void>>();
  return {
    async publish(subject, hint) {
      const text = JSON.stringify(hint);
      queueMicrotask(() => {
        for (const listener of [...(subjects.get(subject) ?? [])]) listener(JSON.parse(text));
      });
    },
    async subscribe(subject, listener) {
      const listeners = subjects.get(subject) ?? new Set();
      subjects.set(subject, listeners);
      const own = (hint: Hint) => listener(hint);
      listeners.add(own);
      return async () => {
        listeners.delete(own);
        if (listeners.size === 0) subjects.delete(subject);
      };
    },
    async close() {
      subjects.clear();
    },
  };
}
