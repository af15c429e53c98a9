import { type By, type Result, type ThreadState, threadFold } from '@entraide/core/protocol';
import type { Client } from '../client.js';
import type { LiveSnapshot } from '../live-store.js';
import { mapStore, type ReadonlyStore } from '../store.js';

export interface ThreadMessage {
  id: string;
  text: string | null;
  /** Staff is known by `kind`. */
  by: By;
  /** Unix milliseconds. */
  at: number;
  offset: number;
}

export interface ThreadSnapshot extends LiveSnapshot {
  messages: readonly ThreadMessage[];
  lastContact: ThreadState;
  canLoadEarlier: boolean;
}

/** What one coach and the managers write to each other, live while somebody subscribes. */
export interface Thread extends ReadonlyStore<ThreadSnapshot> {
  post(text: string): Promise<Result<'thread.post'>>;
  loadEarlier(): Promise<void>;
}

/** @param coachId one's own, for a coach */
export function createThread(client: Client, coachId: string): Thread {
  const feed = client.feed(`thread/${coachId}`, threadFold);
  const store = mapStore(feed, ({ status, error, feed: { state, events, from } }) => ({
    status,
    error,
    messages: events
      .filter(({ type }) => type === 'thread.posted')
      .map(({ data, by, at, offset }) => ({
        id: String(data.messageId),
        text: (data.text as string | undefined) ?? null,
        by,
        at,
        offset,
      })),
    lastContact: state,
    canLoadEarlier: from > 1,
  }));
  return {
    ...store,
    post: (text) => client.call('thread.post', { coachId, messageId: crypto.randomUUID(), text }),
    loadEarlier: () => feed.loadEarlier(),
  };
}
