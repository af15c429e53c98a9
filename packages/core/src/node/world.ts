import type { Command } from '../engine/command.js';
import type { World } from '../engine/rooms.js';
import type { CommunityParts } from './node-parts.js';

/** What a node adds to a decision about a command, at this moment. */
export function worldOf(
  { actor, openCount = 0, blockedVisitorIds = [], origin = null }: Command,
  parts: CommunityParts,
  now: number,
): World {
  const { settings, presence, topics, whoSees, recognition } = parts;
  const { leaseMs, requestMs, laterRequestMs, capacityMax, patience } = settings;
  return {
    now,
    actor,
    gateOpen: presence.isOpen(),
    topics,
    openCount,
    leaseMs,
    requestMs: { now: requestMs, later: laterRequestMs },
    capacityMax,
    patience,
    blockedVisitorIds,
    recognition,
    origin,
    communityId: settings.id,
    sees: (conversation, match) => whoSees.byPolicy(conversation, match, actor),
  };
}
