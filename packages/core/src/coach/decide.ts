import type { CoachCommand, CoachContext, CoachEvent, CoachRefusal, CoachState } from './types.js';

export type CoachDecision = { events: readonly CoachEvent[] } | { refused: CoachRefusal };

/** The only place where a rule about a coach's slots and intent lives. The order of the checks is the precedence. */
export function decideCoach(command: CoachCommand, state: CoachState, context: CoachContext): CoachDecision {
  const { now: at, actor, capacityMax } = context;
  const by = { kind: actor.kind, id: actor.id, name: actor.name };
  switch (command.type) {
    case 'coach.provision': {
      if (state.kind !== 'none') return { refused: 'superseded' };
      const { type: _, ...data } = command;
      return { events: [{ type: 'coach.provisioned', at, by, data }] };
    }
    case 'presence.set': {
      if (state.kind !== 'coach') return { refused: 'not_found' };
      const { type: _, ...data } = command;
      return { events: [{ type: 'presence.changed', at, by, data }] };
    }
    case 'slot.take': {
      const { conversationId } = command;
      if (state.slots.includes(conversationId)) return { events: [] };
      // Lowering the capacity takes nothing away from a coach; it only lets nothing new in.
      if (state.slots.length >= Math.min(state.capacity, capacityMax)) return { refused: 'at_capacity' };
      return { events: [{ type: 'slot.taken', at, by, data: { conversationId } }] };
    }
    case 'slot.free': {
      const { conversationId } = command;
      if (!state.slots.includes(conversationId)) return { events: [] };
      return { events: [{ type: 'slot.freed', at, by, data: { conversationId } }] };
    }
    default:
      return command satisfies never;
  }
}
