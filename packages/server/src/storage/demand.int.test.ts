import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import { createNode, parseCommunity, type Storage, views } from '@entraide/core';
import Libsql from 'libsql';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createPostgresStorage } from './postgres-storage.js';
import type { SqliteHandle } from './sqlite-handle.js';
import { createSqliteStorage } from './sqlite-storage.js';

const older = views.filter(({ name }) => name !== 'demand');

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

/** Opens the same database again and again, with the views of this release or of one before. */
type Open = (declared: typeof views) => Storage;
const openSqlite = (): Open => {
  const database = new Libsql(':memory:') as unknown as SqliteHandle;
  return (declared) => createSqliteStorage({ database, views: declared });
};
const openPostgres = (): Open => {
  const schema = `test_${randomBytes(6).toString('hex')}`;
  return (declared) => createPostgresStorage({ pool, schema, views: declared });
};

it.each([
  ['SQLite', openSqlite],
  ['PostgreSQL', openPostgres],
])('%s keeps demand, in a database that an older release made', async (_, createOpen) => {
  const open = createOpen();
  const before = open(older);
  await before.load({ community: 'shop', streams: [] });
  await before.close();

  const storage = open(views);
  const node = createNode({
    storage,
    communities: [parseCommunity({ id: 'shop' })],
    authenticate: async () => null,
  });
  for (const topic of ['shoes', 'shoes', undefined]) node.countDemand('shop', topic);
  await node.close();
  const query = { community: 'shop', limit: 10, orderBy: 'minute' };
  const { rows } = await storage.find('demand', query);
  expect(rows.map(({ row }) => [row?.topic, row?.count])).toEqual([
    [null, 1],
    ['shoes', 2],
  ]);
  const minute = rows[0]?.row?.minute as number;
  expect((await storage.find('demand', { ...query, where: { minute } })).rows).not.toEqual([]);
  await storage.close();
});
