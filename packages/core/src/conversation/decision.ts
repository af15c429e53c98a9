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

export type Decide<T extends ConversationCommand['type']> = (
  command: Extract<ConversationCommand, { type: T }>,
  state: ConversationState,
  context: ConversationContext,
) => ConversationDecision;

/** A table of decisions, by command. */
export type Decisions<T extends ConversationCommand['type']> = { [K in T]: Decide<K> };

type EventBody = ConversationEvent extends infer E
  ? E extends ConversationEvent
    ? Omit<E, 'at' | 'by'>
    : never
  : never;

const byOf = ({ kind, id, name }: Actor): By => ({ kind, id, name });

export const refuse = (refused: ConversationRefusal): ConversationDecision => ({ refused });

export const accept = (
  { now: at, actor }: ConversationContext,
  ...bodies: readonly EventBody[]
): ConversationDecision => ({
  events: bodies.map(({ type, data }) => ({ type, at, by: byOf(actor), data }) as ConversationEvent),
});
