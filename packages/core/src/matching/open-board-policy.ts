import { defineMatchingPolicy, type MatchingPolicy } from './define-matching-policy.js';
import { openBoard } from './dispatch-parts.js';
import { knowsTopic, notBlocked, notDeclined, speaksLocale } from './eligibility-parts.js';

/**
 * What a community has that defines no policy: everybody who speaks the language and knows the topic sees a request, and
 * the first claim wins. Whoever has no free slot, or is away, sees it too.
 */
export const openBoardPolicy: MatchingPolicy = defineMatchingPolicy({
  name: 'open-board',
  eligibility: [speaksLocale(), knowsTopic(), notBlocked(), notDeclined()],
  dispatch: openBoard(),
});
