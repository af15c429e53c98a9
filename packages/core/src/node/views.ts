import type { Person } from '../engine/rooms.js';
import type { FoundRow, RowWrite, Storage } from '../ports/storage.js';
import type { ActorKind } from '../protocol/methods.js';
import type { ViewName } from '../protocol/types.js';
import { firstWithin, splitWithin } from './frame-bytes.js';
import { notificationFrame } from './json-rpc.js';
import { createLiveView, type LiveView } from './live-view.js';
import type { Presence } from './presence.js';
import { createRequestTable, type KnownRequest, type RequestRows } from './request-table.js';
import type { TableView } from './table-view.js';
import { visibleRequest } from './visibility.js';

/** One session's open view. */
export interface ViewReader {
  readonly actor: Person;
  readonly view: ViewName;
  send(frame: string): void;
}

type ViewRow = { key: string };

/** Who may open which view. */
const audiences: Readonly<Record<ViewName, readonly ActorKind[]>> = {
  availability: ['visitor', 'coach', 'manager', 'brand', 'host'],
  inbox: ['coach', 'manager'],
  presence: ['coach', 'manager'],
  announcements: ['coach', 'manager'],
  care: ['manager'],
  board: ['manager'],
  reports: ['manager'],
  rewards: ['coach', 'manager'],
  progress: ['coach'],
  leaderboard: ['coach', 'manager'],
  reviews: ['manager'],
};

/** A desk shows no more requests than this, and than fit into a frame, the oldest first. */
const inboxMax = 500;
/** Waiting requests that are read to find as many. */
const readMax = 4 * inboxMax;

/** The open views of one node and one community: small live tables, sent whole and then as row changes. */
export interface Views {
  /** Opens; null where the actor may not. Changes wait until `start`. */
  open(reader: ViewReader): Promise<{ version: number; rows: ViewRow[] } | null>;
  /** The rows were sent: what changed since follows now. */
  start(reader: ViewReader): void;
  close(reader: ViewReader): void;
  /** Rows of the `conversation` and `match` views were written. */
  requestsChanged(position: number, rows: RequestRows): void;
  /** What matching knows of a coach changed: other requests may be for them now. Rejects when the storage doesn't answer. */
  coachChanged(coachId: string): Promise<void>;
  /** The views of stored rows, to be told of what is written. */
  readonly stored: readonly TableView[];
  /** Something about who is online, or about the gate, changed. */
  presenceChanged(): void;
}

interface ViewChange {
  version: number;
  rows: ViewRow[];
  /** Keys that are in the view no longer; absent when `rows` are all there is. */
  gone?: readonly string[];
}

interface OpenView {
  /** What the reader has, as JSON by key. */
  shown: Map<string, string>;
  version: number;
  /** Changes that came before the rows were sent; null once they were. */
  waiting: ViewChange[] | null;
  /** More came than may wait: the rows must be read again. */
  hasMissed: boolean;
}

/** Changes that wait while the rows are read. */
const waitingMax = 1_000;
/** Reads of the rows before the reader is told to come back. */
const readsMax = 5;

interface InboxOptions {
  community: string;
  storage: Storage;
  /** Whether a coach sees a request that waits. */
  isShown: (request: KnownRequest, actor: Person) => boolean;
  /** Told of the requests' own rows that are news. */
  news?: (requests: readonly FoundRow[]) => void;
  /** Stored rows were read for a reader, at this log position. */
  opened: (position: number) => void;
}

