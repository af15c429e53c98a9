import type { ReadonlyStore } from '@entraide/client';

/**
 * Waits until a store has what is looked for.
 *
 * @param find null for not yet; what it throws ends the wait
 * @param signal its reason, an error, ends the wait too
 */
export function until<T, R>(store: ReadonlyStore<T>, find: (snapshot: T) => R | null, signal: AbortSignal): Promise<R> {
  return new Promise((resolve, reject) => {
    let unsubscribe = () => {};
    const settle = (done: () => void) => {
      unsubscribe();
      signal.removeEventListener('abort', abort);
      done();
    };
    const abort = () => settle(() => reject(signal.reason));
    const look = () => {
      try {
        const found = find(store.getSnapshot());
        if (found !== null) settle(() => resolve(found));
      } catch (error) {
        settle(() => reject(error));
      }
    };
    if (signal.aborted) return reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    unsubscribe = store.subscribe(look);
    look();
  });
}
