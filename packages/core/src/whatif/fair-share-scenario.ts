import type { Expertise } from '../expertise/types.js';
import { defineMatchingPolicy, type MatchingPolicy } from '../matching/define-matching-policy.js';
import { waves } from '../matching/dispatch-parts.js';
import { expertiseFit, fairness, type ScoringPart } from '../matching/scoring-parts.js';
import { type Chance, createChance } from './chance.js';
import { type ComparedFigure, type Comparison, compareOutcomes } from './compare-outcomes.js';
import { formatComparison } from './format-table.js';
import type { Figures, Outcome } from './outcome.js';
import { playRuns, seedsOf, type Told } from './play-runs.js';
import { poissonArrivals } from './poisson-arrivals.js';
import { simulate } from './simulate.js';
import type { TrafficCoach } from './traffic.js';
import { volunteerShifts } from './volunteer-shifts.js';
import { weekProfile } from './week-profile.js';

export interface FairShareOptions {
  seed: number | string;
  runs: number;
  /** @defaultValue 200 */
  coaches?: number;
  /** In the week. @defaultValue 400 */
  conversations?: number;
  told?: Told;
}

export interface FairShareScenario {
  /** `a` is without the rule, `b` with it. */
  policies: { a: MatchingPolicy; b: MatchingPolicy };
  outcomes: { a: readonly Outcome[]; b: readonly Outcome[] };
  comparison: Comparison;
  /** More coaches have a conversation, beyond the interval. */
  isFairer: boolean;
  /** The share of answered questions is not lower beyond its interval. */
  isHarmless: boolean;
}

const weekMs = 7 * 24 * 3_600_000;
/** A Monday. */
const from = 1_704_067_200_000;
const topics = ['delivery', 'fit', 'returns', 'care', 'account', 'payment', 'stock', 'repair'] as const;

const policyOf = (name: string, ...scoring: readonly ScoringPart[]): MatchingPolicy =>
  defineMatchingPolicy({
    name,
    scoring: [expertiseFit(1), ...scoring],
    dispatch: waves({ size: 3, everyMs: 30_000 }),
    escalation: [{ afterMs: 60_000, topic: 'any' }],
  });

/**
 * Two hundred coaches, four hundred conversations a week, offered in waves of three to those who know the topic best;
 * with and without a penalty on recent claims. After Manshadi, Rodilitz, Saban and Suresh, SmartSort on VolunteerMatch.
 */
export function playFairShareScenario(options: FairShareOptions): FairShareScenario {
  const { seed, runs, coaches = 200, conversations = 400, told } = options;
  const a = policyOf('best first');
  const b = policyOf('fair share', fairness({ weight: 0.25, windowMs: weekMs }));
  const outcomesOf = (policy: MatchingPolicy) => {
    const play = (runSeed: string) => {
      const chance = createChance(runSeed);
      const span = { from, to: from + weekMs };
      const arrivals = poissonArrivals({
        ...{ ...span, count: conversations, chance: chance.fork('arrivals'), profile: weekProfile, topics },
      });
      const people = Array.from({ length: coaches }, (_, index) => coachOf(`coach-${index + 1}`, span, chance));
      return simulate({ traffic: { arrivals, coaches: people }, policy, seed: runSeed });
    };
    return playRuns(seedsOf(seed, runs), { name: policy.name, play, told });
  };
  const outcomes = { a: outcomesOf(a), b: outcomesOf(b) };
  const comparison = compareOutcomes(outcomes.a, outcomes.b);
  const of = (figure: keyof Figures): ComparedFigure | undefined =>
    comparison.figures.find((one) => one.figure === figure);
  return {
    ...{ policies: { a, b }, outcomes, comparison },
    isFairer: (of('helpingShare')?.difference?.low ?? 0) > 0,
    isHarmless: (of('answeredShare')?.difference?.high ?? -1) >= 0,
  };
}

/** Knows a topic or three, one of them perhaps well. */
function coachOf(id: string, span: { from: number; to: number }, chance: Chance): TrafficCoach {
  const count = 1 + Math.floor(3 * chance.uniform('how many topics', id));
  const first = Math.floor(topics.length * chance.uniform('which topics', id));
  const expertise = Array.from({ length: count }, (_, index): Expertise => {
    const topic = topics[(first + index * 3) % topics.length] as string;
    // Few know much: levels 1 to 5, each half as common as the one below it.
    const level = Math.min(5, 1 + Math.floor(-Math.log2(1 - chance.uniform('level', id, index))));
    return { topic, level, known: 'declared' };
  });
  return {
    id,
    locales: [],
    expertise,
    capacity: 3,
    shifts: volunteerShifts(id, { ...span, chance: chance.fork('shifts') }),
  };
}

/** As people read it. */
export function fairShareTable({ policies, comparison, isFairer, isHarmless }: FairShareScenario): string {
  return [
    formatComparison(comparison, [policies.a.name, policies.b.name]),
    '',
    `${isFairer ? 'yes' : 'NO'}: more coaches have a conversation, beyond the interval`,
    `${isHarmless ? 'yes' : 'NO'}: the share of answered questions is not lower`,
  ].join('\n');
}
