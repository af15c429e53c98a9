import { any, checkFields, type FieldFault, type Fields, isPlain, maybe, oneOf, whole } from '../json/check-fields.js';
import { type CheckContext, checkCriteria, checkRules, id, labels } from './check-criteria.js';
import type { Criterion } from './criterion.js';
import { tierDefaults } from './tiers.js';

const badgeFields: Fields = {
  id,
  kind: oneOf('expertise', 'appreciation', 'care', 'tenure'),
  labels: maybe(labels),
  requires: any,
  perTopic: maybe(oneOf(true, false)),
};

/** What is wrong with the badges. */
export function* checkBadges(value: unknown, context: CheckContext): Generator<FieldFault> {
  if (value === undefined) return;
  const rules = yield* checkRules(value, 'badges', badgeFields);
  for (const [index, rule] of rules) {
    const at = `badges.${index}`;
    yield* checkCriteria(rule['requires'], `${at}.requires`, context);
    const requires = listOf(rule['requires']);
    if (Array.isArray(rule['requires']) && requires.length === 0)
      yield { field: `${at}.requires`, message: 'is empty: a badge that everybody has tells nothing' };
    if (requires.some(({ count }) => count === 'badge'))
      yield { field: `${at}.requires`, message: 'counts badges: a badge for badges has no end' };
    if (!rule['perTopic']) continue;
    for (const [place, { topic }] of requires.entries())
      if (topic !== undefined)
        yield { field: `${at}.requires.${place}.topic`, message: 'is every topic in turn where the badge is perTopic' };
  }
}

const tierFields: Fields = { id, labels: maybe(labels), requires: any, points: maybe(whole(1)) };
const share = (value: unknown) =>
  typeof value === 'number' && value > 0 && value <= 1 ? undefined : 'must be more than 0 and at most 1';
const ladderFields: Fields = {
  ladder: any,
  windowDays: (value) => (value === null ? undefined : maybe(whole(1))(value)),
  keepFrom: maybe(share),
  graceDays: maybe(whole(0)),
};

const listOf = (value: unknown) => (Array.isArray(value) ? value.filter(isPlain) : []) as unknown as Criterion[];

const isSameQuantity = (a: Criterion, b: Criterion) =>
  a.count === b.count &&
  a.topic === b.topic &&
  (a.atNight ?? false) === (b.atNight ?? false) &&
  a.distinct === b.distinct &&
  a.perDayMax === b.perDayMax;

/** Whether whoever meets these meets those, too. */
const implies = (these: readonly Criterion[], those: readonly Criterion[]) =>
  those.every((needed) => these.some((one) => isSameQuantity(one, needed) && one.atLeast >= needed.atLeast));

interface Tier {
  index: number;
  id: unknown;
  requires: readonly Criterion[];
}

/** The first match wins: what asks for as much as a tier above is never come to. */
function* checkOrder(tiers: readonly Tier[]): Generator<FieldFault> {
  for (const [place, tier] of tiers.entries()) {
    const at = `tiers.ladder.${tier.index}.requires`;
    const above = tiers.slice(0, place).find(({ requires }) => implies(tier.requires, requires));
    if (above) {
      yield { field: at, message: `can never be reached: whoever meets it has ${above.id}, which comes first` };
      continue;
    }
    for (const [line, one] of tier.requires.entries()) {
      const same = (other: Criterion) => isSameQuantity(one, other) && other.atLeast < one.atLeast;
      const lower = tiers.slice(0, place).find(({ requires }) => requires.some(same));
      if (lower)
        yield {
          field: `${at}.${line}.atLeast`,
          message: `is more than ${lower.id} above it asks for: thresholds out of order`,
        };
    }
  }
}

function* checkReach({ index, requires }: Tier, windowDays: number): Generator<FieldFault> {
  for (const [line, { distinct, atLeast, perDayMax }] of requires.entries()) {
    const perDay = distinct === 'day' ? 1 : distinct === undefined ? perDayMax : undefined;
    if (perDay === undefined || atLeast <= windowDays * perDay) continue;
    const message = `can never be reached: a window of ${windowDays} days holds ${windowDays * perDay}`;
    yield { field: `tiers.ladder.${index}.requires.${line}.atLeast`, message };
  }
}

