import { expect, it, vi } from 'vitest';
import { createCommunity } from '../create-community.js';
import { views } from '../engine/views.js';
import { createMemoryBus } from '../memory/memory-bus.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import type { Bus } from '../ports/bus.js';
import { systemIds } from '../system.js';
import { createManualClock } from '../testing/manual-clock.js';

/** Two nodes on one storage: coaches on the first, the visitor on the second, whose gate a coach of its own opens. */
async function createNodes(bus: Bus) {
  const clock = createManualClock();
  const memory = createMemoryStorage({ clock, ids: systemIds, views });
  const storage = { ...memory, shared: true };
  const options = { id: 'shop', clock, storage, bus };
  const [first, second] = [createCommunity(options), createCommunity(options)];
  const ben = await first.coach({ name: 'Ben' });
  await second.coach({ name: 'Zoe' });
  const ana = await second.visitor();
  await clock.advance(1_000);
  const close = async () => {
    await first.close();
    await second.close();
  };
  return { clock, first, second, ben, ana, close, storage };
}

const deaf: Bus = {
  publish: async () => undefined,
  subscribe: async () => async () => undefined,
  close: async () => undefined,
};

it.each([
  ['by the hints of a bus', createMemoryBus, 0],
  ['by the sweep alone, where the bus is dead', () => deaf, 1_000],
])('a talk across nodes reaches both sides whole and in order, %s', async (_, createBus, waitMs) => {
  const { clock, ben, ana, close } = await createNodes(createBus());
  const inbox: unknown[] = [];
  ben.on('view.changed', ({ view, upserts }) => view === 'inbox' && inbox.push(...upserts));
  await ben.call('view.open', { view: 'inbox' });
  const { conversationId } = await ana.call('conversation.ask', { text: 'Which size?' });
  await clock.advance(waitMs);
  expect(inbox).toMatchObject([{ key: conversationId, text: 'Which size?' }]);

  const feed = `conversation/${conversationId}`;
  await ben.call('request.claim', { conversationId });
  const seen = { ana: [] as number[], ben: [] as number[] };
  ana.on('feed.event', ({ offset }) => seen.ana.push(offset));
  ben.on('feed.event', ({ offset }) => seen.ben.push(offset));
  for (const person of [ana, ben]) await person.call('feed.open', { feed });
  for (let n = 0; n < 20; n += 1)
    await Promise.all([
      ana.call('message.post', { conversationId, text: `a ${n}` }),
      ben.call('message.post', { conversationId, text: `b ${n}` }),
    ]);
  await clock.advance(waitMs + 1_000);
  const expected = Array.from({ length: 40 }, (__, index) => index + 3);
  expect(seen).toEqual({ ana: expected, ben: expected });
  await close();
});

it('a claim on the other node takes the request off the board', async () => {
  const { clock, second, ben, ana, close } = await createNodes(createMemoryBus());
  const other = await second.coach({ name: 'Carl' });
  const removed: string[] = [];
  await other.call('view.open', { view: 'inbox' });
  other.on('view.changed', ({ view, removes }) => view === 'inbox' && removed.push(...removes));
  const { conversationId } = await ana.call('conversation.ask', { text: 'Which size?' });
  await ben.call('request.claim', { conversationId });
  await clock.advance(1_000);
  expect(removed).toEqual([conversationId]);
  await close();
});

it('a node that just started misses nothing that another writes before its first look', async () => {
  const { clock, first, ben, ana, close, storage } = await createNodes(deaf);
  const late = createCommunity({ id: 'shop', clock, storage, bus: deaf });
  const zoe = await late.coach({ name: 'Zoe' });
  const seen: unknown[] = [];
  zoe.on('view.changed', ({ view, upserts }) => view === 'inbox' && seen.push(...upserts));
  expect((await zoe.call('view.open', { view: 'inbox' })).rows).toEqual([]);
  const benThere = await late.coach({ name: 'Ben' });
  await benThere.call('view.open', { view: 'presence' });
  const slots: unknown[] = [];
  zoe.on('view.changed', ({ view, upserts }) => view === 'presence' && slots.push(...upserts));
  await zoe.call('view.open', { view: 'presence' });
  const { conversationId } = await ana.call('conversation.ask', { text: 'Which size?' });
  const other = await (await first.visitor()).call('conversation.ask', { text: 'And in red?', later: true });
  await ben.call('request.claim', { conversationId });
  await clock.advance(3_000);
  expect(seen).toMatchObject([{ key: other.conversationId }]);
  expect(slots).toMatchObject([{ key: ben.id, openCount: 1 }]);
  await late.close();
  await close();
});

it('reads no feed again while nobody else writes', async () => {
  const { clock, first, ben, close, storage } = await createNodes(deaf);
  const eva = await first.visitor();
  const { conversationId } = await eva.call('conversation.ask', { text: 'Which size?' });
  await ben.call('request.claim', { conversationId });
  for (const person of [ben, eva]) await person.call('feed.open', { feed: `conversation/${conversationId}` });
  await clock.advance(2_000);
  const load = vi.spyOn(storage, 'load');
  for (let n = 0; n < 3; n += 1) {
    await eva.call('message.post', { conversationId, text: `${n}` });
    await clock.advance(1_000);
  }
  expect(load).not.toHaveBeenCalled();
  await close();
});

it('a feed that opens while another writes, and a look passes over it, lacks nothing', async () => {
  const { clock, ben, ana, close, storage } = await createNodes(deaf);
  const { conversationId } = await ana.call('conversation.ask', { text: 'Which size?' });
  await clock.advance(1_000);
  await ben.call('request.claim', { conversationId });
  await clock.advance(2_000);
  const seen: number[] = [];
  ana.on('feed.event', ({ offset }) => seen.push(offset));
  const { load } = storage;
  let reads = 0;
  vi.spyOn(storage, 'load').mockImplementation(async (request) => {
    const loaded = await load(request);
    // The read of the events, after that of the state: what follows is in neither.
    if (++reads === 2) {
      await ben.call('message.post', { conversationId, text: 'Which one do you have?' });
      await clock.advance(2_000);
    }
    return loaded;
  });
  await ana.call('feed.open', { feed: `conversation/${conversationId}` });
  await clock.advance(1_000);
  expect(seen).toEqual([3]);
  await close();
});

it('keeps the visitor of a coach who is connected to another node, and not of one whose node died', async () => {
  const { clock, first, second, ben, ana, storage } = await createNodes(deaf);
  const { conversationId } = await ana.call('conversation.ask', { text: 'Which size?' });
  await clock.advance(1_000);
  await ben.call('request.claim', { conversationId });
  await ben.call('message.post', { conversationId, text: 'Half a size up.' });
  const talk = setIntervalOn(clock, async (n) => {
    const person = n % 2 === 0 ? ana : ben;
    await person.call('message.post', { conversationId, text: `${n}` });
  });
  await talk(5);
  const reoffered = async () => (await storage.log(0, 1_000)).filter(({ type }) => type === 'conversation.reoffered');
  expect(await reoffered()).toEqual([]);

  // Its node is lost to the others: what it shared runs out.
  const { find } = storage;
  storage.find = async (view, query) => (view === 'share' ? { position: 0, rows: [] } : find(view, query));
  await clock.advance(140_000);
  expect(await reoffered()).toHaveLength(1);
  await first.close();
  await second.close();
});

/** Says something once a minute. */
const setIntervalOn =
  (clock: { advance(ms: number): Promise<void> }, say: (n: number) => Promise<void>) => async (minutes: number) => {
    for (let n = 0; n < minutes; n += 1) {
      await clock.advance(60_000);
      await say(n);
    }
  };
