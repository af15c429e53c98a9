/** Something to observe. Both functions may be passed on by themselves. */
export interface ReadonlyStore<T> {
  /** The state now: immutable, and the same object until it changes. */
  getSnapshot(): T;
  /** Calls `listener` after each change, until the returned function is called. */
  subscribe(listener: () => void): () => void;
}

export interface Store<T> extends ReadonlyStore<T> {
  set(next: T): void;
}

/** A value and those who want to hear of its changes. */
export function createStore<T>(initial: T): Store<T> {
  const listeners = new Set<() => void>();
  let value = initial;
  return {
    getSnapshot: () => value,
    subscribe(listener) {
      // A function of its own, so that the same listener may subscribe twice and leave twice.
      const own = () => listener();
      listeners.add(own);
      return () => {
        listeners.delete(own);
      };
    },
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of [...listeners]) listener();
    },
  };
}

/** A store seen through a pure function. */
export function mapStore<A, B>(store: ReadonlyStore<A>, map: (value: A) => B): ReadonlyStore<B> {
  let from = store.getSnapshot();
  let to = map(from);
  return {
    getSnapshot() {
      const now = store.getSnapshot();
      if (now !== from) {
        from = now;
        to = map(now);
      }
      return to;
    },
    subscribe: (listener) => store.subscribe(listener),
  };
}
