import type { CoachState } from '../coach/types.js';
import type { Committed } from '../engine/create-engine.js';
import { coachStream } from '../engine/rooms.js';
import type { Bus, Hint } from '../ports/bus.js';
import type { FoundRow } from '../ports/storage.js';
import { hearHints } from './hear-hints.js';
import { createHints, hintSubject, readHint } from './hints.js';
import type { CommunityParts, NodeParts } from './node-parts.js';
import { createOwnLog, type OwnLog } from './own-log.js';
import { readShares } from './read-shares.js';
import type { Views } from './views.js';

/** Fetches what other nodes committed. The bus only makes it sooner. */
export interface Sync {
  /** This node committed: others may look. Hints of one turn leave as one. */
  committed(committed: Committed): void;
  /** This node has other coaches than before. */
  shared(community: string): void;
  /** A commit at this log position says nothing but that a node lives. */
  signOfLife(position: number): void;
  /** A view was read at this log position: from there on nothing may be missed. */
  opened(community: string, position: number): void;
  /** Looks at everything now; one look at a time. Rejects when the storage doesn't answer. */
  now(): Promise<void>;
  close(): Promise<void>;
}

/** Rows of one view and look; what is over it comes with the next. */
const rowsMax = 1_000;

export function createSync(
  parts: NodeParts,
  { communities, bus }: { communities: ReadonlyMap<string, CommunityParts>; bus: Bus },
): Sync {
  const own = parts.ids.uuid();
  const looked: Looked = { communities, positions: new Map(), ownLog: createOwnLog(), hinted: new Set() };
  let looking: Promise<void> | null = null;
  let isClosed = false;

  const now = () => {
    looking ??= look(parts, looked).finally(() => {
      looking = null;
      // What a hint said during the look may be newer than what it saw.
      if (looked.hinted.size > 0 && !isClosed) soon();
    });
    return looking;
  };
  const failed = (error: unknown) => parts.log({ level: 'warn', event: 'sync_failed', error });
  const soon = () => {
    looking ??= lookAtHinted(parts, looked)
      .catch(failed)
      .finally(() => {
        looking = null;
        if (looked.hinted.size > 0 && !isClosed) soon();
      });
  };
  const unheard = (error: unknown) => parts.log({ level: 'warn', event: 'bus_failed', error });
  const hints = createHints({ bus, node: own, failed: unheard });
  const take = (hint: Hint) => {
    for (const [community, { streams, rows, shares }] of readHint(hint, own) ?? []) {
      const one = communities.get(community);
      if (!one || isClosed) continue;
      if (streams.length > 0) parts.feedReaders.hinted(community, streams);
      if (shares) readShares(parts, community, one).catch(failed);
      if (rows) looked.hinted.add(community);
    }
    if (looked.hinted.size > 0) soon();
  };
  const stopHearing = parts.storage.shared
    ? hearHints(bus, { subject: hintSubject, failed: unheard, heard: take })
    : async () => undefined;

  return {
    committed(committed) {
      if (!parts.storage.shared) return;
      looked.ownLog.wrote(committed);
      hints.committed(committed);
    },
    shared: hints.shared,
    signOfLife: looked.ownLog.isKnown,
    opened(community, position) {
      looked.ownLog.forget(position);
      const { positions } = looked;
      positions.set(community, Math.min(positions.get(community) ?? position, position));
    },
    now,
    async close() {
      isClosed = true;
      await stopHearing();
      await looking?.catch(() => undefined);
    },
  };
}

/** Looks at the rows of the communities that a hint named; their feeds were named by themselves. */
async function lookAtHinted(parts: NodeParts, { communities, positions, hinted }: Looked): Promise<void> {
  const named = [...hinted];
  hinted.clear();
  for (const community of named) {
    const one = communities.get(community);
    if (one) await lookAt(parts, { community, ...one, positions });
  }
}

interface Looked {
  communities: ReadonlyMap<string, CommunityParts>;
  positions: Map<string, number>;
  ownLog: OwnLog;
  /** Communities in which another node wrote rows. */
  hinted: Set<string>;
}

async function look(parts: NodeParts, looked: Looked): Promise<void> {
  const { communities, positions, ownLog, hinted } = looked;
  hinted.clear();
  const isOwn = await isAllOwn(parts, looked);
  try {
    await parts.feedReaders.sync(isOwn ? 'doubtful' : 'all');
    if (isOwn) return;
    // One community's failure is not another's.
    const looks = [...communities].map(([community, one]) => lookAt(parts, { community, ...one, positions }));
    for (const outcome of await Promise.allSettled(looks)) if (outcome.status === 'rejected') throw outcome.reason;
    for (const position of positions.values()) ownLog.forget(position);
  } catch (error) {
    ownLog.forget();
    throw error;
  }
}

