import type { Clock } from '@entraide/core';
import type { By, ConversationSummary, FeedState, OffsetWireEvent, Page } from '@entraide/core/protocol';
import type { Call } from './call.js';
import type { Emitter } from './emitter.js';
import type { EntraideError } from './entraide-error.js';
import { createFeed, type Feed } from './feed.js';
import type { Link } from './link.js';
import { type Acknowledged, echoOf, isOwn, lastCoachOf, type Message, messageOf, writtenIn } from './message.js';
import type { Outbox } from './outbox.js';
import type { OutboxEntry } from './outbox-file.js';
import { createShare, subscribeUsing } from './share.js';
import { createStore, type Store } from './store.js';
import type { Random } from './system.js';
import { createTyping, type PeerSignals, type Typing } from './typing.js';

/** What conversations need of their client. */
export interface ConversationContext extends Call {
  link: Link;
  clock: Clock;
  random: Random;
  outbox: Outbox;
  emitter: Emitter;
  /** What kind of person this client is, once that is known. */
  kind(): By['kind'] | undefined;
}

export interface ConversationSnapshot extends PeerSignals {
  id: string;
  /** `error`: it can't be read; see `error`. What was known stays. */
  status: 'loading' | 'ready' | 'error';
  error: EntraideError | null;
  summary: ConversationSummary;
  /** In the order of the transcript; what is not stored yet comes last. */
  messages: readonly Message[];
  canLoadEarlier: boolean;
  /**
   * What happened to it last, messages and pages apart: `request.claimed`, `coach.reminded`, `conversation.paused`… with
   * what the server tells of it. Null until that is known.
   */
  lastChange: OffsetWireEvent | null;
  /** Where the visitor was last, as far as it is loaded. */
  page: Page | null;
}

/** A feed, the commands under way and the signals of the others, as one snapshot. */
export interface ConversationStore {
  readonly id: string;
  readonly typing: Typing;
  getSnapshot(): ConversationSnapshot;
  subscribe(listener: () => void): () => void;
  loadEarlier(): Promise<void>;
  /** A command about this conversation got its answer. */
  settled(entry: OutboxEntry, outcome: { result: unknown } | { error: EntraideError }): void;
  /** The outbox holds other commands than before, perhaps of this conversation. */
  outboxChanged(): void;
  retry(messageId: string): void;
  discard(messageId: string): void;
}

export const createConversationStore = (id: string, context: ConversationContext): ConversationStore =>
  new LiveConversation(id, context);

class LiveConversation implements ConversationStore {
  readonly id: string;
  readonly #context: ConversationContext;
  readonly #feed: Feed<ConversationSummary>;
  readonly #store: Store<ConversationSnapshot>;
  readonly subscribe: (listener: () => void) => () => void;
  readonly #rows = new WeakMap<OffsetWireEvent, Message>();
  readonly typing: Typing;
  #entries: readonly OutboxEntry[] = [];
  #acknowledged: readonly Acknowledged[] = [];
  #isLive = false;
  #stop = () => {};

