import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { type Kysely, type SqlBool, sql } from 'kysely';
import { type DatabasePlace, openDatabase } from './open-database.js';
import { StorageFailure } from './storage-failure.js';
import type { Tables } from './tables.js';
import { viewTable } from './view-table.js';

/** What a file begins with; a file of another form is refused. */
const format = { entraide: 'export', form: 1 };
const pageMax = 1_000;
/** Rows of one insert: its parameters stay below what either database takes. */
const insertMax = 200;

type AnyTables = Record<string, Record<string, unknown>>;
type Row = Record<string, unknown>;

/** Tables and the columns that order them; leases and migrations are the installation's own. */
const tablesOf = (views: readonly string[]): [string, readonly string[]][] => [
  ['counter', ['name']],
  ['stream', ['community', 'stream']],
  ['event', ['position']],
  ['command', ['community', 'id']],
  ...views.map((view): [string, readonly string[]] => [viewTable(view), ['community', 'key']]),
];

export interface MoveOptions {
  place: DatabasePlace;
  file: string;
  views: readonly string[];
  /** Rows written or read so far. */
  progress?: (rows: number) => void;
}

/** Writes all that a database holds into one file, gzipped lines of JSON, in one consistent read. Resolves to its rows. */
export async function exportDatabase({ place, file, views, progress }: MoveOptions): Promise<number> {
  const { db, close } = openDatabase(place);
  const partial = `${file}.partial`;
  const zip = createGzip();
  const written = zip.pipe(createWriteStream(partial, { mode: 0o600, flags: 'w' }));
  const say = async (value: unknown) => {
    if (!zip.write(`${JSON.stringify(value)}\n`)) await once(zip, 'drain');
  };
  let rows = 0;
  try {
    await say(format);
    await inOneRead(db, place, async (read) => {
      for (const [table, order] of tablesOf(views))
        for await (const row of rowsOf(read, table, order)) {
          await say([table, row]);
          rows += 1;
          if (rows % pageMax === 0) progress?.(rows);
        }
    });
    await say({ rows });
    zip.end();
    await finished(written);
    await rename(partial, file);
    return rows;
  } catch (error) {
    zip.destroy();
    await rm(partial, { force: true });
    throw error;
  } finally {
    await close();
  }
}

/**
 * Reads such a file into a database without a single event, in one transaction: all of it or nothing. The database keeps
 * the epoch that it was made with, so clients of the old one begin with a snapshot. Its tables must be there.
 */
export async function importDatabase({ place, file, views, progress }: MoveOptions): Promise<number> {
  const { db, close } = openDatabase(place);
  try {
    return await db.transaction().execute(async (tx) => {
      const known = await (tx as unknown as Kysely<AnyTables>)
        .selectFrom('event')
        .select('position')
        .limit(1)
        .execute();
      if (known.length > 0)
        throw new StorageFailure('storage_misused', 'unable to import; the database holds events already');
      return readInto(tx as unknown as Kysely<AnyTables>, { file, views, progress });
    });
  } finally {
    await close();
  }
}

async function readInto(
  db: Kysely<AnyTables>,
  { file, views, progress }: Pick<MoveOptions, 'file' | 'views'> & { progress: MoveOptions['progress'] | undefined },
): Promise<number> {
  const allowed = new Set(tablesOf(views).map(([table]) => table));
  const lines = createInterface({
    input: createReadStream(file).pipe(createGunzip()),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  let batch: { table: string; rows: Row[] } = { table: '', rows: [] };
  let rows = 0;
  let said: number | null = null;
  const flush = async () => {
    if (batch.rows.length > 0) await insert(db, batch);
    batch = { table: '', rows: [] };
  };
  let isFirst = true;
  for await (const line of lines) {
    const value = JSON.parse(line) as unknown;
    if (isFirst) {
      if (JSON.stringify(value) !== JSON.stringify(format))
        throw new StorageFailure('storage_misused', `unable to import ${file}; it is no export of this release`);
      isFirst = false;
      continue;
    }
    if (!Array.isArray(value)) {
      said = (value as { rows: number }).rows;
      continue;
    }
    const [table, row] = value as [string, Row];
    if (!allowed.has(table))
      throw new StorageFailure('storage_misused', `unable to import ${file}; this release has no table ${table}`);
    if (table !== batch.table || batch.rows.length >= insertMax) await flush();
    batch = { table, rows: [...batch.rows, row] };
    rows += 1;
    if (rows % pageMax === 0) progress?.(rows);
  }
  await flush();
  if (said !== rows) throw new StorageFailure('storage_misused', `unable to import ${file}; it ends too early`);
  return rows;
}

async function insert(db: Kysely<AnyTables>, { table, rows }: { table: string; rows: readonly Row[] }): Promise<void> {
  if (table === 'counter') {
    for (const { name, value } of rows)
      await db.updateTable('counter').set({ value }).where('name', '=', name).execute();
    return;
  }
  await db
    .insertInto(table)
    .values(rows as Row[])
    .execute();
}

/** PostgreSQL shows one moment to a whole transaction; a SQLite file is held by this process alone. */
const inOneRead = (
  db: Kysely<Tables>,
  place: DatabasePlace,
  task: (db: Kysely<AnyTables>) => Promise<void>,
): Promise<void> => {
  const any = db as unknown as Kysely<AnyTables>;
  if ('file' in place) return task(any);
  return any.transaction().setIsolationLevel('repeatable read').execute(task);
};

async function* rowsOf(db: Kysely<AnyTables>, table: string, order: readonly string[]): AsyncGenerator<Row> {
  for (let last: Row | null = null; ; ) {
    let query = db.selectFrom(table).selectAll().limit(pageMax);
    for (const column of order) query = query.orderBy(column);
    if (last) {
      const known: Row = last;
      const columns = sql.join(order.map((column) => sql.ref(column)));
      const values = sql.join(order.map((column) => sql`${known[column]}`));
      query = query.where(sql<SqlBool>`(${columns}) > (${values})`);
    }
    const rows = await query.execute();
    yield* rows;
    if (rows.length < pageMax) return;
    last = rows.at(-1) as Row;
  }
}
