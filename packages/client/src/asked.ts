import type { ClientStorage } from './client-storage.js';
import { createStore, type ReadonlyStore } from './store.js';

/** The visitor's own conversations that this browser knows of, newest first: what a visitor who comes back finds. */
export interface Asked extends ReadonlyStore<readonly string[]> {
  add(conversationId: string): void;
  /** Forgets all others. */
  keep(isKept: (conversationId: string) => boolean): void;
}

const idsMax = 20;

export function createAsked(storage: ClientStorage, key: string): Asked {
  const store = createStore<readonly string[]>(storage.read(key)?.split(' ').filter(Boolean) ?? []);
  const set = (ids: readonly string[]) => {
    storage.write(key, ids.join(' '));
    store.set(ids);
  };
  return {
    getSnapshot: store.getSnapshot,
    subscribe: store.subscribe,
    add: (id) => set([id, ...store.getSnapshot().filter((other) => other !== id)].slice(0, idsMax)),
    keep: (isKept) => set(store.getSnapshot().filter(isKept)),
  };
}
