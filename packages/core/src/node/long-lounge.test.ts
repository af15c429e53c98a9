import { afterEach, expect, it, vi } from 'vitest';
import type { Participant } from '../participant.js';
import type { OffsetWireEvent } from '../protocol/events.js';
import { applyEvent, emptyFeed, type FeedState, openedFeed } from '../protocol/fold-feed.js';
import { loungeFold } from '../protocol/member-folds.js';
import { createStage } from '../testing/stage.js';

const feed = 'lounge';
const limits = {
  perMinute: { visitor: 1_000_000, member: 1_000_000 },
  burst: { visitor: 1_000_000, member: 1_000_000 },
};
const windowMax = 200;

afterEach(() => vi.restoreAllMocks());

const snapshotFor = async (reader: Participant): Promise<FeedState> =>
  openedFeed(loungeFold, emptyFeed(loungeFold), (await reader.call('feed.open', { feed })) as never);

/** Posts from one number to another, with as many under way as a session may have. */
async function post(person: Participant, from: number, to: number): Promise<string[]> {
  const ids = Array.from({ length: to - from }, () => crypto.randomUUID());
  for (let first = 0; first < ids.length; first += windowMax)
    await Promise.all(
      ids
        .slice(first, first + windowMax)
        .map((postId, index) => person.call('lounge.post', { postId, text: `post ${from + first + index}` })),
    );
  return ids;
}

it('pages a lounge of ten thousand posts back and forth, and the sync law holds', async () => {
  const { ben, zoe, max, community } = await createStage({ limits });
  const [oldest = ''] = await post(ben, 0, 9_500);
  let state = await snapshotFor(zoe);
  expect(state).toMatchObject({ offset: 9_500, from: 9_301 });
  zoe.on('feed.event', ({ offset, event }) => {
    state = applyEvent(loungeFold, state, { ...event, offset }) as FeedState;
  });
  await post(ben, 9_500, 10_000);
  // The oldest post is as near as the latest to whoever likes, pins or removes it.
  await zoe.call('lounge.like', { postId: oldest });
  await max.call('lounge.pin', { postId: oldest, pinned: true });
  await max.call('lounge.remove', { postId: oldest });

  const fresh = await snapshotFor(zoe);
  expect(fresh.offset).toBe(10_004);
  expect(fresh.events).toHaveLength(windowMax);
  expect({ ...state, events: state.events.slice(-windowMax), from: fresh.from }).toEqual(fresh);

  let earlier: readonly OffsetWireEvent[] = state.events;
  while ((earlier[0]?.offset ?? 1) > 1) {
    const before = earlier[0]?.offset ?? 1;
    const page = await zoe.call('feed.pull', { feed, epoch: state.epoch, before, limit: windowMax });
    expect(page.events.length).toBeLessThanOrEqual(windowMax);
    earlier = [...(page.events as OffsetWireEvent[]), ...earlier];
  }
  expect(earlier.map(({ offset }) => offset)).toEqual(Array.from({ length: 10_004 }, (_, index) => index + 1));
  expect(earlier[0]?.data, 'what was removed is gone from every page').toEqual({ postId: oldest });

  // … and forth: whoever paged back there goes on by pages too.
  const forth = await zoe.call('feed.pull', { feed, epoch: state.epoch, before: 401, limit: windowMax });
  expect(forth.events).toEqual(earlier.slice(200, 400));
  await community.close();
}, 60_000);

it('serialises a post once, whether one reads it or five hundred', async () => {
  const { ben, community } = await createStage({ limits });
  const readers = await Promise.all(
    Array.from({ length: 500 }, (_, number) => community.coach({ name: `coach ${number}` })),
  );
  let received = 0;
  for (const reader of readers) {
    reader.on('feed.event', ({ event }) => {
      received += event.type === 'lounge.posted' ? 1 : 0;
    });
    await reader.call('feed.open', { feed });
  }
  const stringify = vi.spyOn(JSON, 'stringify');
  await ben.call('lounge.post', { postId: crypto.randomUUID(), text: 'Good morning' });
  const made = stringify.mock.calls.filter(([value]) => (value as { type?: string } | null)?.type === 'lounge.posted');
  expect(received).toBe(500);
  expect(made).toHaveLength(1);
  await community.close();
}, 60_000);
