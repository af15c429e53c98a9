import { accept, type Decisions, refuse } from './decision.js';
import type { ConversationContext, ConversationState } from './types.js';

/** A visitor has no more conversations open than this. */
const openMax = 32;

const isEditable = (said: ConversationState['thanks'], { now, editableMs = 0 }: ConversationContext) =>
  said !== null && now < said.firstAt + editableMs;

/** What its visitor may do to a conversation; within each function the order of the checks is the precedence. */
export const visitorDecisions: Decisions<
  | 'conversation.ask'
  | 'page.set'
  | 'alternative.choose'
  | 'conversation.leave'
  | 'conversation.thank'
  | 'conversation.rate'
> = {
  'conversation.ask': ({ type: _, ...asked }, { summary, visitorId }, context) => {
    if (summary.status !== 'none') return refuse(visitorId === context.actor.id ? 'already_asked' : 'not_found');
    if (asked.topic !== undefined && !context.topics.has(asked.topic)) return refuse('unknown_topic');
    if (context.openCount >= openMax) return refuse('too_many_conversations');
    if (!context.gateOpen && !asked.later) return refuse('closed');
    const expiresAt = context.now + (asked.later ? context.requestMs.later : context.requestMs.now);
    return accept(context, { type: 'conversation.asked', data: { ...asked, expiresAt } });
  },

  'page.set': ({ url, title }, { summary }, context) => {
    if (summary.status === 'closed') return refuse('conversation_closed');
    return accept(context, { type: 'page.changed', data: { page: { url, title } } });
  },

  'alternative.choose': ({ alternative }, { summary }, context) => {
    if (summary.status === 'closed') return refuse('conversation_closed');
    if (summary.status !== 'waiting') return refuse('already_claimed');
    if (!summary.alternatives.includes(alternative)) return refuse('not_offered');
    if (alternative === 'hand_over')
      return accept(context, { type: 'conversation.closed', data: { outcome: 'handed_over' } });
    const expiresAt = context.now + context.requestMs.later;
    return accept(context, { type: 'request.postponed', data: { expiresAt } });
  },

  'conversation.leave': (_, { summary }, context) => {
    if (summary.status === 'closed') return refuse('conversation_closed');
    const outcome = summary.answered ? 'served' : 'abandoned';
    return accept(context, { type: 'conversation.closed', data: { outcome } });
  },

  'conversation.thank': ({ comment, withdraw }, { summary, thanks, isErased }, context) => {
    if (isErased) return refuse('conversation_closed');
    if (!summary.answered) return refuse('not_answered');
    if (withdraw) {
      if (!summary.thanked) return refuse('not_thanked');
      if (!isEditable(thanks, context)) return refuse('already_thanked');
      return accept(context, { type: 'conversation.unthanked', data: {} });
    }
    if (summary.thanked) return refuse('already_thanked');
    return accept(context, { type: 'conversation.thanked', data: comment === undefined ? {} : { comment } });
  },

  'conversation.rate': ({ stars, comment }, { summary, rating, isErased }, context) => {
    if (isErased) return refuse('conversation_closed');
    if (!summary.answered) return refuse('not_answered');
    const isSame = summary.stars === stars && comment === undefined;
    if (summary.stars !== null && (isSame || !isEditable(rating, context))) return refuse('already_rated');
    const data = comment === undefined ? { stars } : { stars, comment };
    return accept(context, { type: 'conversation.rated', data });
  },
};
