import type { Clock } from '@entraide/core';
import {
  applyEvent,
  emptyFeed,
  type FeedFold,
  type FeedState,
  type NotificationParams,
  type OffsetWireEvent,
  openedFeed,
  type Result,
} from '@entraide/core/protocol';
import type { Link } from './link.js';
import { createLiveStore, type LiveSnapshot, type LiveStore } from './live-store.js';
import type { ReadonlyStore } from './store.js';

type Answer = Result<'feed.open'>;

export interface FeedSnapshot<S> extends LiveSnapshot {
  feed: FeedState<S>;
}

interface FeedOptions {
  /** `me`, `conversation/{id}`, `lounge` or `thread/{coach}`. */
  name: string;
  /** @defaultValue what the name says */
  fold?: FeedFold | undefined;
  link: Link;
  clock: Clock;
  /** Whether the server can know the feed yet. */
  canOpen?(): boolean;
  /** Events that are new to this client, each once; not those of a first snapshot. */
  arrived?(event: OffsetWireEvent): void;
}

/** A stored stream as this client knows it. It is live as long as somebody subscribes. */
export interface Feed<S> extends ReadonlyStore<FeedSnapshot<S>> {
  /** Asks again, after a refusal or when events may be missing. */
  reopen(): void;
  /** Pages back. */
  loadEarlier(): Promise<void>;
}

const pageMax = 100;

export const createFeed = <S>(options: FeedOptions): Feed<S> => new FeedStore<S>(options);

class FeedStore<S> implements Feed<S> {
  readonly #options: FeedOptions;
  readonly #live: LiveStore<FeedSnapshot<S>>;
  readonly getSnapshot: () => FeedSnapshot<S>;
  readonly subscribe: (listener: () => void) => () => void;
  readonly reopen: () => void;
  readonly #fold: string | FeedFold;
  #paging: Promise<void> | null = null;

  constructor(options: FeedOptions) {
    const { name, link, clock, fold = name } = options;
    this.#fold = fold;
    this.#options = options;
    this.#live = createLiveStore<FeedSnapshot<S>, Answer, 'feed.event'>({
      link,
      clock,
      initial: { status: 'loading', error: null, feed: emptyFeed(fold) as FeedState<S> },
      notification: 'feed.event',
      isFor: ({ feed }) => feed === name,
      open: () => this.#open(),
      opened: (answer) => this.#opened(answer),
      received: (params) => this.#received(params),
      close: () => link.request('feed.close', { feed: name }),
    });
    ({ getSnapshot: this.getSnapshot, subscribe: this.subscribe, reopen: this.reopen } = this.#live);
  }

  #open(): Promise<Answer> | null {
    const { name, link, canOpen } = this.#options;
    if (canOpen && !canOpen()) return null;
    const { epoch, offset } = this.getSnapshot().feed;
    return link.request('feed.open', epoch ? { feed: name, after: { epoch, offset } } : { feed: name });
  }

  #opened(answer: Answer): void {
    const known = this.getSnapshot().feed;
    const feed = openedFeed(this.#fold, known, answer as never) as FeedState<S>;
    this.#live.set({ status: 'ready', error: null, feed });
    if (!answer.snapshot) for (const event of answer.events ?? []) this.#tell(known, event as OffsetWireEvent);
  }

  #received(params: NotificationParams<'feed.event'>): void {
    const { feed } = this.getSnapshot();
    const event = { ...params.event, offset: params.offset } as OffsetWireEvent;
    const next = params.epoch === feed.epoch ? applyEvent(this.#fold, feed, event) : null;
    if (!next) this.reopen();
    if (!next || next === feed) return;
    this.#live.set({ status: 'ready', error: null, feed: next as FeedState<S> });
    this.#tell(feed, event);
  }

  #tell(known: FeedState<S>, event: OffsetWireEvent): void {
    if (known.epoch && event.offset > known.offset) this.#options.arrived?.(event);
  }

  loadEarlier(): Promise<void> {
    this.#paging ??= this.#pageBack().finally(() => {
      this.#paging = null;
    });
    return this.#paging;
  }

  async #pageBack(): Promise<void> {
    const { name, link } = this.#options;
    const { epoch, from } = this.getSnapshot().feed;
    if (from <= 1 || !epoch) return;
    const page = await link.request('feed.pull', { feed: name, epoch, before: from, limit: pageMax });
    const { status, error, feed } = this.getSnapshot();
    const last = page.events.at(-1);
    // Meanwhile a snapshot may have begun elsewhere, and nothing is guessed in between.
    if (!last || page.epoch !== feed.epoch || last.offset !== feed.from - 1) return;
    const first = page.events[0] as OffsetWireEvent;
    const events = [...(page.events as OffsetWireEvent[]), ...feed.events];
    this.#live.set({ status, error, feed: { ...feed, from: first.offset, events } });
  }
}
