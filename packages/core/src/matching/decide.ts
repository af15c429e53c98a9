import type { Actor } from '../conversation/types.js';
import type { MatchCommand, MatchEvent, MatchRefusal } from './backstage.js';
import type { MatchState } from './types.js';
/** What a decision about matching may know of the world. */
export interface MatchContext {
  now: number;
  actor: Actor;
  /** Whether the conversation waits for a coach now. */
  isWaiting: boolean;
}

export function decideMatching(
  command: MatchCommand,
  state: MatchState,
  { now: at, actor, isWaiting }: MatchContext,
): { events: MatchEvent[] } | { refused: MatchRefusal } {
  const by = { kind: actor.kind, id: actor.id, name: actor.name };
  if (command.type === 'request.decline') {
    if (!isWaiting) return { refused: 'already_claimed' };
    if (state.excluded.includes(actor.id)) return { refused: 'already_declined' };
    return { events: [{ type: 'request.declined', at, by, data: {} }] };
  }
  if (command.type === 'match.return')
    return { events: [{ type: 'match.returned', at, by, data: { coachId: command.coachId, why: command.why } }] };
  return { events: [] };
}
