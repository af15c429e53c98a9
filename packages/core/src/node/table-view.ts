import type { Person } from '../engine/rooms.js';
import type { FoundRow, Row, RowQuery, Storage } from '../ports/storage.js';
import type { ViewName } from '../protocol/types.js';
import { firstWithin, splitWithin } from './frame-bytes.js';
import { notificationFrame } from './json-rpc.js';
import { createKnownRows, type Tables } from './known-rows.js';

type ShownRow = { key: string };

export interface TableReader {
  readonly actor: Person;
  send(frame: string): void;
}

/** A view of few stored rows, shown to each reader by what they may see: kept in memory while somebody reads it. */
export interface TableView {
  /** Reads the rows. Changes wait until `start`. */
  open(reader: TableReader): Promise<{ version: number; rows: ShownRow[] }>;
  /** The rows were sent: what changed since follows now. */
  start(reader: TableReader): void;
  close(reader: TableReader): void;
  /** Rows of a stored view were written. */
  rowsChanged(name: string, position: number, rows: readonly FoundRow[]): void;
  /** Time has passed. */
  tick(): void;
  /** Whether somebody reads it. */
  isOpen(): boolean;
  /** The stored views that its rows come from. */
  readonly reads: readonly string[];
  /** Something beside the stored rows changed. */
  changed(): void;
}

export interface TableViewOptions {
  name: ViewName;
  community: string;
  storage: Storage;
  tables: Readonly<Record<string, TableSource>>;
  /** What a reader sees now; what doesn't fit into a frame is cut off at the end. */
  rowsFor(tables: Tables, actor: Person): readonly ShownRow[];
  /** Whether what is shown turned since it was last asked, by time alone. */
  hasTurned?(tables: Tables): boolean;
  /** Shows what changed once a tick: rows that change often. @defaultValue each change at once */
  isPaced?: boolean;
  /** Stored rows were read for a reader, at this log position. */
  opened(position: number): void;
}

type StoredQuery = Omit<RowQuery, 'community'>;

export interface TableSource {
  /** What a reader needs of it, in one query or several. */
  query(actor: Person): StoredQuery | readonly StoredQuery[];
  /** What matters of a row; null where it is none of this view's. */
  pick(row: Row): Row | null;
}

export interface Shown {
  /** What the reader has, as JSON by key. */
  rows: Map<string, string>;
  isStarted: boolean;
}

export function createTableView(options: TableViewOptions): TableView {
  const { community, storage, name: view } = options;
  const readers = new Map<TableReader, Shown>();
  const known = createKnownRows((name, row) => options.tables[name]?.pick(row) ?? null);
  const { tables, take } = known;
  let position = 0;
  /** Something changed since the last tick. */
  let isDue = false;

  const rowsOf = ({ actor }: TableReader) => firstWithin(options.rowsFor(tables, actor));
  const show = (reader: TableReader, shown: Shown) => {
    if (shown.isStarted) showRows({ view, version: position }, reader, { shown, rows: rowsOf(reader) });
  };
  const showAll = () => {
    isDue = false;
    for (const [reader, shown] of readers) show(reader, shown);
  };

  const changed = () => {
    if (options.isPaced) isDue = true;
    else showAll();
  };

  return {
    reads: Object.keys(options.tables),
    changed,
    async open(reader) {
      // What was known while nobody read it may be gone.
      if (readers.size === 0) known.clear();
      const shown: Shown = { rows: new Map(), isStarted: false };
      readers.set(reader, shown);
      try {
        for (const [name, { query }] of Object.entries(options.tables))
          for (const one of [query(reader.actor)].flat()) {
            const found = await storage.find(name, { community, ...one });
            options.opened(found.position);
            position = Math.max(position, found.position);
            if (take(name, found.rows)) changed();
          }
      } catch (error) {
        readers.delete(reader);
        throw error;
      }
      const rows = rowsOf(reader);
      for (const row of rows) shown.rows.set(row.key, JSON.stringify(row));
      return { version: position, rows };
    },
    start(reader) {
      const shown = readers.get(reader);
      if (!shown) return;
      shown.isStarted = true;
      show(reader, shown);
    },
    close: (reader) => void readers.delete(reader),
    rowsChanged(name, at, rows) {
      if (readers.size === 0 || !options.tables[name] || rows.length === 0) return;
      position = Math.max(position, at);
      if (take(name, rows)) changed();
    },
    tick() {
      if (readers.size > 0 && (isDue || options.hasTurned?.(tables))) showAll();
    },
    isOpen: () => readers.size > 0,
  };
}

/** Rows as JSON by key. */
export const textsOf = (rows: readonly ShownRow[]): Map<string, string> =>
  new Map(rows.map((row) => [row.key, JSON.stringify(row)]));

export interface Difference {
  upserts: readonly ShownRow[];
  removes: readonly string[];
}

/** What a reader of rows must be told who has these. */
export function differenceOf(
  rows: readonly ShownRow[],
  known: ReadonlyMap<string, string>,
  now = textsOf(rows),
): Difference {
  return {
    upserts: rows.filter(({ key }) => known.get(key) !== now.get(key)),
    removes: [...known.keys()].filter((key) => !now.has(key)),
  };
}

/** Sends what differs from what the reader has. */
export function showRows(
  { view, version }: { view: ViewName; version: number },
  reader: TableReader,
  { shown, rows }: { shown: Shown; rows: readonly ShownRow[] },
): void {
  const now = textsOf(rows);
  const { upserts, removes } = differenceOf(rows, shown.rows, now);
  shown.rows = now;
  if (upserts.length + removes.length === 0) return;
  const [first = [], ...more] = splitWithin(upserts);
  reader.send(notificationFrame('view.changed', { view, version, upserts: first, removes }));
  for (const rest of more)
    reader.send(notificationFrame('view.changed', { view, version, upserts: rest, removes: [] }));
}
