import type { Params, Result } from '@entraide/core/protocol';
import type { ConversationContext, ConversationSnapshot, ConversationStore } from './conversation-store.js';
import type { ReadonlyStore } from './store.js';

type Accepted = Promise<{ offset: number }>;

/**
 * One conversation: what it says, live while somebody subscribes, and what may be done with it. A command is shown at
 * once and sent as soon as possible. Its promise may be ignored: a refusal is seen in `messages` or by the client's
 * `refused` event too.
 */
export interface Conversation extends ReadonlyStore<ConversationSnapshot> {
  readonly id: string;
  /** Says something: 1 to 8,000 characters, kept as they are. */
  post(text: string): Promise<Result<'message.post'>>;
  /** Sends a failed message again. */
  retry(messageId: string): void;
  /** Forgets a failed message. */
  discard(messageId: string): void;
  /** Tells the others that this person types; call it on each keystroke. `false`: they stopped. */
  setTyping(isTyping?: boolean): void;
  /** Tells the others how far this person has read. */
  markRead(offset: number): void;
  loadEarlier(): Promise<void>;
  /** The visitor goes. */
  leave(): Accepted;
  /** The visitor thanks the coach, once. */
  thank(options?: { comment?: string }): Accepted;
  /** The visitor rates, once. */
  rate(options: { stars: number; comment?: string }): Accepted;
  /** A coach takes the request; the lease ends unless they answer. */
  claim(): Promise<Result<'request.claim'>>;
  /** Lengthens the lease, once. */
  extend(): Promise<Result<'request.extend'>>;
  /** The coach gives it back to the others. */
  release(): Accepted;
  /** The coach, or a manager, ends it. */
  close(options: { outcome: Params<'conversation.close'>['outcome'] }): Accepted;
}

/** What a store of its client looks like to a page. */
export function createConversation(store: ConversationStore, { put, random }: ConversationContext): Conversation {
  const on = { conversationId: store.id };
  return {
    id: store.id,
    getSnapshot: () => store.getSnapshot(),
    subscribe: (listener) => store.subscribe(listener),
    post(text) {
      store.typing.type(false);
      return put('message.post', { ...on, messageId: random.uuid(), text });
    },
    retry: (messageId) => store.retry(messageId),
    discard: (messageId) => store.discard(messageId),
    setTyping: (isTyping = true) => store.typing.type(isTyping),
    markRead: (offset) => store.typing.read(offset),
    loadEarlier: () => store.loadEarlier(),
    leave: () => put('conversation.leave', on),
    thank: ({ comment } = {}) => put('conversation.thank', { ...on, comment }),
    rate: ({ stars, comment }) => put('conversation.rate', { ...on, stars, comment }),
    claim: () => put('request.claim', on),
    extend: () => put('request.extend', on),
    release: () => put('conversation.release', on),
    close: ({ outcome }) => put('conversation.close', { ...on, outcome }),
  };
}
