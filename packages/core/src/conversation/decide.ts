import { coachDecisions } from './decide-coach.js';
import { timeDecisions } from './decide-time.js';
import { visitorDecisions } from './decide-visitor.js';
import { accept, type ConversationDecision, type Decide, type Decisions, refuse } from './decision.js';
import type { ConversationCommand, ConversationContext, ConversationState } from './types.js';

/** What both of its people may do. */
const sharedDecisions: Decisions<'message.post' | 'conversation.block'> = {
  'message.post': ({ messageId, text }, { summary }, context) => {
    if (summary.status === 'closed') return refuse('conversation_closed');
    return accept(context, { type: 'message.posted', data: { messageId, text } });
  },

  'conversation.block': ({ type: _, ...data }, { coachId, lastCoach, firstRight, isBlocked, isErased }, context) => {
    if (isErased) return refuse('conversation_closed');
    // Nobody is there to be blocked.
    if (!coachId && !lastCoach) return refuse('not_claimed');
    if (isBlocked) return refuse('already_blocked');
    // Whoever waits for somebody else now goes on waiting; the two don't meet again, first right or not.
    if (!coachId) {
      const isTheirs = firstRight !== null && firstRight.coachId === lastCoach?.id;
      const ended = isTheirs ? [{ type: 'first_right.ended', data: {} } as const] : [];
      return accept(context, { type: 'conversation.blocked', data }, ...ended);
    }
    return accept(
      context,
      { type: 'conversation.blocked', data },
      { type: 'conversation.closed', data: { outcome: 'blocked' } },
    );
  },
};

const decisions: Decisions<ConversationCommand['type']> = {
  ...visitorDecisions,
  ...coachDecisions,
  ...timeDecisions,
  ...sharedDecisions,
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
