import { chmodSync, existsSync } from 'node:fs';
import type { SqliteHandle } from './sqlite-handle.js';
import { StorageFailure } from './storage-failure.js';

/**
 * Copies the database, as of one moment, into a file that isn't there yet: without what was erased, because the copy is
 * written anew. The process does nothing else meanwhile (about a second for 200 MB on a disk of this day).
 */
export function backupSqlite(handle: SqliteHandle, file: string): void {
  if (existsSync(file)) throw new StorageFailure('storage_misused', `unable to back up; ${file} is there already`);
  handle.prepare('vacuum into ?').run([file]);
  chmodSync(file, 0o600);
}
