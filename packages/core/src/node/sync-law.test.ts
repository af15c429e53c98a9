import { expect, it } from 'vitest';
import type { Participant } from '../participant.js';
import { applyEvent, emptyFeed, type FeedState, openedFeed } from '../protocol/fold-feed.js';
import { loungeFold, meFold, threadFold } from '../protocol/member-folds.js';
import type { NotificationParams } from '../protocol/types.js';
import { commandCases, createStage } from '../testing/stage.js';

const windowMax = 200;
const folds = { lounge: loungeFold, thread: threadFold, me: meFold };
const foldOf = (feed: string) => folds[feed.split('/')[0] as keyof typeof folds] ?? feed;

/** What `feed.open` without `after` gives: the server's own account of now. */
async function snapshot(reader: Participant, feed: string): Promise<FeedState> {
  return openedFeed(foldOf(feed), emptyFeed(foldOf(feed)), (await reader.call('feed.open', { feed })) as never);
}

/** A reader's state keeps every event; the server's snapshot shows a window of them. */
const asWindow = (state: FeedState): FeedState => {
  const events = state.events.slice(-windowMax);
  return { ...state, events, from: events[0]?.offset ?? state.offset + 1 };
};

for (const [method, { by, options, prepare, params, isBackstage = false, takesMs = 0 }] of Object.entries(
  commandCases,
)) {
  it(`old snapshot + events = new snapshot, for ${method}`, async () => {
    const stage = await createStage(options);
    await prepare?.(stage);
    const asked = params(stage);
    const id = (asked.conversationId as string | undefined) ?? stage.conversationId;
    const conversation = `conversation/${id}`;
    const readers = [
      { reader: stage.ana, feed: conversation, isNew: method === 'conversation.ask' },
      { reader: stage.ben, feed: 'me', isNew: false },
      { reader: stage.ben, feed: 'lounge', isNew: false },
      { reader: stage.ben, feed: `thread/${stage.ben.id}`, isNew: false },
    ];
    const folds = await Promise.all(
      readers.map(async ({ reader, feed, isNew }) => {
        const fold = { feed, reader, state: isNew ? emptyFeed(foldOf(feed)) : await snapshot(reader, feed) };
        reader.on('feed.event', (live: NotificationParams<'feed.event'>) => {
          if (live.feed !== feed) return;
          const next = applyEvent(foldOf(feed), fold.state, { ...live.event, offset: live.offset });
          expect(next, 'no event is missing').not.toBeNull();
          fold.state = next as FeedState;
        });
        return fold;
      }),
    );
    const before = folds.map(({ state }) => state.offset);
    await stage[by].call(method as never, asked as never);
    await stage.clock.advance(takesMs);
    for (const fold of folds) {
      const fresh = await snapshot(fold.reader, fold.feed);
      // A question's own feed can't be open before it is asked: its law is about what follows.
      if (method === 'conversation.ask' && fold.feed === conversation) fold.state = fresh;
      expect(asWindow(fold.state)).toEqual(fresh);
    }
    expect(folds.some(({ state }, index) => state.offset > (before[index] ?? 0))).toBe(!isBackstage);
    await stage.community.close();
  });
}

it('holds when the transcript is longer than the window, and pages back without a hole', async () => {
  const stage = await createStage({ limits: { burst: { visitor: 1_000, member: 1_000 } } });
  const feed = `conversation/${stage.conversationId}`;
  let state = await snapshot(stage.ana, feed);
  stage.ana.on('feed.event', ({ offset, event }) => {
    state = applyEvent(feed, state, { ...event, offset }) as FeedState;
  });
  for (let n = 1; n <= 450; n += 1)
    await stage.ana.call('message.post', { conversationId: stage.conversationId, text: `message ${n}` });
  const fresh = await snapshot(stage.ana, feed);
  expect(fresh.events).toHaveLength(windowMax);
  expect(asWindow(state)).toEqual(fresh);

  const offsets: number[] = fresh.events.map(({ offset }) => offset);
  while ((offsets[0] as number) > 1) {
    const page = await stage.ana.call('feed.pull', {
      feed,
      epoch: fresh.epoch,
      before: offsets[0] as number,
      limit: 200,
    });
    offsets.unshift(...page.events.map(({ offset }) => offset));
  }
  expect(offsets).toEqual(Array.from({ length: 451 }, (_, index) => index + 1));
});

it('gives the whole delta after a known offset, and a snapshot when the delta is too long', async () => {
  const stage = await createStage({ limits: { burst: { visitor: 1_000, member: 1_000 } } });
  const feed = `conversation/${stage.conversationId}`;
  const { epoch, offset } = await stage.ana.call('feed.open', { feed });
  for (let n = 0; n < 501; n += 1)
    await stage.ana.call('message.post', { conversationId: stage.conversationId, text: `message ${n}` });
  const long = await stage.ana.call('feed.open', { feed, after: { epoch, offset } });
  expect(long.events).toBeUndefined();
  expect(long.snapshot?.events).toHaveLength(windowMax);
  const short = await stage.ana.call('feed.open', { feed, after: { epoch, offset: offset + 1 } });
  expect(short.snapshot).toBeUndefined();
  expect(short.events).toHaveLength(500);
  const other = await stage.ana.call('feed.open', { feed, after: { epoch: 'another', offset: offset + 1 } });
  expect(other.snapshot).toBeDefined();
});
