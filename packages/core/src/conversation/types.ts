import type { TopicChoice } from '../expertise/choose-topic.js';
import type { TopicTree } from '../expertise/types.js';

/** Who did it. In a conversation's feed only `kind` and `name` are shown. */
export interface By {
  kind: 'visitor' | 'coach' | 'manager' | 'brand' | 'host' | 'system';
  /** A pseudonym. */
  name: string;
  /** The person's random id; never shown to a reader of a conversation. */
  id?: string | undefined;
}

/** A person, or the system itself, giving a command. */
export interface Actor {
  kind: By['kind'];
  id: string;
  name: string;
}

export interface Page {
  url: string;
  title: string;
}

/** How a request ended. Each ends in exactly one of these. */
export type Outcome = 'served' | 'abandoned' | 'expired' | 'handed_over' | 'blocked';

/** Where a conversation goes when its coach gives it to somebody else. */
export type TransferTarget = { kind: 'coach'; id: string } | { kind: 'topic'; id: string } | { kind: 'staff' };

/** What a visitor may do instead of waiting on: go to the brand's own support, or leave the question for later. */
export type Alternative = 'hand_over' | 'later';

/** Why a conversation went back to the queue though nobody gave it back; `left`: its coach is with the community no more. */
export type ReofferReason = 'disconnected' | 'unanswered' | 'left';

/** Reads as: what two people may expect of each other, in time. All in milliseconds; see the settings. */
export interface Patience {
  /** A visitor silent for this long holds no slot. */
  holdAfterMs: number;
  /** A coach who owes an answer for this long is reminded. */
  remindAfterMs: number;
  /** … and for this long doesn't keep the visitor. */
  reofferAfterMs: number;
  /** The first right of the coach whose visitor fell silent, or to whom it is transferred. */
  firstRightMs: number;
  acceptWithinMs: number;
  /** A visitor on hold for this long has left. */
  endAfterMs: number;
}

type Asked = {
  topic?: string;
  /** Who named the topic; absent for the visitor, in what an older release stored. */
  topicFrom?: TopicChoice['from'];
  locale?: string;
  page?: Page;
  later?: boolean;
};

export type ConversationCommand =
  | ({ type: 'conversation.ask'; text: string } & Asked)
  | { type: 'message.post'; messageId: string; text: string }
  | { type: 'page.set'; url: string; title: string }
  | { type: 'conversation.leave' }
  /** `withdraw` takes the thanks back, for a short time. */
  | { type: 'conversation.thank'; comment?: string; withdraw?: true }
  | { type: 'conversation.rate'; stars: number; comment?: string }
  | { type: 'request.claim' }
  | { type: 'request.extend' }
  | { type: 'conversation.release' }
  | { type: 'alternatives.offer'; alternatives: readonly Alternative[] }
  | { type: 'alternative.choose'; alternative: Alternative }
  | { type: 'conversation.transfer'; to: TransferTarget }
  | { type: 'conversation.close'; outcome: Outcome }
  | { type: 'conversation.block'; reason: string; comment?: string }
  | { type: 'conversation.reoffer'; coachId: string; why: ReofferReason }
  | { type: 'idle.expire'; dueAt: number }
  | { type: 'first_right.expire'; until: number }
  /** Follows from a decline: the coach doesn't want it. */
  | { type: 'first_right.waive'; coachId: string }
  /** It may not be erased yet: its retention is looked at again when it would have ended, had it begun then. */
  | { type: 'retention.postpone'; retainedFrom: number }
  | { type: 'lease.expire'; leaseEndsAt: number }
  | { type: 'request.expire'; expiresAt: number };

export type ConversationEvent = { at: number; by: By } & (
  | {
      type: 'conversation.asked';
      data: { text?: string; expiresAt?: number } & Asked;
    }
  | { type: 'message.posted'; data: { messageId: string; text?: string } }
  | { type: 'page.changed'; data: { page?: Page } }
  | { type: 'request.claimed'; data: { leaseEndsAt: number; patience?: Patience } }
  | { type: 'request.extended'; data: { leaseEndsAt: number } }
  | { type: 'lease.expired'; data: Record<never, never> }
  | { type: 'conversation.released'; data: Record<never, never> }
  | {
      type: 'conversation.transferred';
      data: { to: TransferTarget['kind']; topic?: string; coachId?: string; firstRightUntil?: number };
    }
  | { type: 'conversation.paused'; data: { firstRightUntil: number; endsAt: number } }
  | { type: 'conversation.reoffered'; data: { why: ReofferReason } }
  | { type: 'alternatives.offered'; data: { alternatives: readonly Alternative[] } }
  | { type: 'request.postponed'; data: { expiresAt: number } }
  | { type: 'coach.reminded'; data: Record<never, never> }
  | { type: 'first_right.ended'; data: Record<never, never> }
  | { type: 'conversation.blocked'; data: { reason: string; comment?: string } }
  | { type: 'conversation.closed'; data: { outcome: Outcome } }
  | { type: 'conversation.thanked'; data: { comment?: string } }
  | { type: 'conversation.unthanked'; data: Record<never, never> }
  | { type: 'conversation.rated'; data: { stars: number; comment?: string } }
  | { type: 'retention.postponed'; data: { retainedFrom: number } }
  | { type: 'content.redacted'; data: Redacted }
);

