import type { Alternative, Params, Result, TransferTarget } from '@entraide/core/protocol';
import { type AnswerSnapshot, createAnswer } from './answer.js';
import type { ConversationContext, ConversationSnapshot, ConversationStore } from './conversation-store.js';
import type { ReadonlyStore } from './store.js';

export type Explanation = Result<'match.explain'>;
type Accepted = Promise<{ offset: number }>;

/** What somebody has against the other person: a word for counting, and what they want to say. */
interface Reproach {
  reason: string;
  comment?: string;
}

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
  /** The visitor goes another way instead of waiting on: one of `summary.alternatives`. */
  choose(options: { alternative: Alternative }): Accepted;
  /** The visitor thanks the coach, once; `withdraw` takes it back, for a short time. */
  thank(options?: { comment?: string; withdraw?: true }): Accepted;
  /** The visitor rates, once. */
  rate(options: { stars: number; comment?: string }): Accepted;
  /** A coach takes the request; the lease ends unless they answer. */
  claim(): Promise<Result<'request.claim'>>;
  /** Lengthens the lease, once. */
  extend(): Promise<Result<'request.extend'>>;
  /** A coach lets the request pass, for good. */
  decline(options?: { reason?: string }): Accepted;
  /** Why this coach was asked or not; to a manager, why everybody. Rejects with `not_found` where it never concerned them. */
  explain(options?: { signal?: AbortSignal }): Promise<Explanation>;
  /** The same as a store, asked for when somebody begins to look. */
  readonly explanation: ReadonlyStore<AnswerSnapshot<Explanation>>;
  /** The coach gives it back to the others. */
  release(): Accepted;
  /** The coach, or a manager, gives it to a coach who is free, to those of a topic, or to the brand's own people. */
  transfer(options: { to: TransferTarget }): Accepted;
  /** Tells the managers; the other person doesn't learn of it. */
  report(options: Reproach): Promise<Result<'conversation.report'>>;
  /** Ends it, and these two never meet again. */
  block(options: Reproach): Accepted;
  /** The coach, or a manager, ends it. */
  close(options: { outcome: Params<'conversation.close'>['outcome'] }): Accepted;
}

/** What a store of its client looks like to a page. */
export function createConversation(
  store: ConversationStore,
  { put, call, clock, random }: ConversationContext,
): Conversation {
  const on = { conversationId: store.id };
  const explain: Conversation['explain'] = (options) => call('match.explain', on, options);
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
    choose: (options) => put('alternative.choose', { ...options, ...on }),
    thank: (options) => put('conversation.thank', { ...options, ...on }),
    rate: (options) => put('conversation.rate', { ...options, ...on }),
    claim: () => put('request.claim', on),
    extend: () => put('request.extend', on),
    decline: ({ reason } = {}) => put('request.decline', { ...on, reason }),
    explain,
    explanation: createAnswer({ clock, ask: explain }),
    release: () => put('conversation.release', on),
    transfer: (options) => put('conversation.transfer', { ...options, ...on }),
    report: (options) => put('conversation.report', { ...options, ...on }),
    block: (options) => put('conversation.block', { ...options, ...on }),
    close: (options) => put('conversation.close', { ...options, ...on }),
  };
}
