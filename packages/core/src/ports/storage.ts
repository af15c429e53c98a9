import type { By } from '../conversation/types.js';

/** An event as it is stored: `content` is what a person wrote and what a redaction erases; `data` is the rest. */
export interface StoredEvent {
  type: string;
  /** Unix milliseconds. */
  at: number;
  by: By;
  data: Record<string, unknown>;
  /** `null` where the event carries none, or where it was redacted. */
  content: Record<string, unknown> | null;
}

export interface OffsetEvent extends StoredEvent {
  /** Position in its stream: 1, 2, 3 … without gaps. */
  offset: number;
}

export interface LoggedEvent extends OffsetEvent {
  /** Position in the global log, in commit order. Positions grow; they may skip numbers. */
  position: number;
  community: string;
  stream: string;
}

/**
 * Where a stream ends: its last offset, and the id of the commit that wrote it. The id makes a head unmistakable: an
 * engine may decide on top of a commit whose fate is still open, and if that commit loses, nothing built on it can win.
 */
export interface Head {
  version: number;
  /** Empty for a stream that has no events. */
  commitId: string;
}

export interface Append {
  stream: string;
  /** The head that the events were decided on, or `any` for facts that commute. */
  expected: Head | 'any';
  events: readonly StoredEvent[];
}

export type ColumnType = 'text' | 'integer' | 'json';
export type Row = Record<string, unknown>;

/** A read model: a real table with real columns. All columns are nullable; each row is a function of one stream. */
export interface ViewDefinition {
  name: string;
  columns: Readonly<Record<string, ColumnType>>;
  /** Columns that hold what people wrote; a redaction empties them. */
  content: readonly string[];
  /** Column lists that `find` may filter and order by. */
  indexes: readonly (readonly string[])[];
}

export interface RowWrite {
  view: string;
  key: string;
  /** `null` removes the row; a tombstone stays, so that other nodes learn of it. */
  row: Row | null;
}

export interface Redaction {
  stream: string;
  offsets: readonly number[];
  /** Events whose author is written as `by` from now on: their name goes, their id stays. @defaultValue none */
  authors?: { offsets: readonly number[]; by: By };
  /** Rows whose `content` columns came from these events; emptied, they take this commit's position as their version. */
  rows: readonly { view: string; key: string }[];
  /** Commands whose stored results came from these events; their results become `null`. */
  commandIds: readonly string[];
}

export interface CommandRecord {
  /** Unique within its community. */
  id: string;
  /** Digest of the command's canonical params and its actor. */
  hash: string;
  /** The result as JSON text, returned byte for byte to a retry. */
  result: string;
}

export interface Commit {
  community: string;
  /** Required wherever `appends` has an entry; its id becomes the `commitId` of the touched heads. */
  command?: CommandRecord;
  appends: readonly Append[];
  rows: readonly RowWrite[];
  redactions?: readonly Redaction[];
}

export type CommitOutcome =
  | { status: 'committed'; position: number; heads: Readonly<Record<string, Head>> }
  | { status: 'version_conflict' }
  | { status: 'duplicate'; result: string }
  | { status: 'conflicting_duplicate' };

export interface StreamRead {
  stream: string;
  /** Events after this offset. @defaultValue 0 */
  after?: number;
  /** Events before this offset. @defaultValue no bound */
  before?: number;
  /** At most this many, the latest ones; 0 reads the head alone. @defaultValue no bound */
  limit?: number;
}

export interface Loaded {
  /** Changes when offsets may stand for other events than before: restore, failover, migration, memory restart. */
  epoch: string;
  /** In the order asked; a stream that does not exist has version 0. Events ascend. */
  streams: { stream: string; head: Head; events: OffsetEvent[] }[];
  /** The stored command, when its id was asked for and is known. */
  command: { hash: string; result: string } | null;
}

export interface RowQuery {
  community: string;
  keys?: readonly string[];
  /** Equality, or membership for an array, on declared columns. */
  where?: Readonly<Record<string, string | number | null | readonly (string | number)[]>>;
  /** Upper bounds (inclusive) on integer columns; a null column never matches. */
  atMost?: Readonly<Record<string, number>>;
  /** Lower bounds (inclusive), likewise. */
  atLeast?: Readonly<Record<string, number>>;
  /** Rows written after this log position, removed ones included (as `row: null`), in the order they were written. */
  newerThan?: number;
  /** Ascending by this column, nulls first, then by key. Not together with `newerThan`. @defaultValue by key */
  orderBy?: string;
  /** The reverse of that order. Only with `orderBy`. */
  descending?: true;
  limit: number;
}

export interface FoundRow {
  key: string;
  /** Log position of the commit that wrote it. */
  version: number;
  row: Row | null;
}

/**
 * Durable truth. Everything is keyed by community first. An adapter is what passes `storageSuite` of
 * `@entraide/core/conformance`. Methods reject only when the storage can't answer: the outcome is then *unknown*, never
 * *failed*, and the caller asks again with the same command id.
 */
export interface Storage {
  /** `durable` promises that what was committed survives the death of the process. */
  readonly durability: 'durable' | 'memory';
  /** Whether other processes may write to the same data. */
  readonly shared: boolean;
  /** Streams and one command in a single consistent read of the primary. */
  load(request: { community: string; streams: readonly StreamRead[]; commandId?: string }): Promise<Loaded>;
  /** One atomic commit; commits made in one tick may share a transaction, and a loser never fails its neighbours. */
  commit(commit: Commit): Promise<CommitOutcome>;
  /** Everything after `after` in commit order, never skipping a late committer. */
  log(after: number, limit: number): Promise<LoggedEvent[]>;
  /** Rows of a view, and the log position that they are true for. */
  find(view: string, query: RowQuery): Promise<{ position: number; rows: FoundRow[] }>;
  /** Takes or renews a named lease; `false` while another holder has it. */
  lease(name: string, holder: string, ttlMs: number): Promise<boolean>;
  /** Waits for what is under way; later calls reject. Idempotent. */
  close(): Promise<void>;
}
