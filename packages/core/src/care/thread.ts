import type { CareContext, ThreadCommand, ThreadEvent, ThreadState } from './types.js';

export const emptyThread: ThreadState = { lastContactAt: null, lastFromCoachAt: null, lastFromManagersAt: null };

/** Whoever may write here may always write. */
export function decideThread(
  { messageId, text }: ThreadCommand,
  { now: at, actor }: CareContext,
): { events: readonly ThreadEvent[] } {
  const by = { kind: actor.kind, id: actor.id, name: actor.name };
  return { events: [{ type: 'thread.posted', at, by, data: { messageId, text } }] };
}

/** The fold of a thread, shared by server and client; unknown types are from a newer server. */
export function evolveThread(
  state: ThreadState,
  { type, at, by }: { type: string; at: number; by: { kind: string } },
): ThreadState {
  if (type !== 'thread.posted') return state;
  const from = by.kind === 'manager' ? 'lastFromManagersAt' : 'lastFromCoachAt';
  return { ...state, lastContactAt: at, [from]: at };
}
