export type {
  AnnouncementRow,
  CareRow,
  GradeRow,
  LoungeSummary,
  MilestoneRow,
  PinnedPost,
  RedemptionRow,
  RewardRow,
  ThreadState,
} from '@entraide/core/protocol';
export { announcementsOf, careOf } from './announcements-of.js';
export { createLounge, type Lounge, type LoungeSnapshot } from './create-lounge.js';
export { createRewards, type Rewards, type RewardsValue } from './create-rewards.js';
export { createThread, type Thread, type ThreadMessage, type ThreadSnapshot } from './create-thread.js';
export type { LoungeComment, LoungePost } from './posts-of.js';
