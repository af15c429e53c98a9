import { decideMatching } from '../matching/decide.js';
import type { BackstageCommand, BackstageContext, BackstageEvent, BackstageRefusal, BackstageState } from './types.js';

/** How long a manager reads on, once they said why. */
const inspectionMs = 60 * 60 * 1000;

export type BackstageDecision = { events: readonly BackstageEvent[] } | { refused: BackstageRefusal };

/** Decides what happens behind a conversation; who may ask at all is settled before. */
export function decideBackstage(
  command: BackstageCommand,
  state: BackstageState,
  context: BackstageContext,
): BackstageDecision {
  const { now: at, actor } = context;
  const by = { kind: actor.kind, id: actor.id, name: actor.name };
  switch (command.type) {
    case 'pair.block': {
      if (state.block) return { events: [] };
      const { type: _, ...data } = command;
      return { events: [{ type: 'pair.blocked', at, by, data }] };
    }
    case 'conversation.report': {
      if (context.isErased) return { refused: 'conversation_closed' };
      if (state.reportedBy.includes(actor.id)) return { refused: 'already_reported' };
      const { type: _, ...data } = command;
      return { events: [{ type: 'conversation.reported', at, by, data }] };
    }
    case 'conversation.inspect': {
      const data = { reason: command.reason, readsUntil: at + inspectionMs };
      return { events: [{ type: 'conversation.inspected', at, by, data }] };
    }
    case 'report.close': {
      if (state.reports.length === 0) return { refused: 'not_reported' };
      const { type: _, ...data } = command;
      return { events: [{ type: 'report.closed', at, by, data }] };
    }
    case 'exchange.note': {
      const { type: _, ...data } = command;
      // Who did it doesn't matter here, and is known by the conversation.
      return { events: [{ type: 'exchange.noted', at, by: { kind: actor.kind, name: actor.name }, data }] };
    }
    default:
      return decideMatching(command, state.match, context);
  }
}
