import type { TopicTree } from '../expertise/types.js';

/** Who did it. In a conversation's feed only `kind` and `name` are shown. */
export interface By {
  kind: 'visitor' | 'coach' | 'manager' | 'brand' | 'system';
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

export type ConversationCommand =
  | { type: 'conversation.ask'; text: string; topic?: string; locale?: string; page?: Page; later?: boolean }
  | { type: 'message.post'; messageId: string; text: string }
  | { type: 'page.set'; url: string; title: string }
  | { type: 'conversation.leave' }
  | { type: 'conversation.thank'; comment?: string }
  | { type: 'conversation.rate'; stars: number; comment?: string }
  | { type: 'request.claim' }
  | { type: 'request.extend' }
  | { type: 'conversation.release' }
  | { type: 'conversation.close'; outcome: Outcome }
  | { type: 'lease.expire'; leaseEndsAt: number }
  | { type: 'request.expire'; expiresAt: number };

export type ConversationEvent = { at: number; by: By } & (
  | {
      type: 'conversation.asked';
      data: { text?: string; topic?: string; locale?: string; page?: Page; later?: boolean; expiresAt?: number };
    }
  | { type: 'message.posted'; data: { messageId: string; text?: string } }
  | { type: 'page.changed'; data: { page?: Page } }
  | { type: 'request.claimed'; data: { leaseEndsAt: number } }
  | { type: 'request.extended'; data: { leaseEndsAt: number } }
  | { type: 'lease.expired'; data: Record<never, never> }
  | { type: 'conversation.released'; data: Record<never, never> }
  | { type: 'conversation.closed'; data: { outcome: Outcome } }
  | { type: 'conversation.thanked'; data: { comment?: string } }
  | { type: 'conversation.rated'; data: { stars: number; comment?: string } }
  | { type: 'content.redacted'; data: { offsets: number[] } }
);

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
  | 'conversation_closed'
  | 'superseded';

/**
 * `waiting`: a request, nobody holds it · `claimed`: leased to a coach until the first reply · `held`: that coach
 * answered · `closed`.
 */
export type ConversationStatus = 'none' | 'waiting' | 'claimed' | 'held' | 'closed';

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
  /** When it ends as expired, should it wait then; null for one asked before there was such an end. */
  expiresAt: number | null;
  /** One extension a lease. */
  extended: boolean;
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
  leaseMs: number;
  /** How long a question waits; `later` where it was left for later. */
  requestMs: { now: number; later: number };
}
