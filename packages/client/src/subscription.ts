import type { Clock } from '@entraide/core';
import { type EntraideError, isEntraideError } from './entraide-error.js';
import type { Link } from './link.js';
import { createShare } from './share.js';

interface SubscriptionOptions<A> {
  link: Link;
  clock: Clock;
  /** The first user came: listen before the first answer can miss anything. Returns how to stop. */
  listen(): () => void;
  /** Asks for what is missing, or for all of it. Null: not now. */
  open(): Promise<A> | null;
  opened(answer: A): void;
  /** The answer is no, and asking again would not help. */
  refused(error: EntraideError): void;
  close(): void;
}

/** Something that the server sends as it changes, held open from the first user to the last and over reconnects. */
export interface Subscription {
  /** Whether an answer is waited for. */
  readonly isOpening: boolean;
  /** Begins to use it; returns how to leave. */
  use(): () => void;
  /** Something may be missing: ask again. */
  reopen(): void;
}

const retryAfterMs = 2_000;

export const createSubscription = <A>(options: SubscriptionOptions<A>): Subscription => new HeldSubscription(options);

class HeldSubscription<A> implements Subscription {
  readonly #options: SubscriptionOptions<A>;
  readonly use: () => () => void;
  /** Counts the questions, so that an answer to an older one is not taken for an answer to the newest. */
  #round = 0;
  #isActive = false;
  #unlisten = () => {};
  #cancelRetry = () => {};
  isOpening = false;

  constructor(options: SubscriptionOptions<A>) {
    this.#options = options;
    this.use = createShare({ clock: options.clock, start: () => this.#start(), stop: () => this.#stop() });
  }

  #start(): void {
    this.#isActive = true;
    const { link, listen } = this.#options;
    const unlisten = listen();
    const unfollow = link.follow({ opened: () => this.reopen(), lost: () => this.#forget() });
    this.#unlisten = () => {
      unfollow();
      unlisten();
    };
  }

  #stop(): void {
    this.#isActive = false;
    this.#forget();
    this.#unlisten();
    this.#options.close();
  }

  #forget(): void {
    this.#cancelRetry();
    this.#round += 1;
    this.isOpening = false;
  }

  reopen(): void {
    if (!this.#isActive || !this.#options.link.session || this.isOpening) return;
    this.#forget();
    const question = this.#options.open();
    if (!question) return;
    const round = this.#round;
    this.isOpening = true;
    question.then(
      (answer) => round === this.#round && this.#answered(answer),
      (error) => round === this.#round && this.#failed(error),
    );
  }

  #answered(answer: A): void {
    this.isOpening = false;
    this.#options.opened(answer);
  }

  #failed(error: unknown): void {
    this.isOpening = false;
    if (!isEntraideError(error)) throw error;
    const { refused, clock } = this.#options;
    if (error.code === 'disconnected') return;
    if (error.retry === 'never') refused(error);
    else this.#cancelRetry = clock.schedule(error.retryAfterMs ?? retryAfterMs, () => this.reopen());
  }
}
