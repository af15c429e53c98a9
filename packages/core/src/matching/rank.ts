import type { TopicTree } from '../expertise/types.js';
import type { MatchingPolicy } from './define-matching-policy.js';
import { type Check, makeCheck, type Occasion } from './eligibility-checks.js';
import type { EligibilityPart } from './eligibility-parts.js';
import { type Knowing, makeScorer, reasonsOf, type Scorer } from './scorers.js';
import { stableHash } from './stable-hash.js';
import { topicsNear } from './topic-fit.js';
import type { CoachFacts, Ineligible, RankedCoach, RequestFacts, Requirement } from './types.js';

/** What ranking rests on beside the request and the coaches. */
export interface RankContext {
  requirement: Requirement;
  /** Unix milliseconds. */
  now: number;
  topics: TopicTree | null;
  /** Coaches who declined it. */
  excluded?: readonly string[];
  /** Coaches who let it pass or gave it back: they come after all others. */
  passedBy?: ReadonlySet<string>;
  /** Whether it is about telling the off-duty. */
  isPing?: boolean;
  /** How many coaches know a topic, for `reserveScarceExperts`. @defaultValue counted among the candidates */
  knowing?: Knowing;
}

/** A policy on one occasion, ready to look at many coaches. */
export interface Weighing {
  occasion: Occasion;
  checks: readonly { part: EligibilityPart['part']; check: Check }[];
  judge: Check;
  weigh(coach: CoachFacts): Weighed;
  /** Best first. */
  compare(a: Weighed, b: Weighed): number;
  tell(weighed: Weighed): RankedCoach;
}

export interface Weighed {
  coach: CoachFacts;
  score: number;
  /** 0, or later: who let it pass comes after who is passive, who comes after all others. */
  turn: number;
  /** The last tie-break; made when first needed. */
  hash: number | null;
}

export function createWeighing(
  policy: MatchingPolicy,
  request: RequestFacts,
  { requirement, now, topics, excluded = [], passedBy, isPing = false, knowing = () => 1 }: RankContext,
): Weighing {
  const near = topicsNear(request.topic, requirement.topic, topics);
  const occasion = { request, requirement, now, excluded: new Set(excluded), isPing, near };
  const checks = policy.eligibility.flatMap((part) => {
    const check = makeCheck(part, occasion);
    return check ? [{ part: part.part, check }] : [];
  });
  const scorers = policy.scoring.map((part) => makeScorer(part, occasion, knowing));
  const turnOf = ({ coachId, presence }: CoachFacts) =>
    (passedBy?.has(coachId) ? 2 : 0) + (presence === 'passive' ? 1 : 0);
  return {
    occasion,
    checks,
    judge: (coach) => judgeBy(checks, coach),
    weigh: (coach) => ({ coach, score: scoreOf(scorers, coach), turn: turnOf(coach), hash: null }),
    compare: (a, b) => compareWeighed(a, b, request.conversationId),
    tell: (weighed) => tellOf(scorers, weighed),
  };
}

/** The first of these checks that a coach fails. */
export function judgeBy(checks: Weighing['checks'], coach: CoachFacts): Ineligible | null {
  for (const { check } of checks) {
    const reason = check(coach);
    if (reason) return reason;
  }
  return null;
}

function scoreOf(scorers: readonly Scorer[], coach: CoachFacts): number {
  let score = 0;
  for (const scorer of scorers) score += scorer.points(coach);
  return score;
}

const hashOf = (weighed: Weighed, conversationId: string): number => {
  weighed.hash ??= stableHash(`${conversationId}\n${weighed.coach.coachId}`);
  return weighed.hash;
};

function compareWeighed(a: Weighed, b: Weighed, conversationId: string): number {
  const order = a.turn - b.turn || b.score - a.score || a.coach.offeredAt - b.coach.offeredAt;
  if (order !== 0) return order;
  return hashOf(a, conversationId) - hashOf(b, conversationId) || (a.coach.coachId < b.coach.coachId ? -1 : 1);
}

function tellOf(scorers: readonly Scorer[], { coach, score, turn }: Weighed): RankedCoach {
  const reasons = reasonsOf(scorers, coach);
  if (turn % 2 === 1) reasons.unshift({ part: 'presence', points: 0, fact: 'passive' });
  if (turn >= 2) reasons.unshift({ part: 'turn', points: 0, fact: 'let it pass' });
  return { coachId: coach.coachId, score, reasons };
}

/** How many of these coaches name each topic. */
export function countKnowing(coaches: Iterable<CoachFacts>): Knowing {
  const counts = new Map<string, number>();
  for (const { expertise } of coaches)
    for (const topic of new Set(expertise.map((one) => one.topic))) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  return (topic) => counts.get(topic) ?? 0;
}

/** Why a coach isn't eligible, by the first check of the policy that fails; null for one who is. Pure. */
export const judge = (
  policy: MatchingPolicy,
  { request, coach, ...context }: RankContext & { request: RequestFacts; coach: CoachFacts },
): Ineligible | null => createWeighing(policy, request, context).judge(coach);

/**
 * The eligible ones, best first, with the reasons of their scores. Pure: the same in production, in a what-if and in an
 * explanation. Ties go to who was offered a request the longest ago, then to a stable hash of conversation and coach.
 */
export function rank(
  policy: MatchingPolicy,
  request: RequestFacts,
  candidates: readonly CoachFacts[],
  context: RankContext,
): readonly RankedCoach[] {
  const { knowing = countKnowing(candidates) } = context;
  const weighing = createWeighing(policy, request, { ...context, knowing });
  return candidates
    .filter((coach) => weighing.judge(coach) === null)
    .map(weighing.weigh)
    .sort(weighing.compare)
    .map(weighing.tell);
}
