import type { Engine } from '../engine/create-engine.js';
import { type RoomCommand, system } from '../engine/rooms.js';
import type { Ids } from '../ports/ids.js';
import type { OffsetEvent, Storage } from '../ports/storage.js';
import type { EraseCommand } from '../privacy/types.js';

export interface Erasing {
  community: string;
  personId: string;
  why: EraseCommand['why'];
  /** `all` that was written goes, or what this person wrote, with their name. */
  whose: 'all' | 'own';
}

/** What erasing works with. */
export interface ErasingParts {
  storage: Storage;
  engine: Engine;
  ids: Ids;
}

/** Events of one command: what its own event carries stays small. */
const eventsMax = 500;

/**
 * Erases what stands in one stream, in commands of a bounded size whose ids derive from what they erase: a crash between
 * them, or a second worker, repeats nothing. The beginning goes last, because a conversation without its question counts
 * as erased. Resolves false where a legal hold forbids it; rejects when the storage doesn't answer.
 */
export async function eraseStream(parts: ErasingParts, stream: string, erasing: Erasing): Promise<boolean> {
  const { community } = erasing;
  const { streams } = await parts.storage.load({ community, streams: [{ stream, limit: 0 }] });
  const { version = 0 } = streams[0]?.head ?? {};
  for (let before = version + 1; before > 1; before -= eventsMax) {
    const read = { stream, after: Math.max(before - 1 - eventsMax, 0), before };
    const { streams: found } = await parts.storage.load({ community, streams: [read] });
    const body = eraseCommand(found[0]?.events ?? [], erasing);
    if (body && !(await command(parts, { community, stream, body }))) return false;
  }
  return true;
}

async function command(
  { engine, ids }: ErasingParts,
  { community, stream, body }: { community: string; stream: string; body: RoomCommand },
): Promise<boolean> {
  const id = ids.digest(`content.erase ${stream} ${JSON.stringify(body)}`);
  const outcome = await engine.execute({ community, id, actor: system, stream, relation: 'self', body });
  if ('result' in outcome) return true;
  if (outcome.refused === 'on_legal_hold') return false;
  throw new Error(`unable to erase ${stream}; ${outcome.refused}`);
}

/** What is still there of theirs; null for nothing. */
function eraseCommand(events: readonly OffsetEvent[], { personId, why, whose }: Erasing): EraseCommand | null {
  const isTheirs = ({ by }: OffsetEvent) => whose === 'all' || by.id === personId;
  const offsets = events.filter((event) => event.content !== null && isTheirs(event)).map(({ offset }) => offset);
  // All visitors have the same name.
  const signed = events.filter(({ by }) => by.id === personId && by.kind !== 'visitor' && by.name !== '');
  if (offsets.length + signed.length === 0) return null;
  const author = signed[0] ? { ...signed[0].by, name: '' } : null;
  const isCoachGone = signed.some(({ type }) => type === 'request.claimed') && isNamedLast(events, personId);
  const authorOffsets = signed.map(({ offset }) => offset);
  return { type: 'content.erase', personId, why, offsets, authorOffsets, author, ...(isCoachGone && { isCoachGone }) };
}

/** Whoever claimed last is named in the summary of the conversation. */
const isNamedLast = (events: readonly OffsetEvent[], personId: string) =>
  events.findLast(({ type }) => type === 'request.claimed')?.by.id === personId;
