import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deeds, recordOf, standing } from '../testing/standing.js';
import { atLeast } from './criterion.js';
import { tasksOf } from './milestones.js';
import {
  decideReward,
  emptyReward,
  evolveReward,
  type Reward,
  type RewardCommand,
  type RewardContext,
  type RewardState,
  stockLeft,
} from './rewards.js';

const guide: Reward = { id: 'guide', kind: 'object', cost: 1_000, stock: 2, tier: 'silver', perCoachMax: 1 };
const context: RewardContext = {
  now: 7,
  reward: guide,
  spendable: 1_000,
  tier: 'silver',
  ladder: ['gold', 'silver', 'bronze'],
};
const redeem = (redemptionId: string, coachId = 'ben'): RewardCommand => ({
  type: 'reward.redeem',
  redemptionId,
  coachId,
});
const fulfil = (redemptionId: string): RewardCommand => ({ type: 'reward.fulfil', redemptionId });
const refuse = (redemptionId: string): RewardCommand => ({ type: 'reward.refuse', redemptionId, reason: 'gone' });
const given = (...commands: RewardCommand[]): RewardState =>
  commands.reduce((state, command) => {
    const decision = decideReward(command, state, context);
    return 'events' in decision ? decision.events.reduce(evolveReward, state) : state;
  }, emptyReward);

describe('a reward', () => {
  it('takes the points out of what can be spent, at the price of that day', () => {
    expect(decideReward(redeem('r1'), emptyReward, context)).toEqual({
      events: [{ type: 'reward.redeemed', at: 7, data: { redemptionId: 'r1', coachId: 'ben', cost: 1_000 } }],
      points: [{ kind: 'reserve', redemptionId: 'r1', coachId: 'ben', points: 1_000 }],
    });
    const dearer = { ...context, reward: { ...guide, cost: 5_000 } };
    expect(decideReward(refuse('r1'), given(redeem('r1')), dearer)).toMatchObject({
      points: [{ kind: 'return', points: 1_000 }],
    });
  });
  it('is spent when it is fulfilled, also once the catalogue has dropped it', () => {
    expect(decideReward(fulfil('r1'), given(redeem('r1')), { ...context, reward: null })).toMatchObject({
      points: [{ kind: 'spend', coachId: 'ben', points: 1_000 }],
    });
  });
  it.each([
    ['nobody’s that the catalogue lacks', { reward: null, spendable: 0 }, 'not_found'],
    ['not there for a tier beneath', { tier: 'bronze' }, 'not_found'],
    ['not there below the ladder', { tier: null }, 'not_found'],
    ['refused to who has too few points', { spendable: 999 }, 'not_enough_points'],
    ['out of stock before it is too dear', { reward: { ...guide, stock: 0 }, spendable: 0 }, 'out_of_stock'],
  ])('is %s', (_, more, refused) => {
    expect(decideReward(redeem('r1'), emptyReward, { ...context, ...more })).toEqual({ refused });
  });
  it('is there for the tiers above, and for all once its tier is gone', () => {
    for (const more of [{ tier: 'gold' }, { tier: null, ladder: [] }])
      expect(decideReward(redeem('r1'), emptyReward, { ...context, ...more })).toHaveProperty('events');
  });
  it('goes to no more coaches than there are pieces, and to each no more than they may have', () => {
    const state = given(redeem('r1'), redeem('r2', 'ann'));
    expect(decideReward(redeem('r3', 'eve'), state, context)).toEqual({ refused: 'out_of_stock' });
    expect(decideReward(redeem('r3'), given(redeem('r1')), context)).toEqual({ refused: 'out_of_stock' });
  });
  it('comes back into stock when it is refused', () => {
    expect(stockLeft(guide, given(redeem('r1'), refuse('r1')))).toBe(2);
    expect(decideReward(redeem('r2'), given(redeem('r1'), refuse('r1')), context)).toHaveProperty('events');
  });
  it('is redeemed once under one id, whoever asks', () => {
    expect(decideReward(redeem('r1'), given(redeem('r1')), context)).toEqual({ events: [], points: [] });
    expect(decideReward(redeem('r1', 'eve'), given(redeem('r1')), context)).toEqual({
      refused: 'conflicting_duplicate',
    });
  });
  it('ends once: a webhook may tell twice, and not otherwise', () => {
    const done = given(redeem('r1'), fulfil('r1'));
    expect(decideReward(fulfil('r1'), done, context)).toEqual({ events: [], points: [] });
    expect(decideReward(refuse('r1'), done, context)).toEqual({ refused: 'superseded' });
    expect(decideReward(fulfil('r9'), done, context)).toEqual({ refused: 'not_found' });
  });

  it('never gives away more than there is, and returns what it took', () => {
    const id = fc.constantFrom('r1', 'r2', 'r3', 'r4');
    const command = fc.oneof(
      fc.tuple(id, fc.constantFrom('ann', 'ben', 'eve')).map(([one, coach]) => redeem(one, coach)),
      id.map(fulfil),
      id.map(refuse),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 40 }), (commands) => {
        let state = emptyReward;
        const taken = new Map<string, number>();
        for (const one of commands) {
          const decision = decideReward(one, state, context);
          if ('refused' in decision) continue;
          state = decision.events.reduce(evolveReward, state);
          for (const { kind, redemptionId, points } of decision.points) {
            const sign = { reserve: 1, return: -1, spend: 0 }[kind];
            taken.set(redemptionId, (taken.get(redemptionId) ?? 0) + sign * points);
          }
          expect(stockLeft(guide, state)).toBeGreaterThanOrEqual(0);
        }
        for (const { redemptionId, status } of state.redemptions)
          expect(taken.get(redemptionId)).toBe(status === 'refused' ? 0 : 1_000);
      }),
    );
  });
});

describe('a milestone', () => {
  const letter = { id: 'letter', requires: [atLeast(3, 'answered')], task: 'Write a letter by hand' };
  const ben = { coachId: 'ben', standing: standing(recordOf(deeds(3, 'answered', { from: 5, everyMs: 1 }))), done: [] };
  it('asks a person for a gesture, once', () => {
    expect(tasksOf([letter], ben)).toEqual([
      { milestone: 'letter', coachId: 'ben', task: 'Write a letter by hand', reachedAt: 7 },
    ]);
    expect(tasksOf([letter], { ...ben, done: ['letter'] })).toEqual([]);
    expect(tasksOf([{ ...letter, requires: [atLeast(4, 'answered')] }], ben)).toEqual([]);
  });
});
