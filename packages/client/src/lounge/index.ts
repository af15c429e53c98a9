export type {
  AnnouncementRow,
  CareRow,
  GradeRow,
  LeaderboardRow,
  LoungeSummary,
  MilestoneRow,
  PinnedPost,
  ProgressLine,
  ProgressRow,
  RedemptionRow,
  RewardRow,
  ThreadState,
} from '@entraide/core/protocol';
export { announcementsOf, careOf } from './announcements-of.js';
export { createLounge, type Lounge, type LoungeSnapshot } from './create-lounge.js';
export { createRewards, type Rewards, type RewardsValue } from './create-rewards.js';
export { createThread, type Thread, type ThreadMessage, type ThreadSnapshot } from './create-thread.js';
export { type Board, type Leaderboard, leaderboardOf } from './leaderboard-of.js';
export type { PointEntry, Points } from './points-of.js';
export type { LoungeComment, LoungePost } from './posts-of.js';
export {
  badgesOf,
  type HeldBadge,
  type ProgressSnapshot,
  progressOf,
  type TierStep,
  type WayToGrade,
} from './progress-of.js';
