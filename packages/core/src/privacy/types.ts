import type { Actor, By } from '../conversation/types.js';

/** What happens about one person's data: `privacy/{person}`. */
export type PrivacyCommand =
  /** `isKnown`: whether anybody of the community has this id. */
  | { type: 'visitor.erase'; isKnown: boolean }
  | { type: 'coach.erase' }
  | { type: 'person.export' }
  | { type: 'hold.place'; reason: string; isKnown: boolean }
  | { type: 'hold.lift' }
  /** All that stood of the person is gone. */
  | { type: 'erasure.complete' };

export type PrivacyEvent = { at: number; by: By } & (
  | { type: 'erasure.requested'; data: { of: 'visitor' | 'coach' } }
  | { type: 'erasure.completed'; data: Record<never, never> }
  | { type: 'person.exported'; data: Record<never, never> }
  | { type: 'hold.placed'; data: { reason?: string } }
  | { type: 'hold.lifted'; data: Record<never, never> }
  | { type: 'content.redacted'; data: { offsets: number[] } }
);

export type PrivacyRefusal = 'not_found' | 'on_legal_hold' | 'erasure_under_way' | 'already_erased' | 'not_on_hold';

export interface PrivacyState {
  /** What was asked for last; null where nobody ever asked. */
  erasure: { of: 'visitor' | 'coach'; requestedAt: number; completedAt: number | null } | null;
  /** Why nothing of the person may be erased now. */
  hold: { reason: string | null; placedAt: number } | null;
  /** Who exported last, and when. */
  exported: { by: string; at: number } | null;
}

export interface PrivacyContext {
  now: number;
  actor: Actor;
  /** Whether the person is a member of the community: a coach, a manager, a brand employee. */
  isMember: boolean;
}

/**
 * Erases what one person, or a whole conversation, left in a stream: given by the system alone, on any stream. The head
 * of `privacy/{person}` is part of the commit, so that nothing is erased beside a hold that was placed meanwhile.
 */
export interface EraseCommand {
  type: 'content.erase';
  personId: string;
  why: 'erasure' | 'retention';
  /** Of events whose content goes. */
  offsets: readonly number[];
  /** Of events by the person, whose name goes. */
  authorOffsets: readonly number[];
  author: By | null;
  /** The coach who is named in the conversation's summary is the one who goes. */
  isCoachGone?: true;
}
