import type { CoachStay } from './availability.js';
import type { AvailabilityScope } from './availability-scope.js';
import { languageOf } from './language-of.js';

/** The topics and languages that coaches know, and the stays of those who do. */
export interface KnownSkills {
  remember(stay: CoachStay): void;
  forget(stay: CoachStay): void;
  /** The same scope in words that some coach knows: so there are no more scopes than coaches' words make. */
  narrow(scope: AvailabilityScope): AvailabilityScope;
  /** Stays of coaches who know one of the topics, or any; null where none are named. */
  knowing(topics: readonly string[] | null): CoachStay[] | null;
}

export function createKnownSkills(): KnownSkills {
  const ofAnyTopic = new Set<CoachStay>();
  const byTopic = new Map<string, Set<CoachStay>>();
  const languages = new Map<string, number>();

  const speak = (locale: string, by: 1 | -1) => {
    const language = languageOf(locale);
    const count = (languages.get(language) ?? 0) + by;
    if (count > 0) languages.set(language, count);
    else languages.delete(language);
  };

  return {
    remember(stay) {
      if (stay.topics.length === 0) ofAnyTopic.add(stay);
      for (const topic of stay.topics) byTopic.set(topic, (byTopic.get(topic) ?? new Set()).add(stay));
      for (const locale of stay.locales) speak(locale, 1);
    },
    forget(stay) {
      ofAnyTopic.delete(stay);
      for (const topic of stay.topics) {
        const stays = byTopic.get(topic);
        stays?.delete(stay);
        if (stays?.size === 0) byTopic.delete(topic);
      }
      for (const locale of stay.locales) speak(locale, -1);
    },
    narrow: ({ topics, language }) => ({
      topics: topics?.filter((topic) => byTopic.has(topic)).sort() ?? null,
      language: language === null || languages.has(language) ? language : '',
    }),
    knowing: (topics) =>
      topics && [...new Set([...topics.flatMap((topic) => [...(byTopic.get(topic) ?? [])]), ...ofAnyTopic])],
  };
}
