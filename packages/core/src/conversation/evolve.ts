import { emptySummary, foldSummary } from './fold-summary.js';
import type { By, ConversationEvent, ConversationState } from './types.js';

/** How long a conversation stays readable to the coach who held it last. Source: DESIGN, wire contract. */
export const lastCoachReadsMs = 24 * 60 * 60 * 1000;

export const emptyConversation: ConversationState = {
  summary: emptySummary,
  visitorId: '',
  coachId: null,
  lastCoach: null,
  answeredById: null,
  expiresAt: null,
  extended: false,
  question: null,
  page: null,
};

/** Folds one event at its offset. An event that changes nothing returns the same object. */
export function evolveConversation(
  state: ConversationState,
  event: ConversationEvent,
  offset: number,
): ConversationState {
  const summary = foldSummary(state.summary, event);
  switch (event.type) {
    case 'conversation.asked': {
      const { text, page, expiresAt = null } = event.data;
      return {
        ...emptyConversation,
        summary,
        visitorId: event.by.id ?? '',
        expiresAt,
        question: text ?? null,
        page: page ? { value: page, offset } : null,
      };
    }
    case 'page.changed':
      return { ...state, page: event.data.page ? { value: event.data.page, offset } : null };
    case 'request.claimed':
      return { ...state, summary, coachId: event.by.id ?? null, lastCoach: null, extended: false };
    case 'request.extended':
      return { ...state, summary, extended: true };
    case 'lease.expired':
    case 'conversation.released':
    case 'conversation.closed':
      return { ...state, summary, coachId: null, lastCoach: partingCoach(state, event.at) };
    case 'content.redacted':
      return redact(state, event.data.offsets);
    case 'message.posted':
      return answered(summary === state.summary ? state : { ...state, summary }, event.by);
    case 'conversation.thanked':
    case 'conversation.rated':
      return summary === state.summary ? state : { ...state, summary };
    default:
      return event satisfies never;
  }
}

const answered = (state: ConversationState, { kind, id }: By) =>
  kind !== 'coach' || !id || state.answeredById === id ? state : { ...state, answeredById: id };

const partingCoach = (state: ConversationState, at: number) =>
  state.coachId ? { id: state.coachId, readsUntil: at + lastCoachReadsMs } : state.lastCoach;

function redact(state: ConversationState, offsets: readonly number[]): ConversationState {
  const page = state.page && offsets.includes(state.page.offset) ? null : state.page;
  // A conversation begins with its question.
  return { ...state, page, question: offsets.includes(1) ? null : state.question };
}
