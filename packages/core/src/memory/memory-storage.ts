import type { Clock } from '../ports/clock.js';
import type { Ids } from '../ports/ids.js';
import { commandKey, emptyHead, planCommits, rowKey, streamKey } from '../ports/plan-commits.js';
import type {
  Commit,
  CommitOutcome,
  FoundRow,
  Head,
  LoggedEvent,
  Redaction,
  Row,
  RowQuery,
  Storage,
  StreamRead,
  ViewDefinition,
} from '../ports/storage.js';

interface MemoryRow {
  community: string;
  key: string;
  version: number;
  row: Row | null;
}

interface MemoryState {
  heads: Map<string, Head>;
  streams: Map<string, LoggedEvent[]>;
  log: LoggedEvent[];
  commands: Map<string, { hash: string; result: string }>;
  views: Map<string, Map<string, MemoryRow>>;
  leases: Map<string, { holder: string; endsAt: number }>;
  position: number;
}

/** What is stored is plain JSON; `structuredClone` takes several times as long. */
function copy<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copy) as T;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, copy(member)])) as T;
}

/** Storage in memory: for tests, embedding and demos. It promises nothing beyond the life of the process. */
export function createMemoryStorage(options: { clock: Clock; ids: Ids; views: readonly ViewDefinition[] }): Storage {
  const epoch = options.ids.uuid();
  const definitions = new Map(options.views.map((view) => [view.name, view]));
  const state: MemoryState = {
    heads: new Map(),
    streams: new Map(),
    log: [],
    commands: new Map(),
    views: new Map(options.views.map(({ name }) => [name, new Map()])),
    leases: new Map(),
    position: 0,
  };
  let isClosed = false;
  const assertOpen = () => {
    if (isClosed) throw new Error('unable to use the storage; it is closed');
  };
  return {
    durability: 'memory',
    shared: false,
    async load({ community, streams, commandId }) {
      assertOpen();
      const command = commandId === undefined ? undefined : state.commands.get(commandKey(community, commandId));
      return {
        epoch,
        streams: streams.map((read) => readStream(state, community, read)),
        command: command ? { ...command } : null,
      };
    },
    async commit(commit) {
      assertOpen();
      for (const { view } of commit.rows)
        if (!definitions.has(view)) throw new Error(`unable to commit; no view is named ${view}`);
      return applyCommit(state, definitions, commit);
    },
    async log(after, limit) {
      assertOpen();
      return copy(state.log.filter(({ position }) => position > after).slice(0, limit));
    },
    async find(view, query) {
      assertOpen();
      const rows = state.views.get(view);
      if (!rows) throw new Error(`unable to find rows; no view is named ${view}`);
      return { position: state.position, rows: findRows(rows, query) };
    },
    async lease(name, holder, ttlMs) {
      assertOpen();
      const held = state.leases.get(name);
      const now = options.clock.now();
      if (held && held.holder !== holder && held.endsAt > now) return false;
      state.leases.set(name, { holder, endsAt: now + ttlMs });
      return true;
    },
    async close() {
      isClosed = true;
    },
  };
}

function readStream(state: MemoryState, community: string, { stream, after = 0, before, limit }: StreamRead) {
  const key = streamKey(community, stream);
  const inside = (state.streams.get(key) ?? []).slice(
    after,
    before === undefined ? undefined : Math.max(before - 1, 0),
  );
  const latest = limit === undefined ? inside : inside.slice(Math.max(inside.length - limit, 0));
  const events = latest.map(({ community: _, stream: __, position: ___, ...event }) => copy(event));
  return { stream, head: state.heads.get(key) ?? emptyHead, events };
}

function applyCommit(state: MemoryState, views: Map<string, ViewDefinition>, commit: Commit): CommitOutcome {
  const plan = planCommits([commit], state);
  for (const { event, ...place } of plan.events) {
    const logged = { ...copy(event), ...place };
    const key = streamKey(place.community, place.stream);
    const events = state.streams.get(key);
    if (events) events.push(logged);
    else state.streams.set(key, [logged]);
    state.log.push(logged);
  }
  for (const [key, { head }] of plan.heads) state.heads.set(key, head);
  for (const { community, id, hash, result } of plan.commands)
    state.commands.set(commandKey(community, id), { hash, result });
  for (const { community, view, key, row, position } of plan.rows.values())
    state.views.get(view)?.set(rowKey(community, view, key), { community, key, version: position, row: copy(row) });
  for (const { commit: winner, position } of plan.winners)
    for (const redaction of winner.redactions ?? [])
      redact(state, views, { ...redaction, community: winner.community, position });
  state.position = plan.position;
  return plan.outcomes[0] as CommitOutcome;
}

function redact(
  state: MemoryState,
  views: Map<string, ViewDefinition>,
  redaction: Redaction & { community: string; position: number },
): void {
  const { community, position } = redaction;
  const events = state.streams.get(streamKey(community, redaction.stream)) ?? [];
  for (const offset of redaction.offsets) {
    const event = events[offset - 1];
    if (event) event.content = null;
  }
  for (const offset of redaction.authors?.offsets ?? []) {
    const event = events[offset - 1];
    if (event) event.by = { ...(redaction.authors as NonNullable<Redaction['authors']>).by };
  }
  for (const { view, key } of redaction.rows) {
    const found = state.views.get(view)?.get(rowKey(community, view, key));
    if (!found?.row) continue;
    for (const column of views.get(view)?.content ?? []) found.row[column] = null;
    // A new version, so that other nodes learn of it.
    found.version = position;
  }
  for (const id of redaction.commandIds) {
    const command = state.commands.get(commandKey(community, id));
    if (command) command.result = 'null';
  }
}

function findRows(rows: Map<string, MemoryRow>, query: RowQuery): FoundRow[] {
  const { community, keys, newerThan, orderBy, descending } = query;
  const found = [...rows.values()].filter(
    (row) =>
      row.community === community &&
      (newerThan === undefined ? row.row !== null : row.version > newerThan) &&
      (!keys || keys.includes(row.key)) &&
      matches(row.row, query),
  );
  const rank = ({ version, row }: MemoryRow) => {
    if (newerThan !== undefined) return version;
    return orderBy ? ((row?.[orderBy] ?? null) as string | number | null) : null;
  };
  found.sort((a, b) => compare(rank(a), rank(b)) || compare(a.key, b.key));
  if (descending) found.reverse();
  return found.slice(0, query.limit).map(({ key, version, row }) => ({ key, version, row: copy(row) }));
}

/** Nulls first. */
function compare(a: string | number | null, b: string | number | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? -1 : 1;
  return a < b ? -1 : 1;
}

function matches(row: Row | null, { where = {}, atMost = {}, atLeast = {} }: RowQuery): boolean {
  const equals = Object.entries(where).every(([column, wanted]) => {
    const value = row?.[column] ?? null;
    return Array.isArray(wanted) ? wanted.includes(value) : value === wanted;
  });
  const isWithin = (bounds: Readonly<Record<string, number>>, fits: (value: number, bound: number) => boolean) =>
    Object.entries(bounds).every(([column, bound]) => {
      const value = row?.[column];
      return typeof value === 'number' && fits(value, bound);
    });
  return (
    equals && isWithin(atMost, (value, bound) => value <= bound) && isWithin(atLeast, (value, bound) => value >= bound)
  );
}
