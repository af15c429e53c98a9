import type { Outlook } from './look-around.js';
import type { Weighed, Weighing } from './rank.js';
import { addTo, type Rest } from './survey-cells.js';
import type { Ineligible, MatchDecision } from './types.js';

interface Told {
  outlook: Outlook;
  offered: readonly Weighed[];
  pinged: readonly Weighed[];
}

/** The best, everybody with an offer and everybody told, best first, with the facts that were weighed. */
export function tellWeighed(
  weighing: Weighing,
  { outlook, offered, pinged }: Told,
): { weighed: MatchDecision['weighed']; told: number } {
  const named = new Set(outlook.best.map(({ coach }) => coach.coachId));
  const more = [...offered, ...outlook.holding].filter(({ coach: { coachId } }) => {
    const isNew = !named.has(coachId);
    named.add(coachId);
    return isNew;
  });
  const eligible = [...outlook.best, ...more].sort(weighing.compare);
  const away = pinged.filter(({ coach }) => !named.has(coach.coachId));
  const weighed = [...eligible, ...away].map((one) => ({ ...weighing.tell(one), facts: one.coach }));
  return { weighed, told: eligible.length };
}

const order: readonly Ineligible[] = [
  'locale',
  'topic',
  'level',
  'no_free_slot',
  'not_present',
  'blocked',
  'declined',
  'quiet_hours',
  'over_budget',
];

/** Of everybody else: how many, by reason. The reasons stand in one order, so that equal decisions are equal bytes. */
export function countRest(
  weighing: Weighing,
  { outlook, told, pinged }: Omit<Told, 'offered'> & { told: number },
): MatchDecision['rest'] {
  const rest: Rest = new Map(outlook.rest);
  for (const { coach } of pinged) {
    const reason = weighing.judge(coach);
    if (reason) addTo(rest, reason, -1);
  }
  const custom = [...rest.keys()].filter((reason) => !order.includes(reason)).sort();
  const counts: Partial<Record<Ineligible | 'outranked', number>> = {};
  for (const reason of [...order, ...custom]) {
    const count = rest.get(reason);
    if (count) counts[reason] = count;
  }
  if (outlook.eligible > told) counts.outranked = outlook.eligible - told;
  return counts;
}
