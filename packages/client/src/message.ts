import type { By, ConversationSummary, OffsetWireEvent } from '@entraide/core/protocol';
import type { ErrorCode } from './entraide-error.js';
import type { OutboxEntry } from './outbox-file.js';

/** One message of a conversation, the question included. */
export interface Message {
  id: string;
  /** Null once it was erased. */
  text: string | null;
  by: By;
  /** Unix milliseconds. */
  at: number;
  /** Null until it is stored. */
  offset: number | null;
  delivery: 'sending' | 'sent' | 'failed';
  /** Why it failed. */
  refused: ErrorCode | null;
  isMine: boolean;
}

/** A command that was accepted and whose event has not arrived yet. */
export interface Acknowledged {
  entry: OutboxEntry;
  offset: number;
  at: number;
}

/** The text of a command, and its id among messages: a question goes by its conversation's. */
export function writtenIn({ params }: OutboxEntry): { id: string; text: string } {
  const { conversationId, messageId, text } = JSON.parse(params);
  return { id: messageId ?? conversationId, text };
}

/** A stored message as its event tells it; null for events that are none. */
export function messageOf(conversationId: string, event: OffsetWireEvent, isMine: boolean): Message | null {
  const { type, data, by, at, offset } = event;
  if (type !== 'conversation.asked' && type !== 'message.posted') return null;
  const id = (data.messageId as string | undefined) ?? conversationId;
  return {
    id,
    text: (data.text as string | undefined) ?? null,
    by,
    at,
    offset,
    delivery: 'sent',
    refused: null,
    isMine,
  };
}

/** The same message before its event came. */
export function echoOf(entry: OutboxEntry, by: By, stored?: { offset: number; at: number }): Message {
  const { id, text } = writtenIn(entry);
  const delivery = stored ? 'sent' : entry.refused ? 'failed' : 'sending';
  const at = stored?.at ?? entry.madeAt;
  return { id, text, by, at, offset: stored?.offset ?? null, delivery, refused: entry.refused ?? null, isMine: true };
}

/**
 * Whether an event was this reader's own doing. Ids of people don't stand in conversations. A visitor is the only one;
 * a coach may read a conversation only as the last who claimed it.
 */
export function isOwn(by: By, me: By['kind'] | undefined, lastCoach: string | null): boolean {
  if (by.kind !== me) return false;
  return by.kind !== 'coach' || lastCoach === null || by.name === lastCoach;
}

/** The name of the coach who claimed last, as far as it is known. */
export function lastCoachOf(summary: ConversationSummary, events: readonly OffsetWireEvent[]): string | null {
  const claim = events.findLast(({ type }) => type === 'request.claimed');
  return summary.coach?.name ?? claim?.by.name ?? null;
}
