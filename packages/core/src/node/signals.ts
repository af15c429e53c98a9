import { relates } from '../conversation/relates.js';
import type { ConversationState } from '../conversation/types.js';
import { conversationStream } from '../engine/rooms.js';
import type { Bus, Hint } from '../ports/bus.js';
import type { Clock } from '../ports/clock.js';
import type { Ids } from '../ports/ids.js';
import type { Storage } from '../ports/storage.js';
import type { Params } from '../protocol/types.js';
import type { FeedReaders } from './feed-readers.js';
import { hearHints } from './hear-hints.js';
import { notificationFrame } from './json-rpc.js';
import type { FeedReader } from './open-feed.js';
import type { Session } from './session.js';
import type { NodeLogEntry } from './types.js';

/** Passes *that* somebody types or has read. Never stored: it may get lost. */
export interface Signals {
  /**
   * To the other readers of the conversation, on every node. Dropped in silence where the sender has no part in it or has
   * not opened its feed.
   */
  send(session: Session, params: Params<'signal'>): void;
  close(): Promise<void>;
}

const subject = 'signal';

interface SignalParts {
  feedReaders: FeedReaders;
  clock: Clock;
  storage: Storage;
  ids: Ids;
  log: (entry: NodeLogEntry) => void;
}

export function createSignals(parts: SignalParts, bus: Bus): Signals {
  const own = parts.ids.uuid();
  const failed = (error: unknown) => parts.log({ level: 'warn', event: 'bus_failed', error });
  const stop = parts.storage.shared
    ? hearHints(bus, { subject, failed, heard: (hint) => receive(parts, hint, own) })
    : async () => undefined;
  return {
    send(session, params) {
      const { person, community } = session;
      const open = session.feeds.get(`conversation/${params.conversationId}`);
      const peers = open && parts.feedReaders.peers(community, open.reader);
      if (!person || !peers) return;
      const state = peers.state as ConversationState;
      const context = { now: parts.clock.now(), isShown: () => false };
      if (state.summary.status === 'closed' || !relates('people', person, state, context)) return;
      const frame = notificationFrame('signal', { ...params, by: { kind: person.kind, name: person.name } });
      sendToPeople(parts, state, { frame, readers: peers.others });
      if (!parts.storage.shared) return;
      bus.publish(subject, { node: own, community, conversationId: params.conversationId, frame }).catch(failed);
    },
    close: stop,
  };
}

function receive(parts: SignalParts, { node, community, conversationId, frame }: Hint, own: string): void {
  if (node === own || [community, conversationId, frame].some((one) => typeof one !== 'string')) return;
  const found = parts.feedReaders.readersOf(community as string, conversationStream(conversationId as string));
  if (found) sendToPeople(parts, found.state as ConversationState, { frame: frame as string, readers: found.readers });
}

/** A coach who reads on after giving it back has no part in what goes on. */
function sendToPeople(
  { clock }: SignalParts,
  state: ConversationState,
  { frame, readers }: { frame: string; readers: readonly FeedReader[] },
): void {
  const context = { now: clock.now(), isShown: () => false };
  for (const reader of readers) if (relates('people', reader.actor, state, context)) reader.send(frame);
}
