import type { TopicTree } from '../expertise/types.js';
import { checkFields, type FieldFault, type Fields, isPlain, maybe, oneOf, whole, word } from '../json/check-fields.js';
import { deedKinds } from './coach-record.js';

/** What the checks know of the community; `topics` is null where it has none, and every word is one. */
export interface CheckContext {
  topics: Pick<TopicTree, 'has'> | null;
}

const quantities = [...deedKinds, 'tenure_day', 'point', 'badge'];

/** What people ask to count and nobody should, with the reason. */
const neverCounted: Readonly<Record<string, string>> = {
  first_reply_ms: 'pays for speed: a hasty answer is not a better one',
  claimed: 'pays for speed: whoever clicks first, not whoever helps',
  online_minute: 'pays for presence: free time is a privilege, not help',
  day_visited: 'pays for presence: free time is a privilege, not help',
  declined: 'pays for declining less: saying no must cost nothing',
  message: 'pays for volume: many words, not help',
};

const criterionFields: Fields = {
  count: (value) => {
    if (typeof value === 'string' && Object.hasOwn(neverCounted, value)) return neverCounted[value];
    return oneOf(...quantities)(value);
  },
  atLeast: whole(1),
  topic: maybe(word),
  atNight: maybe(oneOf(true, false)),
  distinct: maybe(oneOf('person', 'day')),
  perDayMax: maybe(whole(1)),
};

const isDeed = (count: unknown) => (deedKinds as readonly unknown[]).includes(count);

/** Tells whether something is a topic of the community. */
export function* checkTopic(topic: unknown, field: string, { topics }: CheckContext): Generator<FieldFault> {
  if (typeof topic === 'string' && topics && !topics.has(topic)) yield { field, message: `unknown topic ${topic}` };
}

/** What is wrong with a checklist. @param value what should be a list of criteria */
export function* checkCriteria(value: unknown, at: string, context: CheckContext): Generator<FieldFault> {
  if (!Array.isArray(value)) return yield { field: at, message: 'must be a list of criteria' };
  for (const [index, one] of value.entries()) {
    const here = `${at}.${index}`;
    yield* checkFields(one, criterionFields, { at: here });
    if (!isPlain(one)) continue;
    yield* checkTopic(one['topic'], `${here}.topic`, context);
    const { count } = one;
    for (const field of ['topic', 'atNight', 'distinct', 'perDayMax'])
      if (one[field] !== undefined && quantities.includes(count as never) && !isDeed(count))
        yield { field: `${here}.${field}`, message: `says nothing about ${count}, which isn't counted in deeds` };
    if (one['distinct'] !== undefined && one['perDayMax'] !== undefined)
      yield { field: `${here}.perDayMax`, message: 'says nothing beside distinct' };
  }
}

export const labels = (value: unknown): string | undefined =>
  isPlain(value) && Object.values(value).every((one) => word(one) === undefined)
    ? undefined
    : 'must give a text for each language';

const idPattern = /^[a-z0-9][a-z0-9_-]{0,62}$/;
export const id = (value: unknown): string | undefined =>
  typeof value === 'string' && idPattern.test(value)
    ? undefined
    : 'must be lower-case letters, digits, hyphens and underscores, at most 63';

/** Rules of one list, each under its place; an id that comes again is told. */
export function* checkRules(
  value: unknown,
  at: string,
  fields: Fields,
): Generator<FieldFault, readonly [number, Record<string, unknown>][]> {
  if (!Array.isArray(value)) {
    yield { field: at, message: 'must be a list of rules' };
    return [];
  }
  const seen = new Set<unknown>();
  const rules: [number, Record<string, unknown>][] = [];
  for (const [index, rule] of value.entries()) {
    yield* checkFields(rule, fields, { at: `${at}.${index}` });
    if (!isPlain(rule)) continue;
    if (seen.has(rule['id'])) yield { field: `${at}.${index}.id`, message: `names ${rule['id']} a second time` };
    seen.add(rule['id']);
    rules.push([index, rule]);
  }
  return rules;
}
