import { restoreEvent } from '../engine/event-content.js';
import {
  coachStream,
  conversationStream,
  type Person,
  privacyStream,
  recognitionStream,
  roomName,
  threadStream,
} from '../engine/rooms.js';
import type { FoldedStream } from '../engine/working-streams.js';
import type { LoggedEvent } from '../ports/storage.js';
import type { PrivacyState } from '../privacy/types.js';
import type { Refusal } from '../protocol/refusals.js';
import type { Params, Result } from '../protocol/types.js';
import { firstWithin } from './frame-bytes.js';
import { isPerson } from './is-person.js';
import type { NodeParts } from './node-parts.js';

/** Log entries that one page looks through, and events that it carries. */
const lookedMax = 5_000;
const eventsMax = 200;
/** How long the pages of an export may be asked for. */
const pagesMs = 60 * 60 * 1000;
const conversationsMax = 10_000;
/** Streams of several people, where one's own part is exported; other streams are about one person each. */
const shared: ReadonlySet<string> = new Set(['conversation', 'backstage', 'lounge', 'announcement']);

type Exported = Result<'person.export'>;

/**
 * What is stored of one person, page by page in the order of the log: what they wrote and did, and for a visitor the
 * whole of their conversations. The first page is recorded as a privileged read before anything is read.
 */
export async function exportPerson(
  parts: NodeParts,
  { community, actor, params }: { community: string; actor: Person; params: Params<'person.export'> },
): Promise<Exported | { refused: Refusal; retryAfterMs?: number }> {
  const { personId, commandId: id, after } = params;
  if (!(await isPerson(parts, community, personId))) return { refused: 'not_found' };
  if (after === undefined) {
    const body = { type: 'person.export' } as const;
    const stream = privacyStream(personId);
    const command = { community, id: id.toLowerCase(), actor, stream, relation: 'self', body, params } as const;
    const outcome = await parts.engine.execute(command);
    if ('refused' in outcome) return outcome;
  } else if (!(await isExporting(parts, { community, actor, personId }))) return { refused: 'not_found' };
  return readPage(parts, { community, personId, after: after ?? 0 });
}

async function isExporting(
  { engine, clock }: NodeParts,
  { community, actor, personId }: { community: string; actor: Person; personId: string },
): Promise<boolean> {
  const { streams } = await engine.read(community, [privacyStream(personId)]);
  const { exported } = (streams[0] as FoldedStream).state as PrivacyState;
  return exported?.by === actor.id && clock.now() < exported.at + pagesMs;
}

async function readPage(
  { storage }: NodeParts,
  { community, personId, after }: { community: string; personId: string; after: number },
): Promise<Exported> {
  const [looked, asked] = await Promise.all([
    storage.log(after, lookedMax),
    storage.find('conversation', { community, where: { visitorId: personId }, limit: conversationsMax }),
  ]);
  const own = new Set([
    ...asked.rows.map(({ key }) => conversationStream(key)),
    ...[coachStream, recognitionStream, threadStream].map((streamOf) => streamOf(personId)),
  ]);
  const all = looked.filter((event) => isAbout(event, { community, personId, own }));
  const events = firstWithin(all.slice(0, eventsMax).map((event) => shown(event, personId)));
  const isCut = events.length < all.length;
  const last = isCut ? all[events.length - 1] : looked.at(-1);
  return { events, next: isCut || looked.length === lookedMax ? (last?.position ?? null) : null };
}

const isAbout = (
  event: LoggedEvent,
  { community, personId, own }: { community: string; personId: string; own: ReadonlySet<string> },
) => {
  if (event.community !== community) return false;
  return own.has(event.stream) || (event.by.id === personId && shared.has(roomName(event.stream)));
};

/** Of others no more than the person saw: a name. */
function shown(event: LoggedEvent, personId: string): Exported['events'][number] {
  const { stream, offset } = event;
  const { type, at, by, data } = restoreEvent(event);
  const { kind, name } = by;
  const { subject: _, pair: __, ...known } = data;
  return { stream, offset, type, at, by: by.id === personId ? by : { kind, name }, data: known };
}
