import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import { createCommunity, type Storage, type StoredEvent, views } from '@entraide/core';
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

const recognition = {
  rewards: { catalogue: [{ id: 'lamp', kind: 'object' as const, cost: 40, stock: 3 }] },
};
/** A database that is made anew may take its time. */
const limits = { openWithinMs: 60_000 };

/** Fifty points, settled. */
const fifty: StoredEvent[] = [
  [
    'points.pended',
    { id: 'a', kind: 'a', amount: 50, cause: 'a', rule: '1', factAt: 0, day: 0, settlesAt: 0, caps: {} },
  ],
  ['points.settled', { id: 'a', amount: 50, granted: 50 }],
].map(
  ([type, data]) => ({ type, data, at: Date.now(), by: { kind: 'system', name: 'system' }, content: null }) as never,
);

it.each(Object.entries(kinds))('%s gives the last in stock to as many as there are, on two nodes', async (_, open) => {
  const storage = open();
  const nodes = [1, 2].map(() => createCommunity({ id: 'shop', storage, recognition, limits }));
  const coaches = await Promise.all(
    Array.from({ length: 8 }, (_, index) => nodes[index % 2]?.coach({ name: `Coach ${index}` })),
  );
  for (const coach of coaches)
    await storage.commit({
      community: 'shop',
      appends: [{ stream: `coach/${coach?.id}`, expected: 'any', events: fifty }],
      rows: [],
    });
  const outcomes = await Promise.allSettled(
    coaches.map((coach) => coach?.call('reward.redeem', { rewardId: 'lamp', redemptionId: randomUUID() })),
  );
  const lost = outcomes.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code: string }).code] : []));
  expect(lost).toEqual(Array(5).fill('out_of_stock'));
  const { rows } = await storage.find('redemption', { community: 'shop', where: { status: 'reserved' }, limit: 10 });
  expect(rows.map(({ row }) => row)).toMatchObject(Array(3).fill({ rewardId: 'lamp', cost: 40, reason: null }));
  const winners = rows.map(({ row }) => row?.coachId).sort();
  const paid = (await storage.log(0, 1_000)).filter(({ type }) => type === 'points.redeemed');
  expect(paid.map(({ stream }) => stream.split('/')[1]).sort()).toEqual(winners);
  for (const node of nodes) await node.close();
  await storage.close();
});
