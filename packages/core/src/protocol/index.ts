export type { ThreadState } from '../care/types.js';
export { capacityDefault, emptyCoach, evolveCoach, intentAt } from '../coach/evolve.js';
export type { CoachState } from '../coach/types.js';
export { emptySummary, foldSummary } from '../conversation/fold-summary.js';
export type {
  Alternative,
  ConversationStatus,
  ConversationSummary,
  Outcome,
  Page,
  ReofferReason,
  TransferTarget,
} from '../conversation/types.js';
export { explainClamp } from '../ledger/explain-clamp.js';
export type { LoungeSummary, PinnedPost } from '../lounge/types.js';
export type { ProgressLine, ProgressRow } from '../recognition/progress-rows.js';
export type { BoardPeriod } from '../recognition/tally.js';
export { type CloseAction, closeAction, closeCodes } from './close-codes.js';
export { type By, contentFields, type OffsetWireEvent, type WireEvent } from './events.js';
export { applyEvent, emptyFeed, type FeedFold, type FeedSnapshot, type FeedState, openedFeed } from './fold-feed.js';
export { loungeFold, meFold, threadFold } from './member-folds.js';
export {
  type ActorKind,
  type CommandMethod,
  isMethod,
  type Method,
  type MethodDescription,
  type MethodRights,
  methods,
  type Relation,
  refusalMessage,
  rights,
} from './methods.js';
export { isRefusal, type Refusal, type Retry, refusals, retry } from './refusals.js';
export type {
  AnnouncementRow,
  Availability,
  BoardRow,
  CareRow,
  GradeRow,
  InboxRow,
  LeaderboardRow,
  MilestoneRow,
  NotificationName,
  NotificationParams,
  Params,
  PresenceRow,
  RedemptionRow,
  ReportRow,
  Result,
  ReviewRow,
  RewardRow,
  RewardsRow,
  ViewName,
} from './types.js';
