import { createCommunity } from '@entraide/core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createManualClock } from '../testing/manual-clock.js';
import { createStage, type Stage } from '../testing/stage.js';
import { createRewards, type Rewards } from './index.js';

const answered = [{ count: 'answered' as const, atLeast: 1, perDayMax: 20 }];
const recognition = {
  settleAfterMs: 0,
  tiers: { ladder: [{ id: 'guest', requires: answered, points: 50 }], windowDays: null },
  grades: { coach: { ways: [answered], confirm: true } },
  milestones: [{ id: 'card', requires: answered, task: 'Send them a card' }],
  rewards: {
    catalogue: [
      { id: 'lamp', kind: 'object' as const, cost: 40, stock: 1 },
      { id: 'mug', kind: 'object' as const, cost: 20 },
    ],
  },
};

let stage: Stage;
let ben: Rewards;
let max: Rewards;
beforeEach(async () => {
  const clock = createManualClock();
  const community = createCommunity({ id: 'shop', clock, recognition });
  stage = await createStage(community, clock);
  const manager = stage.seat({ token: community.memberToken('manager', { name: 'Max' }) }).client;
  manager.open();
  const question = stage.ana.client.ask({ text: 'Do these run small?' });
  await stage.settle();
  const conversationId = question.id;
  await stage.ben.client.call('request.claim', { conversationId });
  await stage.ben.client.call('message.post', { conversationId, messageId: crypto.randomUUID(), text: 'No.' });
  await stage.ana.client.call('message.post', { conversationId, messageId: crypto.randomUUID(), text: 'Thanks!' });
  await stage.clock.advance(2_500);
  await stage.settle();
  [ben, max] = [createRewards(stage.ben.client), createRewards(manager)];
  for (const rewards of [ben, max]) rewards.subscribe(() => undefined);
  await stage.settle();
});
afterEach(() => stage.close());

const shownBy = (rewards: Rewards) => rewards.getSnapshot().value;
const refusals = () => shownBy(ben).catalogue.map(({ rewardId, refused }) => [rewardId, refused]);

it('shows a coach what points buy now, and what became of what they bought', async () => {
  expect(refusals()).toEqual([
    ['mug', null],
    ['lamp', null],
  ]);
  const redemptionId = await ben.redeem('lamp');
  await stage.settle();
  expect(refusals()).toEqual([
    ['mug', 'insufficient_points'],
    ['lamp', 'out_of_stock'],
  ]);
  expect(shownBy(max).redemptions).toMatchObject([{ redemptionId, name: 'Ben', status: 'reserved' }]);
  await max.refuse({ rewardId: 'lamp', redemptionId }, 'Broken');
  await stage.clock.advance(1_000);
  await ben.redeem('mug');
  await stage.settle();
  expect(shownBy(ben).redemptions).toMatchObject([
    { rewardId: 'mug', status: 'reserved' },
    { rewardId: 'lamp', status: 'refused', reason: 'Broken' },
  ]);
  for (const waiting of shownBy(max).redemptions) await max.fulfil(waiting);
  await stage.settle();
  expect(shownBy(max).redemptions).toEqual([]);
  expect(shownBy(ben).redemptions[0]).toMatchObject({ status: 'fulfilled' });
});

it('shows managers what waits for them, until they have seen to it', async () => {
  const { milestones, grades } = shownBy(max);
  expect(milestones).toMatchObject([{ name: 'Ben', milestone: 'card', task: 'Send them a card' }]);
  expect(grades).toMatchObject([{ name: 'Ben', grade: 'coach', topic: null }]);
  for (const milestone of milestones) await max.completeMilestone(milestone);
  for (const grade of grades) await max.confirmGrade(grade);
  await max.lockTier(milestones[0]?.coachId ?? '');
  await stage.settle();
  expect(shownBy(max)).toMatchObject({ milestones: [], grades: [] });
  await expect(ben.redeem('yacht')).rejects.toMatchObject({ code: 'not_found' });
});
