import { emptySummary, foldSummary } from './fold-summary.js';
import type { By, ConversationEvent, ConversationState, Redacted } from './types.js';

/** How long a conversation stays readable to the coach who held it last. Source: DESIGN, wire contract. */
export const lastCoachReadsMs = 24 * 60 * 60 * 1000;

export const emptyConversation: ConversationState = {
  summary: emptySummary,
  visitorId: '',
  coachId: null,
  lastCoach: null,
  answeredById: null,
  exchangedWithId: null,
  coachWroteAt: null,
  thanks: null,
  rating: null,
  expiresAt: null,
  claimedAt: null,
  outSince: null,
  extended: false,
  firstRight: null,
  turn: null,
  patience: null,
  endsAt: null,
  isBlocked: false,
  retainedFrom: null,
  isErased: false,
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
      const { text: question = null, page: value, expiresAt = null } = event.data;
      const page = value ? { value, offset } : null;
      return { ...emptyConversation, summary, visitorId: event.by.id ?? '', expiresAt, question, page };
    }
    case 'page.changed':
      return { ...state, page: event.data.page ? { value: event.data.page, offset } : null };
    case 'request.claimed': {
      const { patience = null } = event.data;
      const outSince = state.outSince ?? event.at;
      const claimedAt = state.claimedAt ?? event.at;
      const claimed = { summary, patience, outSince, claimedAt, coachId: event.by.id ?? null, lastCoach: null };
      return { ...state, ...claimed, extended: false, firstRight: null, turn: null, endsAt: null };
    }
    case 'request.extended':
      return { ...state, summary, extended: true };
    case 'message.posted':
      return answered(takeTurn(state, event, summary), event);
    case 'coach.reminded':
      return state.turn ? { ...state, turn: { ...state.turn, isReminded: true } } : state;
    case 'lease.expired':
    case 'conversation.released':
      return part(state, event.at, { summary, firstRight: null });
    case 'conversation.closed':
      return part(state, event.at, { summary, firstRight: null, retainedFrom: event.at });
    case 'conversation.reoffered': {
      const firstRight = event.data.why === 'left' ? null : rightOf(state.coachId, null);
      return part(state, event.at, { summary, firstRight });
    }
    case 'conversation.paused': {
      const { firstRightUntil, endsAt } = event.data;
      return part(state, event.at, { summary, firstRight: rightOf(state.coachId, firstRightUntil), endsAt });
    }
    case 'conversation.transferred': {
      const { coachId = null, firstRightUntil = null } = event.data;
      return part(state, event.at, { summary, firstRight: rightOf(coachId, firstRightUntil) });
    }
    case 'request.postponed':
      return { ...state, summary, expiresAt: event.data.expiresAt };
    case 'first_right.ended':
      return { ...state, summary, firstRight: null };
    case 'conversation.blocked':
      return { ...state, isBlocked: true };
    case 'content.redacted':
      return redact({ ...state, summary }, event.data);
    case 'retention.postponed':
      return { ...state, retainedFrom: event.data.retainedFrom };
    case 'alternatives.offered':
      return { ...state, summary };
    case 'conversation.thanked':
      return { ...state, summary, thanks: said(state, state.thanks, event.at) };
    case 'conversation.rated':
      return { ...state, summary, rating: said(state, state.rating, event.at) };
    case 'conversation.unthanked':
      return { ...state, summary };
    default:
      return event satisfies never;
  }
}

/** Who wrote to whom; most messages say nothing new. */
function answered(state: ConversationState, { at, by: { kind, id } }: { at: number; by: By }): ConversationState {
  const { answeredById, exchangedWithId } = state;
  if (kind === 'coach') return id ? { ...state, answeredById: id, coachWroteAt: at } : state;
  if (kind !== 'visitor' || !answeredById || exchangedWithId === answeredById) return state;
  return { ...state, exchangedWithId: answeredById };
}

const said = ({ answeredById }: ConversationState, before: ConversationState['thanks'], at: number) => ({
  coachId: answeredById,
  firstAt: before?.firstAt ?? at,
  count: (before?.count ?? 0) + 1,
});

/** Nobody holds it any more; whoever did reads on for a while. */
const part = (state: ConversationState, at: number, then: Partial<ConversationState>): ConversationState => ({
  ...state,
  coachId: null,
  turn: null,
  endsAt: null,
  lastCoach: state.coachId ? { id: state.coachId, readsUntil: at + lastCoachReadsMs } : state.lastCoach,
  ...(then.summary?.status === 'waiting' ? backInQueue(state, at) : {}),
  ...then,
});

/** It has the time left to wait that it had when it was taken. */
const backInQueue = ({ expiresAt, outSince }: ConversationState, at: number) => ({
  expiresAt: expiresAt === null || outSince === null ? expiresAt : expiresAt + Math.max(0, at - outSince),
  outSince: null,
});

const rightOf = (coachId: string | null, until: number | null) => (coachId ? { coachId, until } : null);

/** A turn is told to the next full step, so that a lively conversation doesn't change its deadlines with each word. */
export const turnStepMs = 10_000;

function takeTurn(
  state: ConversationState,
  { at, by }: ConversationEvent,
  summary: ConversationState['summary'],
): ConversationState {
  const isHeld = summary.status === 'held';
  const of = by.kind === 'coach' ? 'visitor' : 'coach';
  const since = Math.ceil(at / turnStepMs) * turnStepMs;
  // A coach owes an answer since the first unanswered word; a visitor is silent since the coach's last.
  const isSame = state.turn?.of === of && (of === 'coach' || state.turn.since === since);
  if (isHeld && !isSame) return { ...state, summary, turn: { of, since, isReminded: false } };
  if (summary === state.summary) return state;
  // A visitor is back who was on hold, or a coach's first word.
  const queued = summary.status === 'waiting' ? backInQueue(state, at) : {};
  return { ...state, summary, endsAt: null, ...queued };
}

function redact(state: ConversationState, { offsets, why }: Redacted): ConversationState {
  const page = state.page && offsets.includes(state.page.offset) ? null : state.page;
  // A conversation begins with its question.
  const question = offsets.includes(1) ? null : state.question;
  // A coach who goes takes their own words; the conversation is its visitor's.
  const isWhole = why !== undefined && offsets.includes(1);
  return { ...state, page, question, ...(isWhole ? { isErased: true, retainedFrom: null } : {}) };
}
