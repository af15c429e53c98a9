import type { LostReason } from './outcome.js';
import { dequeue, enqueue } from './queue.js';
import { type MatchingFact, planIn, type SimulatedRequest, type World } from './world.js';

/** A request enters the queue, or comes back to it: until a coach takes it, its visitor gives up or its time is over. */
export function wait(world: World, request: SimulatedRequest, fact: MatchingFact): void {
  enqueue(world.waiting, request);
  planEnd(world, request);
  world.react(fact);
}

/** To be called again where the end has moved. */
export function planEnd(world: World, request: SimulatedRequest): void {
  planIn(world, request.givesUpAt - world.now, () => giveUp(world, request));
  planIn(world, request.expiresAt - world.now, () => expire(world, request));
}

/** A silent visitor leaves the request behind, for a coach to find out. */
function giveUp(world: World, request: SimulatedRequest): void {
  if (request.status !== 'waiting' || request.isGone || world.now < request.givesUpAt) return;
  const { conversationId } = request.facts;
  request.isGone = world.chance.happens(world.model.silentShare, 'silent', conversationId);
  if (request.isGone) world.tally.lose('gave_up');
  else leave(world, request, 'gave_up');
}

function expire(world: World, request: SimulatedRequest): void {
  if (world.now >= request.expiresAt) leave(world, request, 'expired');
}

/** The request ends without an answer. Who had left without a word was counted then. */
export function leave(world: World, request: SimulatedRequest, reason: LostReason): void {
  if (request.status !== 'waiting') return;
  request.status = 'ended';
  dequeue(world.waiting, request);
  world.react({ kind: 'gone', request });
  if (!request.isGone) world.tally.lose(reason);
}
