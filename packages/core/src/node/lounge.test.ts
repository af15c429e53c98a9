import { expect, it } from 'vitest';
import { views } from '../engine/views.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import type { OffsetWireEvent } from '../protocol/events.js';
import { applyEvent, emptyFeed, type FeedState, openedFeed } from '../protocol/fold-feed.js';
import { loungeFold } from '../protocol/member-folds.js';
import { systemClock, systemIds } from '../system.js';
import { createStage } from '../testing/stage.js';

const feed = 'lounge';
const uuid = () => crypto.randomUUID();

it('shows coaches and managers who wrote, and that staff is staff', async () => {
  const { community, ben, zoe, max } = await createStage();
  const postId = uuid();
  await ben.call('lounge.post', { postId, text: 'Good morning' });
  await max.call('lounge.comment', { postId, text: 'And to you' });
  const { snapshot } = await zoe.call('feed.open', { feed });
  expect(snapshot?.events.map(({ type, by }) => [type, by])).toEqual([
    ['lounge.posted', { kind: 'coach', id: ben.id, name: 'Ben' }],
    ['lounge.commented', { kind: 'manager', id: max.id, name: 'Max' }],
  ]);
  await community.close();
});

it('erases what is removed from storage and from open feeds, and keeps its place', async () => {
  const storage = createMemoryStorage({ clock: systemClock, ids: systemIds, views });
  const { community, ben, zoe } = await createStage({ storage });
  const postId = uuid();
  await ben.call('lounge.post', { postId, text: 'My number is 0612345678' });
  await zoe.call('lounge.comment', { postId, text: 'Call 0612345678' });
  let state: FeedState = openedFeed(
    loungeFold,
    emptyFeed(loungeFold),
    (await zoe.call('feed.open', { feed })) as never,
  );
  zoe.on('feed.event', ({ offset, event }) => {
    state = applyEvent(loungeFold, state, { ...event, offset }) as FeedState;
  });
  await ben.call('lounge.remove', { postId: postId.toUpperCase() });
  expect(state.events.map(({ type }) => type)).toEqual([
    'lounge.posted',
    'lounge.commented',
    'lounge.removed',
    'content.redacted',
  ]);
  const { snapshot } = await ben.call('feed.open', { feed });
  expect(state.events).toEqual(snapshot?.events);
  expect(JSON.stringify([state, snapshot, await storage.log(0, 1_000)])).not.toContain('0612345678');
  await expect(zoe.call('lounge.like', { postId })).rejects.toMatchObject({ code: 'not_found' });
  await community.close();
});

it('takes likes of two nodes at once, each where the lounge then stands, and one of each person', async () => {
  const storage = { ...createMemoryStorage({ clock: systemClock, ids: systemIds, views }), shared: true };
  const here = await createStage({ storage });
  const there = await createStage({ storage, id: 'shop' });
  const postId = uuid();
  await here.ben.call('lounge.post', { postId, text: 'Who likes this?' });
  await there.zoe.call('feed.open', { feed });
  const people = await Promise.all(['a', 'b', 'c', 'd'].map((name) => here.community.coach({ name })));
  const outcomes = await Promise.allSettled(
    [...people, here.ben, there.ben, there.zoe].map((person) => person.call('lounge.like', { postId })),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(6);
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'already_liked' } });
  const answers = await Promise.all([here, there].map(({ zoe }) => zoe.call('feed.open', { feed })));
  const offsets = answers.map(({ snapshot }) => snapshot?.events.map(({ offset }) => offset));
  expect(offsets).toEqual([
    [1, 2, 3, 4, 5, 6, 7],
    [1, 2, 3, 4, 5, 6, 7],
  ]);
  await here.community.close();
  await there.community.close();
});

it('shows each reader every event once, in order, while two nodes write likes at once', async () => {
  const storage = { ...createMemoryStorage({ clock: systemClock, ids: systemIds, views }), shared: true };
  const stages = [await createStage({ storage }), await createStage({ storage })] as const;
  const posts = [uuid(), uuid()];
  for (const postId of posts) await stages[0].ben.call('lounge.post', { postId, text: 'Who likes this?' });
  const seen = await Promise.all(
    stages.map(async ({ zoe }) => {
      const liked: unknown[] = [];
      zoe.on('feed.event', ({ offset, event }) => liked.push([offset, event.data.postId, event.by.name]));
      await zoe.call('feed.open', { feed });
      return liked;
    }),
  );
  const likers = stages.map(({ ben, max }) => [ben, max]);
  // Each node knows a lounge without the other's likes: what it writes stands further on than it decided.
  for (const turn of [0, 1])
    await Promise.all(
      likers.map((people, node) => people[turn]?.call('lounge.like', { postId: posts[node] as string })),
    );
  for (const { clock } of stages) await clock.advance(2_000);
  const { snapshot } = await stages[0].zoe.call('feed.open', { feed });
  const stored = snapshot?.events.slice(2).map(({ offset, data, by }) => [offset, data.postId, by.name]);
  expect(stored).toHaveLength(4);
  expect(seen).toEqual([stored, stored]);
  for (const { community } of stages) await community.close();
});

