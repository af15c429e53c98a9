import type { FoundRow, Storage } from '../ports/storage.js';
import type { ShownPresence } from './shown-presence.js';

/** What other nodes say of who is connected to them. */
export interface SharesRead {
  /**
   * Reads what is new, and forgets the nodes of which nothing was heard for long. Resolves with rows that nobody will
   * renew, and whether somebody removed rows of this node.
   */
  read(now: number): Promise<{ stale: readonly string[]; hasLostOwn: boolean }>;
}

/** A node that didn't say so for as long is gone. */
const shareMs = 15_000;
/** Its rows are taken away: it won't come back under the same name. */
const keptMs = 10 * 60_000;
const rowsMax = 1_000;
/** Two reads that are farther apart than this had an outage between them, in which nobody could say anything. */
const gapMs = 2_000;

interface OtherNode {
  /** By this node's clock: others' may differ. */
  seenAt: number;
  isThere: boolean;
  rows: Map<string, ReadonlyMap<string, ShownPresence>>;
}

export function createSharesRead(options: {
  storage: Storage;
  community: string;
  node: string;
  changed(elsewhere: ReadonlyMap<string, ShownPresence>): void;
  written(position: number): void;
}): SharesRead {
  const { storage, community, node } = options;
  const nodes = new Map<string, OtherNode>();
  let newerThan = 0;
  let readAt: number | null = null;
  let reading: Promise<unknown> = Promise.resolve();

  async function findNew(): Promise<FoundRow[]> {
    const found: FoundRow[] = [];
    for (;;) {
      const { rows } = await storage.find('share', { community, newerThan, limit: rowsMax });
      found.push(...rows);
      newerThan = rows.at(-1)?.version ?? newerThan;
      if (rows.length < rowsMax) return found;
    }
  }

  async function read(now: number) {
    const found = await findNew();
    for (const { version } of found) options.written(version);
    const outageMs = readAt === null ? 0 : Math.max(now - readAt - gapMs, 0);
    for (const one of nodes.values()) one.seenAt += outageMs;
    let isChanged = false;
    for (const row of found)
      if (ownerOf(row.key) !== node) isChanged = take(nodes, row, now, readAt === null) || isChanged;
    readAt = now;
    const stale: string[] = [];
    for (const [name, one] of nodes) {
      const isThere = now - one.seenAt < shareMs;
      isChanged ||= isThere !== one.isThere;
      one.isThere = isThere;
      if (now - one.seenAt < keptMs) continue;
      stale.push(...one.rows.keys());
      nodes.delete(name);
    }
    if (isChanged) options.changed(mergeAll(nodes));
    return { stale, hasLostOwn: found.some(({ key, row }) => row === null && ownerOf(key) === node) };
  }

  return {
    // One at a time: an older read must not come after a newer one.
    read(now) {
      const next = reading.then(() => read(now));
      reading = next.catch(() => undefined);
      return next;
    },
  };
}

const ownerOf = (key: string) => key.split('/')[0] as string;

/** Whether it says anything new of who is there. */
function take(nodes: Map<string, OtherNode>, { key, row }: FoundRow, now: number, isFirst: boolean): boolean {
  const name = ownerOf(key);
  const one = nodes.get(name) ?? { seenAt: Number.NEGATIVE_INFINITY, isThere: false, rows: new Map() };
  nodes.set(name, one);
  // What was there before this node is as old as it says, whatever clock it was written by.
  const at = isFirst ? Math.min(now, Number(row?.sharedAt ?? now)) : now;
  one.seenAt = Math.max(one.seenAt, at);
  const before = one.rows.get(key);
  if (row === null) {
    one.rows.delete(key);
    if (one.rows.size === 0) nodes.delete(name);
    return before !== undefined;
  }
  const passive = new Set((row.passive as readonly string[] | null) ?? []);
  const coaches = new Map(
    (row.coachIds as readonly string[]).map((id): [string, ShownPresence] => [
      id,
      passive.has(id) ? 'passive' : 'present',
    ]),
  );
  one.rows.set(key, coaches);
  return !before || !isSame(before, coaches);
}

const isSame = <T>(a: ReadonlyMap<string, T>, b: ReadonlyMap<string, T>) =>
  a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);

/** Who looks on one device is present. */
function mergeAll(nodes: ReadonlyMap<string, OtherNode>): Map<string, ShownPresence> {
  const merged = new Map<string, ShownPresence>();
  for (const { isThere, rows } of nodes.values()) {
    if (!isThere) continue;
    for (const coaches of rows.values())
      for (const [coachId, presence] of coaches) if (merged.get(coachId) !== 'present') merged.set(coachId, presence);
  }
  return merged;
}
