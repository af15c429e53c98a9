import { createClient, createMemoryStorage } from '@entraide/client';
import { createCommunity } from '@entraide/core';
import { expect, it, vi } from 'vitest';
import { type Shown, startChat } from './chat.js';

it('asks, shows who answers, goes on, and is there again after a reload', async () => {
  const community = createCommunity({ id: 'shop', availability: { opensAfterMs: 0 } });
  const camille = await community.coach({ name: 'Camille' });
  const storage = createMemoryStorage();
  const connect = () => createClient({ community: 'shop', transport: community.transport(), storage });
  const client = connect();
  let shown: Shown = { isOpen: false, headline: '', messages: [] };
  const draw = (next: Shown) => {
    shown = next;
  };
  const chat = startChat(client, draw);
  client.open();
  await vi.waitFor(() => expect(shown.isOpen).toBe(true));
  expect(shown.headline).toContain('volunteer');
  await chat.say('Do these shoes run small?');
  await vi.waitFor(() => expect(shown.messages[0]?.delivery).toBe('sent'));
  expect(shown.headline).toContain('looking for somebody');
  const [conversationId = ''] = client.asked.getSnapshot();
  await camille.call('request.claim', { conversationId });
  await camille.call('message.post', { conversationId, text: 'Half a size up.' });
  await vi.waitFor(() => expect(shown.headline).toBe('Camille is with you.'));
  await chat.say('Thank you!');
  await chat.thank();
  await vi.waitFor(() => expect(shown.messages.map(({ text }) => text)).toContain('Thank you!'));
  chat.close();
  await client.close();

  const again = connect();
  const back = startChat(again, draw);
  again.open();
  await vi.waitFor(() => expect(shown.messages).toHaveLength(3));
  back.close();
  await again.close();
  await community.close();
});
