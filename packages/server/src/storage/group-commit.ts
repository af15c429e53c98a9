import type { Commit, CommitOutcome } from '@entraide/core';
import { StorageFailure } from './storage-failure.js';

export interface GroupCommitOptions {
  /** One transaction; rejects or throws when all of it is undone or its fate is unknown. */
  runBatch(commits: readonly Commit[]): Promise<CommitOutcome[]> | CommitOutcome[];
  /** Whether an error says that one member's data is at fault, and that nothing of the batch is stored. */
  isPoison(error: unknown): boolean;
  /** Throws where no batch may have a commit. */
  check?(commit: Commit): void;
  /** What the members of a failed batch are told. @defaultValue the error itself */
  describe?(error: unknown): unknown;
  /** @defaultValue 500 */
  batchMax?: number;
  /** Commits that may wait; more are rejected at once. @defaultValue 20,000 */
  waitingMax?: number;
}

/** Shares transactions between commits that are made at the same time. */
export interface GroupCommit {
  commit(commit: Commit): Promise<CommitOutcome>;
  /** Resolves when nothing waits; later commits reject. */
  close(): Promise<void>;
}

interface Member {
  commit: Commit;
  resolve(outcome: CommitOutcome): void;
  reject(error: unknown): void;
}

/**
 * No timer: a batch is whatever arrived while the last one ran, and begins once the event loop has read what is there.
 * A commit that redacts goes alone, because a redaction reads what its neighbours write.
 */
export function createGroupCommit(options: GroupCommitOptions): GroupCommit {
  const { batchMax = 500, waitingMax = 20_000 } = options;
  let waiting: Member[] = [];
  let draining: Promise<void> | undefined;
  let isClosed = false;

  function takeBatch(): Member[] {
    const alone = waiting.slice(0, batchMax).findIndex(({ commit }) => commit.redactions?.length);
    const size = alone === -1 ? batchMax : Math.max(alone, 1);
    const batch = waiting.slice(0, size);
    waiting = waiting.slice(size);
    return batch;
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      await new Promise(setImmediate);
      await runMembers(takeBatch(), options);
    }
    draining = undefined;
  }

  return {
    commit(commit) {
      return new Promise((resolve, reject) => {
        options.check?.(commit);
        if (isClosed) return reject(new StorageFailure('storage_closed', 'unable to commit; the storage is closed'));
        if (waiting.length >= waitingMax)
          return reject(
            new StorageFailure('storage_overloaded', `unable to commit; ${waitingMax} commits are waiting`),
          );
        waiting.push({ commit, resolve, reject });
        draining ??= drain();
      });
    },
    async close() {
      isClosed = true;
      await draining;
    },
  };
}

/** Halves a batch with bad data in it until the bad member stands alone; its neighbours are committed. */
async function runMembers(members: readonly Member[], options: GroupCommitOptions): Promise<void> {
  try {
    const outcomes = await options.runBatch(members.map(({ commit }) => commit));
    for (const [index, { resolve }] of members.entries()) resolve(outcomes[index] as CommitOutcome);
  } catch (error) {
    if (members.length === 1 || !options.isPoison(error)) {
      for (const { reject } of members) reject(options.describe?.(error) ?? error);
      return;
    }
    const middle = Math.ceil(members.length / 2);
    await runMembers(members.slice(0, middle), options);
    await runMembers(members.slice(middle), options);
  }
}
