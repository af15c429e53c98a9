import type { Row, RowWrite, Storage } from '../ports/storage.js';
import { createSharesRead } from './shares-read.js';
import type { ShownPresence } from './shown-presence.js';

/** What one node tells the others of who is connected to it, and what they tell it. */
export interface PresenceShare {
  /** A coach is connected to this node, or is no longer. */
  set(coachId: string, presence: ShownPresence | null): void;
  /**
   * Writes what changed, and that this node lives where it is time to. Resolves whether it wrote. Does nothing on a storage that is this node's alone.
   */
  tick(now: number): Promise<boolean>;
  /** Reads what others wrote. */
  read(now: number): Promise<void>;
  /** Takes it back. */
  close(): Promise<void>;
}

const renewMs = 5_000;
/**
 * Coaches in one row. The first row is written again every five seconds, the others when they change: with thousands of
 * coaches on a node some 20 kB are written each time, not all of them.
 */
const coachesPerRowMax = 500;

interface ShareOptions {
  storage: Storage;
  community: string;
  node: string;
  /** Others have other coaches than before. */
  changed(elsewhere: ReadonlyMap<string, ShownPresence>): void;
  /** Nothing but a share was written at this log position, by any node. */
  written(position: number): void;
}

/** A few rows of the `share` view under the node's own name, nearly always one. */
export function createPresenceShare(options: ShareOptions): PresenceShare {
  const { storage, community, node } = options;
  const own = createOwnRows(node);
  const others = createSharesRead(options);
  let toldAt = Number.NEGATIVE_INFINITY;
  const write = (rows: readonly RowWrite[]) => storage.commit({ community, appends: [], rows });
  const read = async (now: number) => {
    const { stale, hasLostOwn } = await others.read(now);
    // Somebody took this node for dead, or the rows are older than what was told.
    if (hasLostOwn) own.touchAll();
    if (stale.length > 0) await write(stale.map((key) => ({ view: 'share', key, row: null })));
  };

  return {
    set: own.set,
    async tick(now) {
      if (!storage.shared) return false;
      if (now - toldAt >= renewMs) own.touch();
      const rows = own.take(now);
      if (rows.length > 0) {
        await write(rows).catch((error: unknown) => {
          own.touchAll();
          throw error;
        });
        own.stored(rows);
        toldAt = now;
      }
      return rows.length > 0;
    },
    read,
    async close() {
      const rows = own.end();
      if (storage.shared && rows.length > 0) await write(rows);
    },
  };
}

/** The node's own coaches, spread over rows in which they stay. */
function createOwnRows(node: string) {
  const rows = new Map<number, Map<string, ShownPresence>>();
  const rowOf = new Map<string, number>();
  const touched = new Set<number>();
  const told = new Set<number>();
  const keyOf = (index: number) => (index === 0 ? node : `${node}/${index}`);
  const withRoom = () => {
    for (let index = 0; ; index += 1) if ((rows.get(index)?.size ?? 0) < coachesPerRowMax) return index;
  };
  const rowAt = (index: number, now: number): Row | null => {
    const coaches = rows.get(index);
    // The first one says that the node lives, as long as there is any.
    if (!coaches?.size && (index > 0 || rowOf.size === 0)) return null;
    const all = [...(coaches ?? [])];
    const passive = all.filter(([, presence]) => presence === 'passive').map(([coachId]) => coachId);
    return { coachIds: all.map(([coachId]) => coachId), passive, sharedAt: now };
  };

  return {
    set(coachId: string, presence: ShownPresence | null) {
      const index = rowOf.get(coachId) ?? withRoom();
      const coaches = rows.get(index) ?? new Map<string, ShownPresence>();
      if ((coaches.get(coachId) ?? null) === presence) return;
      rows.set(index, coaches);
      if (presence === null) {
        rowOf.delete(coachId);
        coaches.delete(coachId);
        // With the last one goes the sign of life, in whatever row they were.
        if (rowOf.size === 0) touched.add(0);
      } else {
        rowOf.set(coachId, index);
        coaches.set(coachId, presence);
      }
      touched.add(index);
    },
    touch: () => void touched.add(0),
    touchAll() {
      for (const index of [0, ...rows.keys(), ...told]) touched.add(index);
    },
    /** What is to be written now. Who has nobody to tell of is silent. */
    take(now: number): RowWrite[] {
      const writes: RowWrite[] = [];
      for (const index of touched) {
        const row = rowAt(index, now);
        if (row === null && !told.has(index)) continue;
        if (row !== null) told.add(index);
        writes.push({ view: 'share', key: keyOf(index), row });
      }
      touched.clear();
      return writes;
    },
    /** They are stored. */
    stored(writes: readonly RowWrite[]) {
      for (const index of [...told]) {
        const isGone = writes.some(({ key, row }) => row === null && key === keyOf(index));
        if (isGone && !rows.get(index)?.size) told.delete(index);
      }
    },
    end(): RowWrite[] {
      const writes = [...told].map((index): RowWrite => ({ view: 'share', key: keyOf(index), row: null }));
      rows.clear();
      rowOf.clear();
      told.clear();
      touched.clear();
      return writes;
    },
  };
}
