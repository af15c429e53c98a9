import { describe, expect, it } from 'vitest';
import { createTopicTree } from '../expertise/topic-tree.js';
import type { CheckContext } from './check-criteria.js';
import { checkBadges, checkGrades, checkTiers } from './check-ladder.js';
import { checkBoards, checkMilestones, checkRewards } from './check-rewards.js';
import { atLeast } from './criterion.js';
import { defineRecognition } from './define-recognition.js';
import type { RecognitionOptions } from './types.js';

const context: CheckContext = { topics: createTopicTree([{ id: 'shoes' }]) };
const said = (faults: Iterable<{ field: string; message: string }>) =>
  [...faults].map(({ field, message }) => `${field}: ${message}`);
const badge = { id: 'b', kind: 'care', requires: [atLeast(1, 'thanked')] };
const ladder = (...requires: unknown[]) => ({
  ladder: requires.map((one, index) => ({ id: `t${index}`, requires: one })),
});
const thanks = (number: number, more = {}) => [atLeast(number, 'thanked', more)];

describe('a badge is refused', () => {
  it.each([
    [{ ...badge, requires: thanks(1, { topic: 'shoez' }) }, 'badges.0.requires.0.topic: unknown topic shoez'],
    [{ ...badge, requires: [] }, 'badges.0.requires: is empty: a badge that everybody has tells nothing'],
    [{ ...badge, kind: 'speed' }, 'badges.0.kind: must be one of expertise, appreciation, care, tenure'],
    [
      { ...badge, requires: [{ count: 'first_reply_ms', atLeast: 1 }] },
      'badges.0.requires.0.count: pays for speed: a hasty answer is not a better one',
    ],
    [
      { ...badge, requires: [{ count: 'online_minute', atLeast: 1 }] },
      'badges.0.requires.0.count: pays for presence: free time is a privilege, not help',
    ],
    [{ ...badge, requires: [atLeast(1, 'badge')] }, 'badges.0.requires: counts badges: a badge for badges has no end'],
    [
      { ...badge, perTopic: true, requires: thanks(1, { topic: 'shoes' }) },
      'badges.0.requires.0.topic: is every topic in turn where the badge is perTopic',
    ],
    [
      { ...badge, requires: [atLeast(9, 'tenure_day', { distinct: 'day' })] },
      "badges.0.requires.0.distinct: says nothing about tenure_day, which isn't counted in deeds",
    ],
    [
      { ...badge, requires: [{ count: 'thanked', atLeast: 0 }] },
      'badges.0.requires.0.atLeast: must be a whole number, at least 1',
    ],
    [{ ...badge, colour: 'red' }, 'badges.0.colour: is not a field that this has'],
  ])('%j', (rule, message) => {
    expect(said(checkBadges([rule], context))).toEqual([message]);
  });
  it('whose id another has', () => {
    expect(said(checkBadges([badge, badge], context))).toEqual(['badges.1.id: names b a second time']);
  });
});

describe('a ladder is refused', () => {
  it.each([
    [
      'with a tier that asks for as much as one above it',
      ladder(thanks(10), thanks(10)),
      'tiers.ladder.1.requires: can never be reached: whoever meets it has t0, which comes first',
    ],
    [
      'with anything below what everybody meets',
      ladder([], thanks(10)),
      'tiers.ladder.1.requires: can never be reached: whoever meets it has t0, which comes first',
    ],
    [
      'with thresholds out of order',
      ladder([...thanks(10), atLeast(1, 'liked')], thanks(20)),
      'tiers.ladder.1.requires.0.atLeast: is more than t0 above it asks for: thresholds out of order',
    ],
    [
      'with more days than its window has',
      { ...ladder(thanks(31, { distinct: 'day' })), windowDays: 30 },
      'tiers.ladder.0.requires.0.atLeast: can never be reached: a window of 30 days holds 30',
    ],
    [
      'that pays for volume',
      { ladder: [{ id: 't', requires: [atLeast(50, 'answered')], points: 50 }] },
      'tiers.ladder.0.requires.0.perDayMax: is missing: points for volume without a cap are a race',
    ],
    ['with a margin above all', { ...ladder([]), keepFrom: 90 }, 'tiers.keepFrom: must be more than 0 and at most 1'],
    ['with an unknown topic', ladder(thanks(1, { topic: 'x' })), 'tiers.ladder.0.requires.0.topic: unknown topic x'],
    ['without rules', { ladder: 'gold' }, 'tiers.ladder: must be a list of rules'],
  ])('%s', (_, tiers, message) => {
    expect(said(checkTiers(tiers, context))).toEqual([message]);
  });
  it('not where it rises from the bottom in other words', () => {
    expect(said(checkTiers(ladder([...thanks(20), atLeast(9, 'answered')], thanks(10), []), context))).toEqual([]);
  });
});

