import type { Actor, ConversationState } from './types.js';

/** What a person must be to a conversation; see the method registry for what each word means. */
export type ConversationRelation = 'newcomer' | 'visitor' | 'coach' | 'people' | 'steward' | 'shown' | 'reader';

const isVisitor = (actor: Actor, state: ConversationState) => actor.kind === 'visitor' && state.visitorId === actor.id;
const isCoach = (actor: Actor, state: ConversationState) => actor.kind === 'coach' && state.coachId === actor.id;

/** The coach who had it when it closed: told that it is closed, where a stranger is told that nothing is there. */
const wasCoach = (actor: Actor, state: ConversationState) =>
  actor.kind === 'coach' && state.summary.status === 'closed' && state.lastCoach?.id === actor.id;

/** Who may read the transcript: its visitor, its coach, and the coach before for a day. */
const isReader = (actor: Actor, state: ConversationState, now: number) =>
  isVisitor(actor, state) ||
  isCoach(actor, state) ||
  (actor.kind === 'coach' && state.lastCoach?.id === actor.id && now < state.lastCoach.readsUntil);

/** Whether the actor stands in this relation to the conversation. Whoever doesn't is told `not_found`. */
export function relates(
  relation: ConversationRelation,
  actor: Actor,
  state: ConversationState,
  context: { now: number; isShown: (state: ConversationState) => boolean },
): boolean {
  if (actor.kind === 'system' || relation === 'newcomer') return true;
  if (state.summary.status === 'none') return false;
  switch (relation) {
    case 'visitor':
      return isVisitor(actor, state);
    case 'coach':
      return isCoach(actor, state) || wasCoach(actor, state);
    case 'people':
      return isVisitor(actor, state) || isCoach(actor, state) || wasCoach(actor, state);
    case 'steward':
      return isCoach(actor, state) || wasCoach(actor, state) || actor.kind === 'manager';
    case 'shown':
      return context.isShown(state);
    case 'reader':
      return isReader(actor, state, context.now);
    default:
      return relation satisfies never;
  }
}