/** Whether nobody else wrote since the last look; then all positions move on to the end of the log. */
async function isAllOwn({ storage }: NodeParts, { communities, positions, ownLog }: Looked): Promise<boolean> {
  const [community = ''] = communities.keys();
  try {
    const { position } = await storage.find('conversation', { community, limit: 0 });
    if (!ownLog.reach(position)) return false;
    for (const [one, last] of positions) positions.set(one, Math.max(last, position));
    return true;
  } catch {
    // The looks themselves say what is wrong, and with which community.
    ownLog.forget();
    return false;
  }
}

async function lookAt(
  parts: NodeParts,
  looked: Pick<CommunityParts, 'views' | 'presence' | 'blocksChanged' | 'matcher'> & {
    community: string;
    positions: Map<string, number>;
  },
): Promise<void> {
  const { community, views, presence, blocksChanged, matcher, positions } = looked;
  const newerThan = positions.get(community);
  const requests = await rowsSince(parts, { community, view: 'conversation', newerThan });
  const matches = await rowsSince(parts, { community, view: 'match', newerThan });
  const blocked = await rowsSince(parts, { community, view: 'block', newerThan });
  blocksChanged(blocked.rows);
  const written = { requests: requests.rows, matches: matches.rows };
  views.requestsChanged(requests.position, written);
  matcher.requestsChanged(written, 'elsewhere');
  const coaches = await rowsSince(parts, { community, view: 'coach', newerThan });
  presence.rowsChanged(coaches.rows);
  for (const { key, row } of coaches.rows)
    if (row?.suspendedAt || row?.kind === 'none')
      parts.endSessions(community, key, row.suspendedAt ? 'suspended' : 'erased');
  // What was written before the first look, and after the coaches were read, is in no page of rows.
  const changed =
    newerThan === undefined ? presence.here() : coaches.rows.map(({ key }) => key).filter(presence.isHere);
  if (changed.length > 0) {
    const { streams } = await parts.engine.read(community, changed.map(coachStream));
    for (const [index, { head, state }] of streams.entries())
      presence.update(changed[index] as string, { state: state as CoachState, version: head.version });
  }
  const next = Math.min(
    requests.next,
    matches.next,
    blocked.next,
    coaches.next,
    await lookAtStored(
      parts,
      { community, positions, stored: views.stored },
      { coach: coaches, conversation: requests, match: matches },
    ),
  );
  // A view that opened before the first look was read at an older position, and goes on from there.
  positions.set(community, newerThan === undefined ? Math.min(next, positions.get(community) ?? next) : next);
}

/** Shows what others wrote to the readers of stored views; where nobody reads one, its rows are read when somebody does. */
async function lookAtStored(
  parts: NodeParts,
  { community, stored, positions }: Pick<Views, 'stored'> & { community: string; positions: Map<string, number> },
  read: Readonly<Record<string, RowsSince>>,
): Promise<number> {
  let next = Number.POSITIVE_INFINITY;
  const open = stored.filter((view) => view.isOpen());
  for (const name of new Set(open.flatMap(({ reads }) => reads))) {
    const found =
      read[name] ?? (await rowsSince(parts, { community, view: name, newerThan: positions.get(community) }));
    for (const view of open) if (view.reads.includes(name)) view.rowsChanged(name, found.position, found.rows);
    next = Math.min(next, found.next);
  }
  return next;
}

interface RowsSince {
  position: number;
  rows: readonly FoundRow[];
  next: number;
}

/** Rows written after a position, and where the next look begins. The first look only learns where the log stands. */
async function rowsSince(
  { storage }: NodeParts,
  { community, view, newerThan }: { community: string; view: string; newerThan: number | undefined },
): Promise<RowsSince> {
  if (newerThan === undefined) {
    const { position } = await storage.find(view, { community, limit: 0 });
    return { position, rows: [], next: position };
  }
  const { position, rows } = await storage.find(view, { community, newerThan, limit: rowsMax });
  // A full page may have left rows out: the next look goes on where this one ended.
  return { position, rows, next: rows.length < rowsMax ? position : (rows.at(-1)?.version ?? position) };
}
