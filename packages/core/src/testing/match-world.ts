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
export class MatchWorld {
  readonly requests: WorldRequest[] = [];
  readonly recorded: Recorded[] = [];
  now = 0;
  readonly #policy: MatchingPolicy;
  readonly #index = createCandidateIndex();
  readonly #known = new Map<string, CoachFacts>();

  constructor(policy: MatchingPolicy, coaches: readonly CoachFacts[]) {
    this.#policy = policy;
    for (const coach of coaches) this.#put(coach);
  }

  ask(facts: RequestFacts): void {
    this.requests.push({ facts, state: emptyMatch, isWaiting: true, heldBy: null });
  }

  change(coachId: string, facts: Partial<CoachFacts>): void {
    this.#put({ ...this.coach(coachId), ...facts });
  }

  coach(coachId: string): CoachFacts {
    return this.#known.get(coachId) as CoachFacts;
  }

  isShown(request: WorldRequest, coachId: string): boolean {
    return request.isWaiting && isShownTo(this.#showing(request, coachId));
  }

  /** Whether the coach may be offered it now, as its room stands. */
  isEligible(request: WorldRequest, coachId: string): boolean {
    const { requirement, excluded } = request.state;
    const showing = this.#showing(request, coachId);
    return requirement !== null && judge(this.#policy, { ...showing, requirement, excluded }) === null;
  }

  claim(coachId: string): WorldRequest | null {
    const coach = this.coach(coachId);
    const request = this.#waiting().find((one) => this.isShown(one, coachId));
    if (!request || coach.openCount >= coach.capacity) return null;
    this.#tell(request, { type: 'match.end' });
    Object.assign(request, { isWaiting: false, heldBy: coachId });
    this.#put({ ...coach, openCount: coach.openCount + 1, claimedAt: [...coach.claimedAt, this.now] });
    return request;
  }

  decline(coachId: string): void {
    const request = this.#waiting().find((one) => this.isShown(one, coachId));
    if (request) this.#tell(request, { type: 'request.decline' }, coachId);
  }

  giveBack(coachId: string, why: 'released' | 'resumed'): void {
    const request = this.requests.find(({ heldBy }) => heldBy === coachId);
    if (!request) return;
    Object.assign(request, { isWaiting: true, heldBy: null });
    this.#tell(request, { type: 'match.return', coachId, why });
    this.change(coachId, { openCount: this.coach(coachId).openCount - 1 });
  }

  match(): void {
    this.#reserve();
    for (const request of this.#waiting()) this.#look(request);
  }

  #put(coach: CoachFacts): void {
    this.#known.set(coach.coachId, coach);
    this.#index.set(coach);
  }

  #waiting = () => this.requests.filter(({ isWaiting }) => isWaiting);

  #showing({ facts, state }: WorldRequest, coachId: string) {
    return { policy: this.#policy, topics: null, request: facts, state, coach: this.coach(coachId), now: this.now };
  }

  #tell(request: WorldRequest, command: Parameters<typeof decideMatching>[0], coachId = ''): void {
    const actor = { kind: coachId === '' ? 'system' : 'coach', id: coachId, name: coachId } as const;
    const decided = decideMatching(command, request.state, { now: this.now, actor, isWaiting: request.isWaiting });
    if ('refused' in decided) throw new Error(decided.refused);
    for (const event of decided.events) request.state = evolveMatching(request.state, event);
  }

  /** What is reserved for a coach alone takes a slot. */
  #reserve(): void {
    if (!this.#policy.plans.some(({ dispatch }) => dispatch.part === 'assign')) return;
    for (const coach of this.#known.values()) {
      const reserved = this.#waiting().filter(({ state: { offers, board } }) => {
        const offer = offers[coach.coachId];
        return !board && offer && isOpenAt(offer, this.now);
      });
      this.#put({ ...coach, reservedFor: reserved.map(({ facts }) => facts.conversationId) });
    }
  }

  #look(request: WorldRequest): void {
    const { now } = this;
    const input = { policy: this.#policy, topics: null, request: request.facts, index: this.#index, now };
    const { decision } = decideMatch({ ...input, state: request.state });
    if (!decision) return;
    this.#record(decision, request);
    this.#tell(request, { type: 'offer.make', decision });
    const again = decideMatch({ ...input, state: request.state });
    if (again.decision) throw new Error(`decided again at once: ${JSON.stringify(again.decision)}`);
    for (const coachId of decision.offered) this.change(coachId, { offeredAt: now });
    for (const coachId of decision.pinged) this.change(coachId, { pingedAt: [...this.coach(coachId).pingedAt, now] });
    this.#reserve();
  }

  #record(decision: MatchDecision, { facts, state }: WorldRequest): void {
    const coaches = [...this.#known.values()];
    this.recorded.push({ decision: JSON.stringify(decision), coaches, request: facts, state, now: this.now });
  }
}

export const createMatchWorld = (policy: MatchingPolicy, coaches: readonly CoachFacts[]) =>
  new MatchWorld(policy, coaches);
