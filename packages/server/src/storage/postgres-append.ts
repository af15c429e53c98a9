import {
  type Commit,
  type CommitOutcome,
  type CommitPlan,
  emptyHead,
  type Head,
  movePlan,
  planCommits,
  streamKey,
} from '@entraide/core';
import { type RawBuilder, sql } from 'kysely';
import {
  commandTarget,
  commandTuples,
  eventTarget,
  eventTuples,
  insertInto,
  parameter,
  streamTarget,
  viewTarget,
  viewTuples,
  type WriteTarget,
} from './batch-writes.js';
import { isRace, runStatement } from './postgres-pool.js';
import {
  atLogEnd,
  columnNames,
  columnsOf,
  type PostgresBatchOptions,
  type PreparedQuery,
  prepare,
  unnest,
} from './postgres-statements.js';

/** A head that a batch was decided on, and the one that it leaves. */
const moveTarget = {
  columns: [
    ...streamTarget.columns,
    { name: 'next_version', type: 'integer' },
    { name: 'next_commit_id', type: 'text' },
  ],
} satisfies Pick<WriteTarget, 'columns'>;

/** Raised by the statement itself when a head, or a command id, isn't what the batch believes. */
const divisionByZero = '22012';

/**
 * A whole batch as one statement, and so one round trip and one transaction. It moves the heads that are as believed,
 * in the order in which every node locks them; then records the command ids; and only if all of both succeeded does it take
 * positions in the log and write. Else it divides by zero, which undoes all of it.
 */
function compileWrites({ db, views, schema }: PostgresBatchOptions): PreparedQuery {
  const table = (name: string) => sql.table(`${schema}.${name}`);
  const viewWrites = [...views.keys()].map((view) => {
    const target = viewTarget(views, view);
    return sql`${sql.ref(`in_${view}`)} as (${insertInto(db, target, atLogEnd(target))})`;
  });
  const writes: RawBuilder<unknown>[] = [
    sql`written as (${insertInto(db, eventTarget, atLogEnd(eventTarget))})`,
    ...viewWrites,
  ];
  const allMoved = sql`(select count(*) from moved) + (select count(*) from created) = ${parameter}::bigint`;
  const recorded = insertInto(db, commandTarget, sql`select * from ${unnest(commandTarget)} where ${allMoved}`);
  return prepare(
    sql`
      with believed as (select * from ${unnest(moveTarget)} as b(${columnNames(moveTarget)})),
      locked as (
        select s.community, s.stream, b.next_version, b.next_commit_id
        from ${table('stream')} as s join believed as b
        on s.community = b.community and s.stream = b.stream and s.version = b.version and s.commit_id = b.commit_id
        order by s.community, s.stream for no key update of s),
      moved as (
        update ${table('stream')} as s set version = l.next_version, commit_id = l.next_commit_id
        from locked as l where s.community = l.community and s.stream = l.stream returning 1),
      created as (
        insert into ${table('stream')} (community, stream, version, commit_id)
        select community, stream, next_version, next_commit_id from believed where version = 0
        on conflict do nothing returning 1),
      recorded as (${recorded} returning 1),
      log as (
        update ${table('counter')} set value = value + ${parameter} where name = 'log'
        and ${allMoved}
        and (select count(*) from recorded) = ${parameter}::bigint
        returning value),
      ${sql.join(writes)}
      select (select value from log) as value, 1 / (select count(*) from log) as all_won`.compile(db),
  );
}

/** The statement with and without rows of views: most messages change none, and each view costs. */
export interface AppendStatements {
  plain: PreparedQuery;
  withRows: PreparedQuery;
}

export const compileAppend = (options: PostgresBatchOptions): AppendStatements => ({
  plain: compileWrites({ ...options, views: new Map() }),
  withRows: compileWrites(options),
});

/** The outcomes, or null where the batch must find out who loses: nothing of it is stored then. */
export async function runAppend(
  { pool, views }: PostgresBatchOptions,
  { plain, withRows }: AppendStatements,
  commits: readonly Commit[],
): Promise<CommitOutcome[] | null> {
  const heads = believedHeads(commits);
  if (!heads) return null;
  const plan = planCommits(commits, { heads, commands: new Map(), position: 0 });
  if (!plan.outcomes.every(({ status }) => status === 'committed')) return null;
  try {
    const isPlain = plan.rows.size === 0;
    const values = valuesOf(plan, heads, isPlain ? new Map() : views);
    const { rows } = await runStatement(pool, { ...(isPlain ? plain : withRows), values });
    movePlan(plan, Number(rows[0]?.value) - plan.position);
    return plan.outcomes;
  } catch (error) {
    if ((error as { code?: unknown }).code === divisionByZero || isRace(error)) return null;
    throw error;
  }
}

/** The first head that the batch expects of each stream; null where a commit says nothing of one, or redacts. */
function believedHeads(commits: readonly Commit[]): Map<string, Head> | null {
  const heads = new Map<string, Head>();
  for (const { community, appends, redactions = [] } of commits) {
    if (redactions.length > 0) return null;
    for (const { stream, expected } of appends) {
      const key = streamKey(community, stream);
      if (expected === 'any') return null;
      if (!heads.has(key)) heads.set(key, expected);
    }
  }
  return heads;
}

/** The parameters of the statement, in the order in which it names them. */
function valuesOf(plan: CommitPlan, heads: ReadonlyMap<string, Head>, views: PostgresBatchOptions['views']): unknown[] {
  const moves = [...plan.heads].map(([key, { community, stream, head }]) => {
    const { version, commitId } = heads.get(key) ?? emptyHead;
    return [community, stream, version, commitId, head.version, head.commitId];
  });
  const commands = commandTuples(plan, Date.now());
  const rows = viewTuples(plan, views);
  const viewValues = [...views.keys()].flatMap((view) => [
    plan.position,
    ...columnsOf(viewTarget(views, view), rows.get(view) ?? []),
  ]);
  return [
    ...columnsOf(moveTarget, moves),
    ...columnsOf(commandTarget, commands),
    moves.length,
    plan.position,
    moves.length,
    commands.length,
    plan.position,
    ...columnsOf(eventTarget, eventTuples(plan)),
    ...viewValues,
  ];
}
