import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deeds, recordOf, standing } from '../testing/standing.js';
import { atLeast } from './criterion.js';
import { reachedMilestones } from './milestones.js';
import { rewardCall } from './reward-commands.js';
import {
  decideReward,
  emptyReward,
  evolveReward,
  type Reward,
  type RewardCommand,
  type RewardContext,
  type RewardEvent,
  type RewardState,
  takenOf,
} from './rewards.js';

const guide: Reward = { id: 'guide', kind: 'object', cost: 1_000, stock: 2, tier: 'silver', perCoachMax: 1 };
const context: RewardContext = {
  now: 7,
  reward: guide,
  actor: { kind: 'coach', id: 'ben', name: 'Ben' },
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
    const decision = decideReward(redeem('r1'), emptyReward, context);
    const [redeemed] = 'events' in decision ? decision.events : [];
    expect(redeemed).toEqual({
      type: 'reward.redeemed',
      at: 7,
      by: { kind: 'coach', id: 'ben', name: 'Ben' },
      data: { redemptionId: 'r1', coachId: 'ben', cost: 1_000 },
    });
    expect(rewardCall('guide', redeemed as RewardEvent, emptyReward)).toEqual({
      coachId: 'ben',
      command: { type: 'points.redeem', id: 'r1', amount: 1_000, cause: 'reward:guide' },
    });
  });
  it.each([
    ['spent when it is fulfilled', fulfil('r1'), { type: 'points.fulfil', id: 'r1' }],
    ['given back when it is refused', refuse('r1'), { type: 'points.return', id: 'r1', reason: 'refused' }],
  ])('is %s, also once the catalogue has dropped it', (_, command, expected) => {
    const before = given(redeem('r1'));
    const decision = decideReward(command, before, { ...context, reward: null });
    const [event] = 'events' in decision ? decision.events : [];
    expect(rewardCall('guide', event as RewardEvent, before)).toEqual({ coachId: 'ben', command: expected });
  });
  it.each([
    ['nobody’s that the catalogue lacks', { reward: null }, 'not_found'],
    ['refused to a tier beneath', { tier: 'bronze' }, 'tier_not_reached'],
    ['refused below the ladder', { tier: null }, 'tier_not_reached'],
    ['out of stock', { reward: { ...guide, stock: 0 } }, 'out_of_stock'],
    ['not reached before it is out of stock', { reward: { ...guide, stock: 0 }, tier: null }, 'tier_not_reached'],
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
    expect(takenOf(given(redeem('r1'), refuse('r1')))).toBe(0);
    expect(decideReward(redeem('r2'), given(redeem('r1'), refuse('r1')), context)).toHaveProperty('events');
  });
  it('is redeemed once under one id, whoever asks', () => {
    expect(decideReward(redeem('r1'), given(redeem('r1')), context)).toEqual({ events: [] });
    expect(decideReward(redeem('r1', 'eve'), given(redeem('r1')), context)).toEqual({
      refused: 'conflicting_duplicate',
    });
  });
  it('ends once: a webhook may tell twice, and not otherwise', () => {
    const done = given(redeem('r1'), fulfil('r1'));
    expect(decideReward(fulfil('r1'), done, context)).toEqual({ events: [] });
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
          for (const event of 'events' in decision ? decision.events : []) {
            const call = rewardCall('guide', event, state);
            const cost = { 'points.redeem': 1_000, 'points.return': -1_000, 'points.fulfil': 0 };
            const { redemptionId } = event.data;
            const points = cost[call?.command.type as keyof typeof cost];
            taken.set(redemptionId, (taken.get(redemptionId) ?? 0) + points);
            state = evolveReward(state, event);
          }
          expect(takenOf(state)).toBeLessThanOrEqual(2);
        }
        for (const { redemptionId, status } of state.redemptions)
          expect(taken.get(redemptionId)).toBe(status === 'refused' ? 0 : 1_000);
      }),
    );
  });
});

describe('a milestone', () => {
  const letter = { id: 'letter', requires: [atLeast(3, 'answered')], task: 'Write a letter by hand' };
  const ben = standing(recordOf(deeds(3, 'answered', { from: 5, everyMs: 1 })));
  it('asks a person for a gesture, once', () => {
    expect(reachedMilestones([letter], ben, [])).toEqual([{ milestone: 'letter', reachedAt: 7 }]);
    expect(reachedMilestones([letter], ben, ['letter'])).toEqual([]);
    expect(reachedMilestones([{ ...letter, requires: [atLeast(4, 'answered')] }], ben, [])).toEqual([]);
  });
});
