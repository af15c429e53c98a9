import { expect, it } from 'vitest';
import { createCommunity } from '../create-community.js';
import { views } from '../engine/views.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import { systemIds } from '../system.js';
import { createManualClock } from '../testing/manual-clock.js';

function start(limits: { nodeUnderWayMax?: number } = {}) {
  const clock = createManualClock();
  const storage = createMemoryStorage({ clock, ids: systemIds, views });
  return { clock, storage, community: createCommunity({ id: 'shop', clock, storage, limits }) };
}

it('F6: sends back what a storage that doesn’t keep up has no place for, to come again under the same id', async () => {
  const { clock, storage, community } = start({ nodeUnderWayMax: 10 });
  const visitors: Awaited<ReturnType<typeof community.visitor>>[] = [];
  for (let n = 0; n < 30; n += 1) visitors.push(await community.visitor());
  // A session is told that it is open a moment before that call is over.
  await clock.advance(0);
  const { commit } = storage;
  let go = () => {};
  const slow = new Promise<void>((resolve) => {
    go = resolve;
  });
  storage.commit = async (one) => {
    await slow;
    return commit(one);
  };
  const calls = visitors.map((visitor) => {
    const params = { commandId: crypto.randomUUID(), text: 'Which size?', later: true };
    return { visitor, params, asked: visitor.call('conversation.ask', params) };
  });
  const outcomes = Promise.allSettled(calls.map(({ asked }) => asked));
  go();
  const refused = (await outcomes).flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
  expect(refused).toHaveLength(20);
  for (const reason of refused) expect(reason).toMatchObject({ code: 'unavailable', retryAfterMs: 1_000 });
  const last = calls.at(-1) as (typeof calls)[0];
  await expect(last.visitor.call('conversation.ask', last.params)).resolves.toMatchObject({ offset: 1 });
});

it('F16: sends few clients elsewhere soon, and many over a longer time, each at its own moment', async () => {
  const momentsOf = async (count: number) => {
    const { community } = start();
    const visitors = await Promise.all(Array.from({ length: count }, () => community.visitor()));
    const moments: number[] = [];
    for (const visitor of visitors) visitor.on('session.closing', ({ retryAfterMs }) => moments.push(retryAfterMs));
    await community.close();
    return moments;
  };
  expect(Math.max(...(await momentsOf(20)))).toBeLessThan(500);
  const many = await momentsOf(1_000);
  expect(many).toHaveLength(1_000);
  expect(Math.max(...many)).toBeLessThan(2_000);
  for (const quarter of [0, 1, 2, 3])
    expect(many.filter((ms) => Math.floor(ms / 500) === quarter).length).toBeGreaterThan(150);
});
