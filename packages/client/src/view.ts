import type { Clock } from '@entraide/core';
import type { Result, ViewName } from '@entraide/core/protocol';
import type { Link } from './link.js';
import { createLiveStore, type LiveSnapshot } from './live-store.js';
import type { ReadonlyStore } from './store.js';

interface KeyedRow {
  key: string;
}

export interface ViewSnapshot<T> extends LiveSnapshot {
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
export function createView<R extends KeyedRow, T>(options: ViewOptions<R, T>): ReadonlyStore<ViewSnapshot<T>> {
  const { name: view, link, clock, read, arrived } = options;
  let rows = new Map<string, R>();
  let version = 0;
  const replace = (next: Map<string, R>) => {
    const known = rows;
    const isFirst = live.getSnapshot().status === 'loading';
    rows = next;
    live.set({ status: 'ready', error: null, value: read([...rows.values()]) });
    if (!isFirst) for (const row of rows.values()) if (!known.has(row.key)) arrived?.(row);
  };
  const live = createLiveStore<ViewSnapshot<T>, Result<'view.open'>, 'view.changed'>({
    link,
    clock,
    initial: { status: 'loading', error: null, value: read([]) },
    notification: 'view.changed',
    isFor: (change) => change.view === view,
    open: () => link.request('view.open', { view }),
    opened(answer) {
      version = answer.version;
      replace(new Map(answer.rows.map((row) => [row.key, row as unknown as R])));
    },
    received(change) {
      // Older than what is known: it crossed the answer on its way.
      if (change.version < version) return;
      version = change.version;
      const next = new Map(rows);
      for (const key of change.removes) next.delete(key);
      for (const row of change.upserts) next.set(row.key, row as unknown as R);
      replace(next);
    },
    close: () => link.request('view.close', { view }),
  });
  return live;
}
