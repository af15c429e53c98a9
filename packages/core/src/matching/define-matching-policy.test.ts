import { describe, expect, it } from 'vitest';
import type { TopicTree } from '../expertise/types.js';
import { requestFacts } from '../testing/match-facts.js';
import { checkMatchingPolicy } from './check-matching-policy.js';
import {
  defineMatchingPolicy,
  type MatchingPolicyOptions,
  requirementAt,
  serializeMatchingPolicy,
} from './define-matching-policy.js';
import { assign, openBoard, waves } from './dispatch-parts.js';
import { eligibilityDefault, hasFreeSlot, knowsTopic, onlyIf } from './eligibility-parts.js';
import { openBoardPolicy } from './open-board-policy.js';
import { expertiseFit, fairness, fewestOpen, reserveScarceExperts, returningPair, scoreBy } from './scoring-parts.js';

const full: MatchingPolicyOptions = {
  name: 'full',
  eligibility: eligibilityDefault(),
  scoring: [
    expertiseFit(3),
    fewestOpen(1),
    fairness({ weight: 0.5, windowMs: 604_800_000 }),
    returningPair(2),
    reserveScarceExperts(1),
  ],
  dispatch: waves({ size: 3, everyMs: 20_000 }),
  escalation: [
    { afterMs: 30_000, topic: 'ancestor', skipWhenNobody: true },
    { afterMs: 60_000, topic: 'adjacent', dispatch: assign({ acceptWithinMs: 15_000 }), ping: { size: 2 } },
    { afterMs: 90_000, topic: 'any', locale: 'any', dispatch: openBoard(), alternatives: ['hand_over', 'later'] },
  ],
};

describe('a policy as JSON', () => {
  it('is the same policy when it comes back', () => {
    for (const policy of [defineMatchingPolicy(full), openBoardPolicy]) {
      expect(policy.isPlain).toBe(true);
      expect(defineMatchingPolicy(JSON.parse(JSON.stringify(policy.options)))).toEqual(policy);
      expect(defineMatchingPolicy(serializeMatchingPolicy(policy))).toEqual(policy);
    }
  });
  it('may leave out what parts fill in', () => {
    const parts = [{ part: 'knowsTopic' }] as unknown as MatchingPolicyOptions['eligibility'];
    const policy = defineMatchingPolicy({ name: 'short', ...(parts ? { eligibility: parts } : {}) });
    expect(policy.eligibility).toEqual([knowsTopic()]);
  });
  it('says which part is a function of your own', () => {
    const policy = defineMatchingPolicy({
      name: 'own',
      eligibility: [hasFreeSlot(), onlyIf('trained', () => true)],
      scoring: [scoreBy('near', () => 1)],
    });
    expect(policy.isPlain).toBe(false);
    expect(() => serializeMatchingPolicy(policy)).toThrow(
      'unable to serialise the matching policy; eligibility.1 (onlyIf trained), scoring.0 (scoreBy near) is a function of your own',
    );
    expect(() => defineMatchingPolicy(JSON.parse(JSON.stringify(policy.options)))).toThrow('eligibility.1.predicate');
  });
  it('has a version that changes with what it says, and with nothing else', () => {
    const { version } = defineMatchingPolicy(full);
    expect(version).toMatch(/^[0-9a-f]{16}$/);
    const turned = { everyMs: 20_000, size: 3, part: 'waves' } as const;
    expect(defineMatchingPolicy({ ...full, dispatch: turned }).version).toBe(version);
    expect(defineMatchingPolicy({ ...full, pingRoundsMax: 5 }).version).not.toBe(version);
    expect(defineMatchingPolicy({ ...full, scoring: [scoreBy('a', () => 1)] }).version).not.toBe(
      defineMatchingPolicy({ ...full, scoring: [scoreBy('b', () => 1)] }).version,
    );
    expect(defineMatchingPolicy({ ...full, version: '2' }).version).toBe('2');
  });
});

it('asks for less with each step, and for a level of its own on some topics', () => {
  const policy = defineMatchingPolicy({
    ...full,
    eligibility: [knowsTopic({ levelMin: 2, levelMinFor: { refunds: 4 } })],
    escalation: [
      { afterMs: 1, topic: 'any' },
      { afterMs: 2, levelMin: 1 },
    ],
  });
  const at = (step: number, topic: string | null) => requirementAt(policy, step, requestFacts({ topic }));
  expect(at(0, 'shoes')).toEqual({ topic: 'exact', locale: 'any', levelMin: 2 });
  expect(at(0, 'refunds').levelMin).toBe(4);
  expect(at(1, 'refunds')).toEqual({ topic: 'any', locale: 'any', levelMin: 4 });
  expect([at(2, 'refunds'), at(9, null)].map(({ levelMin }) => levelMin)).toEqual([1, 1]);
});

