import type { CommitOutcome, Storage } from '@entraide/core';

/** What became of the commits, `unknown` being those that were answered with an error. */
export type CommitCounts = Readonly<Record<CommitOutcome['status'] | 'unknown', number>>;

/** A storage that counts what becomes of its commits: as durable as the one inside, and away when that one is away. */
export interface CountingStorage extends Storage {
  /** Since it was made. */
  readonly counts: CommitCounts;
}

// #region storage
export function createCountingStorage({ inner }: { inner: Storage }): CountingStorage {
  const counts = { committed: 0, version_conflict: 0, duplicate: 0, conflicting_duplicate: 0, unknown: 0 };
  return {
    counts,
    durability: inner.durability,
    shared: inner.shared,
    load: (request) => inner.load(request),
    async commit(commit) {
      try {
        // Nothing is awaited before this line: commits of one tick arrive in their order, and may share a transaction.
        const outcome = await inner.commit(commit);
        counts[outcome.status] += 1;
        return outcome;
      } catch (error) {
        counts.unknown += 1;
        throw error;
      }
    },
    log: (after, limit) => inner.log(after, limit),
    find: (view, query) => inner.find(view, query),
    lease: (name, holder, ttlMs) => inner.lease(name, holder, ttlMs),
    close: () => inner.close(),
  };
}
// #endregion storage
