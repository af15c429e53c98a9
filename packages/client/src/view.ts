import type { Clock } from '@entraide/core';
import type { NotificationParams, Result, ViewName } from '@entraide/core/protocol';
import type { EntraideError } from './entraide-error.js';
import type { Link } from './link.js';
import { createStore, type ReadonlyStore, type Store } from './store.js';
import { createSubscription, type Subscription } from './subscription.js';

type Answer = Result<'view.open'>;

interface KeyedRow {
  key: string;
}

export interface ViewSnapshot<T> {
  status: 'loading' | 'ready' | 'error';
  error: EntraideError | null;
  /** What the rows say. */
  value: T;
}

interface ViewOptions<R extends KeyedRow, T> {
  name: ViewName;
  link: Link;
  clock: Clock;
  /** What the rows say, in no order. */
  read(rows: readonly R[]): T;
  /** A row that was not there before; not those of a first answer. */
  arrived?(row: R): void;
}

/** A small live table. It is live as long as somebody subscribes. */
export const createView = <R extends KeyedRow, T>(options: ViewOptions<R, T>): ReadonlyStore<ViewSnapshot<T>> =>
  new ViewStore<R, T>(options);

class ViewStore<R extends KeyedRow, T> implements ReadonlyStore<ViewSnapshot<T>> {
  readonly #options: ViewOptions<R, T>;
  readonly #store: Store<ViewSnapshot<T>>;
  readonly #subscription: Subscription;
  #rows = new Map<string, R>();
  #version = 0;
  /** Changes that overtook the answer to `view.open`. */
  #early: NotificationParams<'view.changed'>[] = [];

  constructor(options: ViewOptions<R, T>) {
    const { name, link, clock, read } = options;
    this.#options = options;
    this.#store = createStore<ViewSnapshot<T>>({ status: 'loading', error: null, value: read([]) });
    this.#subscription = createSubscription<Answer>({
      link,
      clock,
      listen: () => link.onNotification('view.changed', (params) => this.#received(params)),
      open: () => {
        this.#early = [];
        return link.request('view.open', { view: name });
      },
      opened: (answer) => this.#opened(answer),
      refused: (error) => this.#store.set({ ...this.getSnapshot(), status: 'error', error }),
      close: () => {
        // What can't be said any more needn't be: the subscription ends with its session.
        link.request('view.close', { view: name }).catch(() => undefined);
      },
    });
  }

  // Fields, not methods: hooks pass them on by themselves.
  readonly getSnapshot = (): ViewSnapshot<T> => this.#store.getSnapshot();

  readonly subscribe = (listener: () => void): (() => void) => {
    const leave = this.#subscription.use();
    const unsubscribe = this.#store.subscribe(listener);
    return () => {
      unsubscribe();
      leave();
    };
  };

  #opened({ version, rows }: Answer): void {
    this.#version = version;
    this.#replace(new Map(rows.map((row) => [row.key, row as unknown as R])));
    for (const change of this.#early.splice(0)) this.#received(change);
  }

  #received(change: NotificationParams<'view.changed'>): void {
    if (change.view !== this.#options.name) return;
    if (this.#subscription.isOpening) {
      this.#early.push(change);
      return;
    }
    // Older than what is known: it crossed the answer on its way.
    if (this.getSnapshot().status !== 'ready' || change.version < this.#version) return;
    this.#version = change.version;
    const rows = new Map(this.#rows);
    for (const key of change.removes) rows.delete(key);
    for (const row of change.upserts) rows.set(row.key, row as unknown as R);
    this.#replace(rows);
  }

  #replace(rows: Map<string, R>): void {
    const isFirst = this.getSnapshot().status === 'loading';
    const known = this.#rows;
    this.#rows = rows;
    this.#store.set({ status: 'ready', error: null, value: this.#options.read([...rows.values()]) });
    if (!isFirst) for (const row of rows.values()) if (!known.has(row.key)) this.#options.arrived?.(row);
  }
}
