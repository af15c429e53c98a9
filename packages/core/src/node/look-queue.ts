/** What is to be looked at, each once, in the order of its place, one at a time. */
export interface LookQueue {
  /** Puts it in; one that is in already stays where it is, one that is being looked at is looked at again. */
  add(key: string, place: number): void;
  /** Looks at nothing more; what is under way ends. */
  close(): Promise<void>;
}

/** @param options.failed what a look rejected with; the others go on */
export function createLookQueue(options: {
  look: (key: string) => Promise<void>;
  failed: (error: unknown) => void;
}): LookQueue {
  const places = new Map<string, number>();
  let running: Promise<void> | null = null;
  let isClosed = false;

  function takeFirst(): string | null {
    let first: string | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const [key, place] of places) {
      if (place >= least) continue;
      first = key;
      least = place;
    }
    if (first !== null) places.delete(first);
    return first;
  }

  async function run(): Promise<void> {
    // What comes in one turn is put in order before the first is looked at.
    await null;
    for (let key = takeFirst(); key !== null && !isClosed; key = takeFirst())
      await options.look(key).catch(options.failed);
    // In the same moment in which nothing was left: what comes from now on begins anew.
    running = null;
  }

  return {
    add(key, place) {
      if (isClosed || places.has(key)) return;
      places.set(key, place);
      running ??= run();
    },
    async close() {
      isClosed = true;
      await running;
    },
  };
}
