import { createTopicTree } from '../expertise/topic-tree.js';
import { matchingPolicyOf } from '../matching-policy-of.js';
import type { FoundRow } from '../ports/storage.js';
import { recognitionOf, slotBoundsOf } from '../recognition-of.js';
import type { CommunitySettings } from '../settings.js';
import { createBlocks } from './blocks.js';
import { createCandidates } from './candidates.js';
import { createDemand } from './demand.js';
import { createEarlyPing } from './early-ping.js';
import { createEraser } from './eraser.js';
import { createGuarding } from './guards.js';
import { createHeldLease } from './held-lease.js';
import { createMatcher } from './matcher.js';
import type { CommunityParts, NodeParts } from './node-parts.js';
import { createPresence, type Presence } from './presence.js';
import { createPresenceShare } from './presence-share.js';
import { createRecentWaits } from './recent-waits.js';
import { createStoredViews } from './stored-views.js';
import { createViews, type Views } from './views.js';
import { createWhoSees } from './who-sees.js';

/** Puts together what a node holds of one community. */
export function createCommunityParts(
  parts: NodeParts,
  settings: CommunitySettings,
  { opened, signOfLife }: { opened: (position: number) => void; signOfLife: (position: number) => void },
): CommunityParts {
  const { clock, storage } = parts;
  const { id: community } = settings;
  const [policy, recognition] = [matchingPolicyOf(settings), recognitionOf(settings)];
  const topics = createTopicTree(settings.topics);
  // A community that declares no topics takes any word as one.
  const known = topics.topics.length === 0 ? null : topics;
  const share = createPresenceShare({
    ...{ storage, community, node: parts.ids.uuid(), written: signOfLife },
    changed: (elsewhere) => presence.seenElsewhere(elsewhere),
  });
  const blocks = createBlocks({ storage, community });
  const candidates = createCandidates({ community, storage, policy, blocks, bounds: slotBoundsOf(settings) });
  const waits = createRecentWaits();
  const demand = createDemand({ ...parts, community, topics });
  const presence: Presence = createPresence({
    ...{ settings, clock, topics, shown: share.set },
    changed: () => views.presenceChanged(),
    expectedWaitMs: waits.expectedMs,
    coachChanged(coachId, facts) {
      const { mayTakeMore, makesRoom, seesOthers } = candidates.changed(coachId, facts);
      if (mayTakeMore || makesRoom) matcher.coachChanged();
      if (seesOthers) refreshInbox(coachId);
    },
  });
  const failed = (error: unknown) => parts.log({ level: 'warn', event: 'inbox_not_refreshed', community, error });
  const refreshInbox = (coachId: string) => void views.coachChanged(coachId).catch(failed);
  const blocksChanged = (rows: readonly FoundRow[]) => {
    for (const coachId of blocks.changed(rows)) {
      candidates.blocked(coachId);
      refreshInbox(coachId);
    }
  };
  const matching = { community, policy, topics: known, parts, candidates };
  const matcher = createMatcher({ ...matching, missed: (coachId) => presence.missed(coachId) });
  const whoSees = createWhoSees({ policy, topics: known, candidates, blocks, clock });
  const views: Views = createViews({
    community,
    storage,
    presence,
    stored: createStoredViews({ ...parts, ...parts.engine, community, recognition, opened, online: presence.rows }),
    opened,
    isShown: whoSees.inInbox,
    news: (rows) => waits.requestsChanged(rows, clock.now()),
  });
  return {
    settings,
    eraser: createEraser({ community, parts, retentionMs: settings.retentionMs }),
    earlyPing: createEarlyPing({ ...matching, settings: settings.earlyPing }),
    policy,
    recognition,
    ...createGuarding(parts, { community, recognition }),
    topics,
    presence,
    share,
    leases: createLeases(parts, community),
    demand,
    waits,
    views,
    blocks,
    blocksChanged,
    candidates,
    matcher,
    whoSees,
  };
}

function createLeases({ storage, ids }: NodeParts, community: string): CommunityParts['leases'] {
  const own = { storage, holder: ids.uuid(), holdMs: 5_000, renewMs: 2_000 };
  const leaseOf = (work: string) => createHeldLease({ ...own, name: `${community}\n${work}` });
  return { matching: leaseOf('matching'), deadlines: leaseOf('deadlines') };
}
