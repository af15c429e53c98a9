import type { DomainEvent, Person } from '../engine/rooms.js';
import { visibleEvent } from './visibility.js';

/** One session's open feed. */
export interface FeedReader {
  readonly actor: Person;
  readonly feed: string;
  readonly stream: string;
  send(frame: string): void;
  /** Until when a manager reads, who said why. */
  readsUntil?: number;
  /** The reader's rights ended. */
  ended(): void;
}

/** An event on its way to its readers. */
export interface LiveEvent {
  offset: number;
  event: DomainEvent;
  /** The stream's state after it: whoever may read in this state gets it. */
  state: unknown;
  /** As its readers see it, in JSON: one serialisation serves all of them. */
  text?: string;
}

/** How far a reader has come. */
export interface Place {
  /** A frame up to its offset; empty while `feed.open` is being answered. */
  head: string;
  /** Of the last event sent; null while `feed.open` is being answered. */
  offset: number | null;
  waiting: LiveEvent[];
}

/** A stream that somebody here reads. */
export interface OpenFeed {
  community: string;
  stream: string;
  /** The stream's state, and the offset that it is of. */
  state: unknown;
  version: number;
  places: Map<FeedReader, Place>;
  /** While events of another node are read: whether that must be done again. */
  catchingUp: 'not' | 'once' | 'again';
  /** Whether it may lack something that a look has passed over; settled by the next read of it that succeeds. */
  isDoubtful: boolean;
}

/** The offset after which somebody here lacks events. */
export const lastSeenByAll = ({ places, version }: OpenFeed): number =>
  [...places.values()].reduce((least, { offset }) => Math.min(least, offset ?? version), version);

/** A frame up to its offset. */
export const frameHead = (feed: string, epoch: string) =>
  `{"jsonrpc":"2.0","method":"feed.event","params":{"feed":${JSON.stringify(feed)},"epoch":${JSON.stringify(epoch)},"offset":`;

/** A frame for one reader; what all share of it is made once. */
export function frameOf(stream: string, { head }: Place, live: LiveEvent): string {
  live.text ??= JSON.stringify(visibleEvent(stream, live.event));
  return `${head}${live.offset},"event":${live.text}}}`;
}

export function byCommunity(feeds: Iterable<OpenFeed>): Map<string, OpenFeed[]> {
  const groups = new Map<string, OpenFeed[]>();
  for (const feed of feeds) {
    const group = groups.get(feed.community);
    if (group) group.push(feed);
    else groups.set(feed.community, [feed]);
  }
  return groups;
}
