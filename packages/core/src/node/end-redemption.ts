import type { CommandOutcome } from '../engine/command.js';
import { type Person, rewardStream } from '../engine/rooms.js';
import type { NodeParts } from './node-parts.js';
import type { RedemptionEnd } from './redemption-end.js';

/** The brand's shop, which is nobody in particular. */
const shop: Person = { kind: 'brand', id: 'webhook', name: 'webhook', locales: [], topics: [] };

/** Fulfils or refuses a redemption; null for a community that isn't here. */
export async function endRedemption(
  parts: NodeParts,
  community: string,
  { id, rewardId, command }: RedemptionEnd,
): Promise<CommandOutcome | null> {
  if (!parts.community(community)) return null;
  if (parts.isClosing) return { refused: 'unavailable', retryAfterMs: 1_000 };
  const body = { ...command, redemptionId: command.redemptionId.toLowerCase() };
  return parts.engine.execute({
    community,
    id: parts.ids.digest(`webhook ${id}`),
    actor: shop,
    stream: rewardStream(rewardId),
    relation: 'self',
    body,
    params: { rewardId, ...body },
  });
}
