import { createHash } from 'node:crypto';
import { type CompiledQuery, sql } from 'kysely';
import type pg from 'pg';
import { parameter, type WriteTarget } from './batch-writes.js';
import { integerArrayOf, textArrayOf } from './postgres-arrays.js';
import type { Database } from './tables.js';
import type { ViewDefinitions } from './view-table.js';

export interface PostgresBatchOptions {
  pool: pg.Pool;
  db: Database;
  views: ViewDefinitions;
  schema: string;
}

/** A statement that each connection plans once. */
export interface PreparedQuery {
  name: string;
  text: string;
}

/** Named by its text: a pool may serve several storages, and a name stands for one text on a connection. */
export const prepare = ({ sql: text }: CompiledQuery): PreparedQuery => ({
  name: createHash('sha1').update(text).digest('hex'),
  text,
});

export const textArray = sql`${null}::text[]`;
const integerArray = sql`${null}::bigint[]`;

type Columns = Pick<WriteTarget, 'columns'>;

/** Tuples from one array parameter per column, so that one statement serves any number of them. */
export const unnest = ({ columns }: Columns) =>
  sql`unnest(${sql.join(columns.map(({ type }) => (type === 'text' ? textArray : integerArray)))})`;

export const columnNames = ({ columns }: Columns) => sql.join(columns.map(({ name }) => sql.ref(name)));

/** The parameters of `unnest`. */
export const columnsOf = ({ columns }: Columns, tuples: readonly unknown[][]) =>
  columns.map(({ type }, column) =>
    type === 'integer' ? integerArrayOf(tuples, column) : textArrayOf(tuples, column),
  );

/**
 * Tuples whose positions count from 1, placed at the end of the log: a statement's own `log` has just moved on by as many
 * as its first parameter says.
 */
export function atLogEnd(target: Columns) {
  const columns = target.columns.map(({ name }) =>
    name === 'position' ? sql`log.value - ${parameter}::bigint + t.position` : sql.ref(`t.${name}`),
  );
  return sql`select ${sql.join(columns)} from log, ${unnest(target)} as t(${columnNames(target)})`;
}
