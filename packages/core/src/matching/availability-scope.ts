import type { TopicTree } from '../expertise/types.js';
import { languageOf } from './language-of.js';

/** What somebody wants to know the availability for; what is absent narrows nothing. */
export interface AvailabilityRequest {
  topic?: string | undefined;
  /** BCP 47. */
  locale?: string | undefined;
}

/** The same as the coaches whom it is about. */
export interface AvailabilityScope {
  /** Topics of which a coach must know one; null for any coach. */
  topics: readonly string[] | null;
  /** Null for any. */
  language: string | null;
}

interface Skills {
  locales: readonly string[];
  topics: readonly string[];
}

/** Who knows a topic also knows what is below it: a coach of `shoes` covers `sneakers`. */
export function scopeOf(
  { topic, locale }: AvailabilityRequest,
  tree: Pick<TopicTree, 'ancestorsOf'>,
): AvailabilityScope {
  return {
    topics: topic === undefined ? null : [topic, ...tree.ancestorsOf(topic)],
    language: locale === undefined ? null : languageOf(locale),
  };
}

/** Whether a coach counts; empty lists mean all. */
export function isInScope({ locales, topics }: Skills, scope: AvailabilityScope): boolean {
  const { language } = scope;
  const knows = scope.topics === null || topics.length === 0 || topics.some((topic) => scope.topics?.includes(topic));
  return knows && (language === null || locales.length === 0 || locales.some((one) => languageOf(one) === language));
}
