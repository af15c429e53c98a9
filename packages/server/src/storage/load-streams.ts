import type { Loaded, OffsetEvent, StoredEvent, StreamRead } from '@entraide/core';
import { sql } from 'kysely';
import type { Database, Dialect } from './tables.js';

interface LoadRequest {
  community: string;
  streams: readonly StreamRead[];
  commandId?: string;
}

/** One answer of the single statement: which part it is of, two numbers and four texts. */
interface LoadRow {
  part: number;
  number: number;
  at: number;
  a: string;
  b: string;
  c: string;
  d: string | null;
}

const epochPart = -1;
const commandPart = -2;
const headPart = -3;

/** Epoch, heads, events and command of one moment: one statement, so that both databases read them as one. */
export async function loadStreams(db: Database, dialect: Dialect, request: LoadRequest): Promise<Loaded> {
  const rows = await loadQuery(db, dialect, request).execute();
  const parts = new Map<number, LoadRow[]>();
  for (const row of rows) {
    const part = parts.get(Number(row.part));
    if (part) part.push(row);
    else parts.set(Number(row.part), [row]);
  }
  const heads = new Map(parts.get(headPart)?.map(({ a, b, number }) => [a, { version: Number(number), commitId: b }]));
  const command = parts.get(commandPart)?.[0];
  return {
    epoch: parts.get(epochPart)?.[0]?.a ?? '',
    streams: request.streams.map(({ stream }, index) => ({
      stream,
      head: heads.get(stream) ?? { version: 0, commitId: '' },
      events: (parts.get(index) ?? []).map(decodeEvent).sort((one, other) => one.offset - other.offset),
    })),
    command: command ? { hash: command.a, result: command.b } : null,
  };
}

function decodeEvent({ number, at, a, b, c, d }: LoadRow): OffsetEvent {
  return { offset: Number(number), type: a, at: Number(at), ...decodeBodies({ by: b, data: c, content: d }) };
}

/** The JSON columns of an event. */
export const decodeBodies = ({ by, data, content }: { by: string; data: string; content: string | null }) => ({
  by: JSON.parse(by) as StoredEvent['by'],
  data: JSON.parse(data) as Record<string, unknown>,
  content: content === null ? null : (JSON.parse(content) as Record<string, unknown>),
});

function loadQuery(db: Database, dialect: Dialect, { community, streams, commandId }: LoadRequest) {
  const none = sql<number>`0`;
  const empty = sql<string>`''`;
  const row = (part: number) => [sql<number>`${sql.lit(part)}`.as('part')] as const;
  let query = db
    .selectFrom('installation')
    .select(row(epochPart))
    .select([
      none.as('number'),
      none.as('at'),
      'epoch as a',
      empty.as('b'),
      empty.as('c'),
      sql<string | null>`null`.as('d'),
    ]);
  const texts = [empty.as('c'), sql<string | null>`null`.as('d')] as const;
  if (commandId !== undefined)
    query = query.unionAll(
      db
        .selectFrom('command')
        .select(row(commandPart))
        .select([none.as('number'), none.as('at'), 'hash as a', 'result as b', ...texts])
        .where('community', '=', community)
        .where('id', '=', commandId),
    );
  if (streams.length === 0) return query;
  const names = [...new Set(streams.map(({ stream }) => stream))].map((name) => [name]);
  query = query.unionAll(
    db
      .selectFrom('stream')
      .select(row(headPart))
      .select(['version as number', none.as('at'), 'stream as a', 'commit_id as b', ...texts])
      .where('community', '=', community)
      .where('stream', 'in', (eb) =>
        eb.selectFrom(dialect.table(names, ['text']).$castTo<AskedName>().as('named')).select('named.column1'),
      ),
  );
  const reads = streams.flatMap((read, part) => (read.limit === 0 ? [] : [{ ...read, part }]));
  return reads.length === 0 ? query : query.unionAll(eventsQuery(db, dialect, community, reads));
}

const unbounded = 2 ** 52;

interface AskedName {
  column1: string;
}

interface AskedColumns {
  column1: number;
  column2: string;
  column3: number;
  column4: number;
  column5: number;
}

/** Offsets have no gaps, so the latest `limit` events are a range, and all reads are one join. */
function eventsQuery(
  db: Database,
  { least, greatest, table }: Dialect,
  community: string,
  reads: readonly (StreamRead & { part: number })[],
) {
  const asked = reads.map(({ part, stream, after = 0, before = unbounded, limit = unbounded }) => [
    part,
    stream,
    after,
    before,
    limit,
  ]);
  return db
    .selectFrom(table(asked, ['integer', 'text', 'integer', 'integer', 'integer']).$castTo<AskedColumns>().as('asked'))
    .innerJoin('stream as s', (join) => join.onRef('s.stream', '=', 'asked.column2').on('s.community', '=', community))
    .innerJoin('event as e', (join) =>
      join
        .onRef('e.stream', '=', 's.stream')
        .on('e.community', '=', community)
        .onRef('e.offset', '<', 'asked.column4')
        .on((eb) => {
          const end = eb.fn<number>(least, ['s.version', eb('asked.column4', '-', 1)]);
          return eb('e.offset', '>', eb.fn<number>(greatest, ['asked.column3', eb(end, '-', eb.ref('asked.column5'))]));
        }),
    )
    .select([
      'asked.column1 as part',
      'e.offset as number',
      'e.at',
      'e.type as a',
      'e.by as b',
      'e.data as c',
      'e.content as d',
    ]);
}
