import type { TopicTree } from '../expertise/types.js';
import {
  checkFields,
  type FieldFault,
  type Fields,
  isPlain,
  type Kind,
  maybe,
  oneOf,
  type Plain,
  whole,
  word,
} from '../json/check-fields.js';

/** One wrong field of a policy. */
export type PolicyProblem = FieldFault;

const weight: Kind = (value) =>
  Number.isFinite(value) && (value as number) >= 0 ? undefined : 'must be a number, 0 or more';
const own: Kind = (value) =>
  typeof value === 'function' ? undefined : 'must be a function; it is one of your own, which JSON leaves out';
const ms = whole(1);
const level = whole(1, 5);
const topicFit = oneOf('exact', 'ancestor', 'adjacent', 'any');
const levels: Kind = (value) =>
  isPlain(value) && Object.values(value).every((one) => level(one) === undefined)
    ? undefined
    : 'must give each topic a level from 1 to 5';
const alternatives: Kind = (value) =>
  Array.isArray(value) && value.every((word) => word === 'hand_over' || word === 'later')
    ? undefined
    : 'must list hand_over, later or both';

const eligibilityParts: Readonly<Record<string, Fields>> = {
  speaksLocale: {},
  knowsTopic: { fit: maybe(topicFit), levelMin: maybe(level), levelMinFor: maybe(levels) },
  hasFreeSlot: {},
  isPresent: {},
  notBlocked: {},
  notDeclined: {},
  outsideQuietHours: {},
  withinPingBudget: {},
  onlyIf: { name: word, predicate: own },
};
const scoringParts: Readonly<Record<string, Fields>> = {
  expertiseFit: { weight },
  fewestOpen: { weight },
  fairness: { weight, windowMs: ms, claimsMax: maybe(whole(1, 50)) },
  returningPair: { weight },
  reserveScarceExperts: { weight },
  scoreBy: { name: word, score: own },
};
const dispatchParts: Readonly<Record<string, Fields>> = {
  openBoard: {},
  waves: { size: whole(1), everyMs: ms },
  assign: { acceptWithinMs: ms, afterLapse: maybe(oneOf('next_coach', 'next_step')) },
};
const pingFields: Fields = { size: whole(1), everyMs: maybe(ms) };
const stepFields: Fields = {
  afterMs: whole(0),
  topic: maybe(topicFit),
  locale: maybe(oneOf('same', 'any')),
  levelMin: maybe(level),
  dispatch: () => undefined,
  ping: () => undefined,
  alternatives: maybe(alternatives),
  skipWhenNobody: maybe(oneOf(true, false)),
};
const policyFields: Fields = {
  name: word,
  version: maybe(word),
  eligibility: () => undefined,
  scoring: () => undefined,
  dispatch: () => undefined,
  escalation: () => undefined,
  pingRoundsMax: maybe(whole(1)),
};

function* checkPart(value: unknown, parts: Readonly<Record<string, Fields>>, at: string): Generator<PolicyProblem> {
  const part = isPlain(value) ? value['part'] : undefined;
  const fields = typeof part === 'string' && Object.hasOwn(parts, part) ? parts[part] : undefined;
  if (!fields) return yield { field: `${at}.part`, message: `must be one of ${Object.keys(parts).join(', ')}` };
  yield* checkFields(value, fields, { at, tag: 'part' });
}

function* checkList(value: unknown, parts: Readonly<Record<string, Fields>>, at: string): Generator<PolicyProblem> {
  if (value === undefined) return;
  if (!Array.isArray(value)) return yield { field: at, message: 'must be a list of parts' };
  const seen = new Set<string>();
  for (const [index, part] of value.entries()) {
    yield* checkPart(part, parts, `${at}.${index}`);
    if (!isPlain(part)) continue;
    const name = `${part['part']}${part['name'] === undefined ? '' : ` ${part['name']}`}`;
    if (seen.has(name)) yield { field: `${at}.${index}`, message: `names ${name} a second time` };
    seen.add(name);
  }
}

function* checkStep(step: unknown, previous: unknown, at: string): Generator<PolicyProblem> {
  yield* checkFields(step, stepFields, { at });
  if (!isPlain(step)) return;
  if (step['dispatch'] !== undefined) yield* checkPart(step['dispatch'], dispatchParts, `${at}.dispatch`);
  if (step['ping'] !== undefined) yield* checkFields(step['ping'], pingFields, { at: `${at}.ping` });
  const before = isPlain(previous) ? previous['afterMs'] : undefined;
  if (typeof before !== 'number' || typeof step['afterMs'] !== 'number') return;
  if (step['afterMs'] === before)
    yield { field: `${at}.afterMs`, message: `is the time of the step before, ${before}` };
  if (step['afterMs'] < before) yield { field: `${at}.afterMs`, message: `must come after the step before, ${before}` };
}

const partsOf = (value: unknown): readonly Plain[] => (Array.isArray(value) ? value.filter(isPlain) : []);
const has = (options: Plain, part: string) =>
  options['eligibility'] === undefined || partsOf(options['eligibility']).some((one) => one['part'] === part);

/** A step that relaxes what nothing asks for, or pings whom nothing keeps away, was meant otherwise. */
function* checkSteps(options: Plain): Generator<PolicyProblem> {
  const steps = options['escalation'] ?? [];
  if (!Array.isArray(steps)) return yield { field: 'escalation', message: 'must be a list of steps' };
  for (const [index, step] of steps.entries()) {
    const at = `escalation.${index}`;
    yield* checkStep(step, steps[index - 1], at);
    if (!isPlain(step)) continue;
    for (const field of ['topic', 'levelMin'])
      if (step[field] !== undefined && !has(options, 'knowsTopic'))
        yield { field: `${at}.${field}`, message: 'changes nothing without knowsTopic among the eligibility' };
    if (step['locale'] !== undefined && !has(options, 'speaksLocale'))
      yield { field: `${at}.locale`, message: 'changes nothing without speaksLocale among the eligibility' };
  }
}

/** Levels are known where the request has a topic: a policy may name those that exist, and no others. */
function* checkTopics(options: Plain, topics: TopicTree | null): Generator<PolicyProblem> {
  for (const [index, part] of partsOf(options['eligibility']).entries()) {
    const named = part['part'] === 'knowsTopic' ? part['levelMinFor'] : undefined;
    if (!topics || !isPlain(named)) continue;
    for (const topic of Object.keys(named))
      if (!topics.has(topic))
        yield { field: `eligibility.${index}.levelMinFor.${topic}`, message: 'is not a topic of the community' };
  }
}

/** What is wrong with a policy, field by field; empty when nothing is. `topics` is null where a community has none. */
export function checkMatchingPolicy(options: unknown, topics: TopicTree | null): readonly PolicyProblem[] {
  if (!isPlain(options)) return [{ field: 'policy', message: 'must be an object' }];
  return [
    ...checkFields(options, policyFields, { at: '' }),
    ...checkList(options['eligibility'], eligibilityParts, 'eligibility'),
    ...checkList(options['scoring'], scoringParts, 'scoring'),
    ...(options['dispatch'] === undefined ? [] : checkPart(options['dispatch'], dispatchParts, 'dispatch')),
    ...checkSteps(options),
    ...checkTopics(options, topics),
  ];
}
