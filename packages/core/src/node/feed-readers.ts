import type { Committed } from '../engine/create-engine.js';
import { restoreEvent } from '../engine/event-content.js';
import { type DomainEvent, type Person, roomOf } from '../engine/rooms.js';
import type { Clock } from '../ports/clock.js';
import { streamKey } from '../ports/plan-commits.js';
import type { Storage } from '../ports/storage.js';
import { canRead } from './feeds.js';
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
  /** As its readers see it, in JSON: one serialisation serves all of them. */
  text?: string;
}

interface Place {
  /** A frame up to its offset; empty while `feed.open` is being answered. */
  head: string;
  /** Of the last event sent; null while `feed.open` is being answered. */
  offset: number | null;
  waiting: LiveEvent[];
}

interface OpenFeed {
  community: string;
  stream: string;
  /** The stream's state, and the offset that it is of. */
  state: unknown;
  version: number;
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
      const feed = feeds.get(key) ?? { community, stream: reader.stream, state: null, version: -1, places: new Map() };
      feeds.set(key, feed);
      feed.places.set(reader, { head: '', offset: null, waiting: [] });
      registry.open += 1;
      return () => remove(registry, feed, reader);
    },
    start(community, reader, { epoch, offset, state }) {
      const feed = feeds.get(streamKey(community, reader.stream));
      const place = feed?.places.get(reader);
      if (!feed || !place) return;
      const waiting = place.waiting.splice(0);
      Object.assign(place, { head: frameHead(reader.feed, epoch), offset });
      if (offset > feed.version) Object.assign(feed, { state, version: offset });
      if (show(registry, feed, waiting)) catchUpSoon(registry, feed);
    },
    deliver({ community, changes }) {
      for (const { stream, before, after, events } of changes) {
        const feed = feeds.get(streamKey(community, stream));
        if (!feed) continue;
        if (after.head.version > feed.version) Object.assign(feed, { state: after.state, version: after.head.version });
        const first = before.head.version + 1;
        const live = events.map((event, index) => ({ offset: first + index, event }));
        if (show(registry, feed, live)) catchUpSoon(registry, feed);
      }
    },
    async sync() {
      for (const [community, opens] of byCommunity(feeds.values())) await catchUp(registry, community, opens);
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
  for (const [reader, place] of feed.places) {
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
        reader.send(frameOf(feed.stream, place, live));
      } else if (live.offset > place.offset) isLagging = true;
    }
  }
  return isLagging;
}

/** Another node wrote in between. Should this read fail, the next sync repeats it. */
function catchUpSoon(registry: Registry, feed: OpenFeed): void {
  catchUp(registry, feed.community, [feed]).catch(() => undefined);
}

/** Reads what follows the last offset that each feed's readers have, and shows it to whoever hasn't seen it yet. */
async function catchUp(registry: Registry, community: string, opens: readonly OpenFeed[]): Promise<void> {
  const known = opens.filter(({ version }) => version >= 0);
  const streams = known.map((feed) => ({ stream: feed.stream, after: lastSeenByAll(feed) }));
  if (streams.length === 0) return;
  const loaded = await registry.storage.load({ community, streams });
  for (const [index, { stream, events }] of loaded.streams.entries()) {
    const feed = known[index] as OpenFeed;
    const live = events.map((event) => ({ offset: event.offset, event: restoreEvent(event) }));
    for (const { offset, event } of live) {
      if (offset !== feed.version + 1) continue;
      feed.state = roomOf(stream).evolve(feed.state, event, offset);
      feed.version = offset;
    }
    if (live.length > 0) show(registry, feed, live);
  }
}

const lastSeenByAll = ({ places, version }: OpenFeed): number =>
  [...places.values()].reduce((least, { offset }) => Math.min(least, offset ?? version), version);

const frameHead = (feed: string, epoch: string) =>
  `{"jsonrpc":"2.0","method":"feed.event","params":{"feed":${JSON.stringify(feed)},"epoch":${JSON.stringify(epoch)},"offset":`;

function frameOf(stream: string, { head }: Place, live: LiveEvent): string {
  live.text ??= JSON.stringify(visibleEvent(stream, live.event));
  return `${head}${live.offset},"event":${live.text}}}`;
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
