import type { CommandMethod } from '@entraide/core/protocol';
import type { ClientStorage } from './client-storage.js';
import type { ErrorCode } from './entraide-error.js';

/** A command on its way, or a written one that was refused. */
export interface OutboxEntry {
  commandId: string;
  method: CommandMethod;
  conversationId: string | null;
  /** JSON text with the command id in it: every attempt sends the same bytes. */
  params: string;
  /** Unix milliseconds. */
  madeAt: number;
  /** Why it was refused; it stays so that nobody's words are lost, until it is retried or discarded. */
  refused?: ErrorCode;
}

export interface OutboxContent {
  /** Whose commands these are; null before the first session. Nobody sends what somebody else wrote. */
  owner: string | null;
  entries: readonly OutboxEntry[];
}

const empty: OutboxContent = { owner: null, entries: [] };

/** What a page before this one left to be sent. */
export function readOutbox(storage: ClientStorage, key: string): OutboxContent {
  const text = storage.read(key);
  if (text === null) return empty;
  try {
    const content = JSON.parse(text) as OutboxContent;
    return Array.isArray(content.entries) ? content : empty;
  } catch {
    // Written by something else: what can't be read can't be sent.
    return empty;
  }
}

export function writeOutbox(storage: ClientStorage, key: string, content: OutboxContent): void {
  if (content.entries.length > 0) storage.write(key, JSON.stringify(content));
  else storage.remove(key);
}

/** The conversations that are about to begin. */
export const waitingQuestions = ({ entries }: OutboxContent): string[] =>
  entries.flatMap(({ method, conversationId: id }) => (method === 'conversation.ask' && id ? id : []));
