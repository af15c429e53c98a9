import { createCandidateIndex } from '../matching/candidate-index.js';
import { decideMatching } from '../matching/decide.js';
import { decideMatch } from '../matching/decide-match.js';
import type { MatchingPolicy } from '../matching/define-matching-policy.js';
import { emptyMatch, evolveMatching } from '../matching/evolve.js';
import { isShownTo } from '../matching/is-shown-to.js';
import { isOpenAt } from '../matching/match-clock.js';
import { judge } from '../matching/rank.js';
import type { CoachFacts, MatchDecision, MatchState, RequestFacts } from '../matching/types.js';

/** One request of the world, with its room. */
export interface WorldRequest {
  facts: RequestFacts;
  state: MatchState;
  isWaiting: boolean;
  heldBy: string | null;
}

/** All that a decision was made from, as it was then. */
export interface Recorded {
  decision: string;
  coaches: CoachFacts[];
  request: RequestFacts;
  state: MatchState;
  now: number;
}

/**
 * Several requests and coaches under one policy, with a matcher that looks at all waiting requests, the oldest first, after
 * whatever happens. Coaches take what they are shown, the oldest first.
 */
export interface MatchWorld {
  readonly requests: readonly WorldRequest[];
  readonly recorded: readonly Recorded[];
  now: number;
  ask(facts: RequestFacts): void;
  change(coachId: string, facts: Partial<CoachFacts>): void;
  coach(coachId: string): CoachFacts;
  isShown(request: WorldRequest, coachId: string): boolean;
  /** Whether the coach may be offered it now, as its room stands. */
  isEligible(request: WorldRequest, coachId: string): boolean;
  claim(coachId: string): WorldRequest | null;
  decline(coachId: string): void;
  giveBack(coachId: string, why: 'released' | 'resumed'): void;
  match(): void;
}

export function createMatchWorld(policy: MatchingPolicy, coaches: readonly CoachFacts[]): MatchWorld {
  const index = createCandidateIndex();
  const known = new Map(coaches.map((coach) => [coach.coachId, coach]));
  const requests: WorldRequest[] = [];
  const recorded: Recorded[] = [];
  const isAssigned = policy.plans.some(({ dispatch }) => dispatch.part === 'assign');
  const at = (coachId: string) => known.get(coachId) as CoachFacts;
  const put = (coach: CoachFacts) => {
    known.set(coach.coachId, coach);
    index.set(coach);
  };
  for (const coach of coaches) put(coach);

  const tell = (request: WorldRequest, command: Parameters<typeof decideMatching>[0], coachId = '') => {
    const actor = coachId === '' ? 'system' : 'coach';
    const context = {
      now: world.now,
      actor: { kind: actor, id: coachId, name: coachId },
      isWaiting: request.isWaiting,
    } as const;
    const decided = decideMatching(command, request.state, context);
    if ('refused' in decided) throw new Error(decided.refused);
    for (const event of decided.events) request.state = evolveMatching(request.state, event);
  };
  /** What is reserved for a coach alone takes a slot. */
  const reserve = () => {
    if (!isAssigned) return;
    for (const coach of known.values()) {
      const reservedFor = requests
        .filter(({ state: { offers, board }, isWaiting }) => {
          const offer = offers[coach.coachId];
          return isWaiting && !board && offer && isOpenAt(offer, world.now);
        })
        .map(({ facts }) => facts.conversationId);
      put({ ...coach, reservedFor });
    }
  };
  const record = (decision: MatchDecision, request: WorldRequest) =>
    recorded.push({
      decision: JSON.stringify(decision),
      coaches: [...known.values()],
      request: request.facts,
      state: request.state,
      now: world.now,
    });
  const look = (request: WorldRequest) => {
    const input = { policy, topics: null, request: request.facts, index, now: world.now };
    const { decision } = decideMatch({ ...input, state: request.state });
    if (!decision) return;
    record(decision, request);
    tell(request, { type: 'offer.make', decision });
    const again = decideMatch({ ...input, state: request.state });
    if (again.decision) throw new Error(`decided again at once: ${JSON.stringify(again.decision)}`);
    for (const coachId of decision.offered) put({ ...at(coachId), offeredAt: world.now });
    for (const coachId of decision.pinged) put({ ...at(coachId), pingedAt: [...at(coachId).pingedAt, world.now] });
    reserve();
  };
  const waiting = () => requests.filter(({ isWaiting }) => isWaiting);
  const showing = ({ facts, state }: WorldRequest, coachId: string) => ({
    policy,
    topics: null,
    request: facts,
    state,
    coach: at(coachId),
    now: world.now,
  });

  const world: MatchWorld = {
    requests,
    recorded,
    now: 0,
    ask: (facts) => void requests.push({ facts, state: emptyMatch, isWaiting: true, heldBy: null }),
    change: (coachId, facts) => put({ ...at(coachId), ...facts }),
    coach: at,
    isShown: (request, coachId) => request.isWaiting && isShownTo(showing(request, coachId)),
    isEligible(request, coachId) {
      const { requirement, excluded } = request.state;
      return requirement !== null && judge(policy, { ...showing(request, coachId), requirement, excluded }) === null;
    },
    claim(coachId) {
      const coach = at(coachId);
      const request = waiting().find((one) => world.isShown(one, coachId));
      if (!request || coach.openCount >= coach.capacity) return null;
      tell(request, { type: 'match.end' });
      Object.assign(request, { isWaiting: false, heldBy: coachId });
      put({ ...coach, openCount: coach.openCount + 1, claimedAt: [...coach.claimedAt, world.now] });
      return request;
    },
    decline(coachId) {
      const request = waiting().find((one) => world.isShown(one, coachId));
      if (request) tell(request, { type: 'request.decline' }, coachId);
    },
    giveBack(coachId, why) {
      const request = requests.find(({ heldBy }) => heldBy === coachId);
      if (!request) return;
      Object.assign(request, { isWaiting: true, heldBy: null });
      tell(request, { type: 'match.return', coachId, why });
      put({ ...at(coachId), openCount: at(coachId).openCount - 1 });
    },
    match() {
      reserve();
      for (const request of waiting()) look(request);
    },
  };
  return world;
}
