import {
  any,
  checkFields,
  type FieldFault,
  type Fields,
  isPlain,
  type Kind,
  maybe,
  whole,
  word,
} from '../json/check-fields.js';
import { pairDaysMax } from '../ledger/ledger-terms.js';
import { neverAsked, neverRecognised, peerMax, recognisedFacts } from './recognised-facts.js';

const words: Kind = (value) =>
  Array.isArray(value) && value.length > 0 && value.every((one) => word(one) === undefined)
    ? undefined
    : 'must list words, one or more';
const hour: Kind = (value) =>
  typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value) ? undefined : 'must be a time, HH:MM';

/** The vocabulary of conditions, each with its fields. */
export const conditionFields: Readonly<Record<string, Fields>> = {
  exchangedBothWays: {},
  starsAtLeast: { stars: whole(1, 5) },
  outcomeIs: { outcome: word },
  topicIsOneOf: { topics: words },
  localeIsOneOf: { locales: words },
  duringHours: { from: hour, to: hour },
};

const ruleFields: Fields = {
  points: whole(1, 1_000_000),
  on: any,
  kind: maybe(word),
  conditions: any,
  perDay: any,
  perPair: any,
  perDayAll: (value) => (value === undefined ? undefined : 'is for all kinds: say capPerDay beside points'),
};

/** What is wrong with a list of conditions of a rule on `event`. Badges, tiers and grades ask in the same words. */
export function* checkConditions(conditions: unknown, event: unknown, at: string): Generator<FieldFault> {
  if (conditions === undefined) return;
  if (!Array.isArray(conditions)) return yield { field: at, message: 'must be a list of conditions' };
  for (const [index, condition] of conditions.entries()) {
    const here = `${at}.${index}`;
    const name = isPlain(condition) ? String(condition['if']) : '';
    if (Object.hasOwn(neverAsked, name)) yield { field: `${here}.if`, message: `${neverAsked[name]}` };
    else if (!Object.hasOwn(conditionFields, name))
      yield { field: `${here}.if`, message: `must be one of ${Object.keys(conditionFields).join(', ')}` };
    else {
      yield* checkFields(condition, conditionFields[name] as Fields, { at: here, tag: 'if' });
      if (isOfAnother(name, event)) yield { field: `${here}.if`, message: `never holds of ${event}` };
    }
  }
}

/** Says something that only other events tell. */
const isOfAnother = (name: string, event: unknown) => {
  const facts: Readonly<Record<string, readonly string[]>> = recognisedFacts;
  const isSpecial = Object.values(facts).some((told) => told.includes(name));
  return isSpecial && typeof event === 'string' && !facts[event]?.includes(name);
};

function* checkCaps(rule: Record<string, unknown>, at: string): Generator<FieldFault> {
  const { points, perDay, perPair } = rule;
  if (perDay === undefined)
    yield { field: `${at}.perDay`, message: 'is missing: points for volume without a cap are a race; say capPerDay' };
  else {
    const message = whole(1)(perDay);
    if (message) yield { field: `${at}.perDay`, message };
    else if (Number(points) > Number(perDay))
      yield { field: `${at}.perDay`, message: `is less than the ${points} points of one fact` };
  }
  if (perPair !== undefined)
    yield* checkFields(perPair, { points: whole(1), days: whole(1, pairDaysMax) }, { at: `${at}.perPair` });
}

/** Likes among colleagues are kind words, and easily swapped: they must never be worth what help is. */
function* checkPeers({ on, points, perDay }: Record<string, unknown>, at: string): Generator<FieldFault> {
  const most = typeof on === 'string' && Object.hasOwn(peerMax, on) ? peerMax[on] : undefined;
  if (!most) return;
  const message = (max: number) => `pays colleagues for liking one another: at most ${max}`;
  if (Number(points) > most.points) yield { field: `${at}.points`, message: message(most.points) };
  if (Number(perDay) > most.perDay) yield { field: `${at}.perDay`, message: message(most.perDay) };
}

function* checkEvent(on: unknown, at: string): Generator<FieldFault> {
  if (typeof on === 'string' && Object.hasOwn(recognisedFacts, on)) return;
  const never = typeof on === 'string' && Object.hasOwn(neverRecognised, on) ? neverRecognised[on] : undefined;
  yield { field: `${at}.on`, message: never ?? `must be one of ${Object.keys(recognisedFacts).join(', ')}` };
}

/** What is wrong with the rules for points. */
export function* checkPoints(points: unknown): Generator<FieldFault> {
  if (points === undefined) return;
  if (!Array.isArray(points)) return yield { field: 'points', message: 'must be a list of rules' };
  const kinds = new Set<unknown>();
  const peers = new Set<unknown>();
  for (const [index, rule] of points.entries()) {
    const at = `points.${index}`;
    yield* checkFields(rule, ruleFields, { at });
    if (!isPlain(rule)) continue;
    yield* checkEvent(rule['on'], at);
    yield* checkConditions(rule['conditions'], rule['on'], `${at}.conditions`);
    yield* checkCaps(rule, at);
    yield* checkPeers(rule, at);
    if (peers.has(rule['on'])) yield { field: `${at}.on`, message: 'pays for colleagues’ likes twice' };
    if (Object.hasOwn(peerMax, String(rule['on']))) peers.add(rule['on']);
    const kind = rule['kind'] ?? rule['on'];
    if (kinds.has(kind)) yield { field: `${at}.kind`, message: `names ${kind} a second time; say named('…')` };
    kinds.add(kind);
  }
}
