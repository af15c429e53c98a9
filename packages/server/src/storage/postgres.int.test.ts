import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { PGlite } from '@electric-sql/pglite';
import type { Storage } from '@entraide/core';
import { type StorageSubject, storageSuite } from '@entraide/core/conformance';
import pg from 'pg';
import { afterAll, beforeAll, describe, inject, it } from 'vitest';
import { createPostgresStorage } from './postgres-storage.js';

const url = inject('services').postgres;

describe.runIf(url)('on a server', () => {
  const admin = new pg.Pool({ connectionString: url, max: 1 });
  afterAll(() => admin.end());

  storageSuite(
    { describe, it },
    {
      name: 'PostgreSQL',
      durability: 'durable',
      create: ({ views }) =>
        openSubject(admin, (schema) => createPostgresStorage({ url: url as string, schema, views, poolMax: 3 })),
    },
  );
});

describe('on PGlite, which takes one connection', () => {
  let lite: PGlite;
  let pool: pg.Pool;

  beforeAll(async () => {
    const { PGlite: Lite } = await import('@electric-sql/pglite');
    const { createPgConfig } = await import('@electric-sql/pglite/node-postgres');
    lite = await Lite.create({ loadDataDir: new Blob([readFileSync(inject('pgliteTemplate'))]) });
    pool = new pg.Pool({ ...createPgConfig(lite), max: 1 } as pg.PoolConfig);
  });

  afterAll(async () => {
    await pool.end();
    await lite.close();
  });

  storageSuite(
    { describe, it },
    {
      name: 'PostgreSQL (PGlite)',
      durability: 'durable',
      concurrency: 'serial',
      create: ({ views }) => openSubject(pool, (schema) => createPostgresStorage({ pool, schema, views })),
    },
  );
});

/** A schema of its own; peers are storages of their own, each with its own connections. */
async function openSubject(admin: pg.Pool, open: (schema: string) => Storage): Promise<StorageSubject> {
  const schema = `test_${randomBytes(6).toString('hex')}`;
  const opened: Storage[] = [];
  const openOne = () => {
    const storage = open(schema);
    opened.push(storage);
    return storage;
  };
  const storage = openOne();
  return {
    storage,
    createPeer: async () => openOne(),
    async reopen() {
      await storage.close();
      return openOne();
    },
    passTime: (ms) => wait(ms),
    async dispose() {
      await Promise.all(opened.map((one) => one.close()));
      await admin.query(`drop schema if exists ${schema} cascade`);
    },
  };
}
