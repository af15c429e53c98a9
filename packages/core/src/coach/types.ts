import type { Actor, By } from '../conversation/types.js';

export type CoachCommand =
  | {
      type: 'coach.provision';
      kind: 'coach' | 'manager' | 'brand';
      subject: string;
      name: string;
      locales: readonly string[];
      topics: readonly string[];
    }
  | { type: 'presence.set'; status: 'available' | 'away'; capacity?: number; until?: number }
  | { type: 'slot.take'; conversationId: string }
  | { type: 'slot.free'; conversationId: string };

export type CoachEvent = { at: number; by: By } & (
  | {
      type: 'coach.provisioned';
      data: {
        kind: 'coach' | 'manager' | 'brand';
        subject?: string;
        name: string;
        locales: readonly string[];
        topics: readonly string[];
      };
    }
  | { type: 'presence.changed'; data: { status: 'available' | 'away'; capacity?: number; until?: number } }
  | { type: 'slot.taken'; data: { conversationId: string } }
  | { type: 'slot.freed'; data: { conversationId: string } }
);

export type CoachRefusal = 'not_found' | 'at_capacity' | 'superseded';

/** A person of the community: its coaches, and the managers and brand employees, who hold no slots. */
export interface CoachState {
  kind: 'none' | 'coach' | 'manager' | 'brand';
  /** Digest of (issuer, subject) of the token that the person came with; never shown. */
  subject: string | null;
  name: string;
  /** Empty means all. */
  locales: readonly string[];
  /** Empty means all. */
  topics: readonly string[];
  /** What the coach chose; `until` ends it (see `intentAt`). */
  status: 'available' | 'away';
  /** Unix milliseconds. */
  until: number | null;
  /** How many conversations at once. */
  capacity: number;
  /** The conversations held now, oldest first. */
  slots: readonly string[];
}

export interface CoachContext {
  now: number;
  actor: Actor;
  /** The community's bound on every coach's capacity. */
  capacityMax: number;
}
