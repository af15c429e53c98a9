import type { NodeParts } from './node-parts.js';

/** Whether somebody of the community has this id: a member, or a visitor who has asked something. */
export async function isPerson(
  { storage }: Pick<NodeParts, 'storage'>,
  community: string,
  personId: string,
): Promise<boolean> {
  const [asked, members] = await Promise.all([
    storage.find('conversation', { community, where: { visitorId: personId }, limit: 1 }),
    storage.find('coach', { community, keys: [personId], limit: 1 }),
  ]);
  return asked.rows.length + members.rows.length > 0;
}
