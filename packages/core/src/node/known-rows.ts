import type { FoundRow, Row } from '../ports/storage.js';

/** Stored rows by key, no more of each than a view shows or decides on. */
export type Table = ReadonlyMap<string, Row>;
export type Tables = (name: string) => Table;

/** Rows of several stored views, as far as they are known: the newest of each. */
export interface KnownRows {
  /** Whether one of them is news. */
  take(name: string, rows: readonly FoundRow[]): boolean;
  tables: Tables;
  clear(): void;
}

/** Rows of one stored view before what is gone is forgotten. */
const rowsMax = 10_000;

interface KnownRow {
  version: number;
  text: string;
  row: Row | null;
}

/** @param pick by table: what matters of a row; null where it is of no interest */
export function createKnownRows(pick: (name: string, row: Row) => Row | null): KnownRows {
  const known = new Map<string, Map<string, KnownRow>>();
  return {
    take(name, rows) {
      const table = known.get(name) ?? new Map<string, KnownRow>();
      known.set(name, table);
      let isNews = false;
      for (const { key, version, row: stored } of rows) {
        const last = table.get(key);
        if (last && last.version >= version) continue;
        const row = stored && pick(name, stored);
        const text = JSON.stringify(row);
        table.set(key, { version, text, row });
        isNews ||= (last?.text ?? 'null') !== text;
      }
      // What is gone is remembered only so that an old read doesn't bring it back.
      if (table.size > rowsMax) for (const [key, { row }] of table) if (!row) table.delete(key);
      return isNews;
    },
    tables: (name) =>
      new Map([...(known.get(name) ?? [])].flatMap(([key, { row }]) => (row ? [[key, row] as const] : []))),
    clear: () => known.clear(),
  };
}
