import type { ClientStorage } from './client-storage.js';
import { createStore, type ReadonlyStore } from './store.js';

/** The visitor's own conversations that this browser knows of, newest first: what a visitor who comes back finds. */
export interface Asked extends ReadonlyStore<readonly string[]> {
  add(conversationId: string): void;
  /**
   * The session is open. A new visitor has asked nothing before, but for what waits to be sent: from this tab, or from
   * another that says so as soon as its own session is open.
   */
  opened(waiting: readonly string[], isNewVisitor: boolean): void;
  /** Stops to hear of what other tabs ask. */
  close(): void;
}

const idsMax = 20;

/** Tabs share the list, so each change starts from what is stored and not from what this tab knew. */
export function createAsked(storage: ClientStorage, key: string): Asked {
  const load = (): readonly string[] => storage.read(key)?.split(' ').filter(Boolean) ?? [];
  const store = createStore(load());
  const set = (ids: readonly string[]) => {
    storage.write(key, ids.join(' '));
    store.set(ids);
  };
  const stopWatching = storage.watch?.(key, () => store.set(load()));
  const add = (id: string) => set([id, ...load().filter((other) => other !== id)].slice(0, idsMax));
  return {
    getSnapshot: store.getSnapshot,
    subscribe: store.subscribe,
    add,
    opened(waiting, isNewVisitor) {
      if (isNewVisitor) set(load().filter((id) => waiting.includes(id)));
      for (const id of waiting) if (!load().includes(id)) add(id);
    },
    close: () => stopWatching?.(),
  };
}
