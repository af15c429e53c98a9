import { defineMatchingPolicy, type MatchingPolicy } from './matching/define-matching-policy.js';
import { openBoardPolicy } from './matching/open-board-policy.js';
import type { CommunitySettings } from './settings.js';

/** The policy that a community's settings name; without one, everybody eligible sees every request. */
export function matchingPolicyOf({ matching }: Pick<CommunitySettings, 'matching'>): MatchingPolicy {
  if (!matching) return openBoardPolicy;
  return 'plans' in matching ? matching : defineMatchingPolicy(matching);
}
