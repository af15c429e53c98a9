import type { Clock } from '@entraide/core';
import type { ReadonlyStore } from './store.js';

interface ShareOptions {
  clock: Clock;
  start(): void;
  stop(): void;
}

/** Views come and go within one render; what they share outlives the gap. */
const graceMs = 1_000;

/**
 * Starts something for its first user and stops it a moment after its last.
 *
 * @returns `use`, which returns how that user leaves
 */
export function createShare({ clock, start, stop }: ShareOptions): () => () => void {
  let users = 0;
  let cancelStop: (() => void) | null = null;
  return () => {
    users += 1;
    if (cancelStop) {
      cancelStop();
      cancelStop = null;
    } else if (users === 1) start();
    let isLeft = false;
    return () => {
      if (isLeft) return;
      isLeft = true;
      users -= 1;
      if (users > 0) return;
      cancelStop = clock.schedule(graceMs, () => {
        cancelStop = null;
        stop();
      });
    };
  };
}

/** A store's `subscribe` whose subscriptions are uses. */
export const subscribeUsing =
  (use: () => () => void, { subscribe }: Pick<ReadonlyStore<unknown>, 'subscribe'>) =>
  (listener: () => void): (() => void) => {
    const leave = use();
    const unsubscribe = subscribe(listener);
    return () => {
      unsubscribe();
      leave();
    };
  };
