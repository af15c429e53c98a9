import type { ConversationEvent, ConversationSummary } from './types.js';

export const emptySummary: ConversationSummary = {
  status: 'none',
  topic: null,
  locale: null,
  askedAt: 0,
  later: false,
  coach: null,
  leaseEndsAt: null,
  answered: false,
  thanked: false,
  stars: null,
  outcome: null,
  alternatives: [],
};

interface FoldedEvent {
  type: string;
  at: number;
  by: { kind: string; name: string };
  data: Record<string, unknown>;
}

/**
 * The shared fold of a conversation: what its readers know after one more event. Server snapshots and client stores are
 * both made by it. Events that change nothing here return the same object; unknown types are from a newer server.
 */
export function foldSummary(summary: ConversationSummary, event: FoldedEvent): ConversationSummary {
  const known = event as unknown as ConversationEvent;
  switch (known.type) {
    case 'conversation.asked': {
      const { topic = null, locale = null, later = false } = known.data;
      return { ...emptySummary, status: 'waiting', topic, locale, later, askedAt: known.at };
    }
    case 'message.posted':
      return foldMessage(summary, known.by.kind);
    case 'request.claimed':
      return {
        ...summary,
        status: 'claimed',
        coach: { name: known.by.name },
        leaseEndsAt: known.data.leaseEndsAt,
        alternatives: [],
      };
    case 'request.extended':
      return { ...summary, leaseEndsAt: known.data.leaseEndsAt };
    case 'lease.expired':
    case 'conversation.released':
    case 'conversation.reoffered':
      return { ...summary, status: 'waiting', coach: null, leaseEndsAt: null };
    case 'conversation.transferred': {
      const { topic = summary.topic } = known.data;
      return { ...summary, status: 'waiting', coach: null, leaseEndsAt: null, topic };
    }
    case 'alternatives.offered':
      return { ...summary, alternatives: known.data.alternatives };
    case 'request.postponed':
      return { ...summary, later: true, alternatives: [] };
    case 'conversation.paused':
      return { ...summary, status: 'on_hold' };
    case 'first_right.ended':
      return { ...summary, coach: null };
    case 'conversation.closed':
      return { ...summary, status: 'closed', leaseEndsAt: null, outcome: known.data.outcome, alternatives: [] };
    case 'conversation.thanked':
      return { ...summary, thanked: true };
    case 'conversation.unthanked':
      return { ...summary, thanked: false };
    case 'conversation.rated':
      return { ...summary, stars: known.data.stars };
    case 'content.redacted':
      return known.data.isCoachGone && summary.coach ? { ...summary, coach: { name: '' } } : summary;
    default:
      return summary;
  }
}

function foldMessage(summary: ConversationSummary, by: string): ConversationSummary {
  if (by === 'coach') {
    if (summary.status === 'held') return summary;
    return { ...summary, status: 'held', leaseEndsAt: null, answered: true };
  }
  // Its visitor is back: the coach who had it comes first, and is still named.
  return by === 'visitor' && summary.status === 'on_hold' ? { ...summary, status: 'waiting' } : summary;
}
