import { createBestOf } from './best-of.js';
import type { CandidateIndex } from './candidate-index.js';
import type { MatchingPlan } from './define-matching-policy.js';
import type { Weighed, Weighing } from './rank.js';
import type { MatchState } from './types.js';

/** When the plan wants a round of pings: at once where its step had none yet, else every so often; null for no more. */
export function pingDueAt(
  plan: MatchingPlan,
  state: MatchState,
  { now, roundsMax }: { now: number; roundsMax: number },
) {
  const { rounds, lastAt, step } = state.pings;
  if (!plan.ping || rounds >= roundsMax) return null;
  if (step < plan.ping.step || lastAt === null) return now;
  return plan.ping.everyMs === null ? null : lastAt + plan.ping.everyMs;
}

/** The best of the off-duty who may be told, best first; nobody twice for one request. */
export function pickPings(
  index: CandidateIndex,
  weighing: Weighing,
  { state, size }: { state: MatchState; size: number },
): readonly Weighed[] {
  const known = new Set(state.pinged);
  const passed = (coachId: string) => (state.offers[coachId]?.status ?? 'gone') !== 'gone';
  const best = createBestOf(size, weighing.compare);
  index.survey(weighing, (coach) => {
    if (coach.presence === 'reachable' && !known.has(coach.coachId) && !passed(coach.coachId))
      best.offer(weighing.weigh(coach));
  });
  return best.toSorted();
}
