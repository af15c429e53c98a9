import { createHash } from 'node:crypto';
import {
  type Commit,
  type CommitOutcome,
  type CommitPlan,
  commandKey,
  type Head,
  planCommits,
  streamKey,
} from '@entraide/core';
import { type CompiledQuery, type RawBuilder, sql } from 'kysely';
import type pg from 'pg';
import {
  batchCommands,
  commandTarget,
  commandTuples,
  compileInsert,
  compileRedactions,
  eventTarget,
  eventTuples,
  parameter,
  streamTarget,
  streamTuples,
  touchedStreams,
  viewTarget,
  viewTuples,
  type WriteTarget,
} from './batch-writes.js';
import { withClient } from './postgres-pool.js';
import { StorageFailure } from './storage-failure.js';
import type { Database } from './tables.js';
import type { ViewDefinitions } from './view-table.js';

export interface PostgresBatchOptions {
  pool: pg.Pool;
  db: Database;
  views: ViewDefinitions;
  schema: string;
}

type Statements = ReturnType<typeof compileStatements>;

const attemptsMax = 5;
const uniqueViolation = '23505';
const deadlock = '40P01';

/** Another node did what this batch was about to do: begin again, on what it left. */
class Overtaken extends Error {}

/**
 * Writes batches of commits, each in one transaction: stream rows locked in one order on all nodes, then command ids, then
 * the log position, which is held to the end.
 */
export function createPostgresBatch(
  options: PostgresBatchOptions,
): (commits: readonly Commit[]) => Promise<CommitOutcome[]> {
  const statements = compileStatements(options);
  return async (commits) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await withClient(options.pool, (client) => runTransaction(options, statements, { client, commits }));
      } catch (error) {
        const { code } = error as { code?: unknown };
        const isRace = error instanceof Overtaken || code === deadlock || code === uniqueViolation;
        if (!isRace) throw error;
        if (attempt === attemptsMax)
          throw new StorageFailure('storage_unavailable', 'unable to commit; other nodes keep overtaking', {
            cause: error,
          });
      }
    }
  };
}

interface Transaction {
  client: pg.PoolClient;
  commits: readonly Commit[];
}

async function runTransaction(
  { db, views }: PostgresBatchOptions,
  statements: Statements,
  { client, commits }: Transaction,
): Promise<CommitOutcome[]> {
  await client.query('begin');
  const ground = await readGround(statements, client, commits);
  const draft = planCommits(commits, { ...ground, position: 0 });
  if (draft.winners.length === 0) {
    await client.query('rollback');
    return draft.outcomes;
  }
  const commands = inOrder(commandTuples(draft, Date.now()));
  const added = await writeTuples(client, statements.commands, commands);
  if (added < commands.length) {
    await client.query('rollback');
    throw new Overtaken('a command id was taken by another node');
  }
  await writeTuples(client, statements.streams, streamTuples(draft));
  const { rows } = await client.query<{ value: string }>({ ...statements.position, values: [draft.position] });
  const plan = planCommits(commits, { ...ground, position: Number(rows[0]?.value) - draft.position });
  await writePlan({ client, db, views }, statements, plan);
  await client.query('commit');
  return plan.outcomes;
}

async function readGround(statements: Statements, client: pg.PoolClient, commits: readonly Commit[]) {
  const touched = touchedStreams(commits);
  const isMaybeNew = touched.filter((stream) => stream.isMaybeNew);
  await writeTuples(
    client,
    statements.newStreams,
    isMaybeNew.map(({ community, stream }) => [community, stream, 0, '']),
  );
  const heads = new Map<string, Head>();
  if (touched.length > 0) {
    const values = [touched.map(({ community }) => community), touched.map(({ stream }) => stream)];
    const { rows } = await client.query({ ...statements.lockStreams, values });
    for (const { community, stream, version, commit_id } of rows)
      heads.set(streamKey(community, stream), { version: Number(version), commitId: commit_id });
  }
  const commands = new Map<string, { hash: string; result: string }>();
  const ids = batchCommands(commits);
  if (ids.length > 0) {
    const values = [ids.map(({ community }) => community), ids.map(({ id }) => id)];
    const { rows } = await client.query({ ...statements.findCommands, values });
    for (const { community, id, hash, result } of rows) commands.set(commandKey(community, id), { hash, result });
  }
  return { heads, commands };
}

async function writePlan(
  { client, db, views }: { client: pg.PoolClient; db: Database; views: ViewDefinitions },
  statements: Statements,
  plan: CommitPlan,
): Promise<void> {
  await writeTuples(client, statements.events, eventTuples(plan));
  for (const [view, tuples] of viewTuples(plan, views))
    await writeTuples(client, statements.views.get(view) as PreparedQuery, tuples);
  for (const { sql: text, parameters } of compileRedactions(db, plan, views))
    await client.query(text, parameters as unknown[]);
}

/** A statement that each connection plans once. */
interface PreparedQuery {
  name: string;
  text: string;
}

/** One statement for any number of tuples: a parameter per column. */
async function writeTuples(client: pg.PoolClient, query: PreparedQuery, tuples: readonly unknown[][]): Promise<number> {
  const [first] = tuples;
  if (!first) return 0;
  const values = first.map((_, column) => tuples.map((tuple) => tuple[column]));
  const { rowCount } = await client.query({ ...query, values });
  return rowCount ?? 0;
}

/** By community and id, so that two nodes never wait for each other's ids crosswise. */
const inOrder = (tuples: unknown[][]) =>
  tuples.sort((one, other) => (`${one[0]}\n${one[1]}` < `${other[0]}\n${other[1]}` ? -1 : 1));

function compileStatements({ db, views, schema }: PostgresBatchOptions) {
  const table = (name: string) => sql.table(`${schema}.${name}`);
  const keys = (...names: [string, string]) =>
    sql`unnest(${arrayOf('text')}, ${arrayOf('text')}) as k(${sql.ref(names[0])}, ${sql.ref(names[1])})`;
  const insert = (target: WriteTarget) => prepare(compileInsert(db, target, unnestOf(target)));
  const raw = (query: RawBuilder<unknown>) => prepare(query.compile(db));
  return {
    newStreams: insert({ ...streamTarget, onConflict: { keys: ['community', 'stream'], set: 'ignore' } }),
    lockStreams: raw(sql`
      select s.community, s.stream, s.version, s.commit_id
      from ${table('stream')} as s join ${keys('community', 'stream')} on s.community = k.community and s.stream = k.stream
      order by s.community, s.stream for update of s`),
    findCommands: raw(sql`
      select c.community, c.id, c.hash, c.result
      from ${table('command')} as c join ${keys('community', 'id')} on c.community = k.community and c.id = k.id`),
    position: raw(sql`update ${table('counter')} set value = value + ${parameter} where name = 'log' returning value`),
    commands: insert(commandTarget),
    streams: insert(streamTarget),
    events: insert(eventTarget),
    views: new Map([...views.keys()].map((view) => [view, insert(viewTarget(views, view))])),
  };
}

/** Named by its text: a pool may serve several storages, and a name stands for one text on a connection. */
const prepare = ({ sql: text }: CompiledQuery): PreparedQuery => ({
  name: createHash('sha1').update(text).digest('hex'),
  text,
});

const arrayOf = (type: 'text' | 'integer') => (type === 'text' ? sql`${null}::text[]` : sql`${null}::bigint[]`);

const unnestOf = ({ columns }: WriteTarget) =>
  sql`select * from unnest(${sql.join(columns.map(({ type }) => arrayOf(type)))})`;
