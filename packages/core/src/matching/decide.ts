import type { Actor } from '../conversation/types.js';
import type { MatchCommand, MatchEvent, MatchRefusal } from './backstage.js';
import type { MatchState } from './types.js';

export type MatchingDecision = { events: readonly MatchEvent[] } | { refused: MatchRefusal };

/** What a decision about matching may know of the world. */
export interface MatchContext {
  /** Unix milliseconds. */
  now: number;
  actor: Actor;
  /** Whether the conversation waits for a coach now. */
  isWaiting: boolean;
}

/**
 * The only place where a rule about a request's offers lives. Who was shown it at all is settled before; the order of the
 * checks is the precedence of the refusals.
 */
export function decideMatching(
  command: MatchCommand,
  state: MatchState,
  { now: at, actor, isWaiting }: MatchContext,
): MatchingDecision {
  const by = { kind: actor.kind, id: actor.id, name: actor.name };
  switch (command.type) {
    case 'offer.make': {
      const { decision } = command;
      // Two matchers may decide the same wave, and a claim may have come first: one decision counts, or none.
      if (!isWaiting || decision.wave !== state.wave + 1) return { refused: 'superseded' };
      return { events: [{ type: 'match.decided', at, by, data: decision }] };
    }
    case 'request.decline': {
      const { reason } = command;
      if (!isWaiting) return { refused: 'already_claimed' };
      if (state.excluded.includes(actor.id)) return { refused: 'already_declined' };
      return { events: [{ type: 'request.declined', at, by, data: reason === undefined ? {} : { reason } }] };
    }
    case 'match.end':
      // Claimed before the matcher came to it: there is nothing to end.
      return { events: state.waitsSince === null ? [] : [{ type: 'match.ended', at, by, data: {} }] };
    case 'match.return': {
      const { coachId, why } = command;
      return { events: state.waitsSince === null ? [{ type: 'match.returned', at, by, data: { coachId, why } }] : [] };
    }
    default:
      return command satisfies never;
  }
}
