import { type ClientStorage, createMemoryStorage } from '../client-storage.js';

/** Tabs of one browser: what one stores all find, the others hear of it a moment later, and they take turns. */
export function createSharedStorage(): { tab(): ClientStorage } {
  const shared = createMemoryStorage();
  const watchers = new Set<{ from: object; key: string; listener: () => void }>();
  let turn: Promise<unknown> = Promise.resolve();
  const tab = (): ClientStorage => {
    const outbox = createMemoryStorage();
    const of = (key: string) => (key.endsWith(':outbox') ? outbox : shared);
    const changed = (key: string) =>
      queueMicrotask(() => {
        for (const { from, key: watched, listener } of watchers) if (from !== outbox && watched === key) listener();
      });
    return {
      read: (key) => of(key).read(key),
      write(key, value) {
        of(key).write(key, value);
        changed(key);
      },
      remove(key) {
        of(key).remove(key);
        changed(key);
      },
      watch(key, listener) {
        const watcher = { from: outbox, key, listener };
        watchers.add(watcher);
        return () => void watchers.delete(watcher);
      },
      alone(_key, task) {
        const mine = turn.then(task);
        turn = mine;
        return mine;
      },
    };
  };
  return { tab };
}
