import { createCommunity, type Participant } from '@entraide/core';
import { expect, it } from 'vitest';
import { guestToGuest } from './guest-to-guest.js';
import { createJumpingClock, type JumpingClock } from './jumping-clock.js';

const dayMs = 24 * 3_600_000;

/** Twenty answered chats a day, until there are so many. */
async function answer(chats: number, { ben, ana, clock }: { ben: Participant; ana: Participant; clock: JumpingClock }) {
  for (let chat = 0; chat < chats; chat += 1) {
    await clock.jump(dayMs / 20);
    const { conversationId } = await ana.call('conversation.ask', { text: 'Where to sleep in Porto?', later: true });
    await ben.call('request.claim', { conversationId });
    await ben.call('message.post', { conversationId, text: 'By the river.' });
    await ana.call('message.post', { conversationId, text: 'Lovely!' });
    await ben.call('conversation.close', { conversationId, outcome: 'served' });
  }
  await clock.jump(2 * dayMs);
}

const createScene = async () => {
  const clock = createJumpingClock(Date.UTC(2026, 0, 1));
  const community = createCommunity({ id: 'guests', recognition: guestToGuest, clock });
  const [ben, zoe] = [await community.coach({ name: 'Ben' }), await community.coach({ name: 'Zoe' })];
  const [ana, max] = [await community.visitor(), await community.manager({ name: 'Max' })];
  return { clock, community, ben, zoe, ana, max };
};

it('gives a travel guide for a thousand answered chats, once a manager has sent it', async () => {
  const scene = await createScene();
  const { ben, zoe, max } = scene;
  await answer(1_000, scene);
  // #region redeem
  const order = { rewardId: 'travel-guide', redemptionId: crypto.randomUUID() };
  await ben.call('reward.redeem', order);

  // The manager's page shows what waits for them …
  const { rows } = await max.call('view.open', { view: 'rewards' });
  // … and once the guide is in the post:
  await max.call('reward.fulfil', order);
  // #endregion
  expect(rows).toMatchObject([
    { type: 'reward', rewardId: 'travel-guide', left: 19 },
    { type: 'redemption', ...order, name: 'Ben', status: 'reserved', cost: 1_000 },
    { type: 'milestone', milestone: 'letter', name: 'Ben', task: 'Write them a letter, by hand' },
  ]);
  const { rows: shown } = await ben.call('view.open', { view: 'rewards' });
  expect(shown).toMatchObject([{ refused: 'insufficient_points' }, { status: 'fulfilled' }]);
  const { snapshot } = await ben.call('feed.open', { feed: 'me' });
  expect(snapshot?.state).toMatchObject({ ledger: { lifetime: 1_000, redeemed: 1_000, settled: 0 } });

  await expect(zoe.call('reward.redeem', { ...order, redemptionId: crypto.randomUUID() })).rejects.toMatchObject({
    code: 'insufficient_points',
  });
  await scene.community.close();
}, 180_000);
