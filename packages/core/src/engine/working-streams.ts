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
  /** The same, or one that is doubted: what it was folded from is still the stream's beginning. */
  resume(key: string): FoldedStream | undefined;
  /** Keeps the newer of two folds of one stream. */
  keep(key: string, stream: FoldedStream): void;
  /** It may not be the stream's end any more: `read` finds nothing until it was read on from. */
  doubt(key: string): void;
  drop(key: string): void;
  /** What was folded in another epoch is of other events: forgets it all. False where that was so. */
  enter(epoch: string): boolean;
}

export function createStreamCache(streamsMax: number): StreamCache {
  const streams = new Map<string, FoldedStream>();
  const doubtful = new Set<string>();
  let current: string | null = null;
  const drop = (key: string) => {
    streams.delete(key);
    doubtful.delete(key);
  };
  return {
    read: (key) => (doubtful.has(key) ? undefined : streams.get(key)),
    resume: (key) => streams.get(key),
    keep(key, stream) {
      const known = streams.get(key);
      if (known && known.head.version > stream.head.version) return;
      // A map remembers insertion order, so the first key is the one that was written longest ago.
      drop(key);
      streams.set(key, stream);
      if (streams.size > streamsMax) drop(streams.keys().next().value as string);
    },
    doubt(key) {
      if (streams.has(key)) doubtful.add(key);
    },
    drop,
    enter(epoch) {
      const isSame = current === null || current === epoch;
      if (!isSame) for (const key of [...streams.keys()]) drop(key);
      current = epoch;
      return isSame;
    },
  };
}

/** Folds streams from storage, on from what the cache holds of them, and keeps them there. */
async function loadStreams(
  storage: Storage,
  cache: StreamCache,
  request: { community: string; streams: readonly string[] },
): Promise<void> {
  const { community, streams } = request;
  const known = streams.map((stream) => cache.resume(streamKey(community, stream)));
  const after = (index: number) => known[index]?.head.version ?? 0;
  const loaded = await storage.load({
    community,
    streams: streams.map((stream, index) => ({ stream, after: after(index) })),
  });
  const isCurrent = cache.enter(loaded.epoch);
  for (const [index, read] of loaded.streams.entries()) {
    const from = known[index];
    const key = streamKey(community, read.stream);
    if (from && !(isCurrent && continues(read, from))) {
      cache.drop(key);
      return loadStreams(storage, cache, request);
    }
    cache.keep(key, foldStream(read, from));
  }
}

/** Whether what was read goes on from a fold of the same epoch. */
export const continues = ({ head }: Loaded['streams'][number], from: FoldedStream) =>
  head.version > from.head.version || (head.version === from.head.version && head.commitId === from.head.commitId);

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
  /** Something didn't: nothing that this round believed is worth keeping, and what it began with may be old. */
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
      for (const stream of used) cache.doubt(keyOf(stream));
    },
  };
}
