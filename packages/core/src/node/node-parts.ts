import type { Engine } from '../engine/create-engine.js';
import type { TopicTree } from '../expertise/types.js';
import type { MatchingPolicy } from '../matching/define-matching-policy.js';
import type { Clock } from '../ports/clock.js';
import type { Ids } from '../ports/ids.js';
import type { FoundRow, Storage } from '../ports/storage.js';
import type { TopicClassifier } from '../ports/topic-classifier.js';
import type { Recognition } from '../recognition/define-recognition.js';
import type { CommunitySettings } from '../settings.js';
import type { Blocks } from './blocks.js';
import type { Candidates } from './candidates.js';
import type { Demand } from './demand.js';
import type { EarlyPing } from './early-ping.js';
import type { Eraser } from './eraser.js';
import type { FeedReaders } from './feed-readers.js';
import type { FeedReads } from './feeds.js';
import type { Guards } from './guards.js';
import type { HeldLease } from './held-lease.js';
import type { Matcher } from './matcher.js';
import type { Origins } from './origins.js';
import type { Presence } from './presence.js';
import type { PresenceShare } from './presence-share.js';
import type { RecentWaits } from './recent-waits.js';
import type { Signals } from './signals.js';
import type { Authenticate, DemandSeen, NodeFigures, NodeLogEntry, SessionLimits } from './types.js';
import type { Views } from './views.js';
import type { WhoSees } from './who-sees.js';

/** What a node holds of one community. */
export interface CommunityParts {
  settings: CommunitySettings;
  topics: TopicTree;
  presence: Presence;
  share: PresenceShare;
  leases: { matching: HeldLease; deadlines: HeldLease };
  demand: Demand;
  waits: RecentWaits;
  views: Views;
  blocks: Blocks;
  /** Rows of the `block` view were written, here or on another node. */
  blocksChanged(rows: readonly FoundRow[]): void;
  policy: MatchingPolicy;
  recognition: Recognition;
  candidates: Candidates;
  matcher: Matcher;
  earlyPing: EarlyPing;
  origins: Origins;
  guards: Guards;
  eraser: Eraser;
  whoSees: WhoSees;
}

/** What the sessions of a node share. */
export interface NodeParts {
  engine: Engine;
  storage: Storage;
  clock: Clock;
  ids: Ids;
  limits: SessionLimits;
  authenticate: Authenticate;
  topicClassifier?: TopicClassifier;
  log: (entry: NodeLogEntry) => void;
  community(id: string): CommunityParts | undefined;
  feedReads: FeedReads;
  feedReaders: FeedReaders;
  signals: Signals;
  /** The node closes: commands that come now are for another one. */
  isClosing: boolean;
  figures: Omit<NodeFigures, 'sessions' | 'feeds' | 'eventsDelivered'>;
  demandSeen: (demand: DemandSeen) => void;
  /** Ends every session that a coach who was suspended, or erased, has here. */
  endSessions(community: string, coachId: string, reason: 'suspended' | 'erased'): void;
  /** Whether there is a notifier. */
  canNotify: boolean;
}
