import { createCommunity } from '@entraide/core';
import { expect, it } from 'vitest';
import { createJumpingClock } from './jumping-clock.js';
import { weeklyBoards } from './weekly-boards.js';

it('shows a coach their own progress, the goal, and the boards, in this order', async () => {
  const clock = createJumpingClock(Date.UTC(2026, 3, 15, 12));
  const topics = [{ id: 'shoes', labels: { en: 'Shoes' } }];
  const community = createCommunity({ id: 'shop', topics, recognition: weeklyBoards, clock });
  const [ben, ana] = [await community.coach({ name: 'Ben' }), await community.visitor()];
  const { conversationId } = await ana.call('conversation.ask', { text: 'Do these run small?', topic: 'shoes' });
  await ben.call('request.claim', { conversationId });
  await ben.call('message.post', { conversationId, text: 'Take half a size up.' });
  await ana.call('message.post', { conversationId, text: 'They fit.' });
  await ana.call('conversation.thank', { conversationId });
  const { rows } = await ben.call('view.open', { view: 'leaderboard' });
  expect(rows).toMatchObject([
    { type: 'own', score: 1, before: 0 },
    { type: 'goal', have: 1, atLeast: 500 },
    { type: 'board', board: 'appreciated' },
    { type: 'place', rank: 1, name: 'Ben', score: 4 },
    { type: 'board', board: 'shoes' },
    { type: 'place', rank: 1, name: 'Ben', score: 1 },
  ]);
  await community.close();
});
