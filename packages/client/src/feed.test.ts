import type { ConversationSummary, OffsetWireEvent } from '@entraide/core/protocol';
import { describe, expect, it, vi } from 'vitest';
import { createFeed } from './feed.js';
import { parseFrame } from './json-rpc.js';
import { createLink } from './link.js';
import { createManualClock } from './testing/manual-clock.js';
import { session } from './testing/scripted-server.js';

const name = 'conversation/c';
const ana = { kind: 'visitor', name: 'Visitor' } as const;
const event = (offset: number): OffsetWireEvent =>
  offset === 1
    ? { type: 'conversation.asked', at: 1, by: ana, data: { text: '1' }, offset }
    : { type: 'message.posted', at: offset, by: ana, data: { messageId: `m${offset}`, text: `${offset}` }, offset };
const events = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => event(from + index));

interface Asked {
  id: number;
  method: string;
  params: Record<string, unknown>;
}

/** A feed on a link whose other end is the test. */
function setUp() {
  const clock = createManualClock();
  const asked: Asked[] = [];
  const link = createLink(
    (frame) => asked.push(JSON.parse(frame)),
    () => {},
  );
  const arrived = vi.fn();
  const feed = createFeed<ConversationSummary>({ name, link, clock, arrived });
  const online = () => link.opened(session() as never);
  const say = (frame: object) => {
    link.received(parseFrame(JSON.stringify(frame)) as never);
    return clock.settle();
  };
  return {
    clock,
    link,
    feed,
    arrived,
    online,
    asked,
    last: () => asked.at(-1) as Asked,
    answer: (result: unknown) => say({ id: asked.at(-1)?.id, result }),
    refuse: (data: object) =>
      say({ id: asked.at(-1)?.id, error: { code: -32_000, message: 'unable to open the feed; no', data } }),
    live: ({ offset, ...rest }: OffsetWireEvent, epoch = 'e') =>
      say({ method: 'feed.event', params: { feed: name, epoch, offset, event: rest } }),
    offsets: () => feed.getSnapshot().feed.events.map(({ offset }) => offset),
  };
}

const whole = (to: number, from = 1, epoch = 'e') => ({
  epoch,
  offset: to,
  snapshot: { state: { status: 'waiting' }, from, events: events(from, to) },
});

async function opened() {
  const it = setUp();
  const leave = it.feed.subscribe(() => {});
  it.online();
  await it.answer(whole(2));
  return { ...it, leave };
}

