import {
  backstageStream,
  coachStream,
  conversationStream,
  privacyStream,
  type RoomCommand,
  system,
} from '../engine/rooms.js';
import type { FoldedStream } from '../engine/working-streams.js';
import type { Clock } from '../ports/clock.js';
import type { FoundRow } from '../ports/storage.js';
import type { PrivacyState } from '../privacy/types.js';
import { type Erasing, type ErasingParts, eraseStream } from './erase-stream.js';
import type { NodeLogEntry } from './types.js';

/**
 * Erases what is to go: of people for whom that was asked, and of conversations whose retention is over. All that it does
 * is found again from storage, so a crash loses nothing, and what is erased already isn't found again.
 */
export interface Eraser {
  /** These people are to be erased, as the rows of their deadlines say. */
  due(personIds: readonly string[]): void;
  /** A moment to look whose retention is over. Never rejects. */
  tick(): void;
  /** Waits for the step under way; the rest is done by whoever comes next. */
  close(): Promise<void>;
}

export interface EraserOptions {
  community: string;
  /** How long what was written is kept after a conversation closed. */
  retentionMs: number;
  parts: ErasingParts & { clock: Clock; log: (entry: NodeLogEntry) => void };
}

/** How often retention is looked at. */
const lookMs = 60_000;
const pageMax = 200;
const logPageMax = 1_000;
const dayMs = 24 * 60 * 60 * 1000;

interface Work extends EraserOptions {
  isClosing: boolean;
}

export function createEraser(options: EraserOptions): Eraser {
  const work: Work = { ...options, isClosing: false };
  const { clock, log } = options.parts;
  const asked = new Set<string>();
  let lookedAt = Number.NEGATIVE_INFINITY;
  let underWay: Promise<void> | null = null;

  async function run() {
    for (const personId of asked) {
      if (work.isClosing) return;
      await erasePerson(work, personId);
      asked.delete(personId);
    }
    if (clock.now() - lookedAt < lookMs) return;
    await eraseRetained(work);
    lookedAt = clock.now();
  }

  function start() {
    if (work.isClosing || underWay !== null) return;
    underWay = run()
      .catch((error: unknown) => {
        // It is due until it is done: the next tick takes it up again.
        asked.clear();
        log({ level: 'warn', event: 'erasure_failed', community: options.community, error });
      })
      .finally(() => {
        underWay = null;
      });
  }

  return {
    due(personIds) {
      for (const personId of personIds) asked.add(personId);
      if (asked.size > 0) start();
    },
    tick() {
      if (clock.now() - lookedAt >= lookMs) start();
    },
    async close() {
      work.isClosing = true;
      await underWay;
    },
  };
}

const command = async ({ parts, community }: Work, stream: string, body: RoomCommand, id: string) => {
  const outcome = await parts.engine.execute({ community, id, actor: system, stream, relation: 'self', body });
  if ('refused' in outcome && outcome.refused === 'unavailable')
    throw new Error(`unable to ${body.type} on ${stream}; the storage did not answer`);
};

async function erasePerson(work: Work, personId: string): Promise<void> {
  const { parts, community } = work;
  const stream = privacyStream(personId);
  const { streams } = await parts.engine.read(community, [stream]);
  const { erasure } = (streams[0] as FoldedStream).state as PrivacyState;
  if (!erasure || erasure.completedAt !== null) return;
  const isWhole = erasure.of === 'visitor' ? await eraseVisitor(work, personId) : await eraseMember(work, personId);
  if (!isWhole || work.isClosing) return;
  const id = parts.ids.digest(`erasure.complete ${stream} ${erasure.requestedAt}`);
  await command(work, stream, { type: 'erasure.complete' }, id);
}

/** Rows of conversations, page by page. */
async function* conversations({ parts, community }: Work, where: Record<string, string>): AsyncGenerator<FoundRow[]> {
  for (let newerThan = 0; ; ) {
    const { rows } = await parts.storage.find('conversation', { community, where, newerThan, limit: pageMax });
    yield rows;
    if (rows.length < pageMax) return;
    newerThan = rows.at(-1)?.version as number;
  }
}

async function eraseVisitor(work: Work, visitorId: string): Promise<boolean> {
  let isWhole = true;
  for await (const rows of conversations(work, { visitorId }))
    for (const { key, row } of rows) {
      if (work.isClosing) return false;
      // Nobody answers somebody who isn't there any more.
      if (row?.status !== 'closed') {
        const id = work.parts.ids.digest(`erasure closes ${key}`);
        await command(work, conversationStream(key), { type: 'conversation.close', outcome: 'abandoned' }, id);
      }
      isWhole = (await eraseConversation(work, key, { personId: visitorId, why: 'erasure' })) && isWhole;
    }
  return isWhole;
}

async function eraseConversation(
  { parts, community }: Work,
  key: string,
  erasing: Pick<Erasing, 'personId' | 'why'>,
): Promise<boolean> {
  // What is backstage first: the conversation is what tells that it is still to be done.
  for (const stream of [backstageStream(key), conversationStream(key)])
    if (!(await eraseStream(parts, stream, { community, ...erasing, whose: 'all' }))) return false;
  return true;
}

/** A member leaves first, so that nothing new of them comes meanwhile; then all that is theirs goes, wherever it stands. */
async function eraseMember(work: Work, personId: string): Promise<boolean> {
  const { parts, community } = work;
  const own = coachStream(personId);
  const where = { firstCoachId: personId, status: ['waiting', 'on_hold'] };
  const { rows } = await parts.storage.find('conversation', { community, where, limit: pageMax });
  const leave: RoomCommand = { type: 'coach.leave', reservedIds: rows.map(({ key }) => key) };
  await command(work, own, leave, parts.ids.digest(`erasure leaves ${own} ${JSON.stringify(leave)}`));
  for (let after = 0; ; ) {
    const events = await parts.storage.log(after, logPageMax);
    const theirs = events.filter((event) => event.community === community && isOf(event, personId));
    for (const stream of new Set(theirs.map((event) => event.stream))) {
      if (work.isClosing) return false;
      const erasing = { community, personId, why: 'erasure', whose: stream === own ? 'all' : 'own' } as const;
      if (!(await eraseStream(parts, stream, erasing))) return false;
    }
    if (events.length < logPageMax) return true;
    after = events.at(-1)?.position as number;
  }
}

/** By them, and not erased yet; or about them, on their own stream. */
const isOf = (
  { stream, by, content }: { stream: string; by: { id?: string | undefined; name: string }; content: unknown },
  id: string,
) => (by.id === id ? by.name !== '' || content !== null : stream === coachStream(id) && content !== null);

/** What was closed for longer than the community keeps it. */
async function eraseRetained(work: Work): Promise<void> {
  const { parts, community, retentionMs } = work;
  for (;;) {
    const now = parts.clock.now();
    const atMost = { retainedFrom: now - retentionMs };
    const { rows } = await parts.storage.find('conversation', {
      community,
      atMost,
      orderBy: 'retainedFrom',
      limit: pageMax,
    });
    for (const { key, row, version } of rows) {
      if (work.isClosing) return;
      const personId = String(row?.visitorId);
      if (await eraseConversation(work, key, { personId, why: 'retention' })) continue;
      // On hold: looked at again in a day, or as soon as retention is looked at after that.
      const retainedFrom = now - retentionMs + Math.min(dayMs, retentionMs);
      const id = parts.ids.digest(`retention.postpone ${key} ${version}`);
      await command(work, conversationStream(key), { type: 'retention.postpone', retainedFrom }, id);
    }
    if (rows.length < pageMax) return;
  }
}
