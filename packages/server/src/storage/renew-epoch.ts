import { randomUUID } from 'node:crypto';
import { Kysely, PostgresDialect, type SqliteDatabase, SqliteDialect } from 'kysely';
import Libsql from 'libsql';
import { createPostgresPool } from './postgres-pool.js';
import { lockSqliteFile } from './sqlite-lock.js';
import type { Tables } from './tables.js';

export type DatabasePlace = { file: string } | { url: string; schema?: string };

/**
 * Gives a database that came from a backup an epoch of its own: offsets that clients have from before the restore may
 * stand for other events now, and are answered with a snapshot. The tables must be there, and no server may run on it: a
 * SQLite file that one has open is refused, as `createSqliteStorage` refuses it; PostgreSQL can't tell.
 */
export async function renewEpoch(place: DatabasePlace): Promise<void> {
  const { db, close } = 'file' in place ? openFile(place.file) : openPostgres(place);
  try {
    await db.updateTable('installation').set({ epoch: randomUUID() }).where('id', '=', 1).executeTakeFirstOrThrow();
  } finally {
    await close();
  }
}

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
