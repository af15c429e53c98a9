import type { TopicTree } from '../expertise/types.js';
import { type AvailabilityAnswer, answerOf, type CoachStay, countPool } from './availability.js';
import { type AvailabilityRequest, type AvailabilityScope, isInScope, scopeOf } from './availability-scope.js';
import { createKnownSkills } from './known-skills.js';
import { type AvailabilityPolicy, changePoolCount, emptyPoolCount, type PoolCount } from './pool-count.js';

/** What a coach who is there offers. */
export type CoachOffer = Pick<CoachStay, 'locales' | 'topics' | 'freeSlots'>;

/**
 * `availabilityAt`, kept up to date as coaches come and go: a change costs with the scopes that were asked about, an
 * answer costs the same for one coach as for a hundred thousand. Moments are told in ascending order.
 */
export interface AvailabilityIndex {
  /** What a coach offers from this moment on; null when they are there no longer. */
  set(coachId: string, offer: CoachOffer | null, at: number): void;
  /** The same object as long as the answer is the same. */
  answer(request: AvailabilityRequest, now: number): AvailabilityAnswer;
  /** The stays that answers rest on. */
  pool(now: number): CoachStay[];
}

interface CountedScope {
  scope: AvailabilityScope;
  count: PoolCount;
  answer: AvailabilityAnswer | null;
}

/** Scopes that are kept counted; one that is asked about after it was dropped is counted anew. */
const scopesMax = 512;

export function createAvailabilityIndex(options: {
  policy: AvailabilityPolicy;
  topics: Pick<TopicTree, 'ancestorsOf'>;
}): AvailabilityIndex {
  const { policy } = options;
  const stays = createRecentStays(policy.opensAfterMs + policy.closesAfterMs);
  const whole: CountedScope = { scope: { topics: null, language: null }, count: emptyPoolCount, answer: null };
  const scopes = new Map<string, CountedScope>();

  const scopeFor = (request: AvailabilityRequest, now: number): CountedScope => {
    if (request.topic === undefined && request.locale === undefined) return whole;
    const scope = stays.narrow(scopeOf(request, options.topics));
    const key = JSON.stringify([scope.language, scope.topics]);
    const known = scopes.get(key);
    const counted = known ?? { scope, count: countPool(stays.within(scope, now), policy, now), answer: null };
    // The one asked about last is dropped last.
    scopes.delete(key);
    scopes.set(key, counted);
    if (scopes.size > scopesMax) scopes.delete(scopes.keys().next().value as string);
    return counted;
  };

  return {
    set(coachId, offer, at) {
      const { before, after } = stays.change(coachId, offer, at);
      for (const counted of [whole, ...scopes.values()]) {
        const was = before !== null && isInScope(before, counted.scope);
        const is = after !== null && isInScope(after, counted.scope);
        if (!was && !is) continue;
        const slots = (is ? after.freeSlots : 0) - (was ? before.freeSlots : 0);
        counted.count = changePoolCount(counted.count, { coaches: Number(is) - Number(was), slots, at }, policy);
      }
    },
    answer(request, now) {
      const counted = scopeFor(request, now);
      const answer = answerOf(counted.count, policy, now);
      if (!counted.answer || !isSameAnswer(answer, counted.answer)) counted.answer = answer;
      return counted.answer;
    },
    pool: (now) => stays.within({ topics: null, language: null }, now),
  };
}

const isSameAnswer = (a: AvailabilityAnswer, b: AvailabilityAnswer) =>
  a.open === b.open && a.reason === b.reason && a.coachesOnline === b.coachesOnline && a.freeSlots === b.freeSlots;

/** Stays that last, and those that ended not long ago. */
function createRecentStays(keptMs: number) {
  const lasting = new Map<string, CoachStay>();
  const ended = new Set<CoachStay>();
  const skills = createKnownSkills();
  const forgetOld = (now: number) => {
    for (const stay of ended) {
      if ((stay.until as number) > now - keptMs) return;
      ended.delete(stay);
      skills.forget(stay);
    }
  };

  return {
    /** What the coach offered until now, and offers from now on. */
    change(
      coachId: string,
      offer: CoachOffer | null,
      at: number,
    ): { before: CoachOffer | null; after: CoachOffer | null } {
      forgetOld(at);
      const stay = lasting.get(coachId);
      const before = stay ? { ...stay } : null;
      if (stay && offer && hasSameSkills(stay, offer)) {
        stay.freeSlots = offer.freeSlots;
        return { before, after: stay };
      }
      if (stay) {
        lasting.delete(coachId);
        stay.until = at;
        ended.add(stay);
      }
      if (!offer) return { before, after: null };
      const { locales, topics, freeSlots } = offer;
      const after: CoachStay = { coachId, locales, topics, freeSlots, from: at, until: null };
      lasting.set(coachId, after);
      skills.remember(after);
      return { before, after };
    },
    narrow: skills.narrow,
    /** Looks at those who know the topics alone, where topics are named. */
    within(scope: AvailabilityScope, now: number): CoachStay[] {
      forgetOld(now);
      const stays = skills.knowing(scope.topics) ?? [...lasting.values(), ...ended];
      return stays.filter((stay) => isInScope(stay, scope)).map((stay) => ({ ...stay }));
    },
  };
}

const hasSameSkills = (a: CoachOffer, b: CoachOffer) =>
  isSameList(a.locales, b.locales) && isSameList(a.topics, b.topics);

const isSameList = (a: readonly string[], b: readonly string[]) =>
  a === b || (a.length === b.length && a.every((word, index) => word === b[index]));
