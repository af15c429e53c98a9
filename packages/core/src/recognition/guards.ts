import { stableHash } from '../matching/stable-hash.js';
import { groupBy } from './group-by.js';
import type { GuardedConversation, GuardFacts, Signal, SignalKind } from './guard-facts.js';
import { ringsOf } from './thank-rings.js';

/** From where on the guards raise a signal. They stay on the server: who knows them walks around them. */
export interface GuardOptions {
  /** Thanks of one visitor to one coach. @defaultValue 5 */
  oneVisitorMin?: number;
  /** … that make up this share of the coach's. @defaultValue 0.5 */
  oneVisitorShare?: number;
  /** Below so many thankful visitors, a community is small: who is thanked by whom says nothing. @defaultValue 20 */
  visitorsMin?: number;
  /** Thanked questions of the same words, or thanks that came too soon. @defaultValue 4 */
  scriptedMin?: number;
  /** Nobody reads an answer and thanks for it in less. @defaultValue 2 s */
  readingMs?: number;
  /** Thanks within an hour. @defaultValue 10: four conversations at once, of twenty-five minutes */
  perHourMax?: number;
  /** How unlikely it must be that others' luck explains a coach's. @defaultValue one in ten thousand */
  chance?: number;
  /** An origin of more coaches than this is a proxy's or an office's, and nobody's. @defaultValue 5 */
  coachesOfOriginMax?: number;
  /** The share of all thanks that is looked at by lot. @defaultValue 0.05 */
  sampleShare?: number;
}

export const guardDefaults: Required<GuardOptions> = {
  oneVisitorMin: 5,
  oneVisitorShare: 0.5,
  visitorsMin: 20,
  scriptedMin: 4,
  readingMs: 2_000,
  perHourMax: 10,
  chance: 1e-4,
  coachesOfOriginMax: 5,
  sampleShare: 0.05,
};

type Thanked = GuardedConversation & { thankedAt: number };
type Guard = (coach: CoachConversations, facts: GuardFacts, options: Required<GuardOptions>) => Signal | null;

interface CoachConversations {
  coachId: string;
  answered: readonly GuardedConversation[];
  /** In the order of the thanks. */
  thanked: readonly Thanked[];
}

const hourMs = 3_600_000;
const isThanked = (one: GuardedConversation): one is Thanked => one.thankedAt !== null;
const idsOf = (conversations: readonly GuardedConversation[]) => conversations.map((one) => one.conversationId);

const signal = (kind: SignalKind, { coachId }: CoachConversations, found: readonly Thanked[], why: string): Signal => ({
  kind,
  coachIds: [coachId],
  conversationIds: idsOf(found),
  why,
});

const selfThanks: Guard = (coach, { originsOf }, { coachesOfOriginMax }) => {
  const own = originsOf.get(coach.coachId);
  const isOwn = (origin: string) =>
    own?.has(origin) && [...originsOf.values()].filter((of) => of.has(origin)).length <= coachesOfOriginMax;
  const found = coach.thanked.filter(({ origins }) => origins.some(isOwn));
  if (found.length === 0) return null;
  return signal('self_thanks', coach, found, `${found.length} thanks came from where the coach was connected`);
};

/** The largest set of thanks that agree in something; null agrees with nothing. */
function largest(thanked: readonly Thanked[], keyOf: (one: Thanked) => string | null): readonly Thanked[] {
  const groups = groupBy(
    thanked.filter((one) => keyOf(one) !== null),
    keyOf,
  );
  return [...groups.values()].reduce<readonly Thanked[]>((most, one) => (one.length > most.length ? one : most), []);
}

/**
 * Tags and small communities are naturally concentrated: moderators of Stack Overflow accused an author who had written
 * nearly all of a small tag. So this is raised only where many others thank too. Source: meta.stackoverflow 314073.
 */
const oneVisitor: Guard = (coach, { conversations }, { oneVisitorMin, oneVisitorShare, visitorsMin }) => {
  const thankful = new Set(conversations.filter(isThanked).map(({ visitorId }) => visitorId));
  if (thankful.size < visitorsMin) return null;
  const found = largest(coach.thanked, ({ visitorId }) => visitorId);
  if (found.length < oneVisitorMin || found.length < coach.thanked.length * oneVisitorShare) return null;
  return signal('one_visitor', coach, found, `${found.length} of ${coach.thanked.length} thanks are one visitor's`);
};

