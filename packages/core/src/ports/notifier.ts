import type { By } from '../conversation/types.js';

/** Whom a notification is for, as stored at the moment of its delivery. */
export interface NotifiedPerson {
  /** The person's random id; `support` for the brand's own support, which is nobody in particular. */
  id: string;
  kind: By['kind'];
  /** A pseudonym. */
  name: string;
  /** What the person reads, first choice first; empty for no preference. */
  locales: readonly string[];
  /** For an adapter that writes letters. It goes to nobody else. */
  email: string | null;
}

interface NotificationFrame {
  /**
   * The same for every attempt at the same effect, and for no other one. What was delivered may be delivered again:
   * receivers drop an id that they know.
   */
  id: string;
  community: string;
  person: NotifiedPerson;
  /** When it came about; Unix milliseconds. */
  at: number;
}

/** What happened. Never carries what a person wrote. */
export type NotificationFact =
  | {
      /** A coach who isn't there is asked to come for a request that waits. */
      kind: 'request_waiting';
      data: { conversationId: string; topic: string | null; locale: string | null; waitedMs: number };
    }
  | {
      /** A coach who isn't there is asked to come for a visitor who looks for somebody and hasn't asked yet. */
      kind: 'visitor_here';
      data: { topic: string | null; locale: string | null };
    }
  | {
      /** A conversation was handed over to the brand's own support. */
      kind: 'handed_over';
      data: { conversationId: string; topic: string | null; locale: string | null; outcome: 'handed_over' };
    }
  | {
      /** A coach redeemed a reward, which the brand may fulfil or refuse. */
      kind: 'reward_redeemed';
      data: { rewardId: string; redemptionId: string; coach: { id: string; name: string }; cost: number };
    };

export type Notification = NotificationFrame & NotificationFact;

/** Tells people who are not connected. An adapter is what passes `notifierSuite` of `@entraide/core/conformance`. */
export interface Notifier {
  /**
   * Resolves when the notification was handed on, or when it never can be: an address that takes none, a person without
   * one. Rejects when it couldn't be delivered now: it will be given again, under the same id. An abort rejects too.
   */
  notify(notification: Notification, options?: { signal?: AbortSignal }): Promise<void>;
}
