/** What matching knows of a request. */
export interface RequestFacts {
  locale: string | null;
  topic: string | null;
}

/** What matching knows of a coach; empty lists mean all. */
export interface CoachFacts {
  locales: readonly string[];
  topics: readonly string[];
}

const language = (locale: string) => locale.toLowerCase().split('-')[0];

/** A coach speaks a locale when a declared one has the same language: `fr` and `fr-CH` understand each other. */
const speaks = (locales: readonly string[], locale: string) =>
  locales.some((declared) => language(declared) === language(locale));

/**
 * The open board: every request is shown to every coach who speaks its language and knows its topic, and the first
 * claim wins. What a coach didn't declare doesn't narrow anything, and neither does what a request doesn't say.
 */
export function isShown(request: RequestFacts, coach: CoachFacts): boolean {
  if (request.locale && coach.locales.length > 0 && !speaks(coach.locales, request.locale)) return false;
  return !request.topic || coach.topics.length === 0 || coach.topics.includes(request.topic);
}