const scripted: Guard = (coach, _, { scriptedMin, readingMs }) => {
  const same = largest(coach.thanked, ({ question }) => question);
  const hasty = coach.thanked.filter(({ thankedAfterMs }) => thankedAfterMs !== null && thankedAfterMs < readingMs);
  if (same.length < scriptedMin && hasty.length < scriptedMin) return null;
  const found = coach.thanked.filter(
    (one) => (same.length >= scriptedMin && same.includes(one)) || (hasty.length >= scriptedMin && hasty.includes(one)),
  );
  return signal('scripted', coach, found, `${same.length} questions in the same words, ${hasty.length} hasty thanks`);
};

const burst: Guard = (coach, _, { perHourMax }) => {
  const { thanked } = coach;
  const found = new Set<Thanked>();
  let first = 0;
  for (const [index, one] of thanked.entries()) {
    while ((thanked[first]?.thankedAt ?? one.thankedAt) <= one.thankedAt - hourMs) first += 1;
    if (index - first >= perHourMax) for (const member of thanked.slice(first, index + 1)) found.add(member);
  }
  if (found.size === 0) return null;
  return signal('burst', coach, [...found], `${found.size} thanks in hours with more than ${perHourMax}`);
};

/** The probability of at least `hits` of `tries` where each has this probability. Summed in logarithms. */
function tailOf(hits: number, tries: number, probability: number): number {
  if (hits <= 0) return 1;
  let log = tries * Math.log1p(-probability);
  let below = Math.exp(log);
  for (let k = 1; k < hits; k += 1) {
    log += Math.log(((tries - k + 1) / k) * (probability / (1 - probability)));
    below += Math.exp(log);
  }
  return Math.max(0, 1 - below);
}

/** Fewer than these say nothing about a coach, or about everybody else. */
const leastTries = 20;

const thankRate: Guard = (coach, { conversations }, { chance, visitorsMin }) => {
  const others = conversations.filter(({ coachId }) => coachId !== coach.coachId);
  if (coach.answered.length < leastTries || others.length < leastTries * 5) return null;
  if (new Set(others.filter(isThanked).map(({ visitorId }) => visitorId)).size < visitorsMin) return null;
  // One more of each: nobody is thanked always, or never.
  const usual = (others.filter(isThanked).length + 1) / (others.length + 2);
  const { answered, thanked } = coach;
  if (thanked.length <= answered.length * usual) return null;
  if (tailOf(thanked.length, answered.length, usual) >= chance) return null;
  const percent = Math.round(usual * 100);
  const why = `${thanked.length} of ${answered.length} conversations were thanked for; of the others', ${percent} %`;
  return signal('thank_rate', coach, thanked, why);
};

/** Whoever walks around every other guard still meets this one. By the conversation's id: asking again changes nothing. */
const sampled: Guard = (coach, _, { sampleShare }) => {
  const found = coach.thanked.filter((one) => stableHash(one.conversationId) < sampleShare * 2 ** 32);
  return found.length === 0 ? null : signal('sampled', coach, found, `${found.length} drawn by lot`);
};

const confirmed: Guard = (coach, facts) =>
  facts.confirmed?.has(coach.coachId) && coach.thanked.length > 0
    ? signal('confirmed', coach, coach.thanked, 'there was fraud before: all thanks are looked at')
    : null;

const guards: readonly Guard[] = [selfThanks, oneVisitor, scripted, burst, thankRate, sampled, confirmed];

/** What somebody should look at. Pure, and no verdict: what it finds stays pending until they have. */
export function signalsOf(facts: GuardFacts, options: GuardOptions = {}): readonly Signal[] {
  const whole = { ...guardDefaults, ...options };
  const byCoach = groupBy(facts.conversations, ({ coachId }) => coachId);
  const coaches = [...byCoach].map(([coachId, answered]) => ({
    coachId,
    answered,
    thanked: answered.filter(isThanked).sort((a, b) => a.thankedAt - b.thankedAt),
  }));
  const single = coaches.flatMap((coach) => guards.flatMap((guard) => guard(coach, facts, whole) ?? []));
  return [...single, ...ringsOf(facts)];
}
