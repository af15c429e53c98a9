import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import { createCommunity, type Storage, views } from '@entraide/core';
import Libsql from 'libsql';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createPostgresStorage } from './postgres-storage.js';
import type { SqliteHandle } from './sqlite-handle.js';
import { createSqliteStorage } from './sqlite-storage.js';

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

const kinds: Record<string, () => Storage> = {
  SQLite: () => createSqliteStorage({ database: new Libsql(':memory:') as unknown as SqliteHandle, views }),
  PostgreSQL: () => createPostgresStorage({ pool, schema: `test_${randomBytes(6).toString('hex')}`, views }),
};

it.each(Object.entries(kinds))('%s takes likes at any head, and erases what is removed', async (_, open) => {
  const storage = open();
  const community = createCommunity({ id: 'shop', storage });
  const max = await community.manager({ name: 'Max' });
  const coaches = await Promise.all(['Ben', 'Zoe', 'Ada'].map((name) => community.coach({ name })));
  const [ben] = coaches as [(typeof coaches)[number]];
  const postId = randomUUID();
  await ben.call('lounge.post', { postId, text: 'My number is 0612345678' });
  await Promise.all(coaches.map((coach) => coach.call('lounge.like', { postId })));
  await expect(ben.call('lounge.like', { postId })).rejects.toMatchObject({ code: 'already_liked' });
  await max.call('thread.post', { coachId: ben.id, text: 'Better not' });
  await max.call('announcement.publish', { title: 'No numbers', text: 'Please' });
  await ben.call('lounge.remove', { postId });
  expect(JSON.stringify(await storage.log(0, 1_000))).not.toContain('0612345678');
  const { snapshot } = await ben.call('feed.open', { feed: 'lounge' });
  expect(snapshot?.events.map(({ offset, type }) => [offset, type])).toEqual([
    [1, 'lounge.posted'],
    [2, 'lounge.liked'],
    [3, 'lounge.liked'],
    [4, 'lounge.liked'],
    [5, 'lounge.removed'],
    [6, 'content.redacted'],
  ]);
  expect((await ben.call('view.open', { view: 'announcements' })).rows).toMatchObject([
    { title: 'No numbers', tier: null, by: { kind: 'manager', name: 'Max' } },
  ]);
  expect((await max.call('view.open', { view: 'care' })).rows.at(-1)).toMatchObject({ key: ben.id, name: 'Ben' });
  await community.close();
  await storage.close();
});
