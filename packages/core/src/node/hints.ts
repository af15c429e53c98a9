import type { Committed } from '../engine/create-engine.js';
import type { Bus, Hint } from '../ports/bus.js';

/** What one node tells the others over the bus: where to look, of one community. */
export interface Hinted {
  /** Streams that were written to. */
  streams: readonly string[];
  /** Rows of views were written. */
  rows: boolean;
  /** The node has other coaches than before. */
  shares: boolean;
}

/** Collects what happens in one turn, and says it as one hint. */
export interface Hints {
  committed(committed: Committed): void;
  shared(community: string): void;
}

export const hintSubject = 'committed';
/** Streams named in one hint; where there are more the others look at all of theirs within the second. */
const streamsMax = 1_000;

export function createHints(options: { bus: Bus; node: string; failed: (error: unknown) => void }): Hints {
  const { bus, node, failed } = options;
  let about = new Map<string, { streams: Set<string>; rows: boolean; shares: boolean }>();
  const send = () => {
    const communities = Object.fromEntries(
      [...about].map(([community, { streams, ...more }]): [string, Hinted] => [
        community,
        { streams: [...streams].slice(0, streamsMax), ...more },
      ]),
    );
    about = new Map();
    bus.publish(hintSubject, { node, communities }).catch(failed);
  };
  const of = (community: string) => {
    if (about.size === 0) queueMicrotask(send);
    const known = about.get(community) ?? { streams: new Set(), rows: false, shares: false };
    about.set(community, known);
    return known;
  };
  return {
    committed({ community, changes, rows }) {
      const hinted = of(community);
      for (const { stream } of changes) hinted.streams.add(stream);
      hinted.rows ||= rows.length > 0;
    },
    shared(community) {
      of(community).shares = true;
    },
  };
}

/** What another node said, by community; null for what is this node's own, or no hint that it knows. */
export function readHint({ node, communities }: Hint, own: string): [string, Hinted][] | null {
  if (node === own || typeof communities !== 'object' || communities === null) return null;
  return Object.entries(communities as Record<string, Partial<Hinted> | null>).map(([community, hinted]) => {
    const streams = Array.isArray(hinted?.streams) ? hinted.streams.map(String) : [];
    return [community, { streams, rows: hinted?.rows === true, shares: hinted?.shares === true }];
  });
}
