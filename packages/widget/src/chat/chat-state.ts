import type { ReadonlyStore } from '@entraide/client';
import { createMemory } from '../launcher/memory.js';

/** What the window knows that is nobody else's business. */
export interface ChatView {
  isShown: boolean;
  /** What is being asked; kept over reloads, and while the gate shuts. */
  draft: string;
  topic: string;
  /** The conversation that the visitor has put aside to ask something else. */
  left: string | null;
  /** Counts the wishes to write: each is fulfilled by the field that is there then. */
  focusWanted: number;
}

export interface ChatState extends ReadonlyStore<ChatView> {
  set(change: Partial<ChatView>): void;
}

/** Kept in the tab, as far as a reload should find it. */
export function createChatState(community: string, topic: string): ChatState {
  const tab = createMemory('sessionStorage', community);
  let view: ChatView = {
    isShown: false,
    draft: tab.read('draft') ?? '',
    topic,
    left: tab.read('left'),
    focusWanted: 0,
  };
  const listeners = new Set<() => void>();
  return {
    getSnapshot: () => view,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    set(change) {
      view = { ...view, ...change };
      if (change.draft !== undefined) tab.write('draft', change.draft);
      if (change.left !== undefined) tab.write('left', change.left);
      for (const listener of [...listeners]) listener();
    },
  };
}
