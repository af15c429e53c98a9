import { createCommunity } from '@entraide/core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Client } from '../client.js';
import { createManualClock } from '../testing/manual-clock.js';
import { createStage, type Stage } from '../testing/stage.js';
import { announcementsOf, careOf, createLounge, createThread } from './index.js';

let stage: Stage;
let max: Client;
beforeEach(async () => {
  const clock = createManualClock();
  const community = createCommunity({ id: 'shop', clock });
  stage = await createStage(community, clock);
  max = stage.seat({ token: community.memberToken('manager', { name: 'Max' }) }).client;
  max.open();
  await stage.settle();
});
afterEach(() => stage.close());

const idOf = (client: Client) => client.status.getSnapshot().actor?.id ?? '';
const watch = async <T extends { subscribe(listener: () => void): () => void }>(store: T): Promise<T> => {
  store.subscribe(() => undefined);
  await stage.settle();
  return store;
};

it('shows posts with what was said under them, who likes them, and who is staff', async () => {
  const [ben, zoe] = [createLounge(stage.ben.client), await watch(createLounge(stage.zoe.client))];
  await ben.post('Good morning');
  await stage.settle();
  const [{ id = '' } = {}] = zoe.getSnapshot().posts;
  await zoe.like(id);
  await createLounge(max).comment(id, 'And to you');
  await createLounge(max).pin(id);
  await stage.settle();
  expect(zoe.getSnapshot()).toMatchObject({
    status: 'ready',
    posts: [
      {
        id,
        text: 'Good morning',
        by: { kind: 'coach', name: 'Ben', id: idOf(stage.ben.client) },
        likedBy: [idOf(stage.zoe.client)],
        comments: [{ text: 'And to you', by: { kind: 'manager', name: 'Max' } }],
      },
    ],
    pinned: [{ postId: id, offset: 1 }],
    canLoadEarlier: false,
  });
  await zoe.unlike(id);
  await ben.remove(id);
  await stage.settle();
  expect(zoe.getSnapshot()).toMatchObject({ posts: [], pinned: [] });
});

it('takes a comment away, and leaves the post', async () => {
  const zoe = await watch(createLounge(stage.zoe.client));
  await zoe.post('Anybody awake?');
  await stage.settle();
  const { id = '' } = zoe.getSnapshot().posts[0] ?? {};
  await zoe.comment(id, 'Nobody, it seems');
  await stage.settle();
  await zoe.remove(id, zoe.getSnapshot().posts[0]?.comments[0]?.id ?? '');
  await stage.settle();
  expect(zoe.getSnapshot().posts).toMatchObject([{ text: 'Anybody awake?', comments: [] }]);
});

it('pages back, and knows the likes of what it finds there', async () => {
  const ben = createLounge(stage.ben.client);
  for (let n = 0; n < 250; n += 1) {
    await ben.post(`post ${n}`);
    if (n % 50 === 0) await stage.clock.advance(60_000);
  }
  const zoe = await watch(createLounge(stage.zoe.client));
  expect(zoe.getSnapshot()).toMatchObject({ canLoadEarlier: true });
  expect(zoe.getSnapshot().posts[0]?.text).toBe('post 50');
  await zoe.loadEarlier();
  const first = zoe.getSnapshot().posts[0];
  expect(first?.text).toBe('post 0');
  await zoe.like(first?.id ?? '');
  await stage.settle();
  expect(zoe.getSnapshot().posts[0]?.likedBy).toHaveLength(1);
  expect(zoe.getSnapshot().canLoadEarlier).toBe(false);
});

it('shares one subscription between all lounges of a client', async () => {
  await watch(createLounge(stage.ben.client));
  await watch(createLounge(stage.ben.client));
  const opened = stage.ben.wire.sent.filter((frame) => frame.includes('"feed.open"'));
  expect(opened).toHaveLength(1);
});

it('carries what a coach and the managers write to each other, and nobody else reads it', async () => {
  const ben = idOf(stage.ben.client);
  const [own, manager, other] = [
    await watch(createThread(stage.ben.client, ben)),
    await watch(createThread(max, ben)),
    await watch(createThread(stage.zoe.client, ben)),
  ];
  await manager.post('How are you?');
  await own.post('Fine');
  await stage.settle();
  expect(own.getSnapshot().messages.map(({ by, text }) => [by.kind, text])).toEqual([
    ['manager', 'How are you?'],
    ['coach', 'Fine'],
  ]);
  expect(manager.getSnapshot()).toEqual(own.getSnapshot());
  expect(other.getSnapshot()).toMatchObject({ status: 'error', error: { code: 'not_found' }, messages: [] });
});

it('shows announcements, and to managers whom they last wrote to', async () => {
  const [announcements, care] = [await watch(announcementsOf(stage.ben.client)), await watch(careOf(max))];
  const announce = (title: string) =>
    max.call('announcement.publish', { announcementId: crypto.randomUUID(), title, text: 'Read this' });
  await announce('First');
  await stage.clock.advance(1_000);
  await announce('Second');
  await createThread(max, idOf(stage.ben.client)).post('Have you read it?');
  await stage.settle();
  expect(announcements.getSnapshot().value.map(({ title }) => title)).toEqual(['Second', 'First']);
  expect(care.getSnapshot().value.map(({ name, lastContactAt }) => [name, lastContactAt])).toEqual([
    ['Zoe', null],
    ['Ben', stage.clock.now()],
  ]);
});
