import type { Committed } from '../engine/create-engine.js';
import { restoreEvent } from '../engine/event-content.js';
import { roomOf } from '../engine/rooms.js';
import type { Clock } from '../ports/clock.js';
import { streamKey } from '../ports/plan-commits.js';
import type { Storage } from '../ports/storage.js';
import { canRead } from './feeds.js';
import {
  byCommunity,
  type FeedReader,
  frameHead,
  frameOf,
  type LiveEvent,
  lastSeenByAll,
  type OpenFeed,
} from './open-feed.js';

/** The open feeds of one node. Events reach each reader once, in order, with none missing. */
export interface FeedReaders {
  /** From now on nothing is missed; what comes waits until `start`. The returned function ends it. */
  add(community: string, reader: FeedReader): () => void;
  /** `feed.open` was answered: what came after that offset follows now. */
  start(community: string, reader: FeedReader, answered: { epoch: string; offset: number; state: unknown }): void;
  /** Delivers what a commit of this node appended. */
  deliver(committed: Committed): void;
  /**
   * Fetches what other nodes appended to the open feeds: to all, or where nobody else wrote since the last time, to those
   * alone that weren't read for sure. Rejects when the storage doesn't answer.
   */
  sync(which: 'all' | 'doubtful'): Promise<void>;
  /** Another node wrote to these: those of them that are open are fetched, with others that were named meanwhile. */
  hinted(community: string, streams: readonly string[]): void;
  /** The other readers of a stream, and its last known state, for a reader who is started. */
  peers(community: string, reader: FeedReader): { state: unknown; others: FeedReader[] } | null;
  /** All readers of a stream who are started, and its last known state. */
  readersOf(community: string, stream: string): { state: unknown; readers: FeedReader[] } | null;
  figures(): { open: number; delivered: number };
}

/** A reader whose answer takes longer than this many events catches up from storage. */
const waitingMax = 1_000;

interface Registry {
  storage: Storage;
  clock: Clock;
  feeds: Map<string, OpenFeed>;
  /** To be fetched, for a hint named them. */
  hinted: Set<OpenFeed>;
  isFetching: boolean;
  open: number;
  delivered: number;
}

export function createFeedReaders(options: { storage: Storage; clock: Clock }): FeedReaders {
  const registry: Registry = {
    ...options,
    feeds: new Map(),
    hinted: new Set(),
    isFetching: false,
    open: 0,
    delivered: 0,
  };
  const { feeds } = registry;
  return {
    add(community, reader) {
      const key = streamKey(community, reader.stream);
      const feed = feeds.get(key) ?? {
        community,
        stream: reader.stream,
        state: null,
        version: -1,
        places: new Map(),
        catchingUp: 'not' as const,
        isDoubtful: false,
      };
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
      // A look may have come between the read and this.
      feed.isDoubtful = true;
      if (feed.version < 0) Object.assign(feed, { state, version: offset });
      // Others here haven't seen yet what this reader has: their rights are checked event by event.
      if (show(registry, feed, waiting) || offset > feed.version) catchUpSoon(registry, feed);
    },
    deliver({ community, changes }) {
      for (const { stream, before, after, events, isMoved = false } of changes) {
        const feed = feeds.get(streamKey(community, stream));
        if (!feed) continue;
        if (isMoved || (feed.version >= 0 && before.head.version > feed.version)) {
          // Another node wrote in between, and may have ended somebody's right to this.
          catchUpSoon(registry, feed);
          continue;
        }
        const { state } = after;
        if (after.head.version > feed.version) Object.assign(feed, { state, version: after.head.version });
        const first = before.head.version + 1;
        const live = events.map((event, index) => ({ offset: first + index, event, state }));
        if (show(registry, feed, live)) catchUpSoon(registry, feed);
      }
    },
    async sync(which) {
      const opens = [...feeds.values()].filter(({ isDoubtful }) => isDoubtful || which === 'all');
      for (const [community, some] of byCommunity(opens)) await catchUp(registry, community, some);
    },
    hinted: (community, streams) => fetchSoon(registry, community, streams),
    peers(community, reader) {
      const feed = feeds.get(streamKey(community, reader.stream));
      if (!feed || (feed.places.get(reader)?.offset ?? null) === null) return null;
      return { state: feed.state, others: [...feed.places.keys()].filter((other) => other !== reader) };
    },
    readersOf: (community, stream) => startedReaders(feeds.get(streamKey(community, stream))),
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
    for (const live of events) {
      if (place.offset === null) {
        if (place.waiting.length < waitingMax) place.waiting.push(live);
      } else if (live.offset === place.offset + 1) {
        if (!canRead(feed.stream, reader.actor, { ...reader, state: live.state, now })) {
          remove(registry, feed, reader);
          reader.ended();
          break;
        }
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
  feed.isDoubtful = true;
  if (feed.catchingUp !== 'not') {
    feed.catchingUp = 'again';
    return;
  }
  feed.catchingUp = 'once';
  const over = () => {
    const isAgain = feed.catchingUp === 'again';
    feed.catchingUp = 'not';
    if (isAgain) catchUpSoon(registry, feed);
  };
  catchUp(registry, feed.community, [feed]).then(over, over);
}

function startedReaders(feed: OpenFeed | undefined) {
  if (!feed || feed.version < 0) return null;
  const started = [...feed.places].filter(([, { offset }]) => offset !== null);
  return { state: feed.state, readers: started.map(([reader]) => reader) };
}

function fetchSoon(registry: Registry, community: string, streams: readonly string[]): void {
  for (const stream of streams) {
    const feed = registry.feeds.get(streamKey(community, stream));
    if (!feed) continue;
    feed.isDoubtful = true;
    registry.hinted.add(feed);
  }
  fetchHinted(registry);
}

/** One read at a time for all that was named until it began. What it can't read now the next sync repeats. */
function fetchHinted(registry: Registry): void {
  if (registry.isFetching || registry.hinted.size === 0) return;
  registry.isFetching = true;
  const opens = [...registry.hinted];
  registry.hinted.clear();
  const fetched = [...byCommunity(opens)].map(([community, some]) => catchUp(registry, community, some));
  void Promise.allSettled(fetched).then(() => {
    registry.isFetching = false;
    fetchHinted(registry);
  });
}

/** Reads what follows the last offset that each feed's readers have, and shows it to whoever hasn't seen it yet. */
async function catchUp(registry: Registry, community: string, opens: readonly OpenFeed[]): Promise<void> {
  const known = opens.filter(({ version }) => version >= 0);
  const streams = known.map((feed) => ({ stream: feed.stream, after: lastSeenByAll(feed) }));
  if (streams.length === 0) return;
  for (const feed of known) feed.isDoubtful = false;
  const loaded = await registry.storage.load({ community, streams }).catch((error: unknown) => {
    for (const feed of known) feed.isDoubtful = true;
    throw error;
  });
  for (const [index, { stream, events }] of loaded.streams.entries()) {
    const feed = known[index] as OpenFeed;
    const live = events.map((stored): LiveEvent => {
      const { offset } = stored;
      const event = restoreEvent(stored);
      if (offset === feed.version + 1) {
        feed.state = roomOf(stream).evolve(feed.state, event, offset);
        feed.version = offset;
      }
      return { offset, event, state: feed.state };
    });
    if (live.length > 0) show(registry, feed, live);
  }
}
