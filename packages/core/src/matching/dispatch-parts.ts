import type { Alternative, LocaleFit, TopicFit } from './types.js';

/** How a request reaches coaches. Plain JSON. */
export type DispatchPart =
  | { part: 'openBoard' }
  | { part: 'waves'; size: number; everyMs: number }
  | { part: 'assign'; acceptWithinMs: number; afterLapse: 'next_coach' | 'next_step' };

/** Everybody eligible sees it, and the first claim wins. */
export const openBoard = (): DispatchPart => ({ part: 'openBoard' });

/**
 * Offers it to the `size` best at a time, and to the next ones `everyMs` later. Who let it pass keeps seeing it, but
 * counts as having missed it and makes room for the next; so does a coach who declines or leaves, at once.
 */
export const waves = ({ size, everyMs }: { size: number; everyMs: number }): DispatchPart => ({
  part: 'waves',
  size,
  everyMs,
});

/**
 * Reserves it for the best coach alone, who takes it or lets it pass. Then it is the turn of the next coach, or, with
 * `afterLapse: 'next_step'`, of the next escalation step (as in Twilio's TaskRouter). When all let it pass, it goes to
 * the board.
 */
export const assign = ({
  acceptWithinMs,
  afterLapse = 'next_coach',
}: {
  acceptWithinMs: number;
  afterLapse?: 'next_coach' | 'next_step';
}): DispatchPart => ({ part: 'assign', acceptWithinMs, afterLapse });

/** What changes when a request has waited for long. What a step doesn't name stays as it was. */
export interface EscalationStep {
  /** Milliseconds of waiting in all, from the beginning; time in a coach's hands doesn't count. */
  afterMs: number;
  topic?: TopicFit;
  locale?: LocaleFit;
  levelMin?: number;
  dispatch?: DispatchPart;
  /** Tell the `size` best of those who are away but may be pinged; with `everyMs` again and again. Each coach once. */
  ping?: { size: number; everyMs?: number };
  /** What the visitor is offered from now on instead of waiting. */
  alternatives?: readonly Alternative[];
  /** While no eligible coach is left who didn't let it pass, the next step acts at once. */
  skipWhenNobody?: boolean;
}
