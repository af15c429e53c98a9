import { emptyHead } from '../ports/plan-commits.js';
import type {
  Append,
  Commit,
  CommitOutcome,
  Head,
  Redaction,
  RowWrite,
  Storage,
  StoredEvent,
  ViewDefinition,
} from '../ports/storage.js';
import { check, checkEqual } from './check.js';

/** A fresh storage, and what a case may do to it from outside. */
export interface StorageSubject {
  storage: Storage;
  /** Another handle on the same data, as another process would have it. Needed where the storage is `shared`. */
  createPeer?(): Promise<Storage>;
  /** Closes the storage and opens its data again. Needed where the storage is `durable`. */
  reopen?(): Promise<Storage>;
  /** Waits, or moves an injected clock. */
  passTime(ms: number): Promise<void>;
  /** Closes everything and removes the data. Called once, also after a failed case. */
  dispose(): Promise<void>;
}

/** The view that the cases write to. */
export const noteView: ViewDefinition = {
  name: 'note',
  columns: { status: 'text', rank: 'integer', question: 'text', page: 'json', tags: 'json' },
  content: ['question', 'page'],
  indexes: [['status', 'rank'], ['rank']],
};

export const home = 'demo';

export function say(text: string, data: Record<string, unknown> = {}): StoredEvent {
  return {
    type: 'message.posted',
    at: 1_750_000_000_000,
    by: { kind: 'visitor', name: 'Ada' },
    data,
    content: { text },
  };
}

interface CommitParts {
  community?: string;
  stream?: string;
  expected?: Append['expected'];
  events?: readonly StoredEvent[];
  appends?: readonly Append[];
  rows?: readonly RowWrite[];
  redactions?: readonly Redaction[];
}

/** A commit of one event on stream `s`, unless `parts` say otherwise. */
export function commitOf(id: string, parts: CommitParts = {}): Commit {
  const { stream = 's', expected = emptyHead, events = [say(id)] } = parts;
  return {
    community: parts.community ?? home,
    command: { id, hash: `hash of ${id}`, result: JSON.stringify({ answers: id }) },
    appends: parts.appends ?? [{ stream, expected, events }],
    rows: parts.rows ?? [],
    ...(parts.redactions && { redactions: parts.redactions }),
  };
}

export type Committed = Extract<CommitOutcome, { status: 'committed' }>;

export async function mustCommit(storage: Storage, commit: Commit): Promise<Committed> {
  const outcome = await storage.commit(commit);
  check(outcome.status === 'committed', `a commit on the right heads is committed, not ${outcome.status}`);
  return outcome;
}

export const headAt = (version: number, commitId: string): Head => ({ version, commitId });

/** Appends `texts` one commit each, so that offset n was written by the command `${stream}-${n}`. */
export async function fill(storage: Storage, stream: string, texts: readonly string[]): Promise<Head> {
  let head: Head = emptyHead;
  for (const text of texts) {
    const id = `${stream}-${head.version + 1}`;
    await mustCommit(storage, commitOf(id, { stream, expected: head, events: [say(text)] }));
    head = headAt(head.version + 1, id);
  }
  return head;
}

export async function readStream(storage: Storage, stream: string, community = home) {
  const loaded = await storage.load({ community, streams: [{ stream }] });
  const read = loaded.streams[0];
  check(read !== undefined, 'load answers for each stream asked');
  return { ...read, texts: read.events.map(({ content }) => content?.['text']) };
}

/** What is stored of a stream, by `load` and by `log`: these texts, at these offsets, and nothing else. */
export async function checkStored(storage: Storage, stream: string, texts: readonly string[]): Promise<void> {
  const read = await readStream(storage, stream);
  checkEqual(read.texts, texts, `${stream} holds what was committed to it`);
  checkEqual(
    read.events.map(({ offset }) => offset),
    texts.map((_, index) => index + 1),
    `the offsets of ${stream} run from 1 without gaps`,
  );
  checkEqual(read.head.version, texts.length, `the head of ${stream} is its last offset`);
  const logged = (await storage.log(0, 10_000)).filter((event) => event.community === home && event.stream === stream);
  checkEqual(
    logged.map(({ offset, content }) => [offset, content?.['text']]),
    texts.map((text, index) => [index + 1, text]),
    `the log tells of ${stream} what load does`,
  );
}

export async function findNotes(storage: Storage, query: Partial<Parameters<Storage['find']>[1]> = {}) {
  return storage.find('note', { community: home, limit: 100, ...query });
}

export const noteWrite = (key: string, row: RowWrite['row']): RowWrite => ({ view: 'note', key, row });

export const rowsOnly = (rows: readonly RowWrite[], community = home): Commit => ({ community, appends: [], rows });

/** `count` handles on the same data: of as many processes where the storage is shared, else the one there is. */
export async function openHandles(subject: StorageSubject, count: number): Promise<Storage[]> {
  const { createPeer } = subject;
  if (!createPeer) return Array.from({ length: count }, () => subject.storage);
  const peers = await Promise.all(Array.from({ length: Math.min(count, 4) - 1 }, () => createPeer.call(subject)));
  const handles = [subject.storage, ...peers];
  return Array.from({ length: count }, (_, index) => handles[index % handles.length] as Storage);
}
