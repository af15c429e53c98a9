import type { Person } from '../engine/rooms.js';
import type { FeedReader } from './open-feed.js';
import type { ViewReader } from './views.js';

/** One connection's part in the node. */
export interface Session {
  /** Null until `session.open` was accepted. */
  person: Person | null;
  community: string;
  locale: string | undefined;
  page: { url: string; title: string } | undefined;
  /** The stream of the question that it asked last. */
  asked: string | undefined;
  /** Settles when the last command that had to wait its turn has started; null when none waits. */
  turn: Promise<unknown> | null;
  /** As the transport tells it: never stored, never logged. */
  readonly address: string | undefined;
  /** Where it comes from, as a keyed digest of the day; null where that isn't known or not asked. */
  origin: () => string | null;
  /** Told of each frame: a coach who does something is there. Null for others. */
  active: (() => void) | null;
  /** By feed name. */
  feeds: Map<string, { reader: FeedReader; end: () => void }>;
  /** By view name. */
  views: Map<string, ViewReader>;
  /** The connection is gone: what is still under way for it leaves nothing behind. */
  isEnded: boolean;
  send(frame: string): void;
  close(code: number, reason: string): void;
  /** Run once, when the connection is gone. */
  ended: (() => void)[];
}