describe('a feed', () => {
  it('opens with the first subscriber, and once for all of them', async () => {
    const { feed, online, asked, answer, offsets } = setUp();
    online();
    expect(asked).toEqual([]);
    feed.subscribe(() => {});
    feed.subscribe(() => {});
    await answer(whole(2));
    expect(asked.map(({ method, params }) => [method, params])).toEqual([['feed.open', { feed: name }]]);
    expect(feed.getSnapshot().status).toBe('ready');
    expect(offsets()).toEqual([1, 2]);
  });

  it('closes a moment after the last subscriber left, and not for one who comes back', async () => {
    const { feed, leave, clock, asked, last } = await opened();
    leave();
    await clock.advance(500);
    const leaveAgain = feed.subscribe(() => {});
    await clock.advance(5_000);
    expect(asked).toHaveLength(1);
    leaveAgain();
    leaveAgain();
    await clock.advance(1_000);
    expect(last().method).toBe('feed.close');
  });

  it('asks for what came after the last event it knows when it is used again', async () => {
    const { feed, leave, clock, last } = await opened();
    leave();
    await clock.advance(1_000);
    feed.subscribe(() => {});
    expect(last().params).toEqual({ feed: name, after: { epoch: 'e', offset: 2 } });
  });

  it('goes on with each next event', async () => {
    const { live, offsets, arrived } = await opened();
    await live(event(3));
    await live(event(4));
    expect(offsets()).toEqual([1, 2, 3, 4]);
    expect(arrived).toHaveBeenCalledTimes(2);
  });

  it('takes an event that comes twice once', async () => {
    const { live, offsets, arrived, feed } = await opened();
    await live(event(3));
    const before = feed.getSnapshot();
    await live(event(3));
    expect(feed.getSnapshot()).toBe(before);
    expect(offsets()).toEqual([1, 2, 3]);
    expect(arrived).toHaveBeenCalledOnce();
  });

  it('asks when events are missing, and never guesses', async () => {
    const { live, last, answer, offsets, arrived } = await opened();
    await live(event(5));
    expect(offsets()).toEqual([1, 2]);
    expect(last().params).toEqual({ feed: name, after: { epoch: 'e', offset: 2 } });
    await live(event(6));
    await answer({ epoch: 'e', offset: 5, events: events(3, 5) });
    expect(offsets()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(arrived.mock.calls.map(([{ offset }]) => offset)).toEqual([3, 4, 5, 6]);
  });

  it('asks once for one gap', async () => {
    const { live, asked } = await opened();
    await live(event(5));
    await live(event(6));
    expect(asked).toHaveLength(2);
  });

  it('takes over another epoch as it is told, whole', async () => {
    const { live, last, answer, feed, offsets } = await opened();
    await live(event(1), 'restored');
    expect(last().params).toEqual({ feed: name, after: { epoch: 'e', offset: 2 } });
    await answer(whole(1, 1, 'restored'));
    expect(offsets()).toEqual([1]);
    expect(feed.getSnapshot().feed.epoch).toBe('restored');
  });

  it('goes on after a lost connection from where it was', async () => {
    const { link, online, last, answer, offsets } = await opened();
    link.lost();
    online();
    expect(last().params).toEqual({ feed: name, after: { epoch: 'e', offset: 2 } });
    await answer({ epoch: 'e', offset: 4, events: events(3, 4) });
    expect(offsets()).toEqual([1, 2, 3, 4]);
  });

  it('keeps what overtakes the answer that it waits for', async () => {
    const { feed, online, live, answer, offsets } = setUp();
    feed.subscribe(() => {});
    online();
    await live(event(3));
    await answer(whole(2));
    expect(offsets()).toEqual([1, 2, 3]);
  });

  it('says that it can not be read, keeps what was known, and recovers on another session', async () => {
    const { feed, link, online, refuse, answer, offsets } = await opened();
    link.lost();
    online();
    await refuse({ reason: 'not_found', retry: 'never' });
    expect(feed.getSnapshot()).toMatchObject({ status: 'error', error: { code: 'not_found' } });
    expect(offsets()).toEqual([1, 2]);
    link.lost();
    online();
    await answer(whole(3));
    expect(feed.getSnapshot()).toMatchObject({ status: 'ready', error: null });
  });

  it('asks again after a refusal that passes', async () => {
    const { feed, online, refuse, clock, asked } = setUp();
    feed.subscribe(() => {});
    online();
    await refuse({ reason: 'unavailable', retry: 'same_id', retryAfterMs: 1_500 });
    await clock.advance(1_499);
    expect(asked).toHaveLength(1);
    await clock.advance(1);
    expect(asked).toHaveLength(2);
    expect(feed.getSnapshot().status).toBe('loading');
  });
});

describe('earlier events', () => {
  it('are paged in before those that are known', async () => {
    const { feed, online, answer, last, offsets } = setUp();
    feed.subscribe(() => {});
    online();
    await answer(whole(6, 4));
    const loaded = feed.loadEarlier();
    void feed.loadEarlier();
    expect(last()).toMatchObject({ method: 'feed.pull', params: { feed: name, epoch: 'e', before: 4, limit: 100 } });
    await answer({ epoch: 'e', events: events(1, 3) });
    await loaded;
    expect(offsets()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(feed.getSnapshot().feed.from).toBe(1);
    await feed.loadEarlier();
    expect(last().method).toBe('feed.pull');
  });

  it('of another epoch are not mixed in', async () => {
    const { feed, online, answer, offsets } = setUp();
    feed.subscribe(() => {});
    online();
    await answer(whole(6, 4));
    const loaded = feed.loadEarlier();
    await answer({ epoch: 'restored', events: [] });
    await loaded;
    expect(offsets()).toEqual([4, 5, 6]);
  });
});
