import { Kysely, PostgresDialect, type SqliteDatabase, SqliteDialect } from 'kysely';
import Libsql from 'libsql';
import { createPostgresPool } from './postgres-pool.js';
import { lockSqliteFile } from './sqlite-lock.js';
import type { Tables } from './tables.js';

export type DatabasePlace = { file: string } | { url: string; schema?: string };

/**
 * Opens a database for what an operator does to the whole of it. A SQLite file that a server has open is refused, as
 * `createSqliteStorage` refuses it.
 */
export const openDatabase = (place: DatabasePlace): { db: Kysely<Tables>; close: () => Promise<void> } =>
  'file' in place ? openFile(place.file) : openPostgres(place);

function openFile(file: string) {
  const unlock = lockSqliteFile(file);
  try {
    const database = new Libsql(file) as unknown as SqliteDatabase;
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
    return { db, close: () => db.destroy().finally(unlock) };
  } catch (error) {
    unlock();
    throw error;
  }
}

function openPostgres({ url, schema = 'entraide' }: { url: string; schema?: string }) {
  const plain = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: createPostgresPool({ url, poolMax: 1 }) }) });
  return { db: plain.withSchema(schema), close: () => plain.destroy() };
}
