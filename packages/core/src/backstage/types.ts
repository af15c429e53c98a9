import type { Actor, By } from '../conversation/types.js';
import type { MatchCommand, MatchEvent, MatchRefusal } from '../matching/backstage.js';
import type { MatchState } from '../matching/types.js';
import type { GuardedNote, NoteCommand, NoteEvent } from './guarded.js';

/** What happens about a conversation that isn't for its visitor: matching, reports, blocks, what guards look at. */
export type BackstageCommand =
  | MatchCommand
  | NoteCommand
  | { type: 'pair.block'; visitorId: string; coachId: string; reason: string }
  | { type: 'conversation.report'; reason: string; comment?: string }
  /** A manager reads what two people wrote to each other. */
  | { type: 'conversation.inspect'; reason: string }
  /** A manager has seen to all that was reported so far. */
  | { type: 'report.close'; note?: string };

export type BackstageEvent =
  | MatchEvent
  | ({ at: number; by: By } & (
      | NoteEvent
      | { type: 'pair.blocked'; data: { visitorId: string; coachId: string; reason: string } }
      | { type: 'conversation.reported'; data: { reason: string; comment?: string } }
      | { type: 'conversation.inspected'; data: { reason?: string; readsUntil: number } }
      | { type: 'report.closed'; data: { note?: string } }
      | { type: 'content.redacted'; data: { offsets: number[] } }
    ));

export type BackstageRefusal = MatchRefusal | 'already_reported' | 'not_reported' | 'conversation_closed';

/** One thing that managers should look at. */
export interface Report {
  what: 'report' | 'block';
  /** Who said so; not by name. */
  by: By['kind'];
  at: number;
  reason: string;
}

export interface BackstageState {
  match: MatchState;
  /** The two who don't meet again. */
  block: { visitorId: string; coachId: string } | null;
  /** Ids of the people who reported something; each once. */
  reportedBy: readonly string[];
  /** What no manager has seen to yet. */
  reports: readonly Report[];
  /** What the reporters wrote beside it; gone when any of it is redacted. */
  comments: readonly string[] | null;
  /** Until when which manager reads the conversation. */
  inspections: Readonly<Record<string, number>>;
  /** Null until both have written, and where the community guards nothing. */
  guarded: GuardedNote | null;
}

export interface BackstageContext {
  now: number;
  actor: Actor;
  /** Whether the conversation waits for a coach now. */
  isWaiting: boolean;
  /** All that was written is gone, and nothing is added. */
  isErased: boolean;
}
