import type { ConversationState } from '../conversation/types.js';
import type { RequestFacts } from '../matching/types.js';
import type { Row, Storage } from '../ports/storage.js';

/** Coaches of earlier conversations that a request remembers. */
const knownCoachesMax = 10;
/** Conversations of one visitor that are looked through for them. */
const earlierMax = 50;

/** What matching knows of a request, by its state. */
export const requestFactsOf = (
  conversationId: string,
  { visitorId, summary: { locale, topic, askedAt, later } }: ConversationState,
  knownCoachIds: readonly string[],
): RequestFacts => ({ conversationId, visitorId, locale, topic, askedAt, later, knownCoachIds });

/** The same by its row in the `conversation` view, without the coaches whom the visitor knows. */
export const requestFactsOfRow = (conversationId: string, row: Row): RequestFacts => ({
  conversationId,
  visitorId: String(row.visitorId),
  locale: row.locale as string | null,
  topic: row.topic as string | null,
  askedAt: Number(row.askedAt),
  later: row.later === 1,
  knownCoachIds: [],
});

/** Coaches who answered the visitor before, the latest first. */
export async function findKnownCoaches(storage: Storage, community: string, visitorId: string): Promise<string[]> {
  const { rows } = await storage.find('conversation', { community, where: { visitorId }, limit: earlierMax });
  const latestFirst = rows.sort((a, b) => Number(b.row?.askedAt ?? 0) - Number(a.row?.askedAt ?? 0));
  const coaches = latestFirst.flatMap(({ row }) => (row?.lastCoachId ? [String(row.lastCoachId)] : []));
  return [...new Set(coaches)].slice(0, knownCoachesMax);
}
