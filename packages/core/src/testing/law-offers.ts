import type { LoggedEvent } from '../ports/storage.js';
import { hold, type LawPages, type LoggedRequest, pair } from './law-pages.js';

/** Another node hears of a block with its next look; until then it may offer in vain what no claim is given. */
const heardWithinMs = 1_500;

/** Folds what is logged of a request's matching, and holds it to the laws of offers. */
export function foldBackstage(pages: LawPages, event: LoggedEvent, request: LoggedRequest): void {
  const { type, data, by } = event;
  if (type === 'request.declined') {
    request.declinedBy.add(by.id as string);
    request.offers.delete(by.id as string);
  }
  if (type !== 'match.decided') return;
  const { offered, lapsed, expiresAt, board } = data as {
    offered: string[];
    lapsed: string[];
    expiresAt: number | null;
    board: boolean;
  };
  const { status, declinedBy, visitorId, offers, passed } = request;
  hold(pages, event, [status === 'waiting', `only what waits is offered (it is ${status})`]);
  for (const coachId of lapsed) {
    passed.add(coachId);
    offers.delete(coachId);
  }
  for (const coachId of offered) {
    hold(pages, event, [!declinedBy.has(coachId), 'what was declined isn’t offered again']);
    const blockedAt = pages.blocked.get(pair(coachId, visitorId)) ?? Number.POSITIVE_INFINITY;
    hold(pages, event, [event.at - blockedAt < heardWithinMs, 'nobody blocked is offered a visitor']);
    if (pages.ordered && !passed.has(coachId)) holdOrder(pages, event, { request, coachId });
  }
  for (const coachId of offered) offers.set(coachId, expiresAt);
  request.board = board;
}

/** A newer request doesn't get a coach whom an older one could have had. */
function holdOrder(
  pages: LawPages,
  event: LoggedEvent,
  { request, coachId }: { request: LoggedRequest; coachId: string },
): void {
  for (const other of pages.requests.values()) {
    const isOlder = other.askedAt < request.askedAt && other.status === 'waiting' && other.waitsSince < event.at;
    if (!isOlder || other.board || other.firstRight) continue;
    if (other.declinedBy.has(coachId) || other.passed.has(coachId) || other.offers.has(coachId)) continue;
    if (pages.blocked.has(pair(coachId, other.visitorId))) continue;
    // An offer that has just lapsed is seen to with the next tick.
    const isOffered = [...other.offers.values()].some((at) => at === null || at > event.at - 1_000);
    hold(pages, event, [isOffered, `${request.id} overtakes ${other.id} for ${coachId}`]);
  }
}
