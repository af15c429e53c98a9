import type { Clock } from '@entraide/core';
import type { NotificationParams } from '@entraide/core/protocol';
import { type EntraideError, isEntraideError } from './entraide-error.js';
import type { Link } from './link.js';
import { createShare, subscribeUsing } from './share.js';
import { createStore, type ReadonlyStore, type Store } from './store.js';

/** How far a store is that the server fills. */
export interface LiveSnapshot {
  status: 'loading' | 'ready' | 'error';
  error: EntraideError | null;
}

type LiveNotification = 'feed.event' | 'view.changed';

interface LiveStoreOptions<S, A, N extends LiveNotification> {
  link: Link;
  clock: Clock;
  initial: S;
  notification: N;
  isFor(params: NotificationParams<N>): boolean;
  /** Asks for what is missing, or for all of it. Null: not now. */
  open(): Promise<A> | null;
  opened(answer: A): void;
  received(params: NotificationParams<N>): void;
  close(): Promise<unknown>;
}

/** What an answer begins and notifications go on with, held open from the first user to the last and over reconnects. */
export interface LiveStore<S> extends Store<S> {
  /** Something may be missing: ask again. */
  reopen(): void;
}

const retryAfterMs = 2_000;

export const createLiveStore = <S extends LiveSnapshot, A, N extends LiveNotification>(
  options: LiveStoreOptions<S, A, N>,
): LiveStore<S> => new HeldStore(options);

class HeldStore<S extends LiveSnapshot, A, N extends LiveNotification> implements LiveStore<S> {
  readonly #options: LiveStoreOptions<S, A, N>;
  readonly getSnapshot: () => S;
  readonly set: (next: S) => void;
  readonly subscribe: ReadonlyStore<S>['subscribe'];
  /** Counts the questions, so that an answer to an older one is not taken for an answer to the newest. */
  #round = 0;
  #isActive = false;
  #isOpening = false;
  /** What overtook the answer. */
  #early: NotificationParams<N>[] = [];
  #unlisten = () => {};
  #cancelRetry = () => {};

  constructor(options: LiveStoreOptions<S, A, N>) {
    const { clock, initial } = options;
    const store = createStore(initial);
    this.#options = options;
    this.getSnapshot = store.getSnapshot;
    this.set = store.set;
    const use = createShare({ clock, start: () => this.#start(), stop: () => this.#stop() });
    this.subscribe = subscribeUsing(use, store);
  }

  #start(): void {
    this.#isActive = true;
    const { link, notification } = this.#options;
    // Before the first answer can miss anything.
    const unlisten = link.onNotification(notification, (params) => this.#heard(params));
    const unfollow = link.follow({ opened: this.reopen, lost: () => this.#forget() });
    this.#unlisten = () => {
      unfollow();
      unlisten();
    };
  }

  #stop(): void {
    this.#isActive = false;
    this.#forget();
    this.#unlisten();
    // What can't be said any more needn't be: the subscription ends with its session.
    this.#options.close().catch(() => undefined);
  }

  #forget(): void {
    this.#cancelRetry();
    this.#round += 1;
    this.#isOpening = false;
  }

  readonly reopen = (): void => {
    if (!this.#isActive || !this.#options.link.session || this.#isOpening) return;
    this.#forget();
    const question = this.#options.open();
    if (!question) return;
    const round = this.#round;
    this.#early = [];
    this.#isOpening = true;
    question.then(
      (answer) => round === this.#round && this.#answered(answer),
      (error) => round === this.#round && this.#failed(error),
    );
  };

  #heard(params: NotificationParams<N>): void {
    const { isFor, received } = this.#options;
    if (!isFor(params)) return;
    if (this.#isOpening) this.#early.push(params);
    else if (this.getSnapshot().status === 'ready') received(params);
  }

  #answered(answer: A): void {
    this.#isOpening = false;
    this.#options.opened(answer);
    for (const params of this.#early.splice(0)) this.#heard(params);
  }

  #failed(error: unknown): void {
    this.#isOpening = false;
    if (!isEntraideError(error)) throw error;
    if (error.code === 'disconnected') return;
    const { clock } = this.#options;
    // Where asking again would not help, the answer is no.
    if (error.retry === 'never') this.set({ ...this.getSnapshot(), status: 'error', error });
    else this.#cancelRetry = clock.schedule(error.retryAfterMs ?? retryAfterMs, this.reopen);
  }
}
