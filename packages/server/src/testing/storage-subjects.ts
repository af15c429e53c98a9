import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Storage, systemClock, systemIds, views } from '@entraide/core';
import { createMemoryStorage } from '@entraide/core/memory';
import pg from 'pg';
import { createPostgresStorage } from '../storage/postgres-storage.js';
import { createSqliteStorage } from '../storage/sqlite-storage.js';

/** A place to keep things in, of its own, for one test. */
export interface StorageSubject {
  open(): Storage;
  /** What another process needs to open the same; null where none can. */
  readonly place: { file: string } | { url: string; schema: string } | null;
  dispose(): Promise<void>;
}

export function memorySubject(): StorageSubject {
  return {
    open: () => createMemoryStorage({ clock: systemClock, ids: systemIds, views }),
    place: null,
    dispose: async () => undefined,
  };
}

export function sqliteSubject(): StorageSubject {
  const folder = mkdtempSync(path.join(tmpdir(), 'entraide-server-'));
  const file = path.join(folder, 'entraide.db');
  return {
    open: () => createSqliteStorage({ file, views }),
    place: { file },
    dispose: async () => rmSync(folder, { recursive: true }),
  };
}

/** @param url a PostgreSQL that answers */
export function postgresSubject(url: string): StorageSubject {
  const schema = `test_${randomBytes(6).toString('hex')}`;
  return {
    open: () => createPostgresStorage({ url, schema, views, poolMax: 4 }),
    place: { url, schema },
    async dispose() {
      const admin = new pg.Client({ connectionString: url });
      await admin.connect();
      await admin.query(`drop schema if exists ${schema} cascade`);
      await admin.end();
    },
  };
}
