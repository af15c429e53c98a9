import type { Storage, ViewDefinition } from '@entraide/core';
import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import type pg from 'pg';
import { createStorage } from './create-storage.js';
import { migrateDatabase } from './migrate-database.js';
import { integerArrayOf, textArrayOf } from './postgres-arrays.js';
import { createPostgresBatch } from './postgres-batch.js';
import { createPostgresPool, guardPool } from './postgres-pool.js';
import type { Database, Dialect, Tables } from './tables.js';
import { defineViews, type ViewDefinitions } from './view-table.js';

export type PostgresStorageOptions = {
  /** Every view that is written or found. */
  views: readonly ViewDefinition[];
  /** Made when it is missing. @defaultValue `entraide` */
  schema?: string;
} & (
  | {
      url: string;
      /** Connections of this node, one of them for commits alone. @defaultValue 10 */
      poolMax?: number;
    }
  | {
      /** The caller's pool, which the caller closes. */
      pool: pg.Pool;
    }
);

const postgresDialect: Dialect = {
  integer: sql`bigint`,
  text: sql`text collate "C"`,
  least: 'least',
  greatest: 'greatest',
  table(tuples, types) {
    const arrays = types.map((type, column) =>
      type === 'integer'
        ? sql`${integerArrayOf(tuples, column)}::bigint[]`
        : sql`${textArrayOf(tuples, column)}::text[]`,
    );
    const names = types.map((_, column) => sql.ref(`column${column + 1}`));
    return sql`(select * from unnest(${sql.join(arrays)}) as t(${sql.join(names)}))`;
  },
  now: sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`,
};

/** Any number that no other program is likely to lock. */
const migrationLock = 4_270_316_001;

/**
 * Storage in PostgreSQL, for any number of nodes. A commit is acknowledged when the server has it on its disk. While the
 * server is away calls reject within seconds, and go on when it is back; the tables are made with the first call.
 */
export function createPostgresStorage(options: PostgresStorageOptions): Storage {
  const { schema = 'entraide' } = options;
  const views = defineViews(options.views);
  const { pool, writer } = openPools(options);
  const pools = [...new Set([pool, writer])];
  const unguard = pools.map(guardPool);
  const plain = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const db = plain.withSchema(schema);
  return createStorage({
    shared: true,
    db,
    dialect: postgresDialect,
    views,
    migrate: () => migrate(plain, { dialect: postgresDialect, views, schema }),
    runBatch: createPostgresBatch({ pool: writer, db, views, schema }),
    isPoison,
    async close() {
      for (const one of unguard) one();
      if (!('pool' in options)) await Promise.all(pools.map((one) => one.end()));
    },
  });
}

/**
 * Commits have a connection to themselves, where there is more than one: they come one batch at a time, no read makes them
 * wait, and their statement is planned once, not again on whichever connection the last read left.
 */
function openPools(options: PostgresStorageOptions): { pool: pg.Pool; writer: pg.Pool } {
  if ('pool' in options) return { pool: options.pool, writer: options.pool };
  const { url, poolMax = 10 } = options;
  const writer = createPostgresPool({ url, poolMax: 1, idleMs: 0 });
  return { pool: poolMax > 1 ? createPostgresPool({ url, poolMax: poolMax - 1 }) : writer, writer };
}

/** Class 22 is about values, class 23 about constraints: the server is well, and has undone the batch. */
const isPoison = (error: unknown) => /^2[23]/.test(String((error as { code?: unknown }).code));

/** Nodes that start together take turns; one that would wait for long gives up and tries again with its next call. */
async function migrate(
  plain: Database,
  migration: { dialect: Dialect; views: ViewDefinitions; schema: string },
): Promise<void> {
  const { schema } = migration;
  await migrateDatabase(plain.withSchema(schema), migration, (task) =>
    plain.transaction().execute(async (tx) => {
      await tx.executeQuery(CompiledQuery.raw('select pg_advisory_xact_lock($1)', [migrationLock]));
      await tx.executeQuery(CompiledQuery.raw("set local lock_timeout = '5s'"));
      await tx.schema.createSchema(schema).ifNotExists().execute();
      await task(tx.withSchema(schema));
    }),
  );
}
