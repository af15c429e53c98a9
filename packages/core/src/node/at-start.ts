import type { Storage } from '../ports/storage.js';

const pageMax = 1_000;

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
