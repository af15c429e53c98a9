import { accept, type Decisions, refuse } from './decision.js';
import { idleDue } from './idle.js';

/** What time, or an absence, does to a conversation. Whatever came first has moved the deadline: then it is `superseded`. */
export const timeDecisions: Decisions<
  | 'alternatives.offer'
  | 'lease.expire'
  | 'request.expire'
  | 'idle.expire'
  | 'first_right.expire'
  | 'first_right.waive'
  | 'retention.postpone'
  | 'conversation.reoffer'
> = {
  'alternatives.offer': ({ alternatives }, { summary }, context) => {
    const isNew = alternatives.some((one) => !summary.alternatives.includes(one));
    if (summary.status !== 'waiting' || summary.later || !isNew) return { events: [] };
    return accept(context, { type: 'alternatives.offered', data: { alternatives } });
  },

  'lease.expire': ({ leaseEndsAt }, { summary }, context) => {
    if (summary.status !== 'claimed' || summary.leaseEndsAt !== leaseEndsAt) return refuse('superseded');
    return accept(context, { type: 'lease.expired', data: {} });
  },

  'request.expire': (command, { summary, expiresAt }, context) => {
    if (summary.status !== 'waiting' || expiresAt !== command.expiresAt) return refuse('superseded');
    return accept(context, { type: 'conversation.closed', data: { outcome: 'expired' } });
  },

  'idle.expire': ({ dueAt }, state, context) => {
    const due = idleDue(state);
    if (due?.dueAt !== dueAt) return refuse('superseded');
    const { now, patience, requestMs } = context;
    switch (due.act) {
      case 'remind':
        return accept(context, { type: 'coach.reminded', data: {} });
      case 'reoffer':
        return accept(context, { type: 'conversation.reoffered', data: { why: 'unanswered' } });
      case 'pause': {
        // An answer to a question that was left for later waits for its visitor.
        const endsAt = now + (state.summary.later ? requestMs.later : patience.endAfterMs);
        const data = { firstRightUntil: now + patience.firstRightMs, endsAt };
        return accept(context, { type: 'conversation.paused', data });
      }
      case 'end':
        return accept(context, { type: 'conversation.closed', data: { outcome: 'served' } });
      default:
        return due.act satisfies never;
    }
  },

  'first_right.expire': ({ until }, { summary, firstRight }, context) => {
    if (summary.status === 'closed' || firstRight?.until !== until) return refuse('superseded');
    return accept(context, { type: 'first_right.ended', data: {} });
  },

  'first_right.waive': ({ coachId }, { summary, firstRight }, context) => {
    if (summary.status === 'closed' || firstRight?.coachId !== coachId) return { events: [] };
    return accept(context, { type: 'first_right.ended', data: {} });
  },

  'retention.postpone': ({ retainedFrom }, state, context) => {
    if (state.retainedFrom === null || state.retainedFrom >= retainedFrom) return { events: [] };
    return accept(context, { type: 'retention.postponed', data: { retainedFrom } });
  },

  'conversation.reoffer': ({ coachId, why }, { summary, coachId: holder }, context) => {
    // A claim that wasn't answered has its own end, the lease; unless its coach has left.
    const isTheirs = summary.status === 'held' || (summary.status === 'claimed' && why === 'left');
    if (!isTheirs || holder !== coachId) return refuse('superseded');
    return accept(context, { type: 'conversation.reoffered', data: { why } });
  },
};