/** What is wrong with the ladder. */
export function* checkTiers(value: unknown, context: CheckContext): Generator<FieldFault> {
  if (value === undefined) return;
  yield* checkFields(value, ladderFields, { at: 'tiers' });
  if (!isPlain(value)) return;
  const rules = yield* checkRules(value['ladder'], 'tiers.ladder', tierFields);
  const { windowDays = tierDefaults.windowDays } = value as { windowDays?: number | null };
  const tiers = rules.map(([index, rule]): Tier => ({ index, id: rule['id'], requires: listOf(rule['requires']) }));
  for (const [index, rule] of rules) {
    const at = `tiers.ladder.${index}.requires`;
    yield* checkCriteria(rule['requires'], at, context);
    if (rule['points'] === undefined) continue;
    for (const [line, { count, perDayMax, distinct }] of listOf(rule['requires']).entries())
      if (count === 'answered' && perDayMax === undefined && distinct === undefined)
        yield { field: `${at}.${line}.perDayMax`, message: 'is missing: points for volume without a cap are a race' };
  }
  if (typeof windowDays === 'number') for (const tier of tiers) yield* checkReach(tier, windowDays);
  yield* checkOrder(tiers);
}

const gradeFields: Fields = { newcomer: any, coach: any, expert: any, animator: any, recognises: any };
const newcomerFields: Fields = {
  capacityMax: maybe(whole(1)),
  reviewShare: (value) =>
    value === undefined || (typeof value === 'number' && value >= 0 && value <= 1) ? undefined : 'must be from 0 to 1',
};
const gradeRuleFields: Fields = { ways: any, waysElsewhere: any, confirm: maybe(oneOf(true, false)) };

function* checkWays(ways: unknown, at: string, context: CheckContext): Generator<FieldFault> {
  if (!Array.isArray(ways) || ways.length === 0)
    return yield { field: at, message: 'must list one way or more, each a list of criteria' };
  for (const [index, way] of ways.entries()) {
    yield* checkCriteria(way, `${at}.${index}`, context);
    if (Array.isArray(way) && way.length === 0)
      yield { field: `${at}.${index}`, message: 'is empty: everybody would have the grade' };
  }
}

function* checkElsewhere(rule: Record<string, unknown>, at: string, recognises: unknown): Generator<FieldFault> {
  if (recognises === undefined)
    yield { field: at, message: 'changes nothing without recognises: name the communities' };
  for (const [index, way] of (Array.isArray(rule['waysElsewhere']) ? rule['waysElsewhere'] : []).entries())
    for (const [line, { count }] of listOf(way).entries())
      if (count === 'point' || count === 'badge')
        yield { field: `${at}.${index}.${line}.count`, message: `${count}s are of one community and don't travel` };
}

/** What is wrong with the grades. */
export function* checkGrades(value: unknown, context: CheckContext): Generator<FieldFault> {
  if (value === undefined) return;
  yield* checkFields(value, gradeFields, { at: 'grades' });
  if (!isPlain(value)) return;
  const { newcomer, recognises } = value;
  if (newcomer !== undefined) yield* checkFields(newcomer, newcomerFields, { at: 'grades.newcomer' });
  if (recognises !== undefined && !(Array.isArray(recognises) && recognises.every((one) => id(one) === undefined)))
    yield { field: 'grades.recognises', message: 'must list ids of communities' };
  for (const grade of ['coach', 'expert', 'animator']) {
    const rule = value[grade];
    if (rule === undefined) continue;
    const at = `grades.${grade}`;
    yield* checkFields(rule, gradeRuleFields, { at });
    if (!isPlain(rule)) continue;
    yield* checkWays(rule['ways'], `${at}.ways`, context);
    if (rule['waysElsewhere'] === undefined) continue;
    yield* checkWays(rule['waysElsewhere'], `${at}.waysElsewhere`, context);
    yield* checkElsewhere(rule, `${at}.waysElsewhere`, recognises);
  }
}
