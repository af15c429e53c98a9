import type { Alternative } from '../conversation/types.js';
import type { Expertise } from '../expertise/types.js';

/**
 * How a coach is there. `present`: connected, wants to help, active · `passive`: the same, but idle for long or let an
 * offer pass · `reachable`: not connected, may be pinged · `away`.
 */
export type CoachPresence = 'present' | 'passive' | 'reachable' | 'away';

/** A daily time in which a coach is not pinged and gets no offers. */
export interface QuietHours {
  /** `HH:MM`, 24 hours. */
  from: string;
  /** `HH:MM`; earlier than `from` means the next day. */
  to: string;
  /** IANA name. */
  timeZone: string;
}

/** What matching knows of a coach. */
export interface CoachFacts {
  coachId: string;
  /** Empty means all. */
  locales: readonly string[];
  /**
   * What a coach declares narrows; what others know of them doesn't. Without a declared entry it is all topics, at level
   * 1 where nothing better is known. One topic may stand here once for each way of knowing it.
   */
  expertise: readonly Expertise[];
  presence: CoachPresence;
  /** Conversations held now. */
  openCount: number;
  /** How many at once: the coach's own choice within the community's bound. */
  capacity: number;
  /** Times of claims, ascending; the latest 50 at most. */
  claimedAt: readonly number[];
  /** Unix milliseconds of the last offer; 0 for never. */
  offeredAt: number;
  quietHours: QuietHours | null;
  /** Times of pings, ascending; the latest 50 at most. */
  pingedAt: readonly number[];
  /** How many pings a day the coach agreed to. */
  pingsPerDayMax: number;
  /** Visitors whom the coach must not meet: one blocked the other. */
  blockedVisitorIds: readonly string[];
  /** Requests that are offered to this coach alone, by `assign`: each takes a slot from every other request. */
  reservedFor?: readonly string[];
}

/** What matching knows of a request. */
export interface RequestFacts {
  conversationId: string;
  visitorId: string;
  locale: string | null;
  topic: string | null;
  /** Unix milliseconds: its place in the queue. */
  askedAt: number;
  /** Left for later: its visitor isn't waiting in front of it. */
  later: boolean;
  /** Coaches who answered this visitor before, the latest first; at most 10. */
  knownCoachIds: readonly string[];
}

/** How far a topic may be from what was asked. Each word includes those before it. */
export type TopicFit = 'exact' | 'ancestor' | 'adjacent' | 'any';
export type LocaleFit = 'same' | 'any';

/** What a coach must be for a request, at one moment of its wait. */
export interface Requirement {
  topic: TopicFit;
  locale: LocaleFit;
  /** Level asked for on the topic; without meaning where any coach will do. @defaultValue 1 */
  levelMin?: number;
}

/** Why a coach isn't eligible: the first check that failed, in the order of the policy. */
export type Ineligible =
  | 'locale'
  | 'topic'
  | 'level'
  | 'no_free_slot'
  | 'blocked'
  | 'declined'
  | 'quiet_hours'
  | 'over_budget'
  | 'not_present'
  | `custom:${string}`;

/** One request and one coach at one moment: what a rule of your own looks at. */
export interface Pairing {
  request: RequestFacts;
  coach: CoachFacts;
  requirement: Requirement;
  /** Unix milliseconds. */
  now: number;
}

/** One part of a score: its name, what it added, and the fact that it rests on. */
export interface ScoreReason {
  part: string;
  points: number;
  fact: string | number;
}

export interface RankedCoach {
  coachId: string;
  score: number;
  reasons: readonly ScoreReason[];
}

/**
 * A coach's offer of one request. `open` until it is declined, let pass (`lapsed`), or the request is `gone`: somebody
 * took it, or it ended · `returned`: this coach took it, and it came back.
 */
export interface Offer {
  wave: number;
  /** The escalation step in effect when it was made. */
  step: number;
  offeredAt: number;
  /** Null for one that only ends with the request. */
  expiresAt: number | null;
  status: 'open' | 'declined' | 'lapsed' | 'gone' | 'returned';
}

export type { Alternative };

/** What decides who sees a request. */
export type ShownFacts = Pick<MatchState, 'step' | 'board' | 'requirement' | 'offers' | 'excluded'>;

/** Where the matching of one request stands: the fold of its `backstage` stream. */
export interface MatchState {
  /** Decisions made so far; names the next one's command. */
  wave: number;
  /** Escalation steps taken since the request entered the queue. */
  step: number;
  /** Since when the request waits this time; null while it doesn't. Steps count from here. */
  waitsSince: number | null;
  /** How long it waited before that, between claims that didn't last. */
  waitedMs: number;
  /** Whether everybody eligible sees it. */
  board: boolean;
  /** What a coach must be, for the board and for those who come now. */
  requirement: Requirement | null;
  /** By coach. */
  offers: Readonly<Record<string, Offer>>;
  /** Coaches who won't be offered it again: they declined it. */
  excluded: readonly string[];
  /** Coaches who were pinged for it; each once. */
  pinged: readonly string[];
  /** The rounds of pings: how many, when the last one was, and for which step. */
  pings: { rounds: number; lastAt: number | null; step: number };
  alternatives: readonly Alternative[];
  /** When the matcher must look again; null where only a fact can change anything. */
  nextAt: number | null;
}

/** What a decision weighed and what it decided: the payload of `match.decided`, and all that a replay needs. */
export interface MatchDecision {
  policy: { name: string; version: string };
  at: number;
  wave: number;
  step: number;
  request: RequestFacts;
  requirement: Requirement;
  board: boolean;
  /** Coaches who see it from now on beside those who do already; empty for the board. */
  offered: readonly string[];
  /** Coaches whose offers ended since the last decision: they let them pass. */
  lapsed: readonly string[];
  /** When the new offers lapse. */
  expiresAt: number | null;
  /** Off-duty coaches to tell. */
  pinged: readonly string[];
  /** What the visitor is offered instead of waiting on. */
  alternatives: readonly Alternative[];
  /** The 20 best and everybody with an offer, best first, with the facts that were weighed. */
  weighed: readonly (RankedCoach & { facts: CoachFacts })[];
  /** Of everybody else: how many, by reason. `outranked` were eligible. */
  rest: Readonly<Partial<Record<Ineligible | 'outranked', number>>>;
  nextAt: number | null;
}
