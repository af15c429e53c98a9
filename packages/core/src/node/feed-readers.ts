import type { Committed } from '../engine/create-engine.js';
import { restoreEvent } from '../engine/event-content.js';
import type { DomainEvent, Person } from '../engine/rooms.js';
import { foldStream } from '../engine/working-streams.js';
import type { Clock } from '../ports/clock.js';
import { streamKey } from '../ports/plan-commits.js';
import type { Storage } from '../ports/storage.js';
import { canRead } from './feeds.js';
import { notificationFrame } from './json-rpc.js';
import { visibleEvent } from './visibility.js';

/** One session's open feed. */
export interface FeedReader {
  readonly actor: Person;
  readonly feed: string;
  readonly stream: string;
  send(frame: string): void;
  /** The reader's rights ended. */
  ended(): void;
}

/** The open feeds of one node. Events reach each reader once, in order, with none missing. */
export interface FeedReaders {
  /** From now on nothing is missed; what comes waits until `start`. The returned function ends it. */
  add(community: string, reader: FeedReader): () => void;
  /** `feed.open` was answered: what came after that offset follows now. */
  start(community: string, reader: FeedReader, answered: { epoch: string; offset: number; state: unknown }): void;
  /** Delivers what a commit of this node appended. */
  deliver(committed: Committed): void;
  /** Fetches what other nodes appended to the open feeds. Rejects when the storage doesn't answer. */
  sync(): Promise<void>;
  /** The other readers of a stream, and its last known state, for a reader who is started. */
  peers(community: string, reader: FeedReader): { state: unknown; others: FeedReader[] } | null;
  figures(): { open: number; delivered: number };
}

interface LiveEvent {
  offset: number;
  event: DomainEvent;
}

interface Place {
  epoch: string;
  /** Of the last event sent; null while `feed.open` is being answered. */
  offset: number | null;
  waiting: LiveEvent[];
}

interface OpenFeed {
  community: string;
  stream: string;
  state: unknown;
  places: Map<FeedReader, Place>;
}

/** A reader whose answer takes longer than this many events catches up from storage. */
const waitingMax = 1_000;

interface Registry {
  storage: Storage;
  clock: Clock;
  feeds: Map<string, OpenFeed>;
  open: number;
  delivered: number;
}

export function createFeedReaders(options: { storage: Storage; clock: Clock }): FeedReaders {
  const registry: Registry = { ...options, feeds: new Map(), open: 0, delivered: 0 };
  const { feeds } = registry;
  return {
    add(community, reader) {
      const key = streamKey(community, reader.stream);
      const feed = feeds.get(key) ?? { community, stream: reader.stream, state: null, places: new Map() };
      feeds.set(key, feed);
      feed.places.set(reader, { epoch: '', offset: null, waiting: [] });
      registry.open += 1;
      return () => remove(registry, feed, reader);
    },
    start(community, reader, { epoch, offset, state }) {
      const feed = feeds.get(streamKey(community, reader.stream));
      const place = feed?.places.get(reader);
      if (!feed || !place) return;
      const waiting = place.waiting.splice(0);
      Object.assign(place, { epoch, offset });
      if (waiting.length === 0) feed.state = state;
      if (show(registry, feed, waiting)) catchUpSoon(registry, feed);
    },
    deliver({ community, changes }) {
      for (const { stream, before, after, events } of changes) {
        const feed = feeds.get(streamKey(community, stream));
        if (!feed) continue;
        feed.state = after.state;
        const first = before.head.version + 1;
        const live = events.map((event, index) => ({ offset: first + index, event }));
        if (show(registry, feed, live)) catchUpSoon(registry, feed);
      }
    },
    async sync() {
      for (const [community, opens] of byCommunity(feeds.values())) await syncCommunity(registry, community, opens);
    },
    peers(community, reader) {
      const feed = feeds.get(streamKey(community, reader.stream));
      if (!feed || (feed.places.get(reader)?.offset ?? null) === null) return null;
      return { state: feed.state, others: [...feed.places.keys()].filter((other) => other !== reader) };
    },
    figures: () => ({ open: registry.open, delivered: registry.delivered }),
  };
}

function remove(registry: Registry, feed: OpenFeed, reader: FeedReader): void {
  if (!feed.places.delete(reader)) return;
  registry.open -= 1;
  if (feed.places.size === 0) registry.feeds.delete(streamKey(feed.community, feed.stream));
}

/** Sends events to the readers who wait for just these offsets and may still read. True if one of them lags. */
function show(registry: Registry, feed: OpenFeed, events: readonly LiveEvent[]): boolean {
  const now = registry.clock.now();
  let isLagging = false;
  // One serialisation serves all readers of a feed.
  const frames = new Map<string, string>();
  for (const [reader, place] of [...feed.places]) {
    if (!canRead(feed.stream, reader.actor, { state: feed.state, now })) {
      remove(registry, feed, reader);
      reader.ended();
      continue;
    }
    for (const live of events) {
      if (place.offset === null) {
        if (place.waiting.length < waitingMax) place.waiting.push(live);
      } else if (live.offset === place.offset + 1) {
        place.offset = live.offset;
        registry.delivered += 1;
        reader.send(frameOf(feed, { reader, place, live, frames }));
      } else if (live.offset > place.offset) isLagging = true;
    }
  }
  return isLagging;
}

/** Another node wrote in between. Should this read fail, the next sync repeats it. */
function catchUpSoon(registry: Registry, feed: OpenFeed): void {
  catchUp(registry, feed.community, [feed.stream]).catch(() => undefined);
}

/** Reads whole streams that went on elsewhere, and shows what their readers have not seen. */
async function catchUp(registry: Registry, community: string, streams: readonly string[]): Promise<void> {
  const loaded = await registry.storage.load({ community, streams: streams.map((stream) => ({ stream })) });
  for (const read of loaded.streams) {
    const feed = registry.feeds.get(streamKey(community, read.stream));
    if (!feed) continue;
    feed.state = foldStream(read).state;
    const live = read.events.map((event) => ({ offset: event.offset, event: restoreEvent(event) }));
    show(registry, feed, live);
  }
}

async function syncCommunity(registry: Registry, community: string, opens: readonly OpenFeed[]): Promise<void> {
  const streams = opens.map(({ stream }) => ({ stream, limit: 0 }));
  const loaded = await registry.storage.load({ community, streams });
  const moved = loaded.streams.filter(({ stream, head }) => {
    const places = registry.feeds.get(streamKey(community, stream))?.places.values() ?? [];
    return [...places].some(({ offset }) => offset !== null && offset < head.version);
  });
  if (moved.length > 0)
    await catchUp(
      registry,
      community,
      moved.map(({ stream }) => stream),
    );
}

function frameOf(
  feed: OpenFeed,
  { reader, place, live, frames }: { reader: FeedReader; place: Place; live: LiveEvent; frames: Map<string, string> },
): string {
  const key = `${reader.feed} ${place.epoch} ${live.offset}`;
  const known = frames.get(key);
  if (known) return known;
  const { offset, ...event } = visibleEvent(feed.stream, live.event, live.offset);
  const frame = notificationFrame('feed.event', { feed: reader.feed, epoch: place.epoch, offset, event });
  frames.set(key, frame);
  return frame;
}

function byCommunity(feeds: Iterable<OpenFeed>): Map<string, OpenFeed[]> {
  const groups = new Map<string, OpenFeed[]>();
  for (const feed of feeds) {
    const group = groups.get(feed.community);
    if (group) group.push(feed);
    else groups.set(feed.community, [feed]);
  }
  return groups;
}
