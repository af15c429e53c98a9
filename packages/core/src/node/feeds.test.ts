import { expect, it } from 'vitest';
import { createCommunity } from '../create-community.js';
import { views } from '../engine/views.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import type { Storage } from '../ports/storage.js';
import { systemIds } from '../system.js';
import { createManualClock } from '../testing/manual-clock.js';

/** A talk of two hundred messages on one node, and a second node on the same storage that counts what it loads. */
async function createTalk() {
  const clock = createManualClock();
  const memory = createMemoryStorage({ clock, ids: systemIds, views });
  const counted = { events: 0 };
  const counting: Storage = {
    ...memory,
    async load(request) {
      const loaded = await memory.load(request);
      for (const { events } of loaded.streams) counted.events += events.length;
      return loaded;
    },
  };
  const options = { id: 'shop', clock, limits: { burst: { visitor: 1_000, member: 1_000 } } };
  const writer = createCommunity({ ...options, storage: memory });
  const reader = createCommunity({ ...options, storage: counting });
  await writer.coach({ name: 'Ben' });
  const ana = await writer.visitor();
  const { conversationId } = await ana.call('conversation.ask', { text: 'Which size?' });
  const post = (text: string) => ana.call('message.post', { conversationId, text });
  for (let n = 2; n <= 200; n += 1) await post(`message ${n}`);
  const anaThere = await reader.visitor({ token: ana.token ?? '' });
  return { memory, counted, post, anaThere, ana, conversationId, feed: `conversation/${conversationId}` };
}

it('opens, continues and pages back by what is new, not by whole streams', async () => {
  const { counted, post, anaThere, feed } = await createTalk();
  const loads = async (run: () => Promise<unknown>) => {
    counted.events = 0;
    await run();
    return counted.events;
  };
  const { epoch, offset } = await anaThere.call('feed.open', { feed });
  expect(offset).toBe(200);
  for (let n = 0; n < 3; n += 1) await post('more');
  // Three that the fold lacks, three that the reader lacks.
  expect(await loads(() => anaThere.call('feed.open', { feed, after: { epoch, offset } }))).toBe(6);
  expect(await loads(() => anaThere.call('feed.pull', { feed, epoch, before: 100, limit: 10 }))).toBe(10);
});

it('shows on a node that has the stream in its cache what another node wrote since', async () => {
  const { ana, anaThere, conversationId, feed, counted } = await createTalk();
  const before = await anaThere.call('feed.open', { feed });
  await ana.call('conversation.leave', { conversationId });
  counted.events = 0;
  const after = await anaThere.call('feed.open', { feed });
  expect(before.snapshot?.state).toMatchObject({ status: 'waiting' });
  expect(after).toMatchObject({ offset: 201, snapshot: { from: 2, state: { status: 'closed' } } });
});

it('shows what was redacted by another node no more, neither in the transcript nor on the board', async () => {
  const { memory, anaThere, conversationId, feed } = await createTalk();
  await anaThere.call('feed.open', { feed });
  const stream = `conversation/${conversationId}`;
  const { streams } = await memory.load({ community: 'shop', streams: [{ stream, limit: 0 }] });
  const by = { kind: 'manager', name: 'Max' } as const;
  const redacted = { type: 'content.redacted', at: 1, by, data: { offsets: [1, 200] }, content: null };
  await memory.commit({
    community: 'shop',
    command: { id: 'redaction', hash: '', result: '{}' },
    appends: [{ stream, expected: streams[0]?.head ?? 'any', events: [redacted] }],
    rows: [],
    redactions: [{ stream, offsets: [1, 200], rows: [], commandIds: [] }],
  });
  const { snapshot, offset } = await anaThere.call('feed.open', { feed });
  expect(offset).toBe(201);
  expect(snapshot?.events.at(-2)?.data).not.toHaveProperty('text');
});
