import type { Outlook } from './look-around.js';
import type { Weighed, Weighing } from './rank.js';
import { addTo, type Rest } from './survey-cells.js';
import type { CoachFacts, Ineligible, MatchDecision } from './types.js';

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
  const eligible = more.length > 0 ? [...outlook.best, ...more].sort(weighing.compare) : outlook.best;
  const away = pinged.filter(({ coach }) => !named.has(coach.coachId));
  const { visitorId } = weighing.occasion.request;
  const weighed = [...eligible, ...away].map((one) => {
    const { coachId, score, reasons } = weighing.tell(one);
    return { coachId, score, reasons, facts: factsFor(one.coach, visitorId) };
  });
  return { weighed, told: eligible.length };
}

/** What was weighed of the coach's blocks: whether this visitor is among them. The others are nobody's business here. */
function factsFor(coach: CoachFacts, visitorId: string): CoachFacts {
  if (coach.blockedVisitorIds.length === 0) return coach;
  return { ...coach, blockedVisitorIds: coach.blockedVisitorIds.filter((id) => id === visitorId) };
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
