import type { CoachState } from '../coach/types.js';
import { coachStream, conversationStream, type RoomCommand, system } from '../engine/rooms.js';
import type { FoldedStream } from '../engine/working-streams.js';
import type { CommunityParts, NodeParts } from './node-parts.js';

/**
 * A coach who vanishes doesn't keep the visitor: what was held by somebody who has had no connection to any node for long goes back
 * to its old place in the queue. The command's id derives from what the conversation was then, so two nodes do it once.
 */
export async function reofferVanished(
  { engine, ids }: Pick<NodeParts, 'engine' | 'ids'>,
  community: string,
  { presence, settings }: Pick<CommunityParts, 'presence' | 'settings'>,
): Promise<void> {
  const coachIds = presence.vanished(settings.patience.vanishedAfterMs);
  if (coachIds.length === 0) return;
  const { streams: coaches } = await engine.read(community, coachIds.map(coachStream));
  for (const [index, { state, head }] of coaches.entries()) {
    const coachId = coachIds[index] as string;
    const held = (state as CoachState).slots.map(conversationStream);
    // Told again to presence, which learns so of coaches who hold nothing any more.
    presence.update(coachId, { state: state as CoachState, version: head.version });
    if (held.length === 0) continue;
    const { streams } = await engine.read(community, held);
    await Promise.all(streams.map((found, at) => reoffer(held[at] as string, found, coachId)));
  }

  function reoffer(stream: string, { head }: FoldedStream, coachId: string) {
    const body: RoomCommand = { type: 'conversation.reoffer', coachId, why: 'disconnected' };
    const id = ids.digest(`reoffer ${stream} ${head.version}`);
    return engine.execute({ community, id, actor: system, stream, relation: 'self', body });
  }
}
