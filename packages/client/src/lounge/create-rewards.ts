import type { GradeRow, MilestoneRow, RedemptionRow, Result, RewardRow, RewardsRow } from '@entraide/core/protocol';
import type { Client } from '../client.js';
import type { ReadonlyStore } from '../store.js';
import type { ViewSnapshot } from '../view.js';

export interface RewardsValue {
  /** The cheapest first. `refused` says why a coach can't redeem one now. */
  catalogue: readonly RewardRow[];
  /** A coach's own, the latest first; for managers those that wait, the oldest first. */
  redemptions: readonly RedemptionRow[];
  /** For managers, the oldest first: gestures to make, and grades to confirm. */
  milestones: readonly MilestoneRow[];
  grades: readonly GradeRow[];
}

/** What points buy, and what waits for managers; live while somebody subscribes. What is decided survives a lost connection. */
export interface Rewards extends ReadonlyStore<ViewSnapshot<RewardsValue>> {
  /** For coaches. Resolves with the redemption's id. */
  redeem(rewardId: string): Promise<string>;
  /** The rest is for managers. */
  fulfil(redemption: Ordered): Promise<Result<'reward.fulfil'>>;
  /** The coach reads the reason, and has the points back. */
  refuse(redemption: Ordered, reason: string): Promise<Result<'reward.refuse'>>;
  completeMilestone(milestone: Pick<MilestoneRow, 'coachId' | 'milestone'>): Promise<Result<'milestone.complete'>>;
  confirmGrade(grade: Pick<GradeRow, 'coachId' | 'grade' | 'topic'>): Promise<Result<'grade.confirm'>>;
  /** Holds a coach's tier where it is; `false` leaves it to the rules again. */
  lockTier(coachId: string, locked?: boolean): Promise<Result<'tier.lock'>>;
}

type Ordered = Pick<RedemptionRow, 'rewardId' | 'redemptionId'>;

const rowsOf = <T extends RewardsRow['type']>(rows: readonly RewardsRow[], type: T) =>
  rows.filter((row): row is Extract<RewardsRow, { type: T }> => row.type === type);

const byKey = (a: { key: string }, b: { key: string }) => (a.key < b.key ? -1 : 1);

function readRewards(rows: readonly RewardsRow[]): RewardsValue {
  const since = (a: { key: string; since: number }, b: { key: string; since: number }) =>
    a.since - b.since || byKey(a, b);
  const oldest = rowsOf(rows, 'redemption').toSorted((a, b) => a.redeemedAt - b.redeemedAt || byKey(a, b));
  // Names are for managers.
  const isOwn = oldest.some(({ name }) => name === null);
  return {
    catalogue: rowsOf(rows, 'reward').toSorted((a, b) => a.cost - b.cost || byKey(a, b)),
    redemptions: isOwn ? oldest.toReversed() : oldest,
    milestones: rowsOf(rows, 'milestone').toSorted(since),
    grades: rowsOf(rows, 'grade').toSorted(since),
  };
}

/** The rewards of a client; all that are made of one client share one subscription. */
export function createRewards(client: Client): Rewards {
  const store = client.view<RewardsRow, RewardsValue>('rewards', readRewards);
  const ordered = ({ rewardId, redemptionId }: Ordered) => ({ rewardId, redemptionId });
  return {
    ...store,
    async redeem(rewardId) {
      const redemptionId = crypto.randomUUID();
      await client.call('reward.redeem', { rewardId, redemptionId });
      return redemptionId;
    },
    fulfil: (redemption) => client.call('reward.fulfil', ordered(redemption)),
    refuse: (redemption, reason) => client.call('reward.refuse', { ...ordered(redemption), reason }),
    completeMilestone: ({ coachId, milestone }) => client.call('milestone.complete', { coachId, milestone }),
    confirmGrade: ({ coachId, grade, topic }) =>
      client.call('grade.confirm', { coachId, grade, ...(topic === null ? {} : { topic }) }),
    lockTier: (coachId, locked = true) => client.call('tier.lock', { coachId, locked }),
  };
}
