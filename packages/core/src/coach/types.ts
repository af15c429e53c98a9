import type { Actor, By, Redacted } from '../conversation/types.js';
import type { Expertise, TopicTree } from '../expertise/types.js';
import type { LedgerCommand, LedgerEvent, LedgerRefusal, LedgerState } from '../ledger/types.js';
import type { QuietHours } from '../matching/types.js';
import type { HeldGrade } from '../recognition/grades.js';
import type { SlotBounds } from './slots-max.js';

/** A topic that a coach says they know, and how well: from 1, a little, to 5. */
export interface DeclaredTopic {
  topic: string;
  level: number;
}

/** What a coach asks of the community; what is absent stays as it was. */
export interface Preferences {
  quietHours?: QuietHours | null;
  pingsPerDayMax?: number;
  /** Empty means all. */
  locales?: readonly string[];
  /** In place of all that was declared before; empty means all topics. */
  topics?: readonly DeclaredTopic[];
  /** Where to write when the coach isn't here. */
  email?: string | null;
  /** Whether boards may name the coach. */
  onBoards?: boolean;
}

/** What is new about a coach's standing: the tier that they hold now, or one grade more. */
export type StandingChange = { tier: string | null } | { grade: HeldGrade };

interface Provision {
  kind: 'coach' | 'manager' | 'brand' | 'host';
  name: string;
  locales: readonly string[];
  topics: readonly string[];
}

export type CoachCommand =
  | LedgerCommand
  | ({ type: 'coach.provision'; subject: string } & Provision)
  | { type: 'presence.set'; status: 'available' | 'away'; capacity?: number; until?: number }
  | ({ type: 'preferences.set' } & Preferences)
  /** Level 0 takes it back. */
  | { type: 'expertise.verify'; topic: string; level: number }
  /** A visitor found a conversation on the topic helpful. */
  | { type: 'expertise.earn'; topic: string; conversationId: string }
  | { type: 'expertise.withdraw'; topic: string; conversationId: string }
  /** What the community's rules, or a manager, made of what the coach did. */
  | ({ type: 'standing.set' } & StandingChange)
  /** `conversationId` is null where there is none yet: somebody is about to ask. */
  | { type: 'coach.ping'; conversationId: string | null; kind: string }
  /** `reservedIds`: the conversations that wait for this coach before all others. */
  | { type: 'coach.suspend'; reason: string; reservedIds?: readonly string[] }
  | { type: 'coach.reinstate' }
  /** They are erased: from now on nobody knows them. */
  | { type: 'coach.leave'; reservedIds: readonly string[] }
  /** One of the two blocked the other. */
  | { type: 'visitor.avoid'; visitorId: string }
  | { type: 'slot.take'; conversationId: string; visitorId: string }
  | { type: 'slot.free'; conversationId: string };

export type CoachEvent = LedgerEvent | OwnEvent;

type OwnEvent = { at: number; by: By } & (
  | { type: 'coach.provisioned'; data: Provision & { subject?: string } }
  | { type: 'presence.changed'; data: { status: 'available' | 'away'; capacity?: number; until?: number } }
  | { type: 'preferences.changed'; data: Preferences }
  | { type: 'expertise.verified'; data: { topic: string; level: number } }
  | { type: 'expertise.earned'; data: { topic: string; conversationId: string } }
  /** The visitor no longer finds it helpful. */
  | { type: 'expertise.withdrawn'; data: { topic: string; conversationId: string } }
  | { type: 'standing.changed'; data: StandingChange }
  | { type: 'coach.pinged'; data: { conversationId: string | null; kind: string } }
  | { type: 'coach.suspended'; data: { reason?: string; reservedIds: readonly string[] } }
  | { type: 'coach.reinstated'; data: Record<never, never> }
  | { type: 'slot.taken'; data: { conversationId: string } }
  | { type: 'slot.freed'; data: { conversationId: string } }
  /** Readers aren't told whom. */
  | { type: 'visitor.avoided'; data: { visitorId?: string } }
  | { type: 'coach.left'; data: { reservedIds: readonly string[] } }
  | { type: 'content.redacted'; data: Redacted }
);

export type CoachRefusal =
  | LedgerRefusal
  | 'not_found'
  | 'suspended'
  | 'already_suspended'
  | 'not_suspended'
  | 'at_capacity'
  | 'superseded'
  | 'unknown_topic'
  | 'quiet_hours'
  | 'over_budget';

/** A person of the community: its coaches, and the managers and brand employees, who hold no slots. */
export interface CoachState {
  kind: 'none' | 'coach' | 'manager' | 'brand' | 'host';
  /** Digest of (issuer, subject) of the token that the person came with; never shown. */
  subject: string | null;
  name: string;
  /** Empty means all. */
  locales: readonly string[];
  /** The topics that the coach declared. Empty means all. */
  topics: readonly string[];
  /** What the coach chose; `until` ends it (see `intentAt`). */
  status: 'available' | 'away';
  /** Unix milliseconds. */
  until: number | null;
  /** How many conversations at once. */
  capacity: number;
  /** The latest 1,000 visitors whom the coach doesn't meet again. */
  avoids: readonly string[];
  /** The conversations held now, oldest first. */
  slots: readonly string[];
  /** One entry per topic and way of knowing it. */
  expertise: readonly Expertise[];
  /** Conversations that visitors found helpful, by topic: what earned levels rest on. */
  helped: readonly { topic: string; conversationIds: readonly string[] }[];
  /** Unix milliseconds of the latest 50 slots taken, ascending. */
  claimedAt: readonly number[];
  /** Unix milliseconds of the latest 50 pings, ascending. */
  pingedAt: readonly number[];
  /** What each of these was about. */
  pingedFor: readonly (string | null)[];
  quietHours: QuietHours | null;
  pingsPerDayMax: number;
  email: string | null;
  /** Whether boards may name the coach. */
  onBoards: boolean;
  /** Of the community's ladder; null below it. */
  tier: string | null;
  grades: readonly HeldGrade[];
  /** Since when a manager keeps the coach from the community, and why; the reason goes with what people wrote. */
  suspension: { at: number; reason: string | null } | null;
  ledger: LedgerState;
}

export interface CoachContext extends SlotBounds {
  now: number;
  actor: Actor;
  topics: Pick<TopicTree, 'has'>;
}