/** What was erased, and why. */
export type Redacted = {
  offsets: readonly number[];
  why?: 'erasure' | 'retention';
  /** Events whose author is `author` from now on. */
  authorOffsets?: readonly number[];
  author?: By;
  /** The coach who is named in a conversation's summary is gone. */
  isCoachGone?: true;
};

export type ConversationRefusal =
  | 'not_found'
  | 'closed'
  | 'unknown_topic'
  | 'already_asked'
  | 'too_many_conversations'
  | 'already_claimed'
  | 'not_claimed'
  | 'already_answered'
  | 'already_extended'
  | 'not_answered'
  | 'already_thanked'
  | 'already_rated'
  | 'not_thanked'
  | 'conversation_closed'
  | 'at_capacity'
  | 'already_blocked'
  | 'not_offered'
  | 'already_declined'
  | 'not_available'
  | 'unknown_topic'
  | 'superseded';

/**
 * `waiting`: a request, nobody holds it · `claimed`: leased to a coach until the first reply · `held`: that coach
 * answered · `on_hold`: its visitor fell silent and holds no slot; what they write next makes it wait · `closed`.
 */
export type ConversationStatus = 'none' | 'waiting' | 'claimed' | 'held' | 'on_hold' | 'closed';

/** What a conversation's readers know of it beside its transcript. Folded alike by server and client. */
export interface ConversationSummary {
  status: ConversationStatus;
  topic: string | null;
  locale: string | null;
  /** Unix milliseconds; also the place in the queue, which a return to the queue keeps. */
  askedAt: number;
  later: boolean;
  /** The coach who has it, or had it last. */
  coach: { name: string } | null;
  /** While `claimed`: when the lease ends. */
  leaseEndsAt: number | null;
  /** Whether any coach has written yet. */
  answered: boolean;
  thanked: boolean;
  stars: number | null;
  outcome: Outcome | null;
  /** What its visitor may do instead of waiting on. */
  alternatives: readonly Alternative[];
}

interface Said {
  coachId: string | null;
  firstAt: number;
  count: number;
}

/** All that decisions about a conversation rest on. The transcript itself isn't part of it. */
export interface ConversationState {
  summary: ConversationSummary;
  visitorId: string;
  /** The coach who holds it. */
  coachId: string | null;
  /** The last coach who held it and may read on for a while. */
  lastCoach: { id: string; readsUntil: number } | null;
  /** The coach who wrote last: thanks are for them. */
  answeredById: string | null;
  /** The coach who wrote and to whom the visitor wrote after that: both took part. */
  exchangedWithId: string | null;
  /** When a coach last wrote. */
  coachWroteAt: number | null;
  /** What its visitor said of the coach; `count` times by now, changes included. */
  thanks: Said | null;
  rating: Said | null;
  /** When it ends as expired, should it wait then; null for one asked before there was such an end. */
  expiresAt: number | null;
  /** When a coach first took it. */
  claimedAt: number | null;
  /** Since when it is out of the queue: what it is in a coach's hands, or on hold, is no wait; null while it waits. */
  outSince: number | null;
  /** One extension a lease. */
  extended: boolean;
  /**
   * The coach who may have it before all others, until then; without an end, beside all others and until another
   * claims.
   */
  firstRight: { coachId: string; until: number | null } | null;
  /** Whose turn it is to write, and since when (in whole steps of `turnStepMs`); null where nobody holds it. */
  turn: { of: 'visitor' | 'coach'; since: number; isReminded: boolean } | null;
  /** As of the claim. */
  patience: Patience | null;
  /** When a conversation on hold ends. */
  endsAt: number | null;
  /** One of the two blocked the other. */
  isBlocked: boolean;
  /** Unix milliseconds from which its retention counts: when it closed. Null while it is open, and once it was erased. */
  retainedFrom: number | null;
  /** All that was written is gone, and nothing is added. */
  isErased: boolean;
  /** What was asked, for coaches who choose; gone when redacted. */
  question: string | null;
  /** Where the visitor is, and the event that said so. */
  page: { value: Page; offset: number } | null;
}

/** What a decision may know of the world. */
export interface ConversationContext {
  /** Unix milliseconds. */
  now: number;
  actor: Actor;
  /** Whether availability lets a question in now. */
  gateOpen: boolean;
  /** The community's topics. */
  topics: Pick<TopicTree, 'has'>;
  /** Conversations that the actor has open beside this one. */
  openCount: number;
  /** How a request stands to the coach who would claim it. @defaultValue open */
  offer?: 'open' | 'declined' | 'closed';
  /** The coach that a transfer names; null for anybody who isn't one. @defaultValue null */
  target?: { isAvailable: boolean; hasFreeSlot: boolean } | null;
  /** How long thanks and ratings may be changed. @defaultValue 0 */
  editableMs?: number;
  patience: Patience;
  leaseMs: number;
  /** How long a question waits; `later` where it was left for later. */
  requestMs: { now: number; later: number };
}
