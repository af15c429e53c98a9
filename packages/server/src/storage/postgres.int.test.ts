import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { PGlite } from '@electric-sql/pglite';
import type { Storage } from '@entraide/core';
import { type StorageSubject, storageSuite } from '@entraide/core/conformance';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
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

  it('fails bad data alone, and commits its neighbours', async () => {
    const open = (schema: string) => createPostgresStorage({ url: url as string, schema, views: [noteView] });
    await checkBadDataFailsAlone(await openSubject(admin, open));
  });
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

  it('fails bad data alone, and commits its neighbours', async () => {
    const open = (schema: string) => createPostgresStorage({ pool, schema, views: [noteView] });
    await checkBadDataFailsAlone(await openSubject(pool, open));
  });
});

const noteView = { name: 'note', columns: { text: 'text' as const }, content: [], indexes: [] };

/** PostgreSQL takes no NUL in text, and fails the whole statement over one. */
async function checkBadDataFailsAlone({ storage, dispose }: StorageSubject): Promise<void> {
  const keys = ['a', 'b', 'bad', 'c', 'd'];
  const results = await Promise.allSettled(
    keys.map((key) =>
      storage.commit({
        community: 'demo',
        appends: [],
        rows: [{ view: 'note', key, row: { text: key === 'bad' ? 'a\0b' : key } }],
      }),
    ),
  );
  const { rows } = await storage.find('note', { community: 'demo', limit: 10 });
  await dispose();
  expect(results.flatMap(({ status }, n) => (status === 'rejected' ? [keys[n]] : []))).toEqual(['bad']);
  expect(rows.map(({ key }) => key)).toEqual(['a', 'b', 'c', 'd']);
}

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
