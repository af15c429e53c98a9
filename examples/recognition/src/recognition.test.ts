import { capacityOf, type Deed, tasksOf } from '@entraide/core';
import { describe, expect, it } from 'vitest';
import { CoachLife } from './coach-life.js';
import { guestToGuest } from './guest-to-guest.js';
import { threeThanks } from './three-thanks.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Two a day, each with another visitor. */
const deed = (index: number, kind: Deed['kind'] = 'answered'): Deed => ({
  kind,
  causeId: `c${index}`,
  at: index * 12 * hourMs,
  topic: null,
  personId: `v${index}`,
  hour: 12,
});

/** Somebody who has answered so many chats, with all points settled. */
const climbed = (chats: number) => {
  const life = new CoachLife(guestToGuest);
  for (let index = 0; index < chats; index += 1) life.do(deed(index));
  const dueAt = chats * 12 * hourMs + dayMs;
  life.tell({ type: 'points.settle', dueAt }, dueAt);
  return life;
};

describe('the ladder of Guest to Guest', () => {
  it.each([
    [49, 0, null],
    [50, 50, 'guest'],
    [199, 50, 'guest'],
    [200, 200, 'companion'],
    [500, 500, 'scout'],
    [1_000, 1_000, 'globetrotter'],
  ])('gives for %i answered chats %i points', (chats, points, tier) => {
    const { ledger, coach } = climbed(chats);
    expect([ledger.settled, coach.tier.tier]).toEqual([points, tier]);
  });

  it('gives a travel guide for a thousand points, once a manager has sent it', () => {
    const life = climbed(1_000);
    expect(life.ask({ type: 'reward.redeem', redemptionId: 'r1', coachId: 'ben' }, 1)).toBeUndefined();
    expect(life.ledger).toMatchObject({ settled: 0, redeemed: 1_000, lifetime: 1_000 });
    expect(life.ask({ type: 'reward.redeem', redemptionId: 'r2', coachId: 'ben' }, 2)).toBe('not_enough_points');
    expect(life.ask({ type: 'reward.fulfil', redemptionId: 'r1' }, 3)).toBeUndefined();
    expect(life.reward.redemptions).toMatchObject([{ status: 'fulfilled', cost: 1_000 }]);
  });

  it('gives the points back when the guide cannot be sent', () => {
    const life = climbed(1_000);
    life.ask({ type: 'reward.redeem', redemptionId: 'r1', coachId: 'ben' }, 1);
    life.ask({ type: 'reward.refuse', redemptionId: 'r1', reason: 'out of print' }, 2);
    expect(life.ledger).toMatchObject({ settled: 1_000, redeemed: 0 });
  });

  it('is too dear for who has climbed less', () => {
    const life = climbed(500);
    expect(life.ask({ type: 'reward.redeem', redemptionId: 'r1', coachId: 'ben' }, 1)).toBe('not_enough_points');
  });

  it('asks for a letter at a thousand answers', () => {
    const ask = (chats: number) => {
      const { record, badges } = climbed(chats).coach;
      const standing = { record, badges: badges.map(({ id }) => id), lifetimePoints: 0, now: 0, timeZone: 'UTC' };
      return tasksOf(guestToGuest.options.milestones ?? [], { coachId: 'ben', standing, done: [] });
    };
    expect(ask(999)).toEqual([]);
    expect(ask(1_000)).toMatchObject([{ coachId: 'ben', task: 'Write them a letter, by hand' }]);
  });

  it('is no race: a day of a hundred chats is a day of twenty', () => {
    const life = new CoachLife(guestToGuest);
    for (let index = 0; index < 100; index += 1) life.do({ ...deed(index), at: index * 60_000 });
    expect(life.coach.tier.tier).toBeNull();
  });
});

describe('a newcomer', () => {
  const { grades = {} } = threeThanks.options;
  it('is a coach with three thank-yous, and then has more than one slot', () => {
    const life = new CoachLife(threeThanks);
    life.do(deed(0, 'thanked'));
    life.do(deed(1, 'thanked'));
    expect([life.coach.grades, capacityOf(grades, life.coach.grades)]).toEqual([[], 1]);
    life.do(deed(2, 'thanked'));
    expect([life.coach.grades, capacityOf(grades, life.coach.grades)]).toEqual([
      [{ grade: 'coach', topic: null }],
      null,
    ]);
  });

  it('has a badge to show from the first', () => {
    const life = new CoachLife(threeThanks);
    life.do(deed(0, 'thanked'));
    expect(life.coach.badges).toMatchObject([{ id: 'welcome', evidence: [{ causeId: 'c0' }] }]);
  });

  it('is none by three thank-yous of one person', () => {
    const life = new CoachLife(threeThanks);
    for (const index of [0, 1, 2]) life.do({ ...deed(index, 'thanked'), personId: 'a friend' });
    expect(life.coach.grades).toEqual([]);
  });
});
