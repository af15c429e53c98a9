import { expect, it } from 'vitest';
import { createCommunity } from './create-community.js';

it('carries a question from asking to thanks', async () => {
  const community = createCommunity({ id: 'shop' });
  const ben = await community.coach({ name: 'Ben' });
  const ana = await community.visitor();
  const { conversationId } = await ana.call('conversation.ask', { text: 'Do these shoes run small?' });
  await ben.call('request.claim', { conversationId });
  await ben.call('message.post', { conversationId, text: 'Take half a size up.' });
  await ana.call('conversation.thank', { conversationId });
  const { snapshot } = await ana.call('feed.open', { feed: `conversation/${conversationId}` });
  expect(snapshot?.events.map(({ type, by }) => `${by.name}: ${type}`)).toEqual([
    'Visitor: conversation.asked',
    'Ben: request.claimed',
    'Ben: message.posted',
    'Visitor: conversation.thanked',
  ]);
  await community.close();
});
