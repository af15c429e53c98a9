import type * as z from 'zod';
import type { SignalKind } from '../recognition/guard-facts.js';
import type { BoardPeriod } from '../recognition/tally.js';
import type { By } from './events.js';
import type { ActorKind, Method } from './methods.js';
import type { notifications, schema } from './schema.js';

/** What a method takes. */
export type Params<M extends Method> = z.infer<(typeof schema)[M]['params']>;
/** What a method answers. */
export type Result<M extends Method> = z.infer<(typeof schema)[M]['result']>;
export type NotificationName = keyof typeof notifications;
/** What a notification carries. */
export type NotificationParams<N extends NotificationName> = z.infer<(typeof notifications)[N]>;

export type Availability = Result<'availability.get'>;
export type ViewName = Params<'view.open'>['view'];

/** A request as coaches see it in the `inbox` view. */
export interface InboxRow {
  /** The conversation's id. */
  key: string;
  /** What was asked; of a longer question its first 500 code points and an ellipsis. */
  text: string | null;
  topic: string | null;
  locale: string | null;
  page: { url: string; title: string } | null;
  /** Unix milliseconds; the queue's order. */
  askedAt: number;
  /** Whether it was left for later, its visitor not waiting in front of it. */
  later: boolean;
}

/** An announcement of the managers, in the `announcements` view. */
export interface AnnouncementRow {
  key: string;
  /** Null where it was erased. */
  title: string | null;
  text: string | null;
  /** Who it is for; null for everybody. */
  tier: string | null;
  /** Unix milliseconds. */
  publishedAt: number;
  /** When coaches see it; managers see it at once. */
  visibleAt: number;
  by: { kind: ActorKind; name: string };
}

/** A coach of the community, as managers see them in the `care` view, and when they last wrote to each other. */
export interface CareRow {
  /** The coach's id. */
  key: string;
  name: string;
  /** Unix milliseconds; null for never. */
  lastContactAt: number | null;
  lastFromCoachAt: number | null;
  lastFromManagersAt: number | null;
  /** Since when the coach is suspended; null for not. */
  suspendedAt: number | null;
  /** Why; null where it was erased. */
  suspendedFor: string | null;
}

/** A conversation that somebody reported, in the `reports` view, until a manager has seen to it. */
export interface ReportRow {
  /** The conversation's id. */
  key: string;
  /** Of the first report. */
  reportedAt: number;
  reports: readonly { what: 'report' | 'block'; by: By['kind']; at: number; reason: string }[];
  /** What was written beside them; null for nothing. */
  comments: readonly string[] | null;
}

/**
 * A row of the `board` view: a request that waits, what matching did about it, a conversation, a coach who is online, a
 * question of today that nobody took, or how many found the window closed today.
 */
export type BoardRow = { key: string } & (
  | {
      kind: 'request';
      conversationId: string;
      text: string | null;
      topic: string | null;
      locale: string | null;
      askedAt: number;
      later: boolean;
    }
  /** `offered`: to how many coaches it is offered now; `board`: everybody who fits sees it. */
  | { kind: 'match'; conversationId: string; step: number; board: boolean; offered: number }
  | {
      kind: 'talk';
      conversationId: string;
      status: 'claimed' | 'held' | 'on_hold';
      topic: string | null;
      askedAt: number;
      claimedAt: number | null;
      coachId: string | null;
      /** The coach was reminded of an answer that is due. */
      overdue: boolean;
    }
  | ({ kind: 'coach'; coachId: string } & Omit<PresenceRow, 'key'>)
  | { kind: 'lost'; conversationId: string; topic: string | null; outcome: string; askedAt: number }
  | { kind: 'demand'; topic: string | null; count: number }
);
/** A reward of the catalogue, in the `rewards` view. */
export interface RewardRow {
  key: string;
  type: 'reward';
  rewardId: string;
  kind: 'object' | 'experience' | 'access' | 'donation' | 'voucher' | 'cash';
  /** What people read, by language; without any, the id. */
  labels: Readonly<Record<string, string>>;
  /** In points. */
  cost: number;
  /** How many there are; null for without end. */
  left: number | null;
  /** Who it is for: this tier and those above it; null for everybody. */
  tier: string | null;
  /** Why this coach can't redeem it now; null where they can, and for managers. */
  refused: 'tier_not_reached' | 'out_of_stock' | 'insufficient_points' | null;
}

/** A redemption: a coach's own, or for managers one that waits for them. */
export interface RedemptionRow {
  key: string;
  type: 'redemption';
  rewardId: string;
  redemptionId: string;
  coachId: string;
  /** The coach's, for managers. */
  name: string | null;
  /** What it cost when it was redeemed. */
  cost: number;
  /** Unix milliseconds. */
  redeemedAt: number;
  status: 'reserved' | 'fulfilled' | 'refused';
  /** Why it was refused. */
  reason: string | null;
}

interface WaitingRow {
  key: string;
  coachId: string;
  /** The coach's. */
  name: string | null;
  /** Unix milliseconds. */
  since: number;
}

/** For managers: a gesture that waits for somebody to make it. */
export interface MilestoneRow extends WaitingRow {
  type: 'milestone';
  milestone: string;
  /** What is to be done; null where the rules no longer say. */
  task: string | null;
}

/** For managers: a grade that waits for their word. */
export interface GradeRow extends WaitingRow {
  type: 'grade';
  grade: 'coach' | 'expert' | 'animator';
  topic: string | null;
}

export type RewardsRow = RewardRow | RedemptionRow | MilestoneRow | GradeRow;
/** One row of the `leaderboard` view. */
export type LeaderboardRow = { key: string } /** The reader's own, now and in the period before. */ & (
  | { type: 'own'; score: number; before: number }
  /** What all reach together. */
  | { type: 'goal'; have: number; atLeast: number; isReached: boolean }
  /** One board; `place` is its own among them, from 0. */
  | {
      type: 'board';
      board: string;
      place: number;
      labels: Readonly<Record<string, string>>;
      period: BoardPeriod;
      topic: string | null;
    }
  /** Somebody on it. Equals share a rank. */
  | { type: 'place'; board: string; rank: number; coachId: string; name: string; score: number }
);

/** Something about one coach's thanks for a manager to look at, in the `reviews` view. */
export interface ReviewRow {
  key: string;
  coachId: string;
  name: string;
  /** Which signal was raised. A signal is a reason to look, and no verdict. */
  kind: SignalKind;
  /** The other coaches who are in it, by id. */
  with: readonly string[];
  /** What it rests on: awards for these are pending until it is closed. */
  conversationIds: readonly string[];
  why: string;
  /** Unix milliseconds. */
  openedAt: number;
  /** When the last conversation was added: `asOf` of `review.close`. */
  changedAt: number;
}

/** A coach who is online, as coaches and managers see it in the `presence` view. */
export interface PresenceRow {
  /** The coach's id. */
  key: string;
  name: string;
  /** What the coach chose. */
  status: 'available' | 'away';
  /** `passive`: connected, but idle for long or let an offer pass. */
  presence: 'present' | 'passive';
  openCount: number;
  capacity: number;
}
