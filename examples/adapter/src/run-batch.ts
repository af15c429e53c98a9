import { type Commit, type CommitGround, type CommitOutcome, type CommitPlan, planCommits } from '@entraide/core';

// #region batch
/** What a database does for a batch. Who wins is not for it to decide. */
export interface BatchTransaction {
  /** Locks what the batch touches, always in the same order, and reads it. The log position comes last. */
  lockAndRead(commits: readonly Commit[]): Promise<CommitGround>;
  /** Writes the events, heads, commands and rows of the plan, and erases what its winners redact. */
  write(plan: CommitPlan): Promise<void>;
}

type Transact = <T>(task: (transaction: BatchTransaction) => Promise<T>) => Promise<T>;

/** Commits that came together, in one transaction: one outcome for each, in the order given. */
export function runBatch(commits: readonly Commit[], transact: Transact): Promise<CommitOutcome[]> {
  return transact(async (transaction) => {
    const plan = planCommits(commits, await transaction.lockAndRead(commits));
    await transaction.write(plan);
    return plan.outcomes;
  });
}
// #endregion batch
