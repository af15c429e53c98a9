import { type MatchingPolicy, planAt } from '../matching/define-matching-policy.js';
import type { Offer } from '../matching/types.js';
import type { Row } from '../ports/storage.js';

/** Which requests are offered to one coach alone, and so take one of their slots while the offer stands. */
export interface Reservations {
  /** A request's `match` row was written or removed. Returns the coaches whom that changes. */
  update(conversationId: string, row: Row | null): readonly string[];
  /** The requests that a coach has a slot reserved for. */
  of(coachId: string): readonly string[];
}

export function createReservations(policy: MatchingPolicy): Reservations {
  const coachesOf = new Map<string, readonly string[]>();
  const requestsOf = new Map<string, readonly string[]>();
  return {
    update(conversationId, row) {
      const before = coachesOf.get(conversationId) ?? [];
      const isAssigned = row !== null && planAt(policy, Number(row.step)).dispatch.part === 'assign';
      const coaches = isAssigned ? openOffers(row) : [];
      if (before.length + coaches.length === 0) return [];
      coachesOf.delete(conversationId);
      if (coaches.length > 0) coachesOf.set(conversationId, coaches);
      const changed = [...new Set([...before, ...coaches])];
      for (const coachId of changed) {
        const others = (requestsOf.get(coachId) ?? []).filter((one) => one !== conversationId);
        const requests = coaches.includes(coachId) ? [...others, conversationId] : others;
        if (requests.length > 0) requestsOf.set(coachId, requests);
        else requestsOf.delete(coachId);
      }
      return changed;
    },
    of: (coachId) => requestsOf.get(coachId) ?? [],
  };
}

const openOffers = ({ offers }: Row): string[] =>
  Object.entries(offers as Record<string, Offer>).flatMap(([coachId, { status }]) =>
    status === 'open' ? [coachId] : [],
  );
