import { createBestOf } from './best-of.js';
import type { CandidateIndex } from './candidate-index.js';
import type { Weighed, Weighing } from './rank.js';
import type { Rest } from './survey-cells.js';
import type { MatchState } from './types.js';

/** How many a decision tells of beside those who are offered the request. */
export const toldMax = 20;

/** Who could take a request, and why the others couldn't. */
export interface Outlook {
  /** The best of all who are eligible. */
  best: readonly Weighed[];
  /** The best of those who haven't had their chance yet. */
  fresh: readonly Weighed[];
  /** The best of those who gave it back. */
  returned: readonly Weighed[];
  /** Those whose offer is open: they take up room, so a decision rests on them too. */
  holding: readonly Weighed[];
  eligible: number;
  /** Those of them who haven't let it pass. */
  willing: number;
  rest: Rest;
}

/** Looks at everybody eligible once. `room` bounds who is kept of the fresh and the returned. */
export function lookAround(
  index: CandidateIndex,
  weighing: Weighing,
  { state, room }: { state: MatchState; room: number },
): Outlook {
  const best = createBestOf(toldMax, weighing.compare);
  const fresh = createBestOf(room, weighing.compare);
  const returned = createBestOf(room, weighing.compare);
  const holding: Weighed[] = [];
  let eligible = 0;
  let willing = 0;
  const offers = new Map(Object.entries(state.offers));
  const rest = index.survey(weighing, (coach) => {
    const weighed = weighing.weigh(coach);
    const status = offers.get(coach.coachId)?.status ?? 'gone';
    eligible += 1;
    if (weighed.turn < 2) willing += 1;
    best.offer(weighed);
    if (status === 'gone') fresh.offer(weighed);
    else if (status === 'returned') returned.offer(weighed);
    else if (status === 'open') holding.push(weighed);
  });
  const sorted = { best: best.toSorted(), fresh: fresh.toSorted(), returned: returned.toSorted() };
  return { ...sorted, holding, eligible, willing, rest };
}
