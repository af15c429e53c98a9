import type {
  Actor,
  By,
  ConversationCommand,
  ConversationContext,
  ConversationEvent,
  ConversationRefusal,
  ConversationState,
} from './types.js';

export type ConversationDecision = { events: readonly ConversationEvent[] } | { refused: ConversationRefusal };

type Decide<T extends ConversationCommand['type']> = (
  command: Extract<ConversationCommand, { type: T }>,
  state: ConversationState,
  context: ConversationContext,
) => ConversationDecision;

const byOf = ({ kind, id, name }: Actor): By => ({ kind, id, name });
const refuse = (refused: ConversationRefusal): ConversationDecision => ({ refused });

type EventBody = ConversationEvent extends infer E
  ? E extends ConversationEvent
    ? Omit<E, 'at' | 'by'>
    : never
  : never;
const accept = ({ now, actor }: ConversationContext, { type, data }: EventBody): ConversationDecision => ({
  events: [{ type, at: now, by: byOf(actor), data } as ConversationEvent],
});

/** A visitor has no more conversations open than this. */
const openMax = 32;

const ask: Decide<'conversation.ask'> = ({ type: _, ...asked }, { summary, visitorId }, context) => {
  if (summary.status !== 'none') return refuse(visitorId === context.actor.id ? 'already_asked' : 'not_found');
  if (asked.topic !== undefined && !context.topics.has(asked.topic)) return refuse('unknown_topic');
  if (context.openCount >= openMax) return refuse('too_many_conversations');
  if (!context.gateOpen && !asked.later) return refuse('closed');
  const expiresAt = context.now + (asked.later ? context.requestMs.later : context.requestMs.now);
  return accept(context, { type: 'conversation.asked', data: { ...asked, expiresAt } });
};

const post: Decide<'message.post'> = ({ messageId, text }, { summary }, context) => {
  if (summary.status === 'closed') return refuse('conversation_closed');
  return accept(context, { type: 'message.posted', data: { messageId, text } });
};

const setPage: Decide<'page.set'> = ({ url, title }, { summary }, context) => {
  if (summary.status === 'closed') return refuse('conversation_closed');
  return accept(context, { type: 'page.changed', data: { page: { url, title } } });
};

const leave: Decide<'conversation.leave'> = (_, { summary }, context) => {
  if (summary.status === 'closed') return refuse('conversation_closed');
  return accept(context, {
    type: 'conversation.closed',
    data: { outcome: summary.answered ? 'served' : 'abandoned' },
  });
};

const thank: Decide<'conversation.thank'> = ({ comment }, { summary }, context) => {
  if (!summary.answered) return refuse('not_answered');
  if (summary.thanked) return refuse('already_thanked');
  return accept(context, { type: 'conversation.thanked', data: comment === undefined ? {} : { comment } });
};

const rate: Decide<'conversation.rate'> = ({ stars, comment }, { summary }, context) => {
  if (!summary.answered) return refuse('not_answered');
  if (summary.stars !== null) return refuse('already_rated');
  return accept(context, {
    type: 'conversation.rated',
    data: comment === undefined ? { stars } : { stars, comment },
  });
};

const claim: Decide<'request.claim'> = (_, { summary }, context) => {
  if (summary.status === 'closed') return refuse(summary.coach ? 'already_claimed' : 'conversation_closed');
  if (summary.status !== 'waiting') return refuse('already_claimed');
  return accept(context, { type: 'request.claimed', data: { leaseEndsAt: context.now + context.leaseMs } });
};

const extend: Decide<'request.extend'> = (_, { summary, extended }, context) => {
  if (summary.status === 'closed') return refuse('conversation_closed');
  if (summary.status !== 'claimed') return refuse('already_answered');
  if (extended) return refuse('already_extended');
  const leaseEndsAt = (summary.leaseEndsAt ?? context.now) + context.leaseMs;
  return accept(context, { type: 'request.extended', data: { leaseEndsAt } });
};

const release: Decide<'conversation.release'> = (_, { summary }, context) => {
  if (summary.status === 'closed') return refuse('conversation_closed');
  if (summary.status === 'waiting') return refuse('not_claimed');
  return accept(context, { type: 'conversation.released', data: {} });
};

const close: Decide<'conversation.close'> = ({ outcome }, { summary }, context) => {
  if (summary.status === 'closed') return refuse('conversation_closed');
  return accept(context, { type: 'conversation.closed', data: { outcome } });
};

const expireLease: Decide<'lease.expire'> = ({ leaseEndsAt }, { summary }, context) => {
  // An answer, an extension or a release that came first moved or removed the deadline.
  if (summary.status !== 'claimed' || summary.leaseEndsAt !== leaseEndsAt) return refuse('superseded');
  return accept(context, { type: 'lease.expired', data: {} });
};

const expireRequest: Decide<'request.expire'> = (command, { summary, expiresAt }, context) => {
  if (summary.status !== 'waiting' || expiresAt !== command.expiresAt) return refuse('superseded');
  return accept(context, { type: 'conversation.closed', data: { outcome: 'expired' } });
};

const decisions: { [T in ConversationCommand['type']]: Decide<T> } = {
  'conversation.ask': ask,
  'message.post': post,
  'page.set': setPage,
  'conversation.leave': leave,
  'conversation.thank': thank,
  'conversation.rate': rate,
  'request.claim': claim,
  'request.extend': extend,
  'conversation.release': release,
  'conversation.close': close,
  'lease.expire': expireLease,
  'request.expire': expireRequest,
};

/**
 * The only place where a rule about conversations lives. Who may ask at all is settled before, by `relates`; within
 * each function the order of the checks is the precedence of its refusals.
 */
export function decideConversation(
  command: ConversationCommand,
  state: ConversationState,
  context: ConversationContext,
): ConversationDecision {
  return (decisions[command.type] as Decide<ConversationCommand['type']>)(command as never, state, context);
}
