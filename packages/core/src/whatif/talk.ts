import { wait } from './patience.js';
import { dequeue } from './queue.js';
import { planIn, type SimulatedCoach, type SimulatedRequest, type World } from './world.js';

/** Facts keep no more claims. */
const claimsMax = 50;
/** A coach who meant to answer extends the lease, and there is one extension. */
const leasesMax = 2;

/** A coach takes a request, and what comes of it. The caller has seen that it waits and that there is a slot. */
export function claim(world: World, request: SimulatedRequest, coach: SimulatedCoach): void {
  const { chance, model, tally } = world;
  const { conversationId, askedAt } = request.facts;
  const { coachId, openCount, claimedAt } = coach.facts;
  const who = [conversationId, coachId] as const;
  request.status = 'claimed';
  dequeue(world.waiting, request);
  tally.claim(coachId);
  world.react({ kind: 'claimed', request, coach });
  world.learn(coach, {
    ...{ openCount: openCount + 1, presence: 'present' },
    claimedAt: [...claimedAt.slice(1 - claimsMax), world.now],
  });
  const replyMs = chance.exponential(model.replyMs * (1 + model.replySlowdown * openCount), 'reply', ...who);
  if (request.isGone) {
    tally.waste();
    planIn(world, replyMs + model.silenceMs, () => end(world, request, coach));
  } else if (chance.happens(model.lapseShare, 'lapses', ...who)) {
    planIn(world, model.leaseMs, () => lapse(world, request, coach));
  } else if (replyMs > leasesMax * model.leaseMs) {
    planIn(world, leasesMax * model.leaseMs, () => lapse(world, request, coach));
  } else {
    const waitMs = world.now - askedAt;
    planIn(world, replyMs, () => answer(world, request, { coach, waitMs, openCount }));
  }
}

interface Answering {
  coach: SimulatedCoach;
  waitMs: number;
  /** What the coach held beside it. */
  openCount: number;
}

function answer(world: World, request: SimulatedRequest, { coach, waitMs, openCount }: Answering): void {
  const { chance, model, tally, known } = world;
  const { conversationId, visitorId, askedAt, later } = request.facts;
  tally.answer({ waitMs, responseMs: world.now - askedAt, isLive: !later });
  const others = (known.get(visitorId) ?? []).filter((id) => id !== coach.facts.coachId);
  known.set(visitorId, [coach.facts.coachId, ...others].slice(0, 10));
  const drawn = chance.exponential(model.serviceMs, 'service', conversationId);
  const isBroken = chance.happens(model.breakOffShare, 'breaks off', conversationId);
  const share = isBroken ? chance.uniform('breaks off where', conversationId) : 1;
  const wholeMs = request.arrival.serviceMs ?? drawn * share;
  planIn(world, wholeMs * (1 + model.serviceSlowdown * openCount), () => end(world, request, coach));
}

function end(world: World, request: SimulatedRequest, coach: SimulatedCoach): void {
  request.status = 'ended';
  free(world, coach);
}

/** Back to its old place; who gave up meanwhile is gone when it gets there. */
function lapse(world: World, request: SimulatedRequest, coach: SimulatedCoach): void {
  request.moods.set(coach.facts.coachId, false);
  request.status = 'waiting';
  wait(world, request, { kind: 'returned', request, coach });
  free(world, coach);
}

function free(world: World, coach: SimulatedCoach): void {
  world.learn(coach, { openCount: coach.facts.openCount - 1 });
  world.react({ kind: 'slot_freed', coach });
}
