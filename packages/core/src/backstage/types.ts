import type { Actor, By } from '../conversation/types.js';
import type { MatchCommand, MatchEvent, MatchRefusal } from '../matching/backstage.js';
import type { MatchState } from '../matching/types.js';

/** What happens about a conversation that isn't for its visitor: matching, reports, blocks. */
export type BackstageCommand =
  | MatchCommand
  | { type: 'pair.block'; visitorId: string; coachId: string; reason: string }
  | { type: 'conversation.report'; reason: string; comment?: string };

export type BackstageEvent =
  | MatchEvent
  | ({ at: number; by: By } & (
      | { type: 'pair.blocked'; data: { visitorId: string; coachId: string; reason: string } }
      | { type: 'conversation.reported'; data: { reason: string; comment?: string } }
    ));

export type BackstageRefusal = MatchRefusal | 'already_reported';

export interface BackstageState {
  match: MatchState;
  /** The two who don't meet again. */
  block: { visitorId: string; coachId: string } | null;
  /** Ids of the people who reported something; each once. */
  reportedBy: readonly string[];
}

export interface BackstageContext {
  now: number;
  actor: Actor;
  /** Whether the conversation waits for a coach now. */
  isWaiting: boolean;
}
