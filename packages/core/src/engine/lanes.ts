/** Work that waits its turn, by key: within a key in the order it came, between keys all at once. */
export interface Lanes<T> {
  push(key: string, item: T): void;
  /** Resolves when nothing waits. */
  idle(): Promise<void>;
}

/**
 * Runs each lane in rounds: a round takes all that waits, up to `roundMax`, and gives back what must be tried again;
 * that goes to the front of the next round, so nothing overtakes.
 */
export function createLanes<T>(options: {
  roundMax: number;
  /** Never rejects. */
  run: (items: readonly T[]) => Promise<readonly T[]>;
}): Lanes<T> {
  const waiting = new Map<string, T[]>();
  const running = new Set<Promise<void>>();

  async function drain(key: string, queue: T[]) {
    // What came in the same turn joins the first round, rather than waiting for it to be over.
    await null;
    while (queue.length > 0) {
      const again = await options.run(queue.splice(0, options.roundMax));
      if (again.length > 0) queue.unshift(...again);
    }
    waiting.delete(key);
  }

  return {
    push(key, item) {
      const queue = waiting.get(key);
      if (queue) {
        queue.push(item);
        return;
      }
      const started = [item];
      waiting.set(key, started);
      const drained = drain(key, started).finally(() => running.delete(drained));
      running.add(drained);
    },
    async idle() {
      await Promise.all(running);
    },
  };
}
