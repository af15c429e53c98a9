import type { FoundRow, Storage } from '../ports/storage.js';

const pageMax = 1_000;
/** Waiting requests that are read; more than that is a long queue either way. */
const waitingMax = 2_000;

/** The coaches who hold a conversation, as storage knows them. */
export async function findHolders(storage: Storage, community: string): Promise<Set<string>> {
  const coaches = new Set<string>();
  for (let newerThan = 0; ; ) {
    const where = { status: ['claimed', 'held'] };
    const { rows } = await storage.find('conversation', { community, where, newerThan, limit: pageMax });
    for (const { row } of rows) if (typeof row?.coachId === 'string') coaches.add(row.coachId);
    if (rows.length < pageMax) return coaches;
    newerThan = rows.at(-1)?.version as number;
  }
}

/** The requests that wait, the oldest first. */
export async function findWaiting(storage: Storage, community: string): Promise<readonly FoundRow[]> {
  const query = { community, where: { status: 'waiting' }, orderBy: 'askedAt', limit: waitingMax };
  return (await storage.find('conversation', query)).rows;
}
