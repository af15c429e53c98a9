import { isQuietAt } from '../coach/quiet-hours.js';
import type { Condition, RecognitionFact } from './types.js';

export const exchangedBothWays = (): Condition => ({ if: 'exchangedBothWays' });
export const starsAtLeast = (stars: number): Condition => ({ if: 'starsAtLeast', stars });
export const outcomeIs = (outcome: string): Condition => ({ if: 'outcomeIs', outcome });
export const topicIsOneOf = (...topics: string[]): Condition => ({ if: 'topicIsOneOf', topics });
export const localeIsOneOf = (...locales: string[]): Condition => ({ if: 'localeIsOneOf', locales });
export const duringHours = (from: string, to: string): Condition => ({ if: 'duringHours', from, to });

/** Whether a condition holds of a fact. What a fact doesn't say holds of it never. */
export function holds(condition: Condition, fact: RecognitionFact, timeZone: string): boolean {
  switch (condition.if) {
    case 'exchangedBothWays':
      return fact.exchangedBothWays;
    case 'starsAtLeast':
      return fact.stars !== null && fact.stars >= condition.stars;
    case 'outcomeIs':
      return fact.outcome === condition.outcome;
    case 'topicIsOneOf':
      return fact.topic !== null && condition.topics.includes(fact.topic);
    case 'localeIsOneOf':
      return fact.locale !== null && condition.locales.includes(fact.locale);
    case 'duringHours':
      return isQuietAt({ from: condition.from, to: condition.to, timeZone }, fact.at);
    default:
      return condition satisfies never;
  }
}
