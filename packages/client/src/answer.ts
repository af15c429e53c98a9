import type { Clock } from '@entraide/core';
import type { EntraideError } from './entraide-error.js';
import type { LiveSnapshot } from './live-store.js';
import { createShare, subscribeUsing } from './share.js';
import { createStore, type ReadonlyStore } from './store.js';

export interface AnswerSnapshot<T> extends LiveSnapshot {
  /** Null until it is known; then the last one, also while it is asked for again. */
  value: T | null;
}

interface AnswerOptions<T> {
  clock: Clock;
  /** Asks; rejects with this package's error alone. */
  ask(): Promise<T>;
}

/** An answer that nothing keeps up to date: asked for when somebody begins to look, and anew for who looks later. */
export function createAnswer<T>({ clock, ask }: AnswerOptions<T>): ReadonlyStore<AnswerSnapshot<T>> {
  const store = createStore<AnswerSnapshot<T>>({ status: 'loading', error: null, value: null });
  const start = () => {
    ask().then(
      (value) => store.set({ status: 'ready', error: null, value }),
      (error: EntraideError) => store.set({ ...store.getSnapshot(), status: 'error', error }),
    );
  };
  return {
    getSnapshot: store.getSnapshot,
    subscribe: subscribeUsing(createShare({ clock, start, stop() {} }), store),
  };
}
