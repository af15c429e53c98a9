import { relates } from '../conversation/relates.js';
import type { ConversationState } from '../conversation/types.js';
import { restoreEvent } from '../engine/event-content.js';
import { coachStream, conversationStream, type Person } from '../engine/rooms.js';
import { foldStream } from '../engine/working-streams.js';
import type { Clock } from '../ports/clock.js';
import type { Loaded, Storage } from '../ports/storage.js';
import type { Params, Result } from '../protocol/types.js';
import { lastWithin } from './frame-bytes.js';
import { visibleEvent, visibleState } from './visibility.js';

/** Bounds of what `feed.open` answers; a longer delta becomes a snapshot. Source: DESIGN, wire contract. */
const deltaEventsMax = 500;
const windowEventsMax = 200;

/** The stream behind a feed's name; null where the actor can have none of that name. */
export function feedStream(feed: string, actor: Person): string | null {
  if (feed === 'me') return actor.kind === 'coach' ? coachStream(actor.id) : null;
  const [kind, id] = feed.split('/');
  return kind === 'conversation' && id ? conversationStream(id) : null;
}

/** Whether the actor may read the stream in this state. */
export function canRead(stream: string, actor: Person, { state, now }: { state: unknown; now: number }): boolean {
  if (!stream.startsWith('conversation/')) return stream === coachStream(actor.id);
  return relates('reader', actor, state as ConversationState, { now, isShown: () => false });
}

/** Reads of feeds: what `feed.open` and `feed.pull` answer; null for what the actor may not read. */
export interface FeedReads {
  /** `state` is the stream's own, for deciding who may read on. */
  open(
    community: string,
    actor: Person,
    params: Params<'feed.open'>,
  ): Promise<{ answer: Result<'feed.open'>; state: unknown } | null>;
  pull(community: string, actor: Person, params: Params<'feed.pull'>): Promise<Result<'feed.pull'> | null>;
}

export function createFeedReads(options: { storage: Storage; clock: Clock }): FeedReads {
  /** The whole feed, from one consistent read, if the actor may see it. */
  async function read(community: string, actor: Person, feed: string) {
    const stream = feedStream(feed, actor);
    if (!stream) return null;
    const { epoch, streams } = await options.storage.load({ community, streams: [{ stream }] });
    const loaded = streams[0] as Loaded['streams'][number];
    const { head, state } = foldStream(loaded);
    if (!canRead(stream, actor, { state, now: options.clock.now() })) return null;
    const events = loaded.events.map((event) => ({
      ...visibleEvent(stream, restoreEvent(event)),
      offset: event.offset,
    }));
    return { epoch, offset: head.version, stream, state, events };
  }

  return {
    async open(community, actor, { feed, after }) {
      const found = await read(community, actor, feed);
      if (!found) return null;
      const { epoch, offset, stream, state, events } = found;
      const delta = after?.epoch === epoch && after.offset <= offset ? events.slice(after.offset) : null;
      if (delta && delta.length <= deltaEventsMax && lastWithin(delta).length === delta.length)
        return { answer: { epoch, offset, events: delta }, state };
      const window = lastWithin(events.slice(-windowEventsMax));
      const shown = visibleState(stream, state) as Record<string, unknown>;
      const snapshot = { state: shown, from: window[0]?.offset ?? offset + 1, events: window };
      return { answer: { epoch, offset, snapshot }, state };
    },
    async pull(community, actor, { feed, epoch, before, limit }) {
      const found = await read(community, actor, feed);
      if (!found) return null;
      // Offsets of another epoch name other events: the reader must open the feed anew.
      if (found.epoch !== epoch) return { epoch: found.epoch, events: [] };
      const end = Math.min(before - 1, found.events.length);
      return { epoch, events: lastWithin(found.events.slice(Math.max(end - limit, 0), end)) };
    },
  };
}
