import type { Pairing } from './types.js';

/** One part of a score, plain JSON but for `scoreBy`. A coach's score is the sum of the parts. */
export type ScoringPart =
  | { part: 'expertiseFit'; weight: number }
  | { part: 'fewestOpen'; weight: number }
  | { part: 'fairness'; weight: number; windowMs: number; claimsMax: number }
  | { part: 'returningPair'; weight: number }
  | { part: 'reserveScarceExperts'; weight: number }
  | { part: 'scoreBy'; name: string; score: (pairing: Pairing) => number };

/** Adds up to `weight` for how well the coach knows the topic: level ÷ 5, two thirds for a topic above it, one third beside it. */
export const expertiseFit = (weight: number): ScoringPart => ({ part: 'expertiseFit', weight });

/** Takes `weight` off for each conversation that the coach holds. */
export const fewestOpen = (weight: number): ScoringPart => ({ part: 'fewestOpen', weight });

/**
 * Takes `weight` off for each claim of the last `windowMs`, so that regulars don't starve newcomers. A penalty after each
 * connection gave 8 to 9 % more opportunities a first connection at no loss of connections in all: Manshadi, Rodilitz,
 * Saban and Suresh, SmartSort on VolunteerMatch.
 *
 * @param options.claimsMax counts no more than these; facts hold 50
 */
export const fairness = (options: { weight: number; windowMs: number; claimsMax?: number }): ScoringPart => ({
  part: 'fairness',
  weight: options.weight,
  windowMs: options.windowMs,
  claimsMax: options.claimsMax ?? 50,
});

/** Adds `weight` where the coach answered this visitor before. */
export const returningPair = (weight: number): ScoringPart => ({ part: 'returningPair', weight });

/**
 * Takes off up to `weight` where the coach is one of few who know another topic: `weight` ÷ (coaches who know it), for
 * the scarcest of the coach's topics that weren't asked for. The only one costs the whole weight.
 */
export const reserveScarceExperts = (weight: number): ScoringPart => ({ part: 'reserveScarceExperts', weight });

/** A score of your own: pure, and finite. */
export const scoreBy = (name: string, score: (pairing: Pairing) => number): ScoringPart => ({
  part: 'scoreBy',
  name,
  score,
});
