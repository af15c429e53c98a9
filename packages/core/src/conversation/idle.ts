import type { ConversationState } from './types.js';

/** What silence calls for, and when. */
export interface IdleDue {
  /** Unix milliseconds. */
  dueAt: number;
  act: 'pause' | 'remind' | 'reoffer' | 'end';
}

/**
 * The next thing that happens to a conversation if nobody writes: a silent visitor is put on hold and in the end has
 * left; a coach who owes an answer is reminded, and then the visitor is offered to others. Null where silence means
 * nothing.
 */
export function idleDue({ summary, turn, patience, endsAt }: ConversationState): IdleDue | null {
  if (summary.status === 'on_hold') return endsAt === null ? null : { dueAt: endsAt, act: 'end' };
  if (summary.status !== 'held' || !turn || !patience) return null;
  if (turn.of === 'visitor') return { dueAt: turn.since + patience.holdAfterMs, act: 'pause' };
  if (turn.isReminded) return { dueAt: turn.since + patience.reofferAfterMs, act: 'reoffer' };
  return { dueAt: turn.since + patience.remindAfterMs, act: 'remind' };
}
