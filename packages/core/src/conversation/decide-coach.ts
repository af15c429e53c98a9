import { accept, type Decide, type Decisions, refuse } from './decision.js';
import type { ConversationContext, ConversationState } from './types.js';

/** Somebody else may have it now, and nobody beside them. */
const isReserved = ({ firstRight }: ConversationState, { now, actor }: ConversationContext) =>
  firstRight !== null && firstRight.coachId !== actor.id && firstRight.until !== null && now < firstRight.until;

const claim: Decide<'request.claim'> = (_, state, context) => {
  const { status, coach } = state.summary;
  if (status === 'closed') return refuse(coach ? 'already_claimed' : 'conversation_closed');
  const comesBack = status === 'on_hold' && state.firstRight?.coachId === context.actor.id;
  if (status !== 'waiting' && !comesBack) return refuse('already_claimed');
  if (isReserved(state, context)) return refuse('already_claimed');
  if (state.firstRight?.coachId !== context.actor.id) {
    if (context.offer === 'declined') return refuse('already_declined');
    // Let pass, and reserved for somebody else since.
    if (context.offer === 'closed') return refuse('already_claimed');
  }
  const { leaseMs, patience } = context;
  return accept(context, { type: 'request.claimed', data: { leaseEndsAt: context.now + leaseMs, patience } });
};

const transfer: Decide<'conversation.transfer'> = ({ to }, state, context) => {
  const { status } = state.summary;
  if (status === 'closed') return refuse('conversation_closed');
  if (status === 'waiting' || status === 'on_hold') return refuse('not_claimed');
  switch (to.kind) {
    case 'topic': {
      if (!context.topics.has(to.id)) return refuse('unknown_topic');
      return accept(context, { type: 'conversation.transferred', data: { to: 'topic', topic: to.id } });
    }
    case 'coach': {
      if (!context.target || to.id === state.coachId) return refuse('not_found');
      if (!context.target.isAvailable) return refuse('not_available');
      if (!context.target.hasFreeSlot) return refuse('at_capacity');
      const firstRightUntil = context.now + context.patience.acceptWithinMs;
      const data = { to: 'coach' as const, coachId: to.id, firstRightUntil };
      return accept(context, { type: 'conversation.transferred', data });
    }
    case 'staff':
      // The brand's own support goes on elsewhere: for the community this is a normal ending.
      return accept(
        context,
        { type: 'conversation.transferred', data: { to: 'staff' } },
        { type: 'conversation.closed', data: { outcome: 'handed_over' } },
      );
    default:
      return to satisfies never;
  }
};

/** What its coach, or a manager, may do to a conversation; the order of the checks is the precedence. */
export const coachDecisions: Decisions<
  'request.claim' | 'request.extend' | 'conversation.release' | 'conversation.transfer' | 'conversation.close'
> = {
  'request.claim': claim,
  'conversation.transfer': transfer,

  'request.extend': (_, { summary, extended }, context) => {
    if (summary.status === 'closed') return refuse('conversation_closed');
    if (summary.status !== 'claimed') return refuse('already_answered');
    if (extended) return refuse('already_extended');
    const leaseEndsAt = (summary.leaseEndsAt ?? context.now) + context.leaseMs;
    return accept(context, { type: 'request.extended', data: { leaseEndsAt } });
  },

  'conversation.release': (_, { summary }, context) => {
    if (summary.status === 'closed') return refuse('conversation_closed');
    if (summary.status === 'waiting' || summary.status === 'on_hold') return refuse('not_claimed');
    return accept(context, { type: 'conversation.released', data: {} });
  },

  'conversation.close': ({ outcome }, { summary }, context) => {
    if (summary.status === 'closed') return refuse('conversation_closed');
    return accept(context, { type: 'conversation.closed', data: { outcome } });
  },
};
