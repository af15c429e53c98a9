import { expect, it } from 'vitest';
import { createCommunity } from '../create-community.js';
import { views } from '../engine/views.js';
import { createMemoryBus } from '../memory/memory-bus.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import type { Bus } from '../ports/bus.js';
import { systemIds } from '../system.js';
import { createManualClock } from '../testing/manual-clock.js';

const deaf: Bus = {
  publish: async () => undefined,
  subscribe: async () => async () => undefined,
  close: async () => undefined,
};

/** Ben holds Ana's conversation and reads it on one node; all else happens on the other. */
async function createScene(bus: Bus) {
  const clock = createManualClock();
  const memory = createMemoryStorage({ clock, ids: systemIds, views });
  const options = { id: 'shop', clock, storage: { ...memory, shared: true }, bus };
  const [here, there] = [createCommunity(options), createCommunity(options)];
  const ben = await here.coach({ name: 'Ben' });
  const [benThere, zoeThere] = [await there.coach({ name: 'Ben' }), await there.coach({ name: 'Zoe' })];
  const zoe = await here.coach({ name: 'Zoe' });
  const ana = await there.visitor();
  await clock.advance(1_000);
  const { conversationId } = await ana.call('conversation.ask', { text: 'Which size?' });
  const feed = `conversation/${conversationId}`;
  await ben.call('request.claim', { conversationId });
  await ben.call('feed.open', { feed });
  const seen: string[] = [];
  ben.on('feed.event', ({ event }) => seen.push(event.type));
  const moveOn = async () => {
    await benThere.call('conversation.release', { conversationId });
    await ana.call('message.post', { conversationId, text: 'Still there?' });
    await zoeThere.call('request.claim', { conversationId });
    await ana.call('message.post', { conversationId, text: 'For Zoe alone' });
  };
  return { clock, ben, zoe, ana, here, there, conversationId, feed, seen, moveOn };
}

it.each([
  ['by the sweep', () => deaf],
  ['by hints', createMemoryBus],
])('shows a coach what ended their part, and nothing after another has it, %s', async (_, createBus) => {
  const { clock, seen, moveOn, here, there } = await createScene(createBus());
  await moveOn();
  await clock.advance(2_000);
  expect(seen).toEqual(['conversation.released', 'message.posted']);
  await here.close();
  await there.close();
});

it('does so too where the new coach reads and writes on the same node before it has caught up', async () => {
  const { clock, zoe, ana, seen, moveOn, feed, conversationId, here, there } = await createScene(deaf);
  await moveOn();
  const heard: number[] = [];
  zoe.on('feed.event', ({ offset }) => heard.push(offset));
  const { offset } = await zoe.call('feed.open', { feed });
  await zoe.call('message.post', { conversationId, text: 'Half a size up.' });
  await ana.call('message.post', { conversationId, text: 'Thanks' });
  await clock.advance(2_000);
  expect(seen).toEqual(['conversation.released', 'message.posted']);
  expect(heard).toEqual([offset + 1, offset + 2]);
  await here.close();
  await there.close();
});

it('does so too where the new coach writes without reading', async () => {
  const { clock, zoe, seen, moveOn, conversationId, here, there } = await createScene(deaf);
  await moveOn();
  await zoe.call('message.post', { conversationId, text: 'Half a size up.' });
  await clock.advance(2_000);
  expect(seen).toEqual(['conversation.released', 'message.posted']);
  await here.close();
  await there.close();
});
