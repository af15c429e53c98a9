import type { ConversationState } from '../conversation/types.js';
import type { LedgerCommand } from '../ledger/types.js';
import { awardsFor, causeOf } from './awards-for.js';
import type { Recognition } from './define-recognition.js';
import type { RecognitionFact } from './types.js';

/** What is asked of one coach's ledger. */
export interface PointCall {
  coachId: string;
  command: LedgerCommand;
}

export interface Told {
  conversationId: string;
  event: { type: string; at: number; data: Readonly<Record<string, unknown>> };
  /** Before the event. */
  before: ConversationState;
  recognition: Recognition;
}

/**
 * What the community's rules award for an event of a conversation, to the coach who answered; and what they take back where
 * its visitor thinks otherwise. A visitor's word never fails for it.
 */
export function pointCalls({ conversationId, event, before, recognition }: Told): PointCall[] {
  const { thanks, rating } = before;
  switch (event.type) {
    case 'conversation.thanked':
      return awards({ conversationId, event, before, recognition }, thanks?.count);
    case 'conversation.unthanked':
      return retract(thanks?.coachId, { type: 'conversation.thanked', conversationId });
    case 'conversation.rated':
      return [
        ...retract(rating?.coachId, { type: event.type, conversationId }),
        ...awards({ conversationId, event, before, recognition }, rating?.count),
      ];
    case 'conversation.closed':
      return awards({ conversationId, event, before, recognition });
    default:
      return [];
  }
}

/** @param revision how often the visitor said the same before */
function awards({ conversationId, event, before, recognition }: Told, revision?: number): PointCall[] {
  const { answeredById, exchangedWithId, visitorId, summary } = before;
  if (!answeredById || !recognition.pointsOn.has(event.type)) return [];
  const fact: RecognitionFact = {
    type: event.type,
    at: event.at,
    coachId: answeredById,
    conversationId,
    by: visitorId,
    topic: summary.topic,
    locale: summary.locale,
    stars: typeof event.data.stars === 'number' ? event.data.stars : null,
    outcome: typeof event.data.outcome === 'string' ? event.data.outcome : null,
    exchangedBothWays: exchangedWithId === answeredById,
  };
  return awardsFor(recognition, fact, revision).map((award) => ({
    coachId: answeredById,
    command: { type: 'points.award', ...award },
  }));
}

const retract = (
  coachId: string | null | undefined,
  fact: Pick<RecognitionFact, 'type' | 'conversationId'>,
): PointCall[] => (coachId ? [{ coachId, command: { type: 'points.retract', cause: causeOf(fact) } }] : []);
