import type { Clock } from '@entraide/core';
import type { By, NotificationParams, Params } from '@entraide/core/protocol';
import { createStore, type ReadonlyStore } from './store.js';

/** What the others of a conversation do just now; never stored anywhere. */
export interface PeerSignals {
  /** Who is typing. */
  typing: By | null;
  /** Offset up to which somebody else has read. */
  readOffset: number;
}

/** Typing and reading, both ways. */
export interface Typing extends ReadonlyStore<PeerSignals> {
  /** Says that this person is typing, as often as is worth it; `false` says that they stopped. */
  type(active: boolean): void;
  /** Says how far this person has read. */
  read(offset: number): void;
  heard(signal: NotificationParams<'signal'>): void;
  /** A message came from the others, so none is being typed. */
  settle(): void;
}

const repeatAfterMs = 3_000;
const forgetAfterMs = 6_000;

interface TypingOptions {
  clock: Clock;
  send(signal: Omit<Params<'signal'>, 'conversationId'>): void;
}

export function createTyping({ clock, send }: TypingOptions): Typing {
  const store = createStore<PeerSignals>({ typing: null, readOffset: 0 });
  let saidAt = Number.NEGATIVE_INFINITY;
  let readUpTo = 0;
  let cancelForget = () => {};
  const settle = () => {
    cancelForget();
    const known = store.getSnapshot();
    if (known.typing) store.set({ ...known, typing: null });
  };
  return {
    getSnapshot: store.getSnapshot,
    subscribe: store.subscribe,
    settle,
    type(active) {
      const now = clock.now();
      const isFresh = now - saidAt < repeatAfterMs;
      if (active === isFresh) return;
      saidAt = active ? now : Number.NEGATIVE_INFINITY;
      send({ kind: 'typing', active });
    },
    read(offset) {
      if (offset <= readUpTo) return;
      readUpTo = offset;
      send({ kind: 'read', offset });
    },
    heard({ kind, by, active, offset = 0 }) {
      const known = store.getSnapshot();
      if (kind === 'read') {
        if (offset > known.readOffset) store.set({ ...known, readOffset: offset });
        return;
      }
      if (active === false) return settle();
      cancelForget();
      if (!known.typing) store.set({ ...known, typing: by as By });
      cancelForget = clock.schedule(forgetAfterMs, settle);
    },
  };
}