it('lets nobody like twice through two nodes that both know the post', async () => {
  const storage = { ...createMemoryStorage({ clock: systemClock, ids: systemIds, views }), shared: true };
  const [here, there] = [await createStage({ storage }), await createStage({ storage })];
  const postId = uuid();
  await here.ben.call('lounge.post', { postId, text: 'Who likes this?' });
  await there.max.call('lounge.like', { postId });
  const outcomes = await Promise.allSettled([here, there].map(({ zoe }) => zoe.call('lounge.like', { postId })));
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  for (const { community } of [here, there]) await community.close();
});

it('misses nothing that another node wrote just before a like', async () => {
  const storage = { ...createMemoryStorage({ clock: systemClock, ids: systemIds, views }), shared: true };
  const [here, there] = [await createStage({ storage }), await createStage({ storage })];
  const [pinned, liked] = [uuid(), uuid()];
  for (const postId of [pinned, liked]) await here.ben.call('lounge.post', { postId, text: 'Hi' });
  await there.zoe.call('feed.open', { feed });
  await here.max.call('lounge.pin', { postId: pinned, pinned: true });
  // Decided on a lounge without the pin, written after it.
  await there.zoe.call('lounge.like', { postId: liked });
  const { snapshot } = await there.ben.call('feed.open', { feed });
  expect(snapshot?.state).toEqual({ pinned: [{ postId: pinned, offset: 1 }] });
  for (const { community } of [here, there]) await community.close();
});

it('reads no post again because another node wrote to the lounge', async () => {
  const memory = createMemoryStorage({ clock: systemClock, ids: systemIds, views });
  let read = 0;
  const storage: typeof memory = {
    ...memory,
    shared: true,
    async load(request) {
      const loaded = await memory.load(request);
      for (const { stream, events } of loaded.streams) read += stream === 'lounge' ? events.length : 0;
      return loaded;
    },
  };
  const [here, there] = [await createStage({ storage }), await createStage({ storage })];
  const posts = Array.from({ length: 100 }, uuid);
  for (const postId of posts) await here.ben.call('lounge.post', { postId, text: 'Hi' });
  await there.ben.call('lounge.post', { postId: uuid(), text: 'Hello' });
  const readBefore = read;
  for (const postId of posts.slice(0, 20))
    for (const { zoe, max } of [here, there])
      await Promise.allSettled([zoe, max].map((one) => one.call('lounge.like', { postId })));
  for (const { ben } of [here, there]) await ben.call('lounge.post', { postId: uuid(), text: 'Bye' });
  expect(readBefore).toBeGreaterThanOrEqual(100);
  expect(read - readBefore).toBeLessThan(100);
  for (const { community } of [here, there]) await community.close();
});

it('likes without waiting for what others write to the lounge meanwhile', async () => {
  const memory = createMemoryStorage({ clock: systemClock, ids: systemIds, views });
  const expected: unknown[] = [];
  const storage: typeof memory = {
    ...memory,
    commit(commit) {
      for (const append of commit.appends) if (append.stream === 'lounge') expected.push(append.expected);
      return memory.commit(commit);
    },
  };
  const { community, ben, zoe } = await createStage({ storage });
  const postId = uuid();
  await ben.call('lounge.post', { postId, text: 'Hi' });
  await zoe.call('lounge.like', { postId });
  await zoe.call('lounge.unlike', { postId });
  expect(expected).toEqual([{ version: 0, commitId: '' }, 'any', 'any']);
  await community.close();
});

it('finds a pinned post by where it stands', async () => {
  const { community, ben, max } = await createStage();
  const postId = uuid();
  await ben.call('lounge.post', { postId, text: 'House rules' });
  await max.call('lounge.pin', { postId, pinned: true });
  const { epoch, snapshot } = await ben.call('feed.open', { feed });
  expect(snapshot?.state).toEqual({ pinned: [{ postId, offset: 1 }] });
  const { events } = await ben.call('feed.pull', { feed, epoch, before: 2, limit: 1 });
  expect((events[0] as OffsetWireEvent).data).toEqual({ postId, text: 'House rules' });
  await community.close();
});
