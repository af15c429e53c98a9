import type { Commit, CommitOutcome, Storage } from '@entraide/core';
import { sql } from 'kysely';
import { findRows } from './find-rows.js';
import { createGroupCommit } from './group-commit.js';
import { decodeBodies, loadStreams } from './load-streams.js';
import { describeFailure, StorageFailure } from './storage-failure.js';
import type { Database, Dialect } from './tables.js';
import { assertRowFits, definitionOf, type ViewDefinitions } from './view-table.js';

/** The part of a storage that its database decides. */
export interface StorageParts {
  shared: boolean;
  db: Database;
  dialect: Dialect;
  views: ViewDefinitions;
  /** Makes the tables that are missing. Called before the first operation, and again after a failure. */
  migrate(): Promise<void>;
  runBatch(commits: readonly Commit[]): Promise<CommitOutcome[]> | CommitOutcome[];
  isPoison(error: unknown): boolean;
  /** Called once, when nothing is under way. */
  close(): Promise<void>;
}

/** What PostgreSQL and SQLite agree on: everything but how a batch is written. */
export function createStorage(parts: StorageParts): Storage {
  const { db, dialect, views } = parts;
  const underWay = new Set<Promise<unknown>>();
  let migrated: Promise<void> | undefined;
  let isClosed = false;
  let closing: Promise<void> | undefined;

  async function ready(): Promise<void> {
    migrated ??= parts.migrate();
    const own = migrated;
    try {
      await own;
    } catch (error) {
      if (migrated === own) migrated = undefined;
      throw error;
    }
  }

  const group = createGroupCommit({
    async runBatch(commits) {
      await ready();
      return parts.runBatch(commits);
    },
    isPoison: parts.isPoison,
    check(commit) {
      for (const write of commit.rows) assertRowFits(views, write);
      for (const { rows } of commit.redactions ?? []) for (const { view } of rows) definitionOf(views, view);
    },
    describe: (error) => describeFailure('commit', error),
  });

  /** Runs one read: refused after close, waited for by it, its errors named. */
  async function run<T>(operation: string, task: () => Promise<T>): Promise<T> {
    if (isClosed) throw new StorageFailure('storage_closed', `unable to ${operation}; the storage is closed`);
    const running = ready().then(task);
    underWay.add(running);
    try {
      return await running;
    } catch (error) {
      throw describeFailure(operation, error);
    } finally {
      underWay.delete(running);
    }
  }

  return {
    durability: 'durable',
    shared: parts.shared,
    load: (request) => run('load', () => loadStreams(db, dialect, request)),
    commit: (commit) => group.commit(commit),
    log: (after, limit) => run('read the log', () => readLog(db, after, limit)),
    find: (view, query) => run('find rows', () => findRows(db, definitionOf(views, view), query)),
    lease: (name, holder, ttlMs) => run('lease', () => takeLease(db, dialect, { name, holder, ttlMs })),
    close() {
      isClosed = true;
      closing ??= group
        .close()
        .then(() => Promise.allSettled(underWay))
        .then(() => parts.close());
      return closing;
    },
  };
}

async function readLog(db: Database, after: number, limit: number) {
  const rows = await db
    .selectFrom('event')
    .selectAll()
    .where('position', '>', after)
    .orderBy('position')
    .limit(limit)
    .execute();
  return rows.map(({ community, stream, offset, position, type, at, ...bodies }) => ({
    community,
    stream,
    offset: Number(offset),
    position: Number(position),
    type,
    at: Number(at),
    ...decodeBodies(bodies),
  }));
}

/** One conditional write: it changes the row for its holder, or once it has run out. */
async function takeLease(
  db: Database,
  { now }: Dialect,
  { name, holder, ttlMs }: { name: string; holder: string; ttlMs: number },
): Promise<boolean> {
  const taken = await db
    .insertInto('lease')
    .values({ name, holder, ends_at: sql<number>`${now} + ${Math.ceil(ttlMs)}` })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet((eb) => ({ holder: eb.ref('excluded.holder'), ends_at: eb.ref('excluded.ends_at') }))
        .where((eb) => eb.or([eb('lease.holder', '=', eb.ref('excluded.holder')), eb('lease.ends_at', '<=', now)])),
    )
    .returning('name')
    .execute();
  return taken.length > 0;
}
