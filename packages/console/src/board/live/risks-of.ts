import type { Board } from './read-board.js';

/** Something that won't come right by itself, or not soon. */
export interface Risk {
  conversationId: string;
  why: 'long' | 'nobody' | 'overdue' | 'alone';
  topic: string | null;
  askedAt: number;
}

/** A visitor who looks at the window gives up about here. */
const longMs = 2 * 60_000;
/** Matching has looked twice by then. */
const foundWithinMs = 45_000;

/** What a manager should look at now, the oldest first. A question that was left for later is in no hurry. */
export function risksOf({ requests, talks, coaches }: Board, now: number): Risk[] {
  const here = new Set(coaches.map(({ coachId }) => coachId));
  const waiting = requests.flatMap(({ conversationId, topic, askedAt, later, match }): Risk[] => {
    const waitMs = now - askedAt;
    if (later) return [];
    const isFound = match === null || match.board || match.offered > 0;
    if (!isFound && waitMs >= foundWithinMs) return [{ conversationId, topic, askedAt, why: 'nobody' }];
    return waitMs >= longMs ? [{ conversationId, topic, askedAt, why: 'long' }] : [];
  });
  const talking = talks.flatMap(({ conversationId, topic, askedAt, status, overdue, coachId }): Risk[] => {
    if (status === 'on_hold') return [];
    if (overdue) return [{ conversationId, topic, askedAt, why: 'overdue' }];
    return coachId !== null && !here.has(coachId) ? [{ conversationId, topic, askedAt, why: 'alone' }] : [];
  });
  return [...waiting, ...talking].sort((a, b) => a.askedAt - b.askedAt);
}
