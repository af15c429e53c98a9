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
  const keys = new Set<string>();
  /** The first in order at the end, as of the last sort. */
  const entries: { key: string; place: number; turn: number }[] = [];
  let isSorted = true;
  let turns = 0;
  let running: Promise<void> | null = null;
  let isClosed = false;

  function takeFirst(): string | null {
    // A sort of what is nearly in order is one pass; a search for each would make ten thousand cost a hundred million.
    if (!isSorted) entries.sort((a, b) => b.place - a.place || b.turn - a.turn);
    isSorted = true;
    const first = entries.pop();
    if (first) keys.delete(first.key);
    return first?.key ?? null;
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
      if (isClosed || keys.has(key)) return;
      keys.add(key);
      turns += 1;
      entries.push({ key, place, turn: turns });
      isSorted = false;
      running ??= run();
    },
    async close() {
      isClosed = true;
      await running;
    },
  };
}
