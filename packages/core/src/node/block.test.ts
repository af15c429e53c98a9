import { expect, it } from 'vitest';
import { createCommunity } from '../create-community.js';
import { views } from '../engine/views.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import { systemIds } from '../system.js';
import { createManualClock } from '../testing/manual-clock.js';
import { createStage } from '../testing/stage.js';

it('ends the conversation, and the two never meet again', async () => {
  const stage = await createStage();
  const { ana, ben, zoe, conversationId } = stage;
  await stage.claim();
  await stage.answer();
  await ana.call('conversation.block', { conversationId, reason: 'abuse' });
  const again = await stage.ask();
  expect((await ben.call('view.open', { view: 'inbox' })).rows).toEqual([]);
  await expect(ben.call('request.claim', { conversationId: again })).rejects.toMatchObject({ code: 'not_found' });
  await zoe.call('request.claim', { conversationId: again });
  const transfer = zoe.call('conversation.transfer', { conversationId: again, to: { kind: 'coach', id: ben.id } });
  await expect(transfer).rejects.toMatchObject({ code: 'not_available' });
});

it('works from the coach’s side too, and tells neither why', async () => {
  const stage = await createStage();
  const { ana, ben, conversationId } = stage;
  await stage.claim();
  await ben.call('conversation.block', { conversationId, reason: 'spam', comment: 'Sells watches' });
  const feed = await ana.call('feed.open', { feed: `conversation/${conversationId}` });
  expect(feed.snapshot?.state).toMatchObject({ status: 'closed', outcome: 'blocked' });
  expect(JSON.stringify(feed)).not.toMatch(/spam|watches/);
  const again = await stage.ask();
  expect((await ben.call('view.open', { view: 'inbox' })).rows).toEqual([]);
  await expect(ben.call('request.claim', { conversationId: again })).rejects.toMatchObject({ code: 'not_found' });
});

it('blocks a coach who is gone without taking the question out of the queue', async () => {
  const stage = await createStage();
  const { ana, ben, zoe, conversationId } = stage;
  await stage.claim();
  await ben.call('conversation.release', { conversationId });
  await ana.call('conversation.block', { conversationId, reason: 'abuse' });
  expect((await zoe.call('view.open', { view: 'inbox' })).rows).toMatchObject([{ key: conversationId }]);
  expect((await ben.call('view.open', { view: 'inbox' })).rows).toEqual([]);
});

it('refuses to block where nobody has been', async () => {
  const { ana, conversationId } = await createStage();
  const block = ana.call('conversation.block', { conversationId, reason: 'abuse' });
  await expect(block).rejects.toMatchObject({ code: 'not_claimed' });
});

it('takes what else the visitor asked off the coach’s desk at once', async () => {
  const stage = await createStage();
  const { ana, ben, conversationId } = stage;
  const other = await stage.ask();
  await stage.claim();
  const removed: string[] = [];
  ben.on('view.changed', ({ removes }) => removed.push(...removes));
  expect((await ben.call('view.open', { view: 'inbox' })).rows).toMatchObject([{ key: other }]);
  await ana.call('conversation.block', { conversationId, reason: 'abuse' });
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
  expect(removed).toContain(other);
});

it('is stronger than a claim that looked for blocks before it, on another node', async () => {
  const clock = createManualClock();
  const storage = createMemoryStorage({ clock, ids: systemIds, views });
  const { ana, ben, conversationId, ask } = await createStage({ storage, clock });
  await ben.call('request.claim', { conversationId });
  await ben.call('message.post', { conversationId, text: 'Half a size up.' });
  const other = await ask();
  const elsewhere = createCommunity({ id: 'shop', storage, clock });
  const sameBen = await elsewhere.coach({ name: 'Ben' });
  const { find } = storage;
  // What the claim reads of blocks is of the moment before.
  storage.find = async (view, query) => {
    const found = await find(view, query);
    return view === 'block' ? { ...found, rows: [] } : found;
  };
  await ana.call('conversation.block', { conversationId, reason: 'rude' });
  await expect(sameBen.call('request.claim', { conversationId: other })).rejects.toMatchObject({ code: 'not_found' });
  await elsewhere.close();
});
