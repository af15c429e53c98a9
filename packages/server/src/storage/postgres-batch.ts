import {
  type Commit,
  type CommitOutcome,
  type CommitPlan,
  commandKey,
  type Head,
  movePlan,
  planCommits,
  streamKey,
} from '@entraide/core';
import { type RawBuilder, sql } from 'kysely';
import type pg from 'pg';
import {
  batchCommands,
  commandTarget,
  commandTuples,
  compileRedactions,
  eventTarget,
  eventTuples,
  insertInto,
  parameter,
  streamTarget,
  streamTuples,
  touchedStreams,
  viewTarget,
  viewTuples,
  type WriteTarget,
} from './batch-writes.js';
import { compileAppend, runAppend } from './postgres-append.js';
import { isRace, Undo, withTransaction } from './postgres-pool.js';
import {
  atLogEnd,
  columnsOf,
  type PostgresBatchOptions,
  type PreparedQuery,
  prepare,
  textArray,
  unnest,
} from './postgres-statements.js';
import { StorageFailure } from './storage-failure.js';
import type { Database } from './tables.js';
import type { ViewDefinitions } from './view-table.js';

type Statements = ReturnType<typeof compileStatements>;

const attemptsMax = 5;

/** Another node did what this batch was about to do: begin again, on what it left. */
class Overtaken extends Undo {}

/**
 * Writes batches of commits, each in one transaction: stream rows locked in one order on all nodes, then command ids, then
 * the log position, which is held to the end. A batch is first tried as one statement, on the belief that all its members
 * win; where one doesn't, nothing has happened, and a transaction of several statements finds out who loses.
 */
export function createPostgresBatch(
  options: PostgresBatchOptions,
): (commits: readonly Commit[]) => Promise<CommitOutcome[]> {
  const statements = compileStatements(options);
  const append = compileAppend(options);
  return async (commits) => {
    const appended = await runAppend(options, append, commits);
    if (appended) return appended;
    for (let attempt = 1; ; attempt++) {
      try {
        const batch = { commits, isRepeated: attempt > 1 };
        return await withTransaction(options.pool, (client) =>
          runTransaction(options, statements, { ...batch, client }),
        );
      } catch (error) {
        if (!(error instanceof Overtaken || isRace(error))) throw error;
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
  /** Known command ids are looked up only then, or when a commit would lose: most batches bring none. */
  isRepeated: boolean;
}

async function runTransaction(
  { db, views }: PostgresBatchOptions,
  statements: Statements,
  { client, commits, isRepeated }: Transaction,
): Promise<CommitOutcome[]> {
  const ground = { heads: await lockStreams(statements, client, commits), commands: new Map(), position: 0 };
  let plan = planCommits(commits, ground);
  if (isRepeated || plan.outcomes.some(({ status }) => status === 'version_conflict')) {
    ground.commands = await findCommands(statements, client, commits);
    plan = planCommits(commits, ground);
  }
  if (plan.winners.length === 0) return plan.outcomes;
  const commands = commandTuples(plan, Date.now());
  const headValues = columnsOf(streamTarget, streamTuples(plan));
  const { rowCount } = await client.query({
    ...statements.headsAndCommands,
    values: [...headValues, ...columnsOf(commandTarget, commands)],
  });
  if (rowCount !== commands.length) throw new Overtaken('a command id was taken by another node');
  const { rows } = await client.query<{ value: string }>({
    ...statements.positionAndEvents,
    values: [plan.position, plan.position, ...columnsOf(eventTarget, eventTuples(plan))],
  });
  movePlan(plan, Number(rows[0]?.value) - plan.position);
  await writeRows({ client, db, views }, statements, plan);
  return plan.outcomes;
}

/** The heads that the batch meets, held to its end. */
async function lockStreams(statements: Statements, client: pg.PoolClient, commits: readonly Commit[]) {
  const heads = new Map<string, Head>();
  const touched = touchedStreams(commits);
  if (touched.length === 0) return heads;
  const fresh = touched.filter(({ isMaybeNew }) => isMaybeNew);
  await writeTuples(client, statements.newStreams, {
    target: streamTarget,
    tuples: fresh.map(({ community, stream }) => [community, stream, 0, '']),
  });
  const values = [touched.map(({ community }) => community), touched.map(({ stream }) => stream)];
  const { rows } = await client.query({ ...statements.lockStreams, values });
  for (const { community, stream, version, commit_id } of rows)
    heads.set(streamKey(community, stream), { version: Number(version), commitId: commit_id });
  return heads;
}

async function findCommands(statements: Statements, client: pg.PoolClient, commits: readonly Commit[]) {
  const commands = new Map<string, { hash: string; result: string }>();
  const ids = batchCommands(commits);
  const values = [ids.map(({ community }) => community), ids.map(({ id }) => id)];
  const { rows } = await client.query({ ...statements.findCommands, values });
  for (const { community, id, hash, result } of rows) commands.set(commandKey(community, id), { hash, result });
  return commands;
}

async function writeRows(
  { client, db, views }: { client: pg.PoolClient; db: Database; views: ViewDefinitions },
  statements: Statements,
  plan: CommitPlan,
): Promise<void> {
  for (const [view, tuples] of viewTuples(plan, views))
    await writeTuples(client, statements.views.get(view) as PreparedQuery, { target: viewTarget(views, view), tuples });
  for (const { sql: text, parameters } of compileRedactions(db, plan, views))
    await client.query(text, parameters as unknown[]);
}

interface Tuples {
  target: WriteTarget;
  tuples: readonly unknown[][];
}

async function writeTuples(client: pg.PoolClient, query: PreparedQuery, { target, tuples }: Tuples): Promise<void> {
  if (tuples.length > 0) await client.query({ ...query, values: columnsOf(target, tuples) });
}

function compileStatements({ db, views, schema }: PostgresBatchOptions) {
  const table = (name: string) => sql.table(`${schema}.${name}`);
  const insert = (target: WriteTarget) => insertInto(db, target, unnestOf(target));
  const raw = (query: RawBuilder<unknown>) => prepare(query.compile(db));
  return {
    newStreams: prepare(
      insert({ ...streamTarget, onConflict: { keys: ['community', 'stream'], set: 'ignore' } }).compile(),
    ),
    lockStreams: raw(sql`
      select s.community, s.stream, s.version, s.commit_id
      from ${table('stream')} as s
      join unnest(${textArray}, ${textArray}) as k(community, stream) on s.community = k.community and s.stream = k.stream
      order by s.community, s.stream for no key update of s`),
    findCommands: raw(sql`
      select c.community, c.id, c.hash, c.result
      from ${table('command')} as c
      join unnest(${textArray}, ${textArray}) as k(community, id) on c.community = k.community and c.id = k.id`),
    headsAndCommands: raw(sql`with heads as (${insert(streamTarget)}) ${insert(commandTarget)}`),
    positionAndEvents: raw(sql`
      with log as (update ${table('counter')} set value = value + ${parameter} where name = 'log' returning value),
      written as (${insertInto(db, eventTarget, atLogEnd(eventTarget))})
      select value from log`),
    views: new Map([...views.keys()].map((view) => [view, prepare(insert(viewTarget(views, view)).compile())])),
  };
}

const unnestOf = (target: WriteTarget) => sql`select * from ${unnest(target)}`;
