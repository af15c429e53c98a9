import type { OffsetWireEvent, WireEvent } from '../protocol/events.js';

/** What one client of a run notes, in the order in which it happened to it. Plain JSON: a file has one entry a line. */
export type JournalEntry = JournalFrame & JournalFact;

interface JournalFrame {
  /** Unix milliseconds, by the run's own clock. */
  at: number;
  /** The client. One person may have several. */
  who: string;
  /** Counts the client's connections, from 1. */
  connection: number;
}

/** A place in a feed. */
export interface FeedPlace {
  epoch: string;
  offset: number;
}

export type JournalFact =
  /** `session.open` was answered. */
  | { is: 'opened'; kind: 'visitor' | 'coach' | 'manager' | 'brand'; id: string }
  /** A command was sent; again under the same id where the answer isn't known. */
  | { is: 'sent'; commandId: string; method: string; params: Readonly<Record<string, unknown>> }
  /** Its answer: a result, or why it was refused. */
  | { is: 'answered'; commandId: string; result: Readonly<Record<string, unknown>> }
  | { is: 'refused'; commandId: string; reason: string }
  /** `feed.open` was answered, to a client that had come as far as `after`. */
  | ({ is: 'feed'; feed: string; after?: FeedPlace } & FeedPlace & {
        events?: readonly OffsetWireEvent[];
        snapshot?: { state: unknown; from: number; events: readonly OffsetWireEvent[] };
      })
  | ({ is: 'event'; feed: string; event: WireEvent } & FeedPlace)
  /** The client doesn't read the feed any more. */
  | { is: 'feed.closed'; feed: string }
  /** `view.open` was answered. */
  | { is: 'view'; view: string; version: number; rows: readonly ViewRow[] }
  | { is: 'change'; view: string; version: number; upserts: readonly ViewRow[]; removes: readonly string[] }
  /** `view.open` again, when all should be quiet: the rows are those that the client has. */
  | { is: 'look'; view: string; rows: readonly ViewRow[] }
  /** The connection is gone, and with it its feeds and views. */
  | { is: 'closed'; code: number };

export type ViewRow = { key: string } & Readonly<Record<string, unknown>>;

/** Reads a journal's file; a last line that was cut off by a kill is left out. */
export function parseJournal(text: string): JournalEntry[] {
  const lines = text.split('\n');
  const whole = lines.slice(0, -1).filter((line) => line !== '');
  return whole.map((line) => JSON.parse(line) as JournalEntry);
}
