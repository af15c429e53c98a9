import { type CoachFacts, createTopicTree, judge, type RequestFacts, rank } from '@entraide/core';
import { carefulPolicy } from './policy.js';

// #region try
const topics = createTopicTree([{ id: 'orders' }, { id: 'refunds', parent: 'orders' }]);

/** Who would be asked, and why the others wouldn't: no server, no clock, the same functions as in production. */
export function tryPolicy(request: RequestFacts, coaches: readonly CoachFacts[], now: number) {
  const requirement = { topic: 'exact', locale: 'same', levelMin: 2 } as const;
  const context = { requirement, now, topics };
  return {
    ranked: rank(carefulPolicy, request, coaches, context),
    refused: coaches.flatMap((coach) => {
      const reason = judge(carefulPolicy, { request, coach, ...context });
      return reason ? [{ coachId: coach.coachId, reason }] : [];
    }),
  };
}
// #endregion
