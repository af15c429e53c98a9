import type { Kysely, RawBuilder } from 'kysely';

/** The tables that every installation has. Each view adds one of its own: see `view-table.ts`. */
export interface Tables {
  /** What was made, once: see `migrate-database.ts`. */
  migration: { name: string; at: number };
  /** One row. The epoch is made at the first migration and changes on restore. */
  installation: { id: number; epoch: string };
  /** One row, taken last by each commit and held to its end: so the log skips no late committer. */
  counter: { name: string; value: number };
  stream: { community: string; stream: string; version: number; commit_id: string };
  event: {
    position: number;
    community: string;
    stream: string;
    offset: number;
    type: string;
    at: number;
    by: string;
    data: string;
    content: string | null;
  };
  command: { community: string; id: string; hash: string; result: string; at: number };
  lease: { name: string; holder: string; ends_at: number };
}

export type Database = Kysely<Tables>;

/** What the two databases don't agree on. */
export interface Dialect {
  /** 64 bits; SQLite keeps a primary key that is called exactly `integer` in row order. */
  integer: RawBuilder<unknown>;
  /** Compared by code point, on every machine alike. */
  text: RawBuilder<unknown>;
  least: 'least' | 'min';
  greatest: 'greatest' | 'max';
  /** Tuples as a table with the columns `column1`, `column2` …, in as many parameters for a thousand as for one. */
  table(tuples: readonly (readonly (number | string)[])[], types: readonly ('integer' | 'text')[]): RawBuilder<unknown>;
  /** The database's own clock in Unix milliseconds, so that nodes with other clocks agree on leases. */
  now: RawBuilder<number>;
}
