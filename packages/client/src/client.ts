import type {
  Availability,
  FeedFold,
  InboxRow,
  Page,
  Params,
  PresenceRow,
  Result,
  ViewName,
} from '@entraide/core/protocol';
import type { Call } from './call.js';
import type { ConnectionStatus } from './connection.js';
import type { Conversation } from './conversation.js';
import type { ClientEvents } from './emitter.js';
import type { Feed } from './feed.js';
import type { ReadonlyStore } from './store.js';
import type { ViewSnapshot } from './view.js';

export interface AskOptions {
  /** The question: 1 to 8,000 characters, kept as they are. */
  text: string;
  topic?: string;
  /** @defaultValue the client's */
  locale?: string;
  /** While no coach is there: keep the question for one who comes. */
  later?: boolean;
}

/**
 * One person's side of one community. It connects when it is first needed, or when the page before this one left something to
 * send. Stores are live while somebody subscribes; several subscribers share one subscription on the wire.
 */
export interface Client {
  readonly status: ReadonlyStore<ConnectionStatus>;
  /** The visitor's conversations that this browser knows of, newest first. */
  readonly asked: ReadonlyStore<readonly string[]>;
  /** Connects now, also after a stop. */
  open(): void;
  /** Asks a question in a conversation of its own, shown at once. */
  ask(options: AskOptions): Conversation;
  /** The same object for the same id, as long as anybody holds it. */
  conversation(conversationId: string): Conversation;
  /** The requests that a coach may claim, the longest waiting first. */
  inbox(): ReadonlyStore<ViewSnapshot<readonly InboxRow[]>>;
  /**
   * Whether somebody is there, of the whole community; null until that is known. For a topic or a language alone, ask once:
   * `call('availability.get', { topic, locale })`.
   */
  availability(): ReadonlyStore<ViewSnapshot<Availability | null>>;
  /** The coaches who are online, by name. */
  presence(): ReadonlyStore<ViewSnapshot<readonly PresenceRow[]>>;
  /** Any feed by its name and fold, the same object for the same name: what `@entraide/client/lounge` is made of. */
  feed<S>(name: string, fold: FeedFold<S>): Feed<S>;
  /** Any view by its name; of several ways to read one, the first counts. */
  view<R extends { key: string }, T>(name: ViewName, read: (rows: readonly R[]) => T): ReadonlyStore<ViewSnapshot<T>>;
  /** The coach is available, or away, and for how many. */
  setPresence(presence: Omit<Params<'presence.set'>, 'commandId'>): Promise<Result<'presence.set'>>;
  /** What the coach asks of the community: when and how often to be pinged, languages, topics; what is absent stays. */
  setPreferences(preferences: Omit<Params<'preferences.set'>, 'commandId'>): Promise<Result<'preferences.set'>>;
  /** A manager confirms that a coach knows a topic, from 1 to 5; 0 takes it back. */
  verifyExpertise(expertise: Omit<Params<'expertise.verify'>, 'commandId'>): Promise<Result<'expertise.verify'>>;
  /** Where the visitor is: coaches see it. The last one counts. */
  setPage(page: Page): void;
  /** Any method of the wire. A command survives a lost connection; a read waits for the next one. */
  call: Call['call'];
  /** The server's time, in Unix milliseconds: what a countdown to one of its times counts from. */
  now(): number;
  /** Calls back until the returned function is called. */
  on<E extends keyof ClientEvents>(event: E, listener: ClientEvents[E]): () => void;
  /** Ends the connection; what is unsent stays written down. Idempotent. */
  close(): Promise<void>;
}
