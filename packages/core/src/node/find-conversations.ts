import type { FoundRow, RowQuery, Storage } from '../ports/storage.js';
import type { Params, Result } from '../protocol/types.js';
import { foundConversation } from './visibility.js';

type Search = Params<'conversation.find'>;

/** How far back a search goes that doesn't say. */
const periodMs = 30 * 24 * 60 * 60 * 1000;
/** Characters of an id that an index knows. */
const shortIdLength = 8;

/** One page of the conversations that fit, the latest asked first. Reads by declared indexes, and within a period. */
export async function findConversations(
  storage: Storage,
  { community, now, ...search }: Search & { community: string; now: number },
): Promise<Result<'conversation.find'>> {
  const { after = { askedAt: now, skip: 0 }, limit } = search;
  const id = search.id?.toLowerCase();
  const query: RowQuery = { community, ...filters(search, now), limit: after.skip + limit + 1 };
  const { rows } = await storage.find('conversation', query);
  const fitting = rows.filter(({ key }) => id === undefined || key.endsWith(id)).slice(after.skip);
  const page = fitting.slice(0, limit);
  return { rows: page.map(foundConversation), next: fitting.length > limit ? placeAfter(page, after) : null };
}

/** An id is looked for in all times; all else in a period. */
function filters({ id, coachId, topic, status, askedFrom, askedTo, after }: Search, now: number) {
  const to = Math.min(askedTo ?? now, after?.askedAt ?? now);
  const where = {
    ...(id !== undefined && { shortId: id.slice(-shortIdLength).toLowerCase() }),
    ...(coachId !== undefined && { handledById: coachId.toLowerCase() }),
    ...(topic !== undefined && { topic }),
    ...(status !== undefined && { status }),
  };
  return {
    where,
    atMost: { askedAt: to },
    atLeast: { askedAt: askedFrom ?? (id === undefined ? (askedTo ?? now) - periodMs : 0) },
    orderBy: 'askedAt',
    descending: true,
  } as const;
}

/** Questions of one millisecond are told apart by how many of them were shown. */
function placeAfter(page: readonly FoundRow[], before: { askedAt: number; skip: number }) {
  const askedAt = Number(page.at(-1)?.row?.askedAt);
  const same = page.filter(({ row }) => row?.askedAt === askedAt).length;
  return { askedAt, skip: same + (askedAt === before.askedAt ? before.skip : 0) };
}
