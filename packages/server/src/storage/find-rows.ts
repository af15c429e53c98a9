import type { FoundRow, Row, RowQuery, ViewDefinition } from '@entraide/core';
import { type Expression, type Kysely, type OrderByItemBuilder, type SqlBool, sql } from 'kysely';
import { StorageFailure } from './storage-failure.js';
import type { Database } from './tables.js';
import { decodeValue, viewTable } from './view-table.js';

/** Tables whose columns are known at run time only. */
type AnyTables = Record<string, Record<string, string | number | null>>;

/** Rows, and the position that they are true for: one statement, one moment. */
export async function findRows(
  db: Database,
  view: ViewDefinition,
  query: RowQuery,
): Promise<{ position: number; rows: FoundRow[] }> {
  assertQueryFits(view, query);
  const found = await findQuery(db as unknown as Kysely<AnyTables>, view, query).execute();
  const rows = found.filter(({ key }) => key !== null);
  return {
    position: Number(found[0]?.['log_position']),
    rows: rows.map((row) => ({
      key: String(row['key']),
      version: Number(row['position']),
      row: Number(row['removed']) ? null : decodeRow(view, row),
    })),
  };
}

/** A driver may do worse than refuse what it can't bind: libsql ends the process over a boolean. */
function assertQueryFits(view: ViewDefinition, { where = {}, atMost = {}, atLeast = {}, orderBy }: RowQuery): void {
  const values = Object.entries({
    ...where,
    ...atMost,
    ...atLeast,
    ...(orderBy !== undefined && { [orderBy]: where[orderBy] ?? null }),
  });
  for (const [column, wanted] of values) {
    const isBindable = [wanted].flat().every((value) => value === null || ['string', 'number'].includes(typeof value));
    if (isBindable && Object.hasOwn(view.columns, column)) continue;
    throw new StorageFailure('storage_misused', `unable to find rows of ${view.name}; check its column ${column}`);
  }
}

const decodeRow = ({ columns }: ViewDefinition, row: Record<string, unknown>): Row =>
  Object.fromEntries(Object.entries(columns).map(([column, type]) => [column, decodeValue(type, row[column])]));

function findQuery(db: Kysely<AnyTables>, view: ViewDefinition, query: RowQuery) {
  const order = query.newerThan === undefined ? query.orderBy : 'position';
  const rows = matchingRows(db, view, query);
  const sorted = sortOf(query);
  return db
    .selectFrom('counter')
    .leftJoin(orderRows(rows, order, sorted).limit(query.limit).as('r'), (join) => join.onTrue())
    .where('counter.name', '=', 'log')
    .select('counter.value as log_position')
    .selectAll('r')
    .$if(order !== undefined, (all) => all.orderBy(`r.${order}`, sorted.column))
    .orderBy('r.key', sorted.key);
}

function matchingRows(db: Kysely<AnyTables>, view: ViewDefinition, query: RowQuery) {
  const { community, keys, where = {}, atMost = {}, newerThan, atLeast = {} } = query;
  return db
    .selectFrom(viewTable(view.name))
    .selectAll()
    .where('community', '=', community)
    .where((eb) => {
      const is = (
        column: string,
        wanted: string | number | null | readonly (string | number)[],
      ): Expression<SqlBool> => {
        if (wanted === null) return eb(column, 'is', null);
        if (!Array.isArray(wanted)) return eb(column, '=', wanted as string | number);
        return wanted.length === 0 ? sql<SqlBool>`1 = 0` : eb(column, 'in', wanted as (string | number)[]);
      };
      return eb.and([
        newerThan === undefined ? eb('removed', '=', 0) : eb('position', '>', newerThan),
        ...(keys ? [is('key', keys)] : []),
        ...Object.entries(where).map(([column, wanted]) => is(column, wanted)),
        ...Object.entries(atMost).map(([column, bound]) => eb(column, '<=', bound)),
        ...Object.entries(atLeast).map(([column, bound]) => eb(column, '>=', bound)),
      ]);
    });
}

type Sort = (order: OrderByItemBuilder) => OrderByItemBuilder;

/** Ascending with nulls first, or the reverse of all of it. */
function sortOf({ descending }: RowQuery): { column: Sort; key: Sort } {
  if (descending) return { column: (order) => order.desc().nullsLast(), key: (order) => order.desc() };
  return { column: (order) => order.asc().nullsFirst(), key: (order) => order.asc() };
}

const orderRows = (
  rows: ReturnType<typeof matchingRows>,
  order: string | undefined,
  sorted: ReturnType<typeof sortOf>,
) => (order === undefined ? rows : rows.orderBy(order, sorted.column)).orderBy('key', sorted.key);
