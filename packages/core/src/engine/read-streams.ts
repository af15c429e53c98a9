import { streamKey } from '../ports/plan-commits.js';
import type { Storage } from '../ports/storage.js';
import { continues, type FoldedStream, foldStream, type StreamCache } from './working-streams.js';

/** Streams as one read of the storage found them, in the order asked. */
export interface ReadStreams {
  epoch: string;
  streams: FoldedStream[];
}

/**
 * Folds made fresh: only what follows the fold that the cache holds is loaded. A fold that isn't of this storage's events
 * any more (a restore, a failover) is made anew.
 */
export async function readStreams(
  storage: Storage,
  cache: StreamCache,
  { community, streams }: { community: string; streams: readonly string[] },
): Promise<ReadStreams> {
  const known = streams.map((stream) => cache.resume(streamKey(community, stream)));
  const after = (index: number) => known[index]?.head.version ?? 0;
  const loaded = await storage.load({
    community,
    streams: streams.map((stream, index) => ({ stream, after: after(index) })),
  });
  const isCurrent = cache.enter(loaded.epoch);
  const folded: FoldedStream[] = [];
  for (const [index, read] of loaded.streams.entries()) {
    const from = known[index];
    if (!from || (isCurrent && continues(read, from))) folded.push(foldStream(read, from));
    else {
      cache.drop(streamKey(community, read.stream));
      return readStreams(storage, cache, { community, streams });
    }
  }
  // What nobody wrote is not worth a place.
  for (const [index, stream] of streams.entries()) {
    const fold = folded[index] as FoldedStream;
    if (fold.head.version > 0) cache.keep(streamKey(community, stream), fold);
  }
  return { epoch: loaded.epoch, streams: folded };
}
