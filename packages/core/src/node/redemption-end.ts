import type { RewardCommand } from '../recognition/rewards.js';

/** What the brand's own shop says of a redemption. */
export interface RedemptionEnd {
  /** The same for every attempt, and for nothing else: what was done is not done again, over restarts and on every node. */
  id: string;
  rewardId: string;
  command: Exclude<RewardCommand, { type: 'reward.redeem' }>;
}
