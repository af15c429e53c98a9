import { describe, expect, it } from 'vitest';
import { award } from './award.js';
import { awardsFor } from './awards-for.js';
import { checkRecognition } from './check-recognition.js';
import { duringHours, exchangedBothWays, outcomeIs, starsAtLeast, topicIsOneOf } from './conditions.js';
import { defineRecognition } from './define-recognition.js';
import type { RecognitionFact } from './types.js';

const thanks = award(10).on('conversation.thanked').when(exchangedBothWays()).capPerDay(200).capPerPair(20);
const fact: RecognitionFact = {
  type: 'conversation.thanked',
  at: Date.UTC(2026, 2, 1, 23, 30),
  coachId: 'ben',
  conversationId: 'c1',
  by: 'eve',
  topic: 'shoes',
  locale: 'fr',
  stars: null,
  outcome: null,
  exchangedBothWays: true,
};

describe('a rule for points', () => {
  it('is plain JSON, however it was built', () =>
    expect(JSON.parse(JSON.stringify(thanks))).toEqual({
      points: 10,
      on: 'conversation.thanked',
      conditions: [{ if: 'exchangedBothWays' }],
      perDay: 200,
      perPair: { points: 20, days: 30 },
    }));

  it('awards what it says, by the calendar of the community, and names the version of the rules', () => {
    const recognition = defineRecognition({ timeZone: 'Europe/Paris', capPerDay: 500, points: [thanks] });
    expect(awardsFor(recognition, fact)).toEqual([
      {
        id: 'conversation.thanked:c1/conversation.thanked',
        kind: 'conversation.thanked',
        amount: 10,
        cause: 'conversation.thanked:c1/conversation.thanked',
        rule: recognition.version,
        factAt: fact.at,
        day: Date.UTC(2026, 2, 2) / (24 * 60 * 60 * 1000),
        settlesAt: fact.at + 24 * 60 * 60 * 1000,
        caps: { perDay: 200, perPair: { points: 20, days: 30 }, perDayAll: 500 },
        pair: 'eve',
        conversationId: 'c1',
        topic: 'shoes',
      },
    ]);
  });

  it('awards nothing unless all its conditions hold', () => {
    const rule = thanks.when(topicIsOneOf('bags', 'shoes'), duringHours('22:00', '07:00'));
    const recognition = defineRecognition({ points: [rule] });
    expect(awardsFor(recognition, fact)).toHaveLength(1);
    expect(awardsFor(recognition, { ...fact, exchangedBothWays: false })).toEqual([]);
    expect(awardsFor(recognition, { ...fact, topic: null })).toEqual([]);
    expect(awardsFor(recognition, { ...fact, at: Date.UTC(2026, 2, 1, 12) })).toEqual([]);
    expect(awardsFor(recognition, { ...fact, type: 'conversation.closed' })).toEqual([]);
  });

  it('has another id when the same fact is told anew, and the same cause', () => {
    const [award] = awardsFor(defineRecognition({ points: [thanks] }), fact, 2);
    expect(award).toMatchObject({
      id: 'conversation.thanked:c1/conversation.thanked#2',
      cause: 'conversation.thanked:c1/conversation.thanked',
    });
  });
});

describe('a version', () => {
  const version = (points: number) => defineRecognition({ points: [{ ...thanks, points }] }).version;
  it('is a digest of the rules, unless they name one', () => {
    expect(version(10)).toBe(version(10));
    expect(version(10)).not.toBe(version(11));
    expect(defineRecognition({ version: 'spring' }).version).toBe('spring');
  });
});

describe('rules that are refused', () => {
  const rule = { points: 10, on: 'conversation.thanked', perDay: 200 };
  it.each([
    ['points.0.on', { ...rule, on: 'request.claimed' }, /pays for speed/],
    ['points.0.on', { ...rule, on: 'presence.changed' }, /pays for presence/],
    ['points.0.on', { ...rule, on: 'request.declined' }, /declines less/],
    ['points.0.on', { ...rule, on: 'message.posted' }, /pays for volume/],
    ['points.0.on', { ...rule, on: 'moon.risen' }, /must be one of conversation.thanked/],
    ['points.0.conditions.0.if', { ...rule, conditions: [{ if: 'answeredWithin', ms: 1 }] }, /pays for speed/],
    ['points.0.conditions.0.if', { ...rule, conditions: [{ if: 'onlineFor', ms: 1 }] }, /pays for presence/],
    ['points.0.conditions.0.if', { ...rule, conditions: [{ if: 'acceptanceAtLeast', share: 1 }] }, /declining less/],
    ['points.0.conditions.0.if', { ...rule, conditions: [starsAtLeast(4)] }, /never holds of conversation.thanked/],
    [
      'points.0.conditions.0.stars',
      { ...rule, on: 'conversation.rated', conditions: [starsAtLeast(6)] },
      /from 1 to 5/,
    ],
    ['points.0.conditions.0.hours', { ...rule, conditions: [{ if: 'exchangedBothWays', hours: 1 }] }, /not a field/],
    ['points.0.perDay', { points: 10, on: 'conversation.thanked' }, /volume without a cap/],
    ['points.0.perDay', { ...rule, perDay: 5 }, /less than the 10 points/],
    ['points.0.perPair.days', { ...rule, perPair: { points: 10, days: 32 } }, /from 1 to 31/],
    ['points.0.points', { ...rule, points: -1 }, /whole number/],
    ['points.0.points', { on: 'post.liked', points: 3, perDay: 10 }, /for liking one another: at most 2/],
    ['points.0.perDay', { on: 'post.liked', points: 2, perDay: 11 }, /for liking one another: at most 10/],
    ['points.0.bonus', { ...rule, bonus: 1 }, /not a field/],
  ])('%s of %j', (field, wrong, message) => {
    const problems = checkRecognition({ points: [wrong] });
    expect(problems.map((one) => one.field)).toEqual([field]);
    expect(problems[0]?.message).toMatch(message);
  });

  it('a second rule for likes, under another name, with which they would be worth more', () => {
    const like = { on: 'post.liked', points: 2, perDay: 10 };
    const problems = checkRecognition({ points: [like, { ...like, kind: 'applause' }] });
    expect(problems).toEqual([{ field: 'points.1.on', message: 'pays for colleagues’ likes twice' }]);
    expect(checkRecognition({ points: [like] })).toEqual([]);
  });

  it('says every one of them at once, by field', () =>
    expect(() => defineRecognition({ timeZone: 'Mars', points: [rule, rule] })).toThrow(
      "unable to define the recognition; timeZone: must be a time zone, as Europe/Paris; points.1.kind: names conversation.thanked a second time; say named('…')",
    ));

  it('are none of these', () =>
    expect(
      checkRecognition({
        points: [
          thanks,
          award(5).on('conversation.rated').when(exchangedBothWays(), starsAtLeast(4)).capPerDay(100),
          award(1).on('conversation.closed').when(exchangedBothWays(), outcomeIs('served')).capPerDay(10),
          award(5).on('conversation.thanked').named('night').when(duringHours('22:00', '06:00')).capPerDay(20),
        ],
      }),
    ).toEqual([]));
});
