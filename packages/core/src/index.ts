export { type CoachCircumstances, coachFactsOf, type StoredCoach } from './coach/coach-facts.js';
export { capacityDefault, emptyCoach, evolveCoach, intentAt } from './coach/evolve.js';
export { type CoachPresenceFacts, isPassive, passiveAfterMsDefault, presenceAt } from './coach/presence.js';
export { isQuietAt } from './coach/quiet-hours.js';
export type { CoachState, DeclaredTopic, Preferences } from './coach/types.js';
export type { Actor, ConversationState, ConversationSummary, Outcome, Page } from './conversation/types.js';
export {
  type Community,
  type CreateCommunityOptions,
  createCommunity,
  type MemberOptions,
} from './create-community.js';
export { createEngine, type Engine, type EngineOptions } from './engine/create-engine.js';
export type { Person } from './engine/rooms.js';
export { coachView, conversationView, deadlineView, demandView, positionView, views } from './engine/views.js';
export { checkTopics, type TopicProblem } from './expertise/check-topics.js';
export { chooseTopic, type TopicChoice, type TopicEvidence } from './expertise/choose-topic.js';
export { earnedLevel, earnedLevelsFrom } from './expertise/earned-level.js';
export { labelOf } from './expertise/label-of.js';
export { type PageRule, topicOfPage } from './expertise/topic-of-page.js';
export { createTopicTree } from './expertise/topic-tree.js';
export type { Expertise, KnownBy, Topic, TopicTree } from './expertise/types.js';
export { decideLedger } from './ledger/decide.js';
export { emptyLedger, evolveLedger } from './ledger/evolve.js';
export { explainClamp } from './ledger/explain-clamp.js';
export { type Account, type Transfer, transfersOf } from './ledger/transfers-of.js';
export type {
  Award,
  Clamp,
  LedgerCommand,
  LedgerEntry,
  LedgerEvent,
  LedgerRefusal,
  LedgerState,
  PointCaps,
  Spending,
} from './ledger/types.js';
export {
  type AvailabilityAnswer,
  availabilityAt,
  availabilityDefaults,
  type CoachStay,
} from './matching/availability.js';
export { type AvailabilityRequest, type AvailabilityScope, scopeOf } from './matching/availability-scope.js';
export type { MatchCommand, MatchEvent, MatchRefusal, MatchReturn } from './matching/backstage.js';
export { type CandidateIndex, createCandidateIndex } from './matching/candidate-index.js';
export { checkMatchingPolicy, type PolicyProblem } from './matching/check-matching-policy.js';
export { decideMatching, type MatchContext, type MatchingDecision } from './matching/decide.js';
export { decideMatch, type MatchAnswer, type MatchInput } from './matching/decide-match.js';
export {
  defineMatchingPolicy,
  type MatchingPlan,
  type MatchingPolicy,
  type MatchingPolicyOptions,
  requirementAt,
  serializeMatchingPolicy,
} from './matching/define-matching-policy.js';
export { assign, type DispatchPart, type EscalationStep, openBoard, waves } from './matching/dispatch-parts.js';
export {
  type EligibilityPart,
  hasFreeSlot,
  isPresent,
  knowsTopic,
  notBlocked,
  notDeclined,
  onlyIf,
  outsideQuietHours,
  speaksLocale,
  withinPingBudget,
} from './matching/eligibility-parts.js';
export { emptyMatch, evolveMatching } from './matching/evolve.js';
export {
  explainMatch,
  type MatchExplanation,
  type MatchQuestion,
  type MatchVerdict,
} from './matching/explain-match.js';
export { isShownTo, type Showing } from './matching/is-shown-to.js';
export { openBoardPolicy } from './matching/open-board-policy.js';
export type { AvailabilityPolicy } from './matching/pool-count.js';
export { createWeighing, judge, type RankContext, rank, type Weighing } from './matching/rank.js';
export {
  expertiseFit,
  fairness,
  fewestOpen,
  reserveScarceExperts,
  returningPair,
  type ScoringPart,
  scoreBy,
} from './matching/scoring-parts.js';
export type {
  Alternative,
  CoachFacts,
  CoachPresence,
  Ineligible,
  LocaleFit,
  MatchDecision,
  MatchState,
  Offer,
  Pairing,
  QuietHours,
  RankedCoach,
  RequestFacts,
  Requirement,
  ScoreReason,
  ShownFacts,
  TopicFit,
} from './matching/types.js';
export { createNode } from './node/create-node.js';
export type {
  Authenticate,
  CommunityNode,
  DemandSeen,
  Identity,
  NodeFigures,
  NodeLogEntry,
  NodeOptions,
  SessionLimits,
} from './node/types.js';
export type { Participant, RefusedError } from './participant.js';
export type { Bus, BusState, Hint } from './ports/bus.js';
export type { Clock } from './ports/clock.js';
export type { Ids } from './ports/ids.js';
export type { Notification, NotificationFact, NotifiedPerson, Notifier } from './ports/notifier.js';
export {
  type CommitGround,
  type CommitPlan,
  commandKey,
  emptyHead,
  movePlan,
  type PlannedEvent,
  planCommits,
  rowKey,
  streamKey,
} from './ports/plan-commits.js';
export type {
  Append,
  ColumnType,
  CommandRecord,
  Commit,
  CommitOutcome,
  FoundRow,
  Head,
  Loaded,
  LoggedEvent,
  OffsetEvent,
  Redaction,
  Row,
  RowQuery,
  RowWrite,
  Storage,
  StoredEvent,
  StreamRead,
  ViewDefinition,
} from './ports/storage.js';
export type { TopicClassifier, TopicGuess } from './ports/topic-classifier.js';
export type { AcceptedConnection, Transport, TransportConnection, TransportListener } from './ports/transport.js';
export { type AwardRule, award } from './recognition/award.js';
export {
  type Badge,
  type BadgeKind,
  type BadgeRule,
  type BadgesOf,
  badgesOf,
  type Evidence,
} from './recognition/badges.js';
export {
  type BoardMember,
  type BoardOptions,
  type BoardRow,
  type BoardRule,
  type BoardsOf,
  boardOf,
  boardsOf,
} from './recognition/boards.js';
export { checkRecognition } from './recognition/check-recognition.js';
export {
  type CoachRecord,
  type Deed,
  type DeedKind,
  emptyRecord,
  evolveRecord,
  type RecordEvent,
} from './recognition/coach-record.js';
export {
  duringHours,
  exchangedBothWays,
  localeIsOneOf,
  outcomeIs,
  starsAtLeast,
  topicIsOneOf,
} from './recognition/conditions.js';
export {
  atLeast,
  type CoachStanding,
  type Criterion,
  type Progress,
  progressOf,
  type Quantity,
} from './recognition/criterion.js';
export { defineRecognition, type Recognition } from './recognition/define-recognition.js';
export {
  capacityOf,
  dueGrades,
  type Grade,
  type GradeFacts,
  type GradeOptions,
  type GradeProposal,
  type GradeRule,
  type HeldGrade,
  isSampled,
  type LinkedRecord,
} from './recognition/grades.js';
export type { GuardedConversation, GuardFacts, Signal, SignalKind } from './recognition/guard-facts.js';
export { type GuardOptions, signalsOf } from './recognition/guards.js';
export { type LocalDay, localDayOf } from './recognition/local-day.js';
export type { Milestone, ReachedMilestone } from './recognition/milestones.js';
export { type ProgressLine, type ProgressRow, progressRows } from './recognition/progress-rows.js';
export { type LadderOptions, type RecogniseContext, recognise } from './recognition/recognise.js';
export {
  emptyRecognised,
  evolveRecognised,
  type ReachedTier,
  type RecognisedCoach,
  type RecognisedEvent,
} from './recognition/recognised-coach.js';
export {
  emptyQueue,
  heldBy,
  judged,
  type ReviewEntry,
  type ReviewQueue,
  type ReviewVerdict,
  withSignals,
} from './recognition/review-queue.js';
export type { Reward, RewardKind, RewardOptions } from './recognition/rewards.js';
export {
  type BoardPeriod,
  type Counts,
  periodOf,
  scoreIn,
  type Tally,
  tallyOf,
  type Weighting,
} from './recognition/tally.js';
export { tierAwards } from './recognition/tier-awards.js';
export {
  type HeldTier,
  noTier,
  type TierAnswer,
  type TierChecklist,
  type TierOptions,
  type TierRule,
  tierOf,
} from './recognition/tiers.js';
export type { Condition, PointRule, RecognitionFact, RecognitionOptions } from './recognition/types.js';
export {
  type CommunityOptions,
  type CommunitySettings,
  checkCommunity,
  type FieldProblem,
  parseCommunity,
} from './settings.js';
export { systemClock, systemIds } from './system.js';
