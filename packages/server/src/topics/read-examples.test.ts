import { createCommunity, systemClock, systemIds, views } from '@entraide/core';
import { createMemoryStorage } from '@entraide/core/memory';
import { expect, it } from 'vitest';
import { readExamples } from './read-examples.js';

/** Two communities in one log. */
async function createScene() {
  const storage = createMemoryStorage({ clock: systemClock, ids: systemIds, views });
  const pages = [{ pattern: '/bags/*', topic: 'bags' }];
  const shop = createCommunity({ id: 'shop', storage, pages });
  const other = createCommunity({ id: 'other', storage });
  async function talk(
    community: typeof shop,
    params: { text: string; topic?: string; locale?: string; page?: { url: string; title: string } },
    outcome: 'served' | 'abandoned' = 'served',
  ) {
    const [ana, ben] = [await community.visitor(), await community.coach({ name: 'Ben' })];
    const { conversationId } = await ana.call('conversation.ask', params);
    await ben.call('request.claim', { conversationId });
    await ben.call('message.post', { conversationId, text: 'Half a size up.' });
    await ben.call('conversation.close', { conversationId, outcome });
    return conversationId;
  }
  return { storage, shop, other, talk };
}

it('learns from what was served, with the topic that its visitor chose', async () => {
  const { storage, shop, other, talk } = await createScene();
  await talk(shop, { text: 'Which size?', topic: 'shoes', locale: 'en' });
  await talk(shop, { text: 'Which colour?', topic: 'bags' });
  await talk(shop, { text: 'No topic?' });
  await talk(shop, { text: 'A rule said it', page: { url: 'https://shop.example/bags/7', title: 'A bag' } });
  await talk(shop, { text: 'Nobody served', topic: 'shoes' }, 'abandoned');
  await talk(other, { text: 'Of others', topic: 'shoes' });
  await (await shop.visitor()).call('conversation.ask', { text: 'Still open', topic: 'shoes' });
  const seen: unknown[] = [];
  const examples = await readExamples(storage, { community: 'shop', progress: (read) => seen.push(read) });
  expect(examples).toEqual([
    { text: 'Which size?', topic: 'shoes', locale: 'en' },
    { text: 'Which colour?', topic: 'bags', locale: null },
  ]);
  expect(seen.at(-1)).toMatchObject({ examples: 2 });
});

it('takes the word of the coach who passed it on to a topic', async () => {
  const { storage, shop } = await createScene();
  const [ana, ben] = [await shop.visitor(), await shop.coach({ name: 'Ben' })];
  const { conversationId } = await ana.call('conversation.ask', { text: 'Which size?', topic: 'bags' });
  await ben.call('request.claim', { conversationId });
  await ben.call('message.post', { conversationId, text: 'I know bags, not shoes.' });
  await ben.call('conversation.transfer', { conversationId, to: { kind: 'topic', id: 'shoes' } });
  await ben.call('request.claim', { conversationId });
  await ben.call('message.post', { conversationId, text: 'Half a size up.' });
  await ben.call('conversation.close', { conversationId, outcome: 'served' });
  expect(await readExamples(storage, { community: 'shop' })).toEqual([
    { text: 'Which size?', topic: 'shoes', locale: null },
  ]);
});

it('learns nothing from what was erased', async () => {
  const { storage, shop, talk } = await createScene();
  const stream = `conversation/${await talk(shop, { text: 'Which size?', topic: 'shoes' })}`;
  const redactions = [{ stream, offsets: [1], rows: [], commandIds: [] }];
  await storage.commit({ community: 'shop', appends: [], rows: [], redactions });
  expect(await readExamples(storage, { community: 'shop' })).toEqual([]);
});