  constructor(id: string, context: ConversationContext) {
    const { link, clock, outbox } = context;
    this.id = id;
    this.#context = context;
    this.typing = createTyping({ clock, send: (signal) => link.signal({ conversationId: id, ...signal }) });
    this.#feed = createFeed<ConversationSummary>({
      name: `conversation/${id}`,
      link,
      clock,
      canOpen: () => !this.#isAsking,
      arrived: (event) => this.#arrived(event),
    });
    this.#entries = outbox.content.getSnapshot().entries.filter(({ conversationId }) => conversationId === id);
    this.#store = createStore(this.#compose());
    const use = createShare({ clock, start: () => this.#start(), stop: () => this.#stop() });
    this.subscribe = subscribeUsing(use, this.#store);
  }

  getSnapshot(): ConversationSnapshot {
    return this.#store.getSnapshot();
  }

  loadEarlier(): Promise<void> {
    return this.#feed.loadEarlier();
  }

  settled(entry: OutboxEntry, outcome: { result: unknown } | { error: EntraideError }): void {
    if ('error' in outcome) return;
    // What was read before may have become another coach's in between, and nobody says when a feed ends.
    if (entry.method === 'request.claim') this.#feed.reopen();
    const { offset, at = entry.madeAt } = outcome.result as { offset: number; at?: number };
    // Until the event arrives, this is what says that the message is stored.
    if (this.#isLive && isWritten(entry)) this.#acknowledged = [...this.#acknowledged, { entry, offset, at }];
  }

  retry(messageId: string): void {
    this.#ofFailed(messageId, 'retry');
  }

  discard(messageId: string): void {
    this.#ofFailed(messageId, 'discard');
  }

  #ofFailed(messageId: string, verb: 'retry' | 'discard'): void {
    for (const entry of this.#entries)
      if (entry.refused && isWritten(entry) && writtenIn(entry).id === messageId)
        this.#context.outbox[verb](entry.commandId);
  }

  #start(): void {
    this.#isLive = true;
    const update = () => this.#update();
    const stops = [
      this.#context.link.onNotification('signal', (signal) => {
        if (signal.conversationId === this.id && signal.by.kind !== this.#context.kind()) this.typing.heard(signal);
      }),
      this.typing.subscribe(update),
      this.#feed.subscribe(update),
    ];
    this.#stop = () => {
      this.#isLive = false;
      this.#acknowledged = [];
      for (const stop of stops) stop();
    };
    update();
  }

  /** The server knows nothing of a conversation whose question is still on its way. */
  get #isAsking(): boolean {
    return this.#entries.some(({ method }) => method === 'conversation.ask');
  }

  outboxChanged(): void {
    const entries = this.#context.outbox.content
      .getSnapshot()
      .entries.filter(({ conversationId }) => conversationId === this.id);
    if (entries.length === this.#entries.length && entries.every((entry, index) => entry === this.#entries[index]))
      return;
    const wasAsking = this.#isAsking;
    this.#entries = entries;
    this.#update();
    if (wasAsking && !this.#isAsking) this.#feed.reopen();
  }

  #update(): void {
    this.#store.set(this.#compose());
  }

  #compose(): ConversationSnapshot {
    const { status, error, feed } = this.#feed.getSnapshot();
    const { typing, readOffset } = this.typing.getSnapshot();
    this.#acknowledged = this.#acknowledged.filter(({ offset }) => offset > feed.offset);
    const messages = this.#messages(feed);
    return {
      id: this.id,
      // What one has just written can be read, whatever the server is still asked.
      status: status === 'loading' && messages.length > 0 ? 'ready' : status,
      error,
      summary: feed.state,
      messages,
      typing,
      readOffset,
      canLoadEarlier: feed.from > 1,
      lastChange: feed.events.findLast(({ type }) => !unremarkable.includes(type)) ?? null,
      page: (feed.events.findLast(({ data }) => data.page !== undefined)?.data.page as Page | undefined) ?? null,
    };
  }

  #messages(feed: FeedState<ConversationSummary>): readonly Message[] {
    const lastCoach = lastCoachOf(feed.state, feed.events);
    const stored = feed.events.flatMap((event) => this.#row(event, lastCoach) ?? []);
    const known = new Set(stored.map(({ id }) => id));
    const kind = this.#context.kind() ?? 'visitor';
    const by = { kind, name: kind === 'coach' ? (lastCoach ?? '') : '' };
    const echoes = [
      ...this.#acknowledged.map(({ entry, offset, at }) => echoOf(entry, by, { offset, at })),
      ...this.#entries.filter(isWritten).map((entry) => echoOf(entry, by)),
    ];
    return [...stored, ...echoes.filter(({ id }) => !known.has(id) && known.add(id))];
  }

  /** The same event gives the same object, so that views may compare by identity. */
  #row(event: OffsetWireEvent, lastCoach: string | null): Message | null {
    const isMine = isOwn(event.by, this.#context.kind(), lastCoach);
    const known = this.#rows.get(event);
    if (known && known.isMine === isMine) return known;
    const row = messageOf(this.id, event, isMine);
    if (row) this.#rows.set(event, row);
    return row;
  }

  #arrived(event: OffsetWireEvent): void {
    const { emitter, kind } = this.#context;
    const { state, events } = this.#feed.getSnapshot().feed;
    const isMine = isOwn(event.by, kind(), lastCoachOf(state, events));
    const on = { conversationId: this.id };
    if (event.type === 'conversation.closed') emitter.emit('closed', { ...on, outcome: state.outcome });
    if (isMine) return;
    if (event.type === 'request.claimed') emitter.emit('claimed', { ...on, coach: { name: event.by.name } });
    const told = tellings[event.type];
    if (told) emitter.emit(told, { ...on, ...event.data } as never);
    const message = event.type === 'message.posted' ? messageOf(this.id, event, isMine) : null;
    if (!message) return;
    this.typing.settle();
    emitter.emit('messageReceived', { ...on, message });
  }
}

/** What changes nothing between the two people. */
const unremarkable: readonly string[] = ['message.posted', 'page.changed', 'content.redacted', 'alternatives.offered'];

/** Events that are told with the same data that they came with. */
const tellings: Readonly<Record<string, 'paused' | 'reminded' | 'reoffered' | 'transferred'>> = {
  'conversation.paused': 'paused',
  'coach.reminded': 'reminded',
  'conversation.reoffered': 'reoffered',
  'conversation.transferred': 'transferred',
};

const isWritten = ({ method }: OutboxEntry): boolean => method === 'message.post' || method === 'conversation.ask';
