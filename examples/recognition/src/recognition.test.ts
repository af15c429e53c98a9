import { capacityOf, type Deed } from '@entraide/core';
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

  it('asks for a letter at a thousand answers', () => {
    const due = (chats: number) => climbed(chats).coach.milestonesDue.map(({ milestone }) => milestone);
    expect(due(999)).toEqual([]);
    expect(due(1_000)).toEqual(['letter']);
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