const topics: TopicTree = {
  topics: [{ id: 'shoes' }],
  has: (topic) => topic === 'shoes',
  ancestorsOf: () => [],
  adjacentTo: () => [],
};
const problems = (options: object) =>
  checkMatchingPolicy({ name: 'p', ...options }, topics).map(({ field, message }) => `${field}: ${message}`);

describe('a wrong policy is refused by the field', () => {
  it.each<[string, object, string]>([
    ['an unknown field', { speed: 1 }, 'speed: is not a field that this has'],
    ['an unknown part', { eligibility: [{ part: 'isNice' }] }, 'eligibility.0.part: must be one of speaksLocale'],
    ['an unknown field of a part', { scoring: [{ ...fewestOpen(1), x: 1 }] }, 'scoring.0.x: is not a field'],
    ['a part twice', { eligibility: [hasFreeSlot(), hasFreeSlot()] }, 'eligibility.1: names hasFreeSlot a second time'],
    ['a weight below 0', { scoring: [fewestOpen(-1)] }, 'scoring.0.weight: must be a number, 0 or more'],
    [
      'a level that nobody has',
      { eligibility: [knowsTopic({ levelMin: 6 })] },
      'eligibility.0.levelMin: must be a whole',
    ],
    [
      'a topic that does not exist',
      { eligibility: [knowsTopic({ levelMinFor: { hats: 2 } })] },
      'eligibility.0.levelMinFor.hats: is not a topic',
    ],
    [
      'a wave of nobody',
      { dispatch: waves({ size: 0, everyMs: 1 }) },
      'dispatch.size: must be a whole number, at least 1',
    ],
    ['a wave without length', { dispatch: waves({ size: 1, everyMs: 0 }) }, 'dispatch.everyMs: must be a whole number'],
    ['a broken time', { dispatch: assign({ acceptWithinMs: 1.5 }) }, 'dispatch.acceptWithinMs: must be a whole number'],
    ['a negative time', { escalation: [{ afterMs: -1 }] }, 'escalation.0.afterMs: must be a whole number, at least 0'],
    [
      'two steps at one time',
      { escalation: [{ afterMs: 5 }, { afterMs: 5 }] },
      'escalation.1.afterMs: is the time of the step before',
    ],
    ['steps out of order', { escalation: [{ afterMs: 5 }, { afterMs: 4 }] }, 'escalation.1.afterMs: must come after'],
    [
      'a wrong dispatch in a step',
      { escalation: [{ afterMs: 5, dispatch: { part: 'shout' } }] },
      'escalation.0.dispatch.part: must be one of openBoard, waves, assign',
    ],
    [
      'pings to nobody',
      { escalation: [{ afterMs: 5, ping: { size: 0 } }] },
      'escalation.0.ping.size: must be a whole number, at least 1',
    ],
    [
      'a step that relaxes nothing',
      { eligibility: [], escalation: [{ afterMs: 5, topic: 'any' }] },
      'escalation.0.topic: changes nothing without knowsTopic',
    ],
    [
      'an unknown alternative',
      { escalation: [{ afterMs: 5, alternatives: ['leave'] }] },
      'escalation.0.alternatives: must list',
    ],
    ['no list', { eligibility: {} }, 'eligibility: must be a list of parts'],
    ['a name that is none', { name: ' ' }, 'name: must be a word'],
  ])('%s', (_, options, message) => {
    const found = problems(options);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(message);
  });
  it('and every wrong field at once, where it is defined', () => {
    const wrong = { name: 'p', dispatch: waves({ size: 0, everyMs: -1 }) };
    expect(() => defineMatchingPolicy(wrong)).toThrow(
      'unable to define the matching policy; dispatch.size: must be a whole number, at least 1; dispatch.everyMs: must be a whole number, at least 1',
    );
    expect(checkMatchingPolicy(null, null)).toEqual([{ field: 'policy', message: 'must be an object' }]);
    expect(problems(full)).toEqual([]);
  });
});
