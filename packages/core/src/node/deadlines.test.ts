import { expect, it } from 'vitest';
import { createCommunity } from '../create-community.js';
import { views } from '../engine/views.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import type { Storage } from '../ports/storage.js';
import { parseCommunity } from '../settings.js';
import { systemIds } from '../system.js';
import { createManualClock } from '../testing/manual-clock.js';
import { createStage } from '../testing/stage.js';
import { createNode } from './create-node.js';

it('returns an unanswered claim to the queue, at its old place, and frees the slot', async () => {
  const { clock, ben, claim, conversationId, community } = await createStage({ leaseMs: 60_000 });
  const { snapshot } = await ben.call('feed.open', { feed: 'me' });
  await claim();
  await clock.advance(59_000);
  expect((await ben.call('view.open', { view: 'inbox' })).rows).toEqual([]);
  await clock.advance(2_000);
  const inbox = await ben.call('view.open', { view: 'inbox' });
  expect(inbox.rows).toMatchObject([{ key: conversationId, askedAt: 1_700_000_000_000 }]);
  const after = await ben.call('feed.open', { feed: 'me' });
  expect(after.snapshot?.state.slots).toEqual(snapshot?.state.slots);
  await community.close();
});

it('leaves an answered claim alone', async () => {
  const { clock, claim, answer, ana, conversationId } = await createStage({ leaseMs: 60_000 });
  await claim();
  await answer();
  await clock.advance(120_000);
  const { snapshot } = await ana.call('feed.open', { feed: `conversation/${conversationId}` });
  expect(snapshot?.state).toMatchObject({ status: 'held' });
});

it('fires once though two nodes watch, and fires after a restart', async () => {
  const clock = createManualClock();
  const storage = createMemoryStorage({ clock, ids: systemIds, views });
  const options = { id: 'shop', clock, storage, leaseMs: 5_000 };
  const first = createCommunity(options);
  const ben = await first.coach({ name: 'Ben' });
  const ana = await first.visitor();
  const { conversationId } = await ana.call('conversation.ask', { text: 'Which size?' });
  await ben.call('request.claim', { conversationId });
  await first.close();
  await clock.advance(60_000);

  const nodes = [createCommunity(options), createCommunity(options)];
  await clock.advance(5_000);
  const log = await storage.log(0, 100);
  expect(log.filter(({ type }) => type === 'lease.expired')).toHaveLength(1);
  expect(log.filter(({ type }) => type === 'slot.freed')).toHaveLength(1);
  for (const node of nodes) await node.close();
});

it('fires what it knows, and fetches what others wrote, beside a deadline of an unknown kind and a broken one', async () => {
  const clock = createManualClock();
  const memory = createMemoryStorage({ clock, ids: systemIds, views });
  const looked: string[] = [];
  const storage: Storage = {
    ...memory,
    shared: true,
    find: async (view, query) => {
      if (query.community === 'abroad') throw new Error('this table is gone');
      looked.push(view);
      return memory.find(view, query);
    },
  };
  const row = { stream: 'conversation/x', kind: 'from_a_newer_node', dueAt: 1 };
  await memory.commit({ community: 'shop', appends: [], rows: [{ view: 'deadline', key: 'x', row }] });
  const events: string[] = [];
  const settings = ['abroad', 'shop'].map((id) => parseCommunity({ id }));
  const authenticate = async () => null;
  const log = ({ event }: { event: string }) => events.push(event);
  const node = createNode({ storage, communities: settings, authenticate, clock, log });
  const here = createCommunity({ id: 'shop', clock, storage: memory, leaseMs: 5_000 });
  const ben = await here.coach({ name: 'Ben' });
  const { conversationId } = await (await here.visitor()).call('conversation.ask', { text: 'Which size?' });
  await ben.call('request.claim', { conversationId });
  await here.close();
  await clock.advance(20_000);
  expect((await memory.log(0, 100)).filter(({ type }) => type === 'lease.expired')).toHaveLength(1);
  expect(events.filter((event) => event === 'deadline_unknown')).toHaveLength(1);
  expect(looked).toContain('coach');
  await node.close();
});

it('ends a request that nobody took, and one that was left for later after its own time', async () => {
  const { clock, ana, ben, conversationId, community } = await createStage({
    requestMs: 5_000,
    laterRequestMs: 20_000,
  });
  const later = await ana.call('conversation.ask', { text: 'And in red?', later: true });
  const keys = async () => (await ben.call('view.open', { view: 'inbox' })).rows.map(({ key }) => key);
  await clock.advance(4_000);
  expect(await keys()).toHaveLength(2);
  await clock.advance(3_000);
  expect(await keys()).toEqual([later.conversationId]);
  const { snapshot } = await ana.call('feed.open', { feed: `conversation/${conversationId}` });
  expect(snapshot?.state).toMatchObject({ status: 'closed', outcome: 'expired' });
  await clock.advance(20_000);
  expect(await keys()).toEqual([]);
  await community.close();
});

it('gives a question that comes back from a coach the time to wait that it had left', async () => {
  const stage = await createStage({ requestMs: 10 * 60_000 });
  const { ana, ben, clock, conversationId } = stage;
  const statusOf = async () =>
    (await ana.call('feed.open', { feed: `conversation/${conversationId}` })).snapshot?.state.status;
  await clock.advance(4 * 60_000);
  await stage.claim();
  for (let n = 0; n < 12; n += 1) {
    await stage.answer();
    await ana.call('message.post', { conversationId, text: 'And the red ones?' });
    await clock.advance(60_000);
  }
  await ben.call('conversation.release', { conversationId });
  await clock.advance(5 * 60_000);
  expect(await statusOf()).toBe('waiting');
  await clock.advance(62_000);
  expect(await statusOf()).toBe('closed');
});
