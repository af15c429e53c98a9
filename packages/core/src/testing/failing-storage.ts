import type { Commit, Storage } from '../ports/storage.js';

/** A storage that dies at the next commit: before it was made, or after, when nobody learns that it was. */
export function createFailingStorage(storage: Storage): {
  storage: Storage;
  crash: (when: 'before' | 'after' | null) => void;
} {
  let next: 'before' | 'after' | null = null;
  return {
    crash(when) {
      next = when;
    },
    storage: {
      ...storage,
      durability: storage.durability,
      shared: true,
      load: (request) => storage.load(request),
      async commit(commit: Commit) {
        const now = next;
        next = null;
        if (now === 'before') throw new Error('the storage died before the commit');
        const outcome = await storage.commit(commit);
        if (now === 'after') throw new Error('the storage died after the commit');
        return outcome;
      },
    },
  };
}
