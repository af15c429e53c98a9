/** Keys that must be looked at again, each at its own time. */
export interface DueTimes {
  /** In place of the time that the key had; null for none. */
  set(key: string, at: number | null): void;
  /** The keys that are due, which then have no time. */
  take(now: number): string[];
}

const secondMs = 1_000;

/** Keeps keys by the second in which they are due: setting one and looking at a second cost the same for any number. */
export function createDueTimes(): DueTimes {
  const times = new Map<string, number>();
  const seconds = new Map<number, Set<string>>();
  let taken = 0;
  const secondOf = (at: number) => Math.max(Math.floor(at / secondMs), taken);

  const remove = (key: string) => {
    const at = times.get(key);
    if (at === undefined) return;
    times.delete(key);
    const second = secondOf(at);
    const keys = seconds.get(second);
    keys?.delete(key);
    if (keys?.size === 0) seconds.delete(second);
  };

  return {
    set(key, at) {
      if (times.get(key) === at) return;
      remove(key);
      if (at === null) return;
      times.set(key, at);
      const second = secondOf(at);
      const keys = seconds.get(second) ?? new Set();
      seconds.set(second, keys.add(key));
    },
    take(now) {
      const until = Math.floor(now / secondMs);
      const looked = secondsBetween(seconds, taken, until);
      const due = looked.flatMap((second) => [...(seconds.get(second) ?? [])]);
      const found = due.filter((key) => (times.get(key) as number) <= now);
      for (const key of found) remove(key);
      taken = Math.max(taken, until);
      return found;
    },
  };
}

/** The seconds that hold something, found by whichever is the shorter way. */
function secondsBetween(seconds: ReadonlyMap<number, unknown>, from: number, until: number): number[] {
  if (until - from > seconds.size) return [...seconds.keys()].filter((second) => second <= until);
  return Array.from({ length: until - from + 1 }, (_, index) => from + index);
}