export function createViews(
  options: InboxOptions & { presence: Presence; stored: Readonly<Record<string, TableView>> },
): Views {
  const opens = new Map<ViewReader, OpenView>();
  const { presence } = options;
  const table = createRequestTable();
  const read: ReadOptions = { ...options, found: (position, rows) => requestsChanged(position, rows) };
  const live: Readonly<Record<string, LiveView>> = {
    availability: createLiveView('availability', () => [{ key: 'availability', ...presence.availability() }]),
    presence: createLiveView('presence', () => presence.rows()),
  };

  function requestsChanged(position: number, written: RequestRows) {
    const changed = table.take(written);
    if (changed.length === 0) return;
    options.news?.(changed.map(({ request }) => request));
    for (const [reader, open] of opens) {
      const shown = changed.filter((request) => isInInbox(options, request, reader.actor));
      const gone = changed.filter((request) => !shown.includes(request)).map(({ key }) => key);
      showChange(reader, open, { version: position, rows: shown.map(({ request }) => visibleRequest(request)), gone });
    }
  }

  return {
    stored: Object.values(options.stored),
    async open(reader) {
      if (!audiences[reader.view].includes(reader.actor.kind as ActorKind)) return null;
      const view = live[reader.view] ?? options.stored[reader.view];
      if (view) return view.open(reader);
      const open: OpenView = { shown: new Map(), version: 0, waiting: [], hasMissed: false };
      opens.set(reader, open);
      const { version, rows } = await readWhole(read, reader, open).catch((error: unknown) => {
        opens.delete(reader);
        throw error;
      });
      open.version = version;
      for (const row of rows) open.shown.set(row.key, JSON.stringify(row));
      return { version, rows };
    },
    start(reader) {
      (live[reader.view] ?? options.stored[reader.view])?.start(reader);
      const open = opens.get(reader);
      const waiting = open?.waiting ?? [];
      if (open) open.waiting = null;
      for (const change of waiting) if (open && change.version > open.version) showChange(reader, open, change);
    },
    close(reader) {
      (live[reader.view] ?? options.stored[reader.view])?.close(reader);
      opens.delete(reader);
    },
    requestsChanged,
    async coachChanged(coachId) {
      for (const [reader, open] of opens) {
        if (reader.actor.id !== coachId || open.waiting) continue;
        const { version, rows } = await readInbox(read, reader.actor);
        if (opens.get(reader) === open && version >= open.version) showChange(reader, open, { version, rows });
      }
    },
    presenceChanged() {
      for (const view of Object.values(live)) view.changed();
      options.stored.board?.changed();
    },
  };
}

/** Sends what differs from what the reader has; keys that a change doesn't name are left alone. */
function showChange(reader: ViewReader, open: OpenView, change: ViewChange): void {
  if (open.waiting) {
    if (open.waiting.length < waitingMax) open.waiting.push(change);
    else open.hasMissed = true;
    return;
  }
  const { rows } = change;
  const keys = new Set(rows.map(({ key }) => key));
  const gone = change.gone ?? [...open.shown.keys()].filter((key) => !keys.has(key));
  const version = Math.max(open.version, change.version);
  open.version = version;
  const upserts = rows.filter((row) => open.shown.get(row.key) !== JSON.stringify(row));
  const removes = gone.filter((key) => open.shown.delete(key));
  for (const row of upserts) open.shown.set(row.key, JSON.stringify(row));
  if (upserts.length + removes.length === 0) return;
  // In as many frames as it takes: another node's work may come a thousand rows at once.
  const [first = [], ...more] = splitWithin(upserts);
  reader.send(notificationFrame('view.changed', { view: reader.view, version, upserts: first, removes }));
  for (const rest of more)
    reader.send(notificationFrame('view.changed', { view: reader.view, version, upserts: rest, removes: [] }));
}

function isInInbox({ isShown }: InboxOptions, known: KnownRequest, actor: Person): boolean {
  if (known.request.row?.status !== 'waiting') return false;
  return actor.kind === 'manager' || isShown(known, actor);
}

/** Reads the inbox until no change was missed meanwhile. */
async function readWhole(options: ReadOptions, reader: ViewReader, open: OpenView) {
  for (let reads = 0; reads < readsMax; reads += 1) {
    Object.assign(open, { waiting: [], hasMissed: false });
    const inbox = await readInbox(options, reader.actor);
    if (!open.hasMissed) return inbox;
  }
  throw new Error('unable to open the inbox; it changed faster than it could be read');
}

interface ReadOptions extends InboxOptions {
  /** What was read may be news to readers who are there already. */
  found: (position: number, rows: RequestRows) => void;
}

async function readInbox(options: ReadOptions, actor: Person) {
  const { community, storage, opened, found } = options;
  const query = { community, where: { status: 'waiting' }, orderBy: 'askedAt' };
  for (let limit = inboxMax; ; limit *= 2) {
    const { position, rows: requests } = await storage.find('conversation', { ...query, limit });
    const keys = requests.map(({ key }) => key);
    const matches = keys.length === 0 ? [] : (await storage.find('match', { community, keys, limit })).rows;
    found(position, { requests, matches });
    const matchOf = new Map(matches.map((match) => [match.key, match]));
    const shown = requests
      .filter((request) =>
        isInInbox(options, { key: request.key, request, match: matchOf.get(request.key) ?? null }, actor),
      )
      .slice(0, inboxMax);
    // Requests that aren't for this coach push none that are off the desk, within reason.
    if (requests.length === limit && shown.length < inboxMax && limit < readMax) continue;
    opened(position);
    return { version: position, rows: firstWithin(shown.map(visibleRequest)) };
  }
}

/** The rows of one view among a commit's writes, as `find` would give them. */
export const rowsOf = (view: string, position: number, writes: readonly RowWrite[]): FoundRow[] =>
  writes.filter((write) => write.view === view).map(({ key, row }) => ({ key, version: position, row }));
