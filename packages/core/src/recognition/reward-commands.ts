import type { LedgerCommand } from '../ledger/types.js';
import type { RewardPoints } from './rewards.js';

/** What a decision about a reward means for the coach's ledger. The redemption's id is the transfer's, so that it happens once. */
export function rewardCommand({ kind, redemptionId: id, points }: RewardPoints, rewardId: string): LedgerCommand {
  switch (kind) {
    case 'reserve':
      return { type: 'points.redeem', id, amount: points, cause: `reward:${rewardId}` };
    case 'spend':
      return { type: 'points.fulfil', id };
    case 'return':
      return { type: 'points.return', id, reason: 'refused' };
    default:
      return kind satisfies never;
  }
}
