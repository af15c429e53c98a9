import type { LedgerCommand } from '../ledger/types.js';
import type { PointCall } from './point-calls.js';
import type { RewardEvent, RewardState } from './rewards.js';

/**
 * What an event of a reward means for its coach's ledger: points are reserved, spent or returned, as many as it cost when it
 * was redeemed. The redemption's id is the transfer's, so that each happens once.
 */
export function rewardCall(rewardId: string, event: RewardEvent, before: RewardState): PointCall | null {
  const { redemptionId: id } = event.data;
  if (event.type === 'reward.redeemed') {
    const { coachId, cost: amount } = event.data;
    return { coachId, command: { type: 'points.redeem', id, amount, cause: `reward:${rewardId}` } };
  }
  const redemption = before.redemptions.find((one) => one.redemptionId === id);
  if (!redemption) return null;
  const command: LedgerCommand =
    event.type === 'reward.fulfilled'
      ? { type: 'points.fulfil', id }
      : { type: 'points.return', id, reason: 'refused' };
  return { coachId: redemption.coachId, command };
}
