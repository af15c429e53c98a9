import { type MatchingPolicy, planAt, requirementAt } from './define-matching-policy.js';
import { emptyMatch } from './evolve.js';
import type { MatchState, RequestFacts } from './types.js';

/** How a request stands that nothing has looked at yet: where a policy begins with the board, it is there from the first moment. */
export const matchAtStart = (policy: MatchingPolicy, request: RequestFacts): MatchState => ({
  ...emptyMatch,
  board: planAt(policy, 0).dispatch.part === 'openBoard',
  requirement: requirementAt(policy, 0, request),
});
