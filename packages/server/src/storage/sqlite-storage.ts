import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Storage, ViewDefinition } from '@entraide/core';
import { Kysely, SqliteDialect, sql } from 'kysely';
import Libsql from 'libsql';
import { backupSqlite } from './backup-sqlite.js';
import { createStorage } from './create-storage.js';
import { migrateDatabase } from './migrate-database.js';
import { createSqliteBatch } from './sqlite-batch.js';
import type { SqliteHandle } from './sqlite-handle.js';
import { inUse, lockSqliteFile } from './sqlite-lock.js';
import type { Dialect, Tables } from './tables.js';
import { defineViews } from './view-table.js';

export type SqliteStorageOptions = {
  /** Every view that is written or found. */
  views: readonly ViewDefinition[];
} & (
  | {
      /** Path of the database; its folder is made. Opened exclusively: a second opener is refused by name. */
      file: string;
    }
  | {
      /** An open handle with better-sqlite3's interface. The caller sets its pragmas, and closes it. */
      database: SqliteHandle;
    }
);

const sqliteDialect: Dialect = {
  integer: sql`integer`,
  text: sql`text`,
  least: 'min',
  greatest: 'max',
  table(tuples, types) {
    const columns = types.map((_, column) => sql`value->>${sql.lit(column)} as ${sql.ref(`column${column + 1}`)}`);
    return sql`(select ${sql.join(columns)} from json_each(${JSON.stringify(tuples)}))`;
  },
  now: sql<number>`cast(unixepoch('subsec') * 1000 as integer)`,
};

/** A storage that can copy itself while it works. */
export interface SqliteStorage extends Storage {
  /** Copies the database as of now into a file that isn't there yet. Throws where it can't. */
  backup(file: string): void;
}

/**
 * Storage in one SQLite file, for one process. A commit is acknowledged when it is on the disk: WAL with
 * `synchronous=FULL`. Throws at once where the file can't be had; the tables are made with the first call.
 */
export function createSqliteStorage(options: SqliteStorageOptions): SqliteStorage {
  const views = defineViews(options.views);
  const { handle, close } =
    'file' in options ? openFile(options.file) : { handle: options.database, close: () => undefined };
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: kyselyHandle(handle) }) });
  let runBatch: ReturnType<typeof createSqliteBatch> | undefined;
  const storage = createStorage({
    shared: false,
    db,
    dialect: sqliteDialect,
    views,
    migrate: () => migrateDatabase(db, { dialect: sqliteDialect, views }, (task) => db.transaction().execute(task)),
    runBatch(commits) {
      runBatch ??= createSqliteBatch({ handle, db, views });
      return runBatch(commits);
    },
    isPoison,
    close: async () => close(),
  });
  return { ...storage, backup: (file) => backupSqlite(handle, file) };
}

/** A full or failing disk spares nobody; anything else is about the values of one member. */
function isPoison(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  if (typeof code !== 'string' || !code.startsWith('SQLITE_')) return true;
  return /^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG|RANGE)/.test(code);
}

function openFile(file: string): { handle: SqliteHandle; close: () => void } {
  mkdirSync(path.dirname(file), { recursive: true });
  const unlock = lockSqliteFile(file);
  try {
    const handle = new Libsql(file) as unknown as SqliteHandle;
    // The first read after this takes the file and keeps it until the handle closes or the process ends.
    handle.exec('pragma locking_mode = exclusive');
    handle.prepare('pragma journal_mode = wal').all([]);
    handle.exec('pragma synchronous = full');
    return {
      handle,
      close() {
        try {
          release(handle);
        } finally {
          unlock();
        }
      },
    };
  } catch (error) {
    unlock();
    throw (error as { code?: unknown }).code === 'SQLITE_BUSY' ? inUse(file, undefined, error) : error;
  }
}

/** libsql keeps the file until the last prepared statement is collected: the lock has to be given back before. */
function release(handle: SqliteHandle): void {
  handle.prepare('pragma journal_mode = delete').all([]);
  handle.prepare('pragma locking_mode = normal').all([]);
  handle.prepare('select count(*) from sqlite_master').all([]);
  handle.close();
}

/** Kysely closes what it is given; the handle is closed with its lock. */
function kyselyHandle(handle: SqliteHandle) {
  return { prepare: (text: string) => handle.prepare(text), close: () => undefined };
}
