import { type Storage, views } from '@entraide/core';
import { createPostgresStorage } from '../storage/postgres-storage.js';
import { createSqliteStorage, type SqliteStorage } from '../storage/sqlite-storage.js';
import { CliError } from './cli-error.js';
import type { Database } from './deployment.js';

/** Opens the database without waiting for it: PostgreSQL may be away, and is there when it is back. */
export function openStorage(database: Database): Storage & Partial<Pick<SqliteStorage, 'backup'>> {
  if (database.kind === 'postgres') return createPostgresStorage({ url: database.url, views });
  try {
    return createSqliteStorage({ file: database.file, views });
  } catch (error) {
    const todo =
      (error as { code?: unknown }).code === 'storage_in_use'
        ? 'One process at a time: stop that one, name another folder with --data, or use PostgreSQL with DATABASE_URL.'
        : 'Check that it is a database of Entraide and that its folder can be written to, or name another with --data.';
    const { message } = error as Error;
    const said = message.startsWith('unable to ') ? message : `unable to open ${database.file}; ${message}`;
    throw new CliError(said, { todo, cause: error });
  }
}

/** What people may read of it: no password. */
export function describeDatabase(database: Database): string {
  if (database.kind === 'sqlite') return `SQLite in ${database.file}`;
  if (!URL.canParse(database.url)) return 'PostgreSQL';
  const { host, pathname } = new URL(database.url);
  return `PostgreSQL at ${host}${pathname}`;
}

/** One read, which makes the tables where they are missing. Rejects when the database doesn't answer in time. */
export async function touchStorage(storage: Storage, withinMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${withinMs / 1_000} s`)), withinMs);
  });
  try {
    await Promise.race([storage.load({ community: '', streams: [] }), late]);
  } finally {
    clearTimeout(timer);
  }
}
