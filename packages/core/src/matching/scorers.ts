import type { Occasion } from './eligibility-checks.js';
import type { ScoringPart } from './scoring-parts.js';
import { bestFitOf, fitOf, isOpenToAll, openFit } from './topic-fit.js';
import type { CoachFacts, ScoreReason } from './types.js';

/** How many coaches name a topic among theirs. */
export type Knowing = (topic: string) => number;

/** One part of a score on one occasion. `points` runs for every candidate, `fact` only for those who are told of. */
export interface Scorer {
  part: string;
  points(coach: CoachFacts): number;
  fact(coach: CoachFacts): string | number;
}

const claimsSince = ({ claimedAt }: CoachFacts, since: number): number => {
  let index = (claimedAt[0] ?? since) > since ? 0 : claimedAt.length;
  while (index > 0 && (claimedAt[index - 1] as number) > since) index -= 1;
  return claimedAt.length - index;
};

/** The fewest coaches who know one of the topics that weren't asked for; Infinity where there is no such topic. */
function scarcest(coach: CoachFacts, asked: string | null, knowing: Knowing): number {
  let fewest = Number.POSITIVE_INFINITY;
  for (const { topic } of coach.expertise) {
    if (topic === asked) continue;
    const count = knowing(topic);
    if (count < fewest) fewest = count;
  }
  return Math.max(1, fewest);
}

type MakeScorer<P extends ScoringPart['part']> = (
  part: Extract<ScoringPart, { part: P }>,
  occasion: Occasion,
  knowing: Knowing,
) => Omit<Scorer, 'part'>;

// `0 - x` and never `-x`: minus zero is another value than zero, and JSON doesn't know it.
const makers: { [P in ScoringPart['part']]: MakeScorer<P> } = {
  expertiseFit: ({ weight }, { near }) => ({
    points(coach) {
      if (!near) return 0;
      const best = bestFitOf(coach, near);
      const fit = best ? fitOf(best, near) : 0;
      return weight * (fit < openFit && isOpenToAll(coach) ? openFit : fit);
    },
    fact(coach) {
      if (!near) return 'no topic asked';
      const best = bestFitOf(coach, near);
      if (isOpenToAll(coach) && (!best || fitOf(best, near) < openFit)) return 'all topics';
      return best ? `${best.topic} ${best.level}` : 'no topic near it';
    },
  }),
  fewestOpen: ({ weight }) => ({
    points: ({ openCount }) => 0 - weight * openCount,
    fact: ({ openCount }) => openCount,
  }),
  fairness: ({ weight, windowMs, claimsMax }, { now }) => {
    const claims = (coach: CoachFacts) => Math.min(claimsMax, claimsSince(coach, now - windowMs));
    return { points: (coach) => 0 - weight * claims(coach), fact: claims };
  },
  returningPair: ({ weight }, { request: { knownCoachIds } }) => ({
    points: ({ coachId }) => (knownCoachIds.includes(coachId) ? weight : 0),
    fact: ({ coachId }) => (knownCoachIds.includes(coachId) ? 'met before' : 'not met yet'),
  }),
  reserveScarceExperts: ({ weight }, { request: { topic } }, knowing) => ({
    points: (coach) => 0 - weight / scarcest(coach, topic, knowing),
    fact: (coach) => {
      const fewest = scarcest(coach, topic, knowing);
      return fewest === Number.POSITIVE_INFINITY ? 'no other topic' : fewest;
    },
  }),
  scoreBy: ({ score }, { request, requirement, now }) => {
    const points = (coach: CoachFacts) => {
      const value = score({ request, coach, requirement, now });
      return Number.isFinite(value) ? value + 0 : 0;
    };
    return { points, fact: points };
  },
};

export function makeScorer(part: ScoringPart, occasion: Occasion, knowing: Knowing): Scorer {
  const make = makers[part.part] as MakeScorer<ScoringPart['part']>;
  return { part: part.part === 'scoreBy' ? part.name : part.part, ...make(part as never, occasion, knowing) };
}

export const reasonsOf = (scorers: readonly Scorer[], coach: CoachFacts): ScoreReason[] =>
  scorers.map(({ part, points, fact }) => ({ part, points: points(coach), fact: fact(coach) }));
