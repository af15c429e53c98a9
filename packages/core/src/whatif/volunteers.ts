import { claim } from './talk.js';
import { hasRoom, planIn, type SimulatedCoach, type SimulatedRequest, type World } from './world.js';

const namesOf = (request: SimulatedRequest, coach: SimulatedCoach) =>
  [request.facts.conversationId, coach.facts.coachId] as const;

/** The same coach feels the same about the same request, whenever and under whatever policy. Drawn once. */
function isWilling({ chance, model }: World, request: SimulatedRequest, coach: SimulatedCoach): boolean {
  const { coachId } = coach.facts;
  const known = request.moods.get(coachId);
  if (known !== undefined) return known;
  const mood = !chance.happens(model.declineShare, 'declines', ...namesOf(request, coach));
  request.moods.set(coachId, mood);
  return mood;
}

const canTake = (world: World, request: SimulatedRequest, coach: SimulatedCoach): boolean =>
  request.status === 'waiting' && world.there.has(coach) && hasRoom(coach) && world.isShown(request, coach);

/** A coach was shown a request: after a while they look at it, and take it, decline it or let it be. */
export function show(world: World, request: SimulatedRequest, coach: SimulatedCoach): void {
  const { chance, model } = world;
  const names = namesOf(request, coach);
  planIn(world, chance.exponential(model.noticeMs, 'notices', ...names, request.match.wave), () => {
    if (!canTake(world, request, coach)) return;
    if (isWilling(world, request, coach)) claim(world, request, coach);
    else if (chance.happens(model.declineToldShare, 'tells', ...names))
      world.react({ kind: 'declined', request, coach });
  });
}

/** A coach with a free slot looks at the queue, and takes the oldest request that they like; then perhaps another. */
export function browse(world: World, coach: SimulatedCoach): void {
  const { chance, model, waiting } = world;
  if (waiting.length === 0 || !hasRoom(coach)) return;
  coach.looks += 1;
  planIn(world, chance.exponential(model.noticeMs, 'browses', coach.facts.coachId, coach.looks), () => {
    const found = waiting.find((request) => isWilling(world, request, coach) && canTake(world, request, coach));
    if (!found) return;
    claim(world, found, coach);
    browse(world, coach);
  });
}

/** A shift begins or ends, or a pinged coach comes or goes. Who leaves finishes what they hold. */
export function turnUp(world: World, coach: SimulatedCoach, isComing: boolean): void {
  const wasThere = coach.stays > 0;
  coach.stays += isComing ? 1 : -1;
  if (wasThere === coach.stays > 0) return;
  world.learn(coach, { presence: isComing ? 'present' : offDuty(coach) });
  if (!isComing) {
    world.there.delete(coach);
    return;
  }
  world.there.add(coach);
  world.tally.see(coach.facts.coachId);
  world.react({ kind: 'appeared', coach });
}

/** Who agreed to no pings can't be reached. */
export const offDuty = ({ facts: { pingsPerDayMax } }: Pick<SimulatedCoach, 'facts'>): 'reachable' | 'away' =>
  pingsPerDayMax > 0 ? 'reachable' : 'away';

/** A coach is told of a request while away. Each ping makes deaf for a while, also one that isn't answered. */
export function ping(world: World, request: SimulatedRequest, coach: SimulatedCoach): void {
  const { chance, model, now, tally } = world;
  const names = namesOf(request, coach);
  tally.ping(coach.facts.coachId);
  world.learn(coach, { pingedAt: [...coach.facts.pingedAt.slice(-49), now] });
  const isDeaf = now < coach.deafUntil;
  coach.deafUntil = now + chance.exponential(model.pingInactivityMs, 'deaf', ...names);
  if (isDeaf || !chance.happens(model.pingAnswerShare, 'answers', ...names)) return;
  const delayMs = chance.exponential(model.pingDelayMs, 'comes', ...names);
  planIn(world, delayMs, () => turnUp(world, coach, true));
  planIn(world, delayMs + chance.exponential(model.pingStayMs, 'stays', ...names), () => turnUp(world, coach, false));
}
