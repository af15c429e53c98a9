import type { MatchCommand } from '../matching/backstage.js';
import { decideMatching } from '../matching/decide.js';
import { decideMatch } from '../matching/decide-match.js';
import { planAt } from '../matching/define-matching-policy.js';
import { evolveMatching } from '../matching/evolve.js';
import type { MatchDecision, MatchState } from '../matching/types.js';
import { offerAlternative } from './visitors.js';
import { browse, ping, show } from './volunteers.js';
import { hasRoom, type MatchingFact, type SimulatedCoach, type SimulatedRequest, type World } from './world.js';

const matcher = { kind: 'system', id: 'matcher', name: 'matcher' } as const;

/** One fact about a coach calls the matcher for no more requests than these, the oldest. */
const concernedMax = 50;

/** The matcher of a run: production's code, called on the facts that call it in production. */
export function reactTo(world: World, fact: MatchingFact): void {
  switch (fact.kind) {
    case 'queued':
      decide(world, fact.request);
      break;
    case 'returned':
      command(world, fact.request, { type: 'match.return', coachId: fact.coach.facts.coachId, why: 'lease_expired' });
      decide(world, fact.request);
      break;
    case 'declined':
      command(world, fact.request, { type: 'request.decline' }, fact.coach);
      release(world, fact.request, fact.coach);
      decide(world, fact.request);
      break;
    case 'claimed':
    case 'gone':
      for (const coach of coachesOf(world, Object.keys(fact.request.match.offers))) release(world, fact.request, coach);
      command(world, fact.request, { type: 'match.end' });
      fact.request.looksAt = null;
      break;
    case 'appeared':
    case 'slot_freed':
      for (const request of concernedBy(world, fact.coach)) if (hasRoom(fact.coach)) decide(world, request);
      browse(world, fact.coach);
      break;
    default:
      fact satisfies never;
  }
}

const coachesOf = ({ coaches }: World, ids: readonly string[]) => ids.flatMap((id) => coaches.get(id) ?? []);

/** Requests that a coach who is free may change something for: the board shows itself, and nobody is offered one twice. */
function concernedBy({ waiting }: World, { facts: { coachId } }: SimulatedCoach): SimulatedRequest[] {
  const isOpen = ({ match: { board, offers, excluded } }: SimulatedRequest) =>
    !board && !Object.hasOwn(offers, coachId) && !excluded.includes(coachId);
  return waiting.filter(isOpen).slice(0, concernedMax);
}

function command(world: World, request: SimulatedRequest, body: MatchCommand, coach?: SimulatedCoach): void {
  const name = coach?.facts.coachId;
  const actor = name === undefined ? matcher : ({ kind: 'coach', id: name, name } as const);
  const context = { now: world.now, actor, isWaiting: request.status === 'waiting' };
  const outcome = decideMatching(body, request.match, context);
  if (!('events' in outcome)) return;
  request.match = outcome.events.reduce(evolveMatching, request.match);
  const stream = `backstage/${request.facts.conversationId}`;
  for (const event of outcome.events) world.record({ ...event, stream, data: { ...event.data } });
}

function decide(world: World, request: SimulatedRequest): void {
  if (request.status !== 'waiting') return;
  const { policy, topics, index, now } = world;
  const before = request.match;
  const { decision, nextAt } = decideMatch({ policy, topics, request: request.facts, state: before, index, now });
  if (nextAt !== null && nextAt !== request.looksAt) {
    request.looksAt = nextAt;
    world.timeline.plan(nextAt, () => {
      if (request.looksAt === nextAt) decide(world, request);
    });
  }
  if (!decision) return;
  world.tally.decide();
  command(world, request, { type: 'offer.make', decision });
  carryOut(world, request, { decision, before });
}

function carryOut(
  world: World,
  request: SimulatedRequest,
  { decision, before }: { decision: MatchDecision; before: MatchState },
): void {
  for (const coach of coachesOf(world, decision.lapsed)) {
    release(world, request, coach);
    // One ignored offer makes a coach passive, and never anything worse.
    if (world.there.has(coach)) world.learn(coach, { presence: 'passive' });
  }
  const isReserving = planAt(world.policy, decision.step).dispatch.part === 'assign';
  for (const coach of coachesOf(world, decision.offered)) {
    const { reservedFor = [] } = coach.facts;
    const reserved = isReserving ? { reservedFor: [...reservedFor, request.facts.conversationId] } : {};
    world.learn(coach, { offeredAt: world.now, ...reserved });
    present(world, request, coach);
  }
  const isWider = decision.board && (!before.board || decision.step !== before.step);
  if (isWider) for (const coach of world.there) if (world.isShown(request, coach)) present(world, request, coach);
  for (const coach of coachesOf(world, decision.pinged)) ping(world, request, coach);
  for (const alternative of decision.alternatives)
    if (!before.alternatives.includes(alternative)) offerAlternative(world, request, alternative);
}

function present(world: World, request: SimulatedRequest, coach: SimulatedCoach): void {
  world.tally.offer(coach.facts.coachId);
  show(world, request, coach);
}

/** A slot that was kept for the request alone is everybody's again. */
function release(world: World, { facts: { conversationId } }: SimulatedRequest, coach: SimulatedCoach): void {
  const { reservedFor = [] } = coach.facts;
  if (!reservedFor.includes(conversationId)) return;
  world.learn(coach, { reservedFor: reservedFor.filter((id) => id !== conversationId) });
}
