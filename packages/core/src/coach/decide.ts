import { helpfulMax } from '../expertise/earned-level.js';
import { decideLedger, isLedgerCommand } from '../ledger/decide.js';
import { emptyLedger } from '../ledger/evolve.js';
import type { LedgerCommand } from '../ledger/types.js';
import type { HeldGrade } from '../recognition/grades.js';
import { helpedWith } from './expertise.js';
import { isQuietAt } from './quiet-hours.js';
import { slotsMaxOf } from './slots-max.js';
import type { CoachCommand, CoachContext, CoachEvent, CoachRefusal, CoachState } from './types.js';

export type CoachDecision = { events: readonly CoachEvent[] } | { refused: CoachRefusal };

type Decide<T extends CoachCommand['type']> = (
  command: Extract<CoachCommand, { type: T }>,
  state: CoachState,
  context: CoachContext,
) => CoachDecision;

type EventBody = CoachEvent extends infer E ? (E extends CoachEvent ? Omit<E, 'at' | 'by'> : never) : never;
const refuse = (refused: CoachRefusal): CoachDecision => ({ refused });
const nothing: CoachDecision = { events: [] };
const accept = ({ now, actor }: CoachContext, body: EventBody): CoachDecision => ({
  events: [{ ...body, at: now, by: { kind: actor.kind, id: actor.id, name: actor.name } } as CoachEvent],
});

const provision: Decide<'coach.provision'> = ({ type: _, ...data }, state, context) => {
  if (state.kind !== 'none') return refuse('superseded');
  return accept(context, { type: 'coach.provisioned', data });
};

const setPresence: Decide<'presence.set'> = ({ type: _, ...data }, state, context) => {
  if (state.kind !== 'coach') return refuse('not_found');
  return accept(context, { type: 'presence.changed', data });
};

const setPreferences: Decide<'preferences.set'> = ({ type: _, ...data }, state, context) => {
  if (state.kind !== 'coach') return refuse('not_found');
  if (data.topics?.some(({ topic }) => !context.topics.has(topic))) return refuse('unknown_topic');
  return accept(context, { type: 'preferences.changed', data });
};

const verify: Decide<'expertise.verify'> = ({ topic, level }, state, context) => {
  if (state.kind !== 'coach') return refuse('not_found');
  // What a topic that is gone was verified for can still be taken back.
  if (level > 0 && !context.topics.has(topic)) return refuse('unknown_topic');
  return accept(context, { type: 'expertise.verified', data: { topic, level } });
};

/** Never refuses: it follows from a visitor's thanks, which must not fail for it. */
const earn: Decide<'expertise.earn'> = ({ topic, conversationId }, state, context) => {
  if (state.kind !== 'coach') return nothing;
  const helped = helpedWith(state, topic);
  if (helped.includes(conversationId) || helped.length >= helpfulMax) return nothing;
  return accept(context, { type: 'expertise.earned', data: { topic, conversationId } });
};

/** Never refuses, as above. */
const withdraw: Decide<'expertise.withdraw'> = ({ topic, conversationId }, state, context) =>
  helpedWith(state, topic).includes(conversationId)
    ? accept(context, { type: 'expertise.withdrawn', data: { topic, conversationId } })
    : nothing;

/** Never refuses, as above. */
const setStanding: Decide<'standing.set'> = ({ type: _, ...data }, state, context) => {
  if (state.kind !== 'coach') return nothing;
  const isKnown =
    'tier' in data ? (state.tier ?? null) === data.tier : state.grades?.some((held) => isSameGrade(held, data.grade));
  return isKnown ? nothing : accept(context, { type: 'standing.changed', data });
};

const isSameGrade = (a: HeldGrade, b: HeldGrade) => a.grade === b.grade && a.topic === b.topic;

const dayMs = 24 * 60 * 60 * 1000;

const ping: Decide<'coach.ping'> = ({ conversationId, kind }, state, context) => {
  if (state.kind !== 'coach') return refuse('not_found');
  if (conversationId !== null && state.pingedFor.includes(conversationId)) return refuse('superseded');
  if (isQuietAt(state.quietHours, context.now)) return refuse('quiet_hours');
  const lately = state.pingedAt.filter((at) => at > context.now - dayMs);
  if (lately.length >= state.pingsPerDayMax) return refuse('over_budget');
  return accept(context, { type: 'coach.pinged', data: { conversationId, kind } });
};

const suspend: Decide<'coach.suspend'> = ({ reason, reservedIds = [] }, state, context) => {
  if (state.kind !== 'coach') return refuse('not_found');
  if (state.suspension) return refuse('already_suspended');
  return accept(context, { type: 'coach.suspended', data: { reason, reservedIds } });
};

const reinstate: Decide<'coach.reinstate'> = (_, state, context) => {
  if (state.kind !== 'coach') return refuse('not_found');
  if (!state.suspension) return refuse('not_suspended');
  return accept(context, { type: 'coach.reinstated', data: {} });
};

const leave: Decide<'coach.leave'> = ({ reservedIds }, state, context) =>
  state.kind === 'none' ? nothing : accept(context, { type: 'coach.left', data: { reservedIds } });

/** Never refuses: it follows from a block, which must not fail for it. */
const avoid: Decide<'visitor.avoid'> = ({ visitorId }, state, context) => {
  if (state.kind !== 'coach' || state.avoids?.includes(visitorId)) return nothing;
  return accept(context, { type: 'visitor.avoided', data: { visitorId } });
};

const takeSlot: Decide<'slot.take'> = ({ conversationId, visitorId }, state, context) => {
  if (state.avoids?.includes(visitorId)) return refuse('not_found');
  if (state.slots.includes(conversationId)) return nothing;
  if (state.suspension) return refuse('suspended');
  // Lowering the capacity takes nothing away from a coach; it only lets nothing new in.
  if (state.slots.length >= slotsMaxOf(state, context)) return refuse('at_capacity');
  return accept(context, { type: 'slot.taken', data: { conversationId } });
};

const freeSlot: Decide<'slot.free'> = ({ conversationId }, state, context) => {
  if (!state.slots.includes(conversationId)) return nothing;
  return accept(context, { type: 'slot.freed', data: { conversationId } });
};

type OwnCommand = Exclude<CoachCommand, LedgerCommand>;

const decisions: { [T in OwnCommand['type']]: Decide<T> } = {
  'coach.provision': provision,
  'presence.set': setPresence,
  'preferences.set': setPreferences,
  'expertise.verify': verify,
  'expertise.earn': earn,
  'expertise.withdraw': withdraw,
  'standing.set': setStanding,
  'coach.ping': ping,
  'coach.suspend': suspend,
  'coach.reinstate': reinstate,
  'coach.leave': leave,
  'visitor.avoid': avoid,
  'slot.take': takeSlot,
  'slot.free': freeSlot,
};

/**
 * The only place where a rule about a coach's slots, intent, preferences and expertise lives; those about points are the
 * ledger's. Within each function the order of the checks is the precedence of its refusals.
 */
export function decideCoach(command: CoachCommand, state: CoachState, context: CoachContext): CoachDecision {
  if (isLedgerCommand(command)) {
    return state.kind === 'coach' ? decideLedger(command, state.ledger ?? emptyLedger, context) : refuse('not_found');
  }
  return (decisions[command.type] as Decide<OwnCommand['type']>)(command as never, state, context);
}
