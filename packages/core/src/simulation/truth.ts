import { views } from '../engine/views.js';
import type { FoundRow, LoggedEvent, Storage } from '../ports/storage.js';

/** What a storage holds of one community when all is over. */
export interface Truth {
  community: string;
  log: readonly LoggedEvent[];
  /** By view; removed rows aren't in it. */
  rows: Readonly<Record<string, readonly FoundRow[]>>;
}

const pageMax = 1_000;

/** Reads all of it. Nothing may be written meanwhile. */
export async function readTruth(storage: Storage, community: string): Promise<Truth> {
  const log: LoggedEvent[] = [];
  for (let after = 0; ; after = log.at(-1)?.position ?? 0) {
    const page = await storage.log(after, pageMax);
    log.push(...page);
    if (page.length < pageMax) break;
  }
  const rows: Record<string, FoundRow[]> = {};
  for (const { name } of views) rows[name] = await readRows(storage, community, name);
  return { community, log: log.filter((event) => event.community === community), rows };
}

async function readRows(storage: Storage, community: string, view: string): Promise<FoundRow[]> {
  const found: FoundRow[] = [];
  for (let newerThan = 0; ; newerThan = found.at(-1)?.version ?? 0) {
    const { rows } = await storage.find(view, { community, newerThan, limit: pageMax });
    found.push(...rows);
    if (rows.length < pageMax) return found.filter(({ row }) => row !== null);
  }
}
