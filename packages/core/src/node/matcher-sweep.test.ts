import { expect, it } from 'vitest';
import { createCommunity } from '../create-community.js';
import { views } from '../engine/views.js';
import { waves } from '../matching/dispatch-parts.js';
import { createMemoryBus } from '../memory/memory-bus.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import type { Participant } from '../participant.js';
import type { Storage } from '../ports/storage.js';
import { systemIds } from '../system.js';
import { createManualClock } from '../testing/manual-clock.js';
import type { NodeLogEntry } from './types.js';

const text = 'Do these shoes run small?';
const matching = { name: 'waves', dispatch: waves({ size: 2, everyMs: 20_000 }) };
const inboxOf = async (coach: Participant) =>
  (await coach.call('view.open', { view: 'inbox' })).rows.map(({ key }) => key);

function start({ wrap = (storage) => storage }: { wrap?: (storage: Storage) => Storage } = {}) {
  const clock = createManualClock();
  const storage = wrap({ ...createMemoryStorage({ clock, ids: systemIds, views }), shared: true });
  const bus = createMemoryBus();
  const log: NodeLogEntry[] = [];
  const open = () =>
    createCommunity({ id: 'shop', clock, storage, bus, matching, log: (entry) => void log.push(entry) });
  return { clock, storage, open, log };
}

it('looks again where the storage failed', async () => {
  let failures = 1;
  const { clock, open } = start({
    wrap: (storage) => ({
      ...storage,
      commit: async (commit) => {
        const isOffer = commit.appends.some(({ events }) => events.some(({ type }) => type === 'match.decided'));
        if (isOffer && failures-- > 0) throw new Error('the disk is full');
        return storage.commit(commit);
      },
    }),
  });
  const community = open();
  const ben = await community.coach({ name: 'Ben' });
  await clock.advance(2_000);
  const { conversationId } = await (await community.visitor()).call('conversation.ask', { text });
  await clock.advance(2_000);
  expect(failures).toBeLessThan(1);
  expect(await inboxOf(ben)).toEqual([conversationId]);
  await community.close();
});

it('finds the coach whose quiet hours are over', async () => {
  const { clock, open } = start();
  const community = open();
  const ben = await community.coach({ name: 'Ben' });
  // The test's clock begins at 22:13 and some seconds.
  await ben.call('preferences.set', { quietHours: { from: '22:00', to: '22:20', timeZone: 'UTC' } });
  const { conversationId } = await (await community.visitor()).call('conversation.ask', { text });
  await clock.advance(5 * 60_000);
  expect(await inboxOf(ben)).toEqual([]);
  await clock.advance(3 * 60_000);
  expect(await inboxOf(ben)).toEqual([conversationId]);
  await community.close();
});

it('goes on with its own coaches where another node decided with none', async () => {
  const { clock, open } = start();
  const [first, second] = [open(), open()];
  const ben = await first.coach({ name: 'Ben' });
  await clock.advance(2_000);
  const { conversationId } = await (await second.visitor()).call('conversation.ask', { text, later: true });
  await clock.advance(2_000);
  expect(await inboxOf(ben)).toEqual([conversationId]);
  await ben.call('request.decline', { conversationId });
  const zoe = await first.coach({ name: 'Zoe' });
  await clock.advance(2_000);
  expect(await inboxOf(zoe)).toEqual([conversationId]);
  await first.close();
  await second.close();
});

it('tells of an outage once, however many requests wait, and then looks at all of them', async () => {
  let isAway = false;
  const { clock, open, log } = start({
    wrap: (storage) => ({
      ...storage,
      load: async (request) => {
        if (isAway && request.streams.some(({ stream }) => stream.startsWith('backstage/')))
          throw new Error('the disk is away');
        return storage.load(request);
      },
    }),
  });
  const community = open();
  const ben = await community.coach({ name: 'Ben' });
  await clock.advance(2_000);
  isAway = true;
  for (let n = 0; n < 3; n += 1) await (await community.visitor()).call('conversation.ask', { text, later: true });
  await clock.advance(5_000);
  expect(await inboxOf(ben)).toEqual([]);
  expect(log.filter(({ event }) => event === 'matching_failed')).toHaveLength(1);
  isAway = false;
  await clock.advance(2_000);
  expect(await inboxOf(ben)).toHaveLength(3);
  await community.close();
});
