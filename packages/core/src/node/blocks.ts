import type { FoundRow, Storage } from '../ports/storage.js';

/** Who must not meet whom, for the coaches of one community who are on this node. */
export interface Blocks {
  /** Reads a coach's, once. Rejects when the storage doesn't answer. */
  load(coachId: string): Promise<void>;
  /** The same for many, who may be on no node. */
  loadAll(coachIds: readonly string[]): Promise<void>;
  /** Rows of the `block` view were written. Says whose blocks are others now. */
  changed(rows: readonly FoundRow[]): string[];
  /** Visitors whom the coach must not meet. */
  of(coachId: string): ReadonlySet<string>;
}

/** A coach has no more blocked pairs than this that count; the oldest are forgotten. */
const blocksMax = 1_000;
/** Coaches of one read, and rows of it. */
const coachesMax = 500;
const rowsMax = 10_000;
const nobody: ReadonlySet<string> = new Set();

/** Visitors whom a coach must not meet: one of the two blocked the other. */
export async function findBlocked(storage: Storage, community: string, coachId: string): Promise<string[]> {
  const { rows } = await storage.find('block', { community, where: { coachId }, limit: blocksMax });
  return rows.map(({ row }) => String(row?.visitorId));
}

export function createBlocks({ storage, community }: { storage: Storage; community: string }): Blocks {
  const byCoach = new Map<string, Set<string>>();
  return {
    async load(coachId) {
      // What is written while this reads is told to `changed`, and must find its place.
      const blocked = byCoach.get(coachId) ?? new Set();
      byCoach.set(coachId, blocked);
      for (const visitorId of await findBlocked(storage, community, coachId)) blocked.add(visitorId);
    },
    async loadAll(coachIds) {
      for (let from = 0; from < coachIds.length; from += coachesMax) {
        const some = coachIds.slice(from, from + coachesMax);
        for (const coachId of some) if (!byCoach.has(coachId)) byCoach.set(coachId, new Set());
        const { rows } = await storage.find('block', { community, where: { coachId: some }, limit: rowsMax });
        for (const { row } of rows) byCoach.get(String(row?.coachId))?.add(String(row?.visitorId));
      }
    },
    changed(rows) {
      return rows.flatMap(({ row }) => {
        const coachId = String(row?.coachId);
        const [blocked, visitorId] = [byCoach.get(coachId), String(row?.visitorId)];
        if (!row || !blocked || blocked.has(visitorId)) return [];
        blocked.add(visitorId);
        return [coachId];
      });
    },
    of: (coachId) => byCoach.get(coachId) ?? nobody,
  };
}
