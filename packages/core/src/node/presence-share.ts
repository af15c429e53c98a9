import type { Storage } from '../ports/storage.js';

/** What one node tells the others of who is connected to it: the coaches who hold conversations. */
export interface PresenceShare {
  /** Says so again when it is time, or when it is others than before. Does nothing on a storage that is this node's alone. */
  tick(holding: readonly string[], now: number): Promise<void>;
  /** Coaches who are connected to other nodes, of those who hold conversations. */
  elsewhere(now: number): Promise<ReadonlySet<string>>;
  /** Takes it back. */
  close(): Promise<void>;
}

const renewMs = 5_000;
/** A node that didn't say so for as long is gone. */
const shareMs = 15_000;
const nodesMax = 1_000;

/** One row of the `share` view, under the node's own name. */
export function createPresenceShare(options: { storage: Storage; community: string; node: string }): PresenceShare {
  const { storage, community, node } = options;
  let told = '';
  let toldAt = Number.NEGATIVE_INFINITY;
  const write = (row: { coachIds: readonly string[]; sharedAt: number } | null) =>
    storage.commit({ community, appends: [], rows: [{ view: 'share', key: node, row }] });

  return {
    async tick(holding, now) {
      const coachIds = [...holding].sort();
      const tells = coachIds.join('\n');
      // Who has nobody to tell of is silent.
      if (!storage.shared || (tells === told && (tells === '' || now - toldAt < renewMs))) return;
      await write(coachIds.length === 0 ? null : { coachIds, sharedAt: now });
      told = tells;
      toldAt = now;
    },
    async elsewhere(now) {
      if (!storage.shared) return new Set();
      const { rows } = await storage.find('share', { community, limit: nodesMax });
      const fresh = rows.filter(({ key, row }) => key !== node && Number(row?.sharedAt ?? 0) > now - shareMs);
      return new Set(fresh.flatMap(({ row }) => row?.coachIds as string[]));
    },
    async close() {
      if (told !== '') await write(null);
      told = '';
    },
  };
}
