import type { BackstageState } from '../backstage/types.js';
import type { CoachState } from '../coach/types.js';
import { relates } from '../conversation/relates.js';
import type { ConversationState } from '../conversation/types.js';
import type { Engine } from '../engine/create-engine.js';
import { restoreEvent } from '../engine/event-content.js';
import {
  backstageStream,
  coachStream,
  conversationStream,
  loungeStream,
  type Person,
  streamId,
  threadStream,
} from '../engine/rooms.js';
import type { FoldedStream } from '../engine/working-streams.js';
import type { Clock } from '../ports/clock.js';
import type { Storage, StreamRead } from '../ports/storage.js';
import type { OffsetWireEvent } from '../protocol/events.js';
import type { Params, Result } from '../protocol/types.js';
import { lastWithin } from './frame-bytes.js';
import { visibleEvent, visibleState } from './visibility.js';

/** Bounds of what `feed.open` answers; a longer delta becomes a snapshot. Source: DESIGN, wire contract. */
const deltaEventsMax = 500;
const windowEventsMax = 200;

/** The stream behind a feed's name; null where the actor can have none of that name. */
export function feedStream(feed: string, actor: Person): string | null {
  if (feed === 'me') return actor.kind === 'coach' ? coachStream(actor.id) : null;
  if (feed === 'lounge') return isStaff(actor) ? loungeStream : null;
  const [kind, id] = feed.split('/');
  if (kind === 'thread' && id) return isStaff(actor) ? threadStream(id) : null;
  return kind === 'conversation' && id ? conversationStream(id) : null;
}

const isStaff = ({ kind }: Person) => kind === 'coach' || kind === 'manager';

/** Whether the actor may read the stream in this state. */
export function canRead(
  stream: string,
  actor: Person,
  { state, now, readsUntil = 0 }: { state: unknown; now: number; readsUntil?: number },
): boolean {
  if (stream === loungeStream) return isStaff(actor);
  if (stream.startsWith('thread/'))
    return actor.kind === 'manager' || (actor.kind === 'coach' && stream === threadStream(actor.id));
  if (!stream.startsWith('conversation/')) return stream === coachStream(actor.id);
  if (actor.kind === 'manager') return now < readsUntil;
  return relates('reader', actor, state as ConversationState, { now, isShown: () => false });
}

/** The stream that says whether the actor may read this one. */
function besides(stream: string, actor: Person): string[] {
  if (stream.startsWith('thread/')) return [coachStream(streamId(stream))];
  return actor.kind === 'manager' && stream.startsWith('conversation/') ? [backstageStream(streamId(stream))] : [];
}

/** Reads of feeds: what `feed.open` and `feed.pull` answer; null for what the actor may not read. */
export interface FeedReads {
  /** `state` is the stream's own, for deciding who may read on; a manager reads until `readsUntil`. */
  open(
    community: string,
    actor: Person,
    params: Params<'feed.open'>,
  ): Promise<{ answer: Result<'feed.open'>; state: unknown; readsUntil?: number } | null>;
  pull(community: string, actor: Person, params: Params<'feed.pull'>): Promise<Result<'feed.pull'> | null>;
}

export function createFeedReads(options: { engine: Engine; storage: Storage; clock: Clock }): FeedReads {
  /** The feed's stream as it is now, if the actor may see it. */
  async function read(community: string, actor: Person, feed: string): Promise<Found | null> {
    const stream = feedStream(feed, actor);
    if (!stream) return null;
    const { epoch, streams } = await options.engine.read(community, [stream, ...besides(stream, actor)]);
    const { head, state } = streams[0] as FoldedStream;
    const beside = streams[1]?.state;
    // Nobody has a thread but a coach.
    if (stream.startsWith('thread/') && (beside as CoachState).kind !== 'coach') return null;
    const readsUntil = (beside as Partial<BackstageState> | undefined)?.inspections?.[actor.id];
    const isReader = canRead(stream, actor, { state, now: options.clock.now(), ...(readsUntil && { readsUntil }) });
    if (!isReader) return null;
    return { community, stream, epoch, offset: head.version, state, ...(readsUntil && { readsUntil }) };
  }

  /** A range of its events; none is younger than the state. */
  async function eventsOf({ community, stream, epoch, offset }: Found, range: Range): Promise<OffsetWireEvent[]> {
    const before = Math.min(range.before ?? Number.POSITIVE_INFINITY, offset + 1);
    const loaded = await options.storage.load({ community, streams: [{ stream, ...range, before }] });
    if (loaded.epoch !== epoch) throw new Error('unable to read the feed; its epoch ended meanwhile');
    const events = loaded.streams[0]?.events ?? [];
    return events.map((event) => ({ ...visibleEvent(stream, restoreEvent(event)), offset: event.offset }));
  }

  return {
    async open(community, actor, { feed, after }) {
      const found = await read(community, actor, feed);
      if (!found) return null;
      const { epoch, offset, stream, community: _, ...rights } = found;
      const known = after?.epoch === epoch && after.offset <= offset ? after.offset : null;
      const isDelta = known !== null && offset - known <= deltaEventsMax;
      const events = await eventsOf(found, isDelta ? { after: known } : { limit: windowEventsMax });
      if (isDelta && lastWithin(events).length === events.length)
        return { answer: { epoch, offset, events }, ...rights };
      // A delta too large to send is longer than the window that fits, or as long as the longest.
      const window = lastWithin(events.slice(-windowEventsMax));
      const shown = visibleState(stream, rights.state) as Record<string, unknown>;
      const snapshot = { state: shown, from: window[0]?.offset ?? offset + 1, events: window };
      return { answer: { epoch, offset, snapshot }, ...rights };
    },
    async pull(community, actor, { feed, epoch, before, limit }) {
      const found = await read(community, actor, feed);
      if (!found) return null;
      // Offsets of another epoch name other events: the reader must open the feed anew.
      if (found.epoch !== epoch) return { epoch: found.epoch, events: [] };
      return { epoch, events: lastWithin(await eventsOf(found, { before, limit })) };
    },
  };
}

interface Found {
  community: string;
  stream: string;
  epoch: string;
  offset: number;
  state: unknown;
  readsUntil?: number;
}

type Range = Omit<StreamRead, 'stream'>;
