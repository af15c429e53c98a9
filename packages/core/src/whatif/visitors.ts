import type { Alternative, MatchState } from '../matching/types.js';
import { leave, planEnd, wait } from './patience.js';
import type { Arrival } from './traffic.js';
import type { SimulatedRequest, World } from './world.js';

/** A visitor comes: asks, leaves the question for later, or meets a closed window and goes. */
export function arrive(world: World, arrival: Arrival, { index, match }: { index: number; match: MatchState }): void {
  const { chance, model, tally } = world;
  const conversationId = `c${index}`;
  tally.arrive();
  const isOpen = world.there.size > 0;
  const later = !isOpen && (arrival.later ?? chance.happens(model.laterShare, 'later', conversationId));
  if (!isOpen && !later) {
    tally.lose('closed');
    return;
  }
  const { visitor: visitorId, locale, topic } = arrival;
  const knownCoachIds = world.known.get(visitorId) ?? [];
  const request: SimulatedRequest = {
    arrival,
    facts: { conversationId, visitorId, locale, topic, askedAt: world.now, later, knownCoachIds },
    ...{ status: 'waiting', match, isGone: false, moods: new Map(), looksAt: null },
    givesUpAt: later ? Number.POSITIVE_INFINITY : Math.round(world.now + patienceOf(world, arrival, conversationId)),
    expiresAt: world.now + (later ? model.laterRequestMs : model.requestMs),
  };
  wait(world, request, { kind: 'queued', request });
}

/** Whoever is known to have waited so long had, then, as much patience left as anybody: that is what exponential means. */
function patienceOf({ chance, model }: World, { patienceMs, waitedMs = 0 }: Arrival, conversationId: string): number {
  return patienceMs ?? waitedMs + chance.exponential(model.patienceMs, 'patience', conversationId);
}

/** A step of the policy offers something else than waiting on, and the visitor may take it. */
export function offerAlternative(world: World, request: SimulatedRequest, alternative: Alternative): void {
  const { chance, model } = world;
  if (request.status !== 'waiting' || request.isGone || request.facts.later) return;
  if (!chance.happens(model.alternativeShare, alternative, request.facts.conversationId)) return;
  if (alternative === 'hand_over') {
    leave(world, request, 'handed_over');
    return;
  }
  request.facts = { ...request.facts, later: true };
  request.givesUpAt = Number.POSITIVE_INFINITY;
  request.expiresAt = request.facts.askedAt + model.laterRequestMs;
  planEnd(world, request);
}
