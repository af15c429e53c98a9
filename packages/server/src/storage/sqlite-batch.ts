import {
  type Commit,
  type CommitOutcome,
  type CommitPlan,
  commandKey,
  type Head,
  planCommits,
  streamKey,
} from '@entraide/core';
import { sql } from 'kysely';
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
import type { SqliteHandle, SqliteStatement } from './sqlite-handle.js';
import type { Database } from './tables.js';
import type { ViewDefinitions } from './view-table.js';

export interface SqliteBatchOptions {
  handle: SqliteHandle;
  db: Database;
  views: ViewDefinitions;
}

/** Writes batches of commits, each in one synchronous transaction: nothing else of the process runs in between. */
export function createSqliteBatch(options: SqliteBatchOptions): (commits: readonly Commit[]) => CommitOutcome[] {
  const { handle } = options;
  const statements = prepareStatements(options);
  return (commits) => {
    handle.exec('begin immediate');
    try {
      const plan = planCommits(commits, readGround(statements, commits));
      writePlan(options, statements, plan);
      handle.exec('commit');
      return plan.outcomes;
    } catch (error) {
      rollBack(handle, error);
      throw error;
    }
  };
}

/** Some errors, a full disk among them, have ended the transaction already. */
function rollBack(handle: SqliteHandle, cause: unknown): void {
  try {
    handle.exec('rollback');
  } catch (error) {
    if (!/no transaction/.test(String(error))) throw new AggregateError([cause, error], String(cause));
  }
}

type Statements = ReturnType<typeof prepareStatements>;

function prepareStatements({ handle, db, views }: SqliteBatchOptions) {
  const insert = (target: WriteTarget) => {
    const tuple = sql`values (${sql.join(target.columns.map(() => parameter))})`;
    return handle.prepare(insertInto(db, target, tuple).compile().sql);
  };
  const head = db
    .selectFrom('stream')
    .select(['version', 'commit_id'])
    .where('community', '=', '')
    .where('stream', '=', '');
  const command = db.selectFrom('command').select(['hash', 'result']).where('community', '=', '').where('id', '=', '');
  const log = { name: 'log', value: 0 };
  return {
    head: handle.prepare(head.compile().sql),
    command: handle.prepare(command.compile().sql),
    position: handle.prepare(db.selectFrom('counter').select('value').where('name', '=', log.name).compile().sql),
    setPosition: handle.prepare(
      db.updateTable('counter').set({ value: log.value }).where('name', '=', log.name).compile().sql,
    ),
    event: insert(eventTarget),
    stream: insert(streamTarget),
    addCommand: insert(commandTarget),
    views: new Map([...views.keys()].map((view) => [view, insert(viewTarget(views, view))])),
  };
}

function readGround(statements: Statements, commits: readonly Commit[]) {
  const heads = new Map<string, Head>();
  for (const { community, stream } of touchedStreams(commits)) {
    const head = statements.head.get([community, stream]) as { version: number; commit_id: string } | undefined;
    if (head) heads.set(streamKey(community, stream), { version: head.version, commitId: head.commit_id });
  }
  const commands = new Map<string, { hash: string; result: string }>();
  for (const { community, id } of batchCommands(commits)) {
    const command = statements.command.get([community, id]) as { hash: string; result: string } | undefined;
    if (command) commands.set(commandKey(community, id), command);
  }
  return { heads, commands, position: (statements.position.get(['log']) as { value: number }).value };
}

function writePlan({ handle, db, views }: SqliteBatchOptions, statements: Statements, plan: CommitPlan): void {
  const write = (statement: SqliteStatement, tuples: readonly unknown[][]) => {
    for (const tuple of tuples) statement.run(tuple);
  };
  write(statements.addCommand, commandTuples(plan, Date.now()));
  write(statements.stream, streamTuples(plan));
  write(statements.event, eventTuples(plan));
  for (const [view, tuples] of viewTuples(plan, views)) write(statements.views.get(view) as SqliteStatement, tuples);
  for (const { sql: text, parameters } of compileRedactions(db, plan, views)) handle.prepare(text).run(parameters);
  statements.setPosition.run([plan.position, 'log']);
}
