import type { CoachState } from '../coach/types.js';
import { type Committed, createEngine } from '../engine/create-engine.js';
import { streamId } from '../engine/rooms.js';
import { createMemoryBus } from '../memory/memory-bus.js';
import type { Bus } from '../ports/bus.js';
import { closeCodes } from '../protocol/close-codes.js';
import { systemClock, systemIds } from '../system.js';
import { admit } from './admit.js';
import { createCommunityParts } from './community-parts.js';
import { drainNode } from './drain-node.js';
import { endRedemption } from './end-redemption.js';
import { createFeedReaders } from './feed-readers.js';
import { createFeedReads } from './feeds.js';
import { notificationFrame } from './json-rpc.js';
import type { CommunityParts, NodeParts } from './node-parts.js';
import { startNotifying } from './notifications.js';
import { serveSession } from './serve-session.js';
import type { Session } from './session.js';
import { createSignals } from './signals.js';
import { createSync } from './sync.js';
import { startTicking } from './ticking.js';
import type { CommunityNode, DemandSeen, NodeOptions, SessionLimits } from './types.js';
import { rowsOf } from './views.js';
import { worldOf } from './world.js';

const limitDefaults: SessionLimits = {
  perMinute: { visitor: 240, member: 1_200 },
  burst: { visitor: 60, member: 200 },
  refusedInARowMax: 1_000,
  frameBytesMax: 64 * 1024,
  feedsMax: 64,
  underWayMax: 256,
  nodeUnderWayMax: 5_000,
  openWithinMs: 5_000,
};

/** Makes a node: the whole of Entraide but for the wire, the tokens and the disk, which are handed to it. */
export function createNode(options: NodeOptions): CommunityNode {
  const communities = new Map<string, CommunityParts>();
  const sessions = new Set<Session>();
  const bus = options.bus ?? createMemoryBus();
  const parts = assemble({ ...options, bus }, { communities, sessions }, (committed) => publish(committed));
  const { storage } = parts;
  for (const settings of options.communities)
    communities.set(
      settings.id,
      createCommunityParts(parts, settings, {
        opened: (position) => sync.opened(settings.id, position),
        signOfLife: (position) => sync.signOfLife(position),
      }),
    );
  const sync = createSync(parts, { communities, bus });
  const publish = (committed: Committed) => {
    parts.figures.commits += 1;
    parts.feedReaders.deliver(committed);
    show(parts, committed);
    sync.committed(committed);
  };
  const stopTicking = startTicking(parts, { communities, sync });
  const stopNotifying = options.notifier
    ? startNotifying(parts, { communities: [...communities.keys()], notifier: options.notifier })
    : async () => undefined;
  let closing: Promise<void> | null = null;

  return {
    accept(connection) {
      if (closing !== null) {
        connection.close(closeCodes.draining.code, 'the server is closing');
        return;
      }
      const session = serveSession(parts, connection);
      sessions.add(session);
      session.ended.push(() => void sessions.delete(session));
    },
    availability: (community, request) => communities.get(community)?.presence.availability(request) ?? null,
    hasTopic: (community, topic) => communities.get(community)?.topics.has(topic) ?? false,
    countDemand: (community, topic = null) => countDemand(parts, { community, topic }),
    admit: (community, identity) => admit(parts, community, identity),
    endRedemption: (community, end) => endRedemption(parts, community, end),
    async isReady() {
      const first = options.communities[0]?.id ?? '';
      return storage.load({ community: first, streams: [] }).then(
        () => closing === null,
        () => false,
      );
    },
    figures: () => {
      const { open, delivered } = parts.feedReaders.figures();
      return { ...parts.figures, sessions: sessions.size, feeds: open, eventsDelivered: delivered };
    },
    close() {
      closing ??= drainNode(parts, {
        communities,
        sessions,
        async stop() {
          stopTicking();
          await Promise.all([sync.close(), parts.signals.close()]);
          await stopNotifying();
        },
      });
      return closing;
    },
  };
}

function countDemand(parts: NodeParts, seen: DemandSeen): boolean {
  const community = parts.community(seen.community);
  if (!community) return false;
  community.demand.count(seen.topic);
  parts.figures.demandCounted += 1;
  parts.demandSeen(seen);
  return true;
}

function assemble(
  options: NodeOptions & { bus: Bus },
  { communities, sessions }: { communities: ReadonlyMap<string, CommunityParts>; sessions: ReadonlySet<Session> },
  publish: (committed: Committed) => void,
): NodeParts {
  const { storage, clock = systemClock, ids = systemIds, log = () => undefined } = options;
  const figures = {
    commandsAccepted: 0,
    commandsRefused: 0,
    callsUnderWay: 0,
    callsShed: 0,
    storageFailures: 0,
    commits: 0,
    demandCounted: 0,
  };
  const engine = createEngine({
    storage,
    ids,
    world: (command) => worldOf(command, communities.get(command.community) as CommunityParts, clock.now()),
    committed: publish,
    failed(error) {
      figures.storageFailures += 1;
      log({ level: 'error', event: 'storage_failed', error });
    },
  });
  const feedReaders = createFeedReaders({ storage, clock });
  return {
    engine,
    storage,
    clock,
    ids,
    log,
    limits: { ...limitDefaults, ...options.limits },
    authenticate: options.authenticate,
    ...(options.topicClassifier ? { topicClassifier: options.topicClassifier } : {}),
    community: (id) => communities.get(id),
    feedReads: createFeedReads({ engine, storage, clock }),
    feedReaders,
    signals: createSignals({ feedReaders, storage, clock, ids, log }, options.bus),
    isClosing: false,
    figures,
    demandSeen(seen) {
      options.demandSeen?.(seen);
      void communities.get(seen.community)?.earlyPing.seen(seen.topic);
    },
    endSessions(community, coachId, reason) {
      for (const session of sessions) {
        if (session.person?.id !== coachId || session.community !== community) continue;
        session.send(notificationFrame('session.closing', { reason, retryAfterMs: 0 }));
        session.close(closeCodes.suspended.code, reason);
      }
    },
    canNotify: options.notifier !== undefined,
  };
}

/** Shows a commit of this node to the readers of its views. */
function show(node: NodeParts, { community, position, changes, rows }: Committed) {
  const parts = node.community(community);
  const requests = rowsOf('conversation', position, rows);
  const matches = rowsOf('match', position, rows);
  if (rows.some(({ view }) => view === 'guarded')) parts?.guards.changed();
  parts?.blocksChanged(rowsOf('block', position, rows));
  if (requests.length + matches.length > 0) {
    parts?.views.requestsChanged(position, { requests, matches });
    parts?.matcher.requestsChanged({ requests, matches }, 'here');
  }
  parts?.presence.rowsChanged(rowsOf('coach', position, rows));
  for (const view of parts?.views.stored ?? [])
    if (view.isOpen()) for (const name of view.reads) view.rowsChanged(name, position, rowsOf(name, position, rows));
  // What is asked for is begun at once; its deadline is for what a crash left undone.
  parts?.eraser.due(
    rowsOf('privacy', position, rows).flatMap(({ key, row }) => (row?.erasing && !row.completedAt ? [key] : [])),
  );
  // A stream that was only looked at is among them too.
  for (const { stream, after, events } of changes)
    if (stream.startsWith('coach/') && events.length > 0) {
      const { state, head } = after;
      const coach = state as CoachState;
      parts?.presence.update(streamId(stream), { state: coach, version: head.version });
      if (coach.suspension || coach.kind === 'none')
        node.endSessions(community, streamId(stream), coach.suspension ? 'suspended' : 'erased');
    }
}
