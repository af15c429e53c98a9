import { type Conversation, createConversation } from './conversation.js';
import { type ConversationContext, type ConversationStore, createConversationStore } from './conversation-store.js';

/** The conversations of one client, by id. */
export interface Conversations {
  /** The same object for the same id, as long as anybody holds it or a subscription to it. */
  open(conversationId: string): Conversation;
  /** Its store, where there is one. */
  find(conversationId: string): ConversationStore | undefined;
}

/** A coach who comes back to one of these finds it as it was left. */
const keptMax = 50;

/**
 * Nothing says when a page is done with a conversation: who let go of it may subscribe again at any time, and must meet the
 * same object then, or one feed has two owners and the first to close it closes both. So this holds on to the last ones
 * used and knows all others weakly. One that nobody can reach any more says nothing that the outbox and the server don't.
 */
export function createConversations(context: ConversationContext): Conversations {
  const known = new Map<string, WeakRef<ConversationStore>>();
  /** A conversation lives as long as its store: its methods hold it, and so do its subscriptions. */
  const conversations = new WeakMap<ConversationStore, Conversation>();
  /** In the order of their last use. */
  const kept = new Set<ConversationStore>();
  const find = (id: string) => known.get(id)?.deref();
  context.outbox.content.subscribe(() => {
    for (const store of known.values()) store.deref()?.outboxChanged();
  });

  const make = (id: string): ConversationStore => {
    for (const [other, store] of known) if (!store.deref()) known.delete(other);
    const store = createConversationStore(id, context);
    known.set(id, new WeakRef(store));
    conversations.set(store, createConversation(store, context));
    return store;
  };
  return {
    find,
    open(conversationId) {
      const id = conversationId.toLowerCase();
      const store = find(id) ?? make(id);
      kept.delete(store);
      kept.add(store);
      for (const oldest of kept) if (kept.size > keptMax) kept.delete(oldest);
      return conversations.get(store) as Conversation;
    },
  };
}
