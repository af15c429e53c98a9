import type { CommunityParts, NodeParts } from './node-parts.js';

const coachesMax = 500;

/** Learns who is connected to other nodes: whom they name, and what is stored of coaches who are named for the first time. */
export async function readShares(
  { storage, clock }: Pick<NodeParts, 'storage' | 'clock'>,
  community: string,
  { share, presence, blocks }: Pick<CommunityParts, 'share' | 'presence' | 'blocks'>,
): Promise<void> {
  if (!storage.shared) return;
  await share.read(clock.now());
  const unread = presence.unread();
  for (let from = 0; from < unread.length; from += coachesMax) {
    const keys = unread.slice(from, from + coachesMax);
    // Before they can be matched.
    await blocks.loadAll(keys);
    presence.rowsChanged((await storage.find('coach', { community, keys, limit: keys.length })).rows);
  }
}
