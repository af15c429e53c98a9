/**
 * Where the client remembers. `visitor` and `asked` keys outlive the tab; `outbox` keys belong to one tab, so that no two tabs
 * send the same command. Calls are synchronous, because a command is written down before it is sent, and never throw.
 */
export interface ClientStorage {
  read(key: string): string | null;
  write(key: string, value: string): void;
  remove(key: string): void;
  /** Calls `listener` when another tab changed the key, where tabs share what they remember. */
  watch?(key: string, listener: () => void): () => void;
  /** Runs the task while no other tab runs one under this key, where tabs can agree on that. */
  alone?(key: string, task: () => Promise<void>): Promise<void>;
}

/** Remembers as long as the process does. */
export function createMemoryStorage(): ClientStorage {
  const values = new Map<string, string>();
  return {
    read: (key) => values.get(key) ?? null,
    write: (key, value) => void values.set(key, value),
    remove: (key) => void values.delete(key),
  };
}

/** Whether the key's value belongs to one tab. */
const isOfTab = (key: string) => key.endsWith(':outbox');

/**
 * localStorage, and sessionStorage for what belongs to the tab. A duplicated tab starts with a copy of the sessionStorage; the
 * command ids in it are the same, so what both send still takes effect once.
 */
function createBrowserStorage(local: Storage, session: Storage): ClientStorage {
  const memory = createMemoryStorage();
  const of = (key: string) => (isOfTab(key) ? session : local);
  return {
    read: (key) => memory.read(key) ?? of(key).getItem(key),
    write(key, value) {
      try {
        of(key).setItem(key, value);
        memory.remove(key);
      } catch {
        // Full, or switched off: what can't outlive the page lives as long as the page.
        memory.write(key, value);
      }
    },
    remove(key) {
      memory.remove(key);
      of(key).removeItem(key);
    },
    watch(key, listener) {
      // No key: all was removed.
      const heard = (event: StorageEvent) => {
        if ((event.key ?? key) === key) listener();
      };
      window.addEventListener('storage', heard);
      return () => window.removeEventListener('storage', heard);
    },
    alone: (key, task) => navigator.locks?.request(key, task) ?? task(),
  };
}

/** The best storage that this runtime has. */
export function createDefaultStorage(): ClientStorage {
  try {
    if (typeof window !== 'object') return createMemoryStorage();
    return createBrowserStorage(window.localStorage, window.sessionStorage);
  } catch {
    // A page that may keep nothing throws as soon as it looks.
    return createMemoryStorage();
  }
}
