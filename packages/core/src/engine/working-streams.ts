import { streamKey } from '../ports/plan-commits.js';
import type { Head, Loaded, Storage } from '../ports/storage.js';
import { restoreEvent } from './event-content.js';
import { roomOf } from './rooms.js';

/** A stream folded up to its head. */
export interface FoldedStream {
  head: Head;
  state: unknown;
}

/** Folded streams that were used lately. Expected heads make a stale one harmless. */
export interface StreamCache {
  read(key: string): FoldedStream | undefined;
  /** Keeps the newer of two folds of one stream. */
  keep(key: string, stream: FoldedStream): void;
  drop(key: string): void;
  /** What was folded in another epoch is of other events: forgets it all. False where that was so. */
  enter(epoch: string): boolean;
}

export function createStreamCache(streamsMax: number): StreamCache {
  const streams = new Map<string, FoldedStream>();
  let current: string | null = null;
  return {
    read: (key) => streams.get(key),
    keep(key, stream) {
      const known = streams.get(key);
      if (known && known.head.version > stream.head.version) return;
      // A map remembers insertion order, so the first key is the one that was written longest ago.
      streams.delete(key);
      streams.set(key, stream);
      if (streams.size > streamsMax) streams.delete(streams.keys().next().value as string);
    },
    drop: (key) => void streams.delete(key),
    enter(epoch) {
      const isSame = current === null || current === epoch;
      if (!isSame) streams.clear();
      current = epoch;
      return isSame;
    },
  };
}

/** Folds streams from storage and keeps them in the cache. */
async function loadStreams(
  storage: Storage,
  cache: StreamCache,
  request: { community: string; streams: readonly string[] },
): Promise<void> {
  const { community } = request;
  const loaded = await storage.load({ community, streams: request.streams.map((stream) => ({ stream })) });
  cache.enter(loaded.epoch);
  for (const read of loaded.streams) cache.keep(streamKey(community, read.stream), foldStream(read));
}

/** A stream, folded from its beginning, or on from a state that its first events led to. */
export function foldStream({ stream, head, events }: Loaded['streams'][number], from?: FoldedStream): FoldedStream {
  const room = roomOf(stream);
  let state = from ? from.state : room.empty;
  for (const event of events) state = room.evolve(state, restoreEvent(event), event.offset);
  return { head, state };
}

/**
 * The streams of one round of decisions: what the cache holds, and on top of it what the round has decided so far and
 * nobody has committed yet.
 */
export interface WorkingStreams {
  /** Loads what is in neither. */
  ensure(streams: readonly string[]): Promise<void>;
  read(stream: string): FoldedStream | undefined;
  advance(stream: string, folded: FoldedStream): void;
  /** Everything committed: the cache may have it. */
  keep(): void;
  /** Something didn't: nothing that this round believed is worth keeping. */
  drop(): void;
}

export function createWorkingStreams(storage: Storage, cache: StreamCache, community: string): WorkingStreams {
  const working = new Map<string, FoldedStream>();
  const keyOf = (stream: string) => streamKey(community, stream);
  const used = new Set<string>();
  const read = (stream: string) => working.get(stream) ?? cache.read(keyOf(stream));
  return {
    async ensure(streams) {
      const missing = streams.filter((stream) => !read(stream));
      if (missing.length > 0) await loadStreams(storage, cache, { community, streams: missing });
    },
    read(stream) {
      const found = read(stream);
      if (!found) return;
      used.add(stream);
      // Another round may move the cache meanwhile; this round goes on with what it has seen.
      working.set(stream, found);
      return found;
    },
    advance: (stream, folded) => void working.set(stream, folded),
    keep() {
      for (const stream of used) {
        const folded = working.get(stream);
        if (folded) cache.keep(keyOf(stream), folded);
      }
    },
    drop() {
      for (const stream of used) cache.drop(keyOf(stream));
    },
  };
}
