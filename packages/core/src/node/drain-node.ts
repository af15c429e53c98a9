import { closeCodes } from '../protocol/close-codes.js';
import { notificationFrame } from './json-rpc.js';
import type { CommunityParts, NodeParts } from './node-parts.js';
import type { Session } from './session.js';

/** So many of its clients come to the other nodes in a second. */
const clientsPerSecond = 500;
const windowMs = { least: 500, most: 20_000 };

/** Clients come back within this time, each at its own moment: the more there are, the longer it takes. */
const windowOf = (clients: number) =>
  Math.min(Math.max((clients / clientsPerSecond) * 1_000, windowMs.least), windowMs.most);

/** A moment within a time that differs from client to client. */
const momentIn = (ms: number, uuid: string) => Math.floor((Number.parseInt(uuid.slice(0, 8), 16) / 2 ** 32) * ms);

/**
 * Sends everybody elsewhere, finishes what is under way, and hands over what others would wait for: who is connected
 * here, and the right to do what one node does.
 */
export async function drainNode(
  parts: NodeParts,
  options: {
    communities: ReadonlyMap<string, CommunityParts>;
    sessions: ReadonlySet<Session>;
    /** What runs by itself. */
    stop(): Promise<void>;
  },
): Promise<void> {
  const { sessions } = options;
  const communities = [...options.communities.values()];
  parts.isClosing = true;
  const spreadMs = windowOf(sessions.size);
  for (const session of sessions) {
    const retryAfterMs = momentIn(spreadMs, parts.ids.uuid());
    session.send(notificationFrame('session.closing', { reason: 'draining', retryAfterMs }));
  }
  await Promise.all(communities.map(({ demand }) => demand.flush()));
  await options.stop();
  const failed = (error: unknown) => parts.log({ level: 'warn', event: 'close_failed', error });
  await Promise.all(communities.map((community) => handOver(community).catch(failed)));
  await parts.engine.idle();
  for (const session of [...sessions]) session.close(closeCodes.draining.code, 'the server is closing');
}

async function handOver({ matcher, eraser, share, leases }: CommunityParts): Promise<void> {
  await Promise.all([matcher.close(), eraser.close()]);
  await Promise.all([share.close(), ...Object.values(leases).map((lease) => lease.release())]);
}
