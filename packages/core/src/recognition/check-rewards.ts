import {
  any,
  checkFields,
  type FieldFault,
  type Fields,
  isPlain,
  maybe,
  oneOf,
  whole,
  word,
} from '../json/check-fields.js';
import { type CheckContext, checkCriteria, checkRules, checkTopic, id, labels } from './check-criteria.js';
import { deedKinds } from './coach-record.js';
import { cashLike } from './rewards.js';

const rewardFields: Fields = {
  id,
  kind: oneOf('object', 'experience', 'access', 'donation', 'voucher', 'cash'),
  labels: maybe(labels),
  cost: whole(1),
  stock: maybe(whole(0)),
  tier: maybe(word),
  perCoachMax: maybe(whole(1)),
};

/** What is wrong with the rewards. @param tiers ids of the ladder's tiers */
export function* checkRewards(value: unknown, tiers: readonly unknown[]): Generator<FieldFault> {
  if (value === undefined) return;
  yield* checkFields(value, { catalogue: any, allowsCashLike: maybe(oneOf(true, false)) }, { at: 'rewards' });
  if (!isPlain(value)) return;
  const rules = yield* checkRules(value['catalogue'], 'rewards.catalogue', rewardFields);
  for (const [index, { kind, tier }] of rules) {
    const at = `rewards.catalogue.${index}`;
    if (!value['allowsCashLike'] && (cashLike as readonly unknown[]).includes(kind))
      yield {
        field: `${at}.kind`,
        message: `${kind} is like money, which volunteers don't work for; a community that wants it says rewards.allowsCashLike`,
      };
    if (tier !== undefined && !tiers.includes(tier)) yield { field: `${at}.tier`, message: `unknown tier ${tier}` };
  }
}

/** What is wrong with the milestones. */
export function* checkMilestones(value: unknown, context: CheckContext): Generator<FieldFault> {
  if (value === undefined) return;
  const rules = yield* checkRules(value, 'milestones', { id, requires: any, task: word });
  for (const [index, { requires }] of rules) {
    const at = `milestones.${index}.requires`;
    yield* checkCriteria(requires, at, context);
    if (Array.isArray(requires) && requires.length === 0)
      yield { field: at, message: 'is empty: it would be reached by everybody' };
  }
}

const period = oneOf('week', 'month', 'quarter', 'year', 'all');
const boardFields: Fields = {
  id,
  labels: maybe(labels),
  period,
  topic: maybe(word),
  weights: any,
  size: maybe(whole(1, 100)),
};
const goalFields: Fields = { period, topic: maybe(word), weights: any, atLeast: whole(1) };

function* checkWeighting(rule: Record<string, unknown>, at: string, context: CheckContext): Generator<FieldFault> {
  yield* checkTopic(rule['topic'], `${at}.topic`, context);
  const { weights } = rule;
  const fields: Fields = Object.fromEntries(deedKinds.map((kind) => [kind, maybe(whole(0, 1_000))]));
  yield* checkFields(weights, fields, { at: `${at}.weights` });
  if (isPlain(weights) && !Object.values(weights).some((weight) => Number(weight) > 0))
    yield { field: `${at}.weights`, message: 'must weigh something' };
}

/** What is wrong with the boards. */
export function* checkBoards(value: unknown, context: CheckContext): Generator<FieldFault> {
  if (value === undefined) return;
  yield* checkFields(value, { goal: any, boards: any }, { at: 'boards' });
  if (!isPlain(value)) return;
  const { goal, boards } = value;
  if (goal !== undefined) {
    yield* checkFields(goal, goalFields, { at: 'boards.goal' });
    if (isPlain(goal)) yield* checkWeighting(goal, 'boards.goal', context);
  }
  if (boards === undefined) return;
  for (const [index, rule] of yield* checkRules(boards, 'boards.boards', boardFields))
    yield* checkWeighting(rule, `boards.boards.${index}`, context);
}
