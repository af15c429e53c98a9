import { createCommunity } from '@entraide/core';
import { expect, it } from 'vitest';
import { points } from './points.js';

it('gives points for thanks after a real exchange, pending first', async () => {
  const noon = Date.UTC(2026, 5, 1, 12);
  const clock = { now: () => noon, schedule: () => () => undefined };
  const community = createCommunity({ id: 'shop', recognition: points, clock });
  const ben = await community.coach({ name: 'Ben' });
  const ana = await community.visitor();
  const { conversationId } = await ana.call('conversation.ask', { text: 'Do these run small?' });
  await ben.call('request.claim', { conversationId });
  await ben.call('message.post', { conversationId, text: 'Half a size up.' });
  await ana.call('message.post', { conversationId, text: 'They fit!' });
  await ana.call('conversation.thank', { conversationId });
  await ana.call('conversation.rate', { conversationId, stars: 5 });
  const { snapshot } = await ben.call('feed.open', { feed: 'me' });
  expect(snapshot?.state).toMatchObject({ ledger: { pending: 15, settled: 0 } });
  await community.close();
});