describe('grades are refused', () => {
  it.each([
    [{ coach: { ways: [] } }, 'grades.coach.ways: must list one way or more, each a list of criteria'],
    [{ coach: { ways: [[]] } }, 'grades.coach.ways.0: is empty: everybody would have the grade'],
    [
      { coach: { ways: [thanks(3)], waysElsewhere: [thanks(3)] } },
      'grades.coach.waysElsewhere: changes nothing without recognises: name the communities',
    ],
    [
      { coach: { ways: [thanks(3)], waysElsewhere: [[atLeast(9, 'point')]] }, recognises: ['travel'] },
      "grades.coach.waysElsewhere.0.0.count: points are of one community and don't travel",
    ],
    [{ newcomer: { reviewShare: 20 } }, 'grades.newcomer.reviewShare: must be from 0 to 1'],
  ])('%j', (grades, message) => {
    expect(said(checkGrades(grades, context))).toEqual([message]);
  });
});

describe('rewards, milestones and boards are refused', () => {
  const reward = { id: 'r', kind: 'object', cost: 10 };
  it.each([
    [
      { catalogue: [{ ...reward, kind: 'voucher' }] },
      "rewards.catalogue.0.kind: voucher is like money, which volunteers don't work for; a community that wants it says rewards.allowsCashLike",
    ],
    [{ catalogue: [{ ...reward, tier: 'gold' }] }, 'rewards.catalogue.0.tier: unknown tier gold'],
    [{ catalogue: [{ ...reward, cost: 0 }] }, 'rewards.catalogue.0.cost: must be a whole number, at least 1'],
  ])('%j', (rewards, message) => {
    expect(said(checkRewards(rewards, ['silver']))).toEqual([message]);
  });
  it('not for money where the community said that it wants it', () => {
    expect(said(checkRewards({ catalogue: [{ ...reward, kind: 'cash' }], allowsCashLike: true }, []))).toEqual([]);
  });
  it.each([
    [{ boards: [{ id: 'b', period: 'week', weights: {} }] }, 'boards.boards.0.weights: must weigh something'],
    [
      { boards: [{ id: 'b', period: 'week', weights: { speed: 1 } }] },
      'boards.boards.0.weights.speed: is not a field that this has',
    ],
    [
      { goal: { period: 'week', topic: 'x', weights: { thanked: 1 }, atLeast: 1 } },
      'boards.goal.topic: unknown topic x',
    ],
  ])('%j', (boards, message) => {
    expect(said(checkBoards(boards, context))).toContain(message);
  });
  it('and a milestone that everybody has reached', () => {
    expect(said(checkMilestones([{ id: 'm', requires: [], task: 'write' }], context))).toEqual([
      'milestones.0.requires: is empty: it would be reached by everybody',
    ]);
  });
});

it('recognition with a wrong section is not defined, and the error names the field', () => {
  const options: RecognitionOptions = {
    tiers: { ladder: [{ id: 'gold', requires: [] }] },
    rewards: { catalogue: [{ id: 'money', kind: 'cash', cost: 10, tier: 'silver' }] },
  };
  expect(() => defineRecognition(options)).toThrow(
    /^unable to define the recognition; rewards\.catalogue\.0\.kind: cash is like money.*; rewards\.catalogue\.0\.tier: unknown tier silver$/,
  );
});
