import type { By } from '../conversation/types.js';
import type { MatchDecision } from './types.js';

/** Why a request stands in the queue again. */
export type MatchReturn = 'lease_expired' | 'released' | 'vanished' | 'transferred' | 'resumed';

/** What may be commanded of a request's matching. Its stream is `backstage/{conversationId}`. */
export type MatchCommand =
  | { type: 'offer.make'; decision: MatchDecision }
  | { type: 'request.decline'; reason?: string }
  | { type: 'match.end' }
  | { type: 'match.return'; coachId: string; why: MatchReturn };

export type MatchEvent = { at: number; by: By } & (
  | { type: 'match.decided'; data: MatchDecision }
  | { type: 'request.declined'; data: { reason?: string } }
  | { type: 'match.ended'; data: Record<never, never> }
  | { type: 'match.returned'; data: { coachId: string; why: MatchReturn } }
);

export type MatchRefusal = 'superseded' | 'not_found' | 'already_claimed' | 'already_declined';
