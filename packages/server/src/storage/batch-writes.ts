import type { Commit, CommitPlan, Redaction } from '@entraide/core';
import { type CompiledQuery, type Expression, type Kysely, sql } from 'kysely';
import type { Database } from './tables.js';
import { definitionOf, encodeRow, type ViewDefinitions, viewKeyColumns, viewTable } from './view-table.js';

/** A table that a batch writes to, and the columns in the order of its tuples. */
export interface WriteTarget {
  table: string;
  columns: readonly { name: string; type: 'text' | 'integer' }[];
  /** Nothing for rows that can't be there; `ignore` for command ids, which another node may take first. */
  onConflict?: { keys: readonly string[]; set: 'ignore' | 'replace' };
}

const integers = new Set(['position', 'offset', 'at', 'version', 'removed']);
const columnsOf = (...names: string[]) =>
  names.map((name) => ({ name, type: integers.has(name) ? ('integer' as const) : ('text' as const) }));

export const eventTarget: WriteTarget = {
  table: 'event',
  columns: columnsOf('position', 'community', 'stream', 'offset', 'type', 'at', 'by', 'data', 'content'),
};

export const streamTarget: WriteTarget = {
  table: 'stream',
  columns: columnsOf('community', 'stream', 'version', 'commit_id'),
  onConflict: { keys: ['community', 'stream'], set: 'replace' },
};

export const commandTarget: WriteTarget = {
  table: 'command',
  columns: columnsOf('community', 'id', 'hash', 'result', 'at'),
  onConflict: { keys: ['community', 'id'], set: 'ignore' },
};

export function viewTarget(views: ViewDefinitions, view: string): WriteTarget {
  const declared = Object.entries(definitionOf(views, view).columns);
  return {
    table: viewTable(view),
    columns: [
      ...columnsOf(...viewKeyColumns),
      ...declared.map(([name, type]) => ({
        name,
        type: type === 'integer' ? ('integer' as const) : ('text' as const),
      })),
    ],
    onConflict: { keys: ['community', 'key'], set: 'replace' },
  };
}

type AnyTables = Record<string, Record<string, unknown>>;

/** One insert; the dialect says where its tuples come from. */
export function insertInto(db: Database, target: WriteTarget, tuples: Expression<unknown>) {
  const { table, onConflict } = target;
  const columns = target.columns.map(({ name }) => name);
  const insert = (db as unknown as Kysely<AnyTables>)
    .insertInto(table)
    .columns(columns)
    .expression(tuples as never);
  if (!onConflict) return insert;
  const changed = columns.filter((name) => !onConflict.keys.includes(name));
  return insert.onConflict((conflict) => {
    const found = conflict.columns(onConflict.keys as string[]);
    if (onConflict.set === 'ignore') return found.doNothing();
    return found.doUpdateSet((eb) => Object.fromEntries(changed.map((name) => [name, eb.ref(`excluded.${name}`)])));
  });
}

export const eventTuples = (plan: CommitPlan) =>
  plan.events.map(({ community, stream, offset, position, event: { type, at, by, data, content } }) => {
    const bodies = [JSON.stringify(by), JSON.stringify(data), content === null ? null : JSON.stringify(content)];
    return [position, community, stream, offset, type, at, ...bodies];
  });

export const streamTuples = (plan: CommitPlan) =>
  [...plan.heads.values()].map(({ community, stream, head }) => [community, stream, head.version, head.commitId]);

/** Ordered by id, so that two nodes never wait for each other's ids crosswise. */
export const commandTuples = (plan: CommitPlan, at: number) =>
  [...plan.commands]
    .sort((one, other) => (one.id === other.id ? compare(one.community, other.community) : compare(one.id, other.id)))
    .map(({ community, id, hash, result }) => [community, id, hash, result, at]);

const compare = (one: string, other: string) => (one < other ? -1 : 1);

/** The tuples of each view that the plan writes to. */
export function viewTuples(plan: CommitPlan, views: ViewDefinitions): Map<string, unknown[][]> {
  const tuples = new Map<string, unknown[][]>();
  for (const { view, community, key, position, row } of plan.rows.values()) {
    const tuple = [community, key, position, row === null ? 1 : 0, ...encodeRow(definitionOf(views, view), row)];
    const found = tuples.get(view);
    if (found) found.push(tuple);
    else tuples.set(view, [tuple]);
  }
  return tuples;
}

/** What the redactions of the winners erase, to be run after all else is written. */
export function compileRedactions(db: Database, plan: CommitPlan, views: ViewDefinitions): CompiledQuery[] {
  return plan.winners.flatMap(({ commit, position }) =>
    (commit.redactions ?? []).flatMap((redaction) => compileRedaction(db, { ...redaction, commit, position }, views)),
  );
}

function compileRedaction(
  db: Database,
  {
    commit: { community },
    position,
    stream,
    offsets,
    authors,
    rows,
    commandIds,
  }: Redaction & { commit: Commit; position: number },
  views: ViewDefinitions,
): CompiledQuery[] {
  const queries: CompiledQuery[] = [];
  if (offsets.length > 0)
    queries.push(
      db
        .updateTable('event')
        .set({ content: null })
        .where('community', '=', community)
        .where('stream', '=', stream)
        .where('offset', 'in', offsets)
        .compile(),
    );
  if (authors && authors.offsets.length > 0)
    queries.push(
      db
        .updateTable('event')
        .set({ by: JSON.stringify(authors.by) })
        .where('community', '=', community)
        .where('stream', '=', stream)
        .where('offset', 'in', authors.offsets)
        .compile(),
    );
  if (commandIds.length > 0)
    queries.push(
      db
        .updateTable('command')
        .set({ result: 'null' })
        .where('community', '=', community)
        .where('id', 'in', commandIds)
        .compile(),
    );
  for (const { view, key } of rows)
    queries.push(
      (db as unknown as Kysely<AnyTables>)
        .updateTable(viewTable(view))
        .set({ position, ...Object.fromEntries(definitionOf(views, view).content.map((column) => [column, null])) })
        .where('community', '=', community)
        .where('key', '=', key)
        .where('removed', '=', 0)
        .compile(),
    );
  return queries;
}

/** Streams that a batch reads the heads of or changes, each once, in the order in which their rows are locked. */
export function touchedStreams(
  commits: readonly Commit[],
): { community: string; stream: string; isMaybeNew: boolean }[] {
  const touched = new Map<string, { community: string; stream: string; isMaybeNew: boolean }>();
  const touch = (community: string, stream: string, isMaybeNew: boolean) => {
    const key = `${community}\n${stream}`;
    touched.set(key, { community, stream, isMaybeNew: isMaybeNew || (touched.get(key)?.isMaybeNew ?? false) });
  };
  for (const { community, appends, redactions = [] } of commits) {
    for (const { stream, expected } of appends) touch(community, stream, expected === 'any' || expected.version === 0);
    for (const { stream } of redactions) touch(community, stream, false);
  }
  return [...touched.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, stream]) => stream);
}

/** Command ids of a batch, each once, in one order on every node. */
export function batchCommands(commits: readonly Commit[]): { community: string; id: string }[] {
  const ids = new Map<string, { community: string; id: string }>();
  for (const { community, command } of commits)
    if (command) ids.set(`${community}\n${command.id}`, { community, id: command.id });
  return [...ids.values()];
}

/** Placeholder for a parameter of a statement that is compiled once and run with its own values. */
export const parameter = sql`${null}`;
