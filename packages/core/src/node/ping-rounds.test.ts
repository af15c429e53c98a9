import { expect, it } from 'vitest';
import { createCommunity } from '../create-community.js';
import { views } from '../engine/views.js';
import { createMemoryNotifier } from '../memory/memory-notifier.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import { systemIds } from '../system.js';
import { createManualClock } from '../testing/manual-clock.js';

const text = 'Do these shoes run small?';

function start(options: Partial<Parameters<typeof createCommunity>[0]>) {
  const clock = createManualClock();
  const storage = createMemoryStorage({ clock, ids: systemIds, views });
  const community = createCommunity({ id: 'shop', clock, storage, ...options });
  return { clock, storage, community };
}

it('a round of pings that finds nobody leaves nothing that is due for ever, and the next one finds who came', async () => {
  const notifier = createMemoryNotifier();
  const { clock, storage, community } = start({
    notifier,
    matching: { name: 'pings', escalation: [{ afterMs: 10_000, ping: { size: 1, everyMs: 20_000 } }] },
  });
  const leave = async (name: string) => (await community.coach({ name })).close();
  await leave('Ben');
  const ana = await community.visitor();
  await ana.call('conversation.ask', { text, later: true });
  await clock.advance(75_000);
  const query = { community: 'shop', atMost: { dueAt: clock.now() - 2_000 }, limit: 10 };
  expect((await storage.find('deadline', query)).rows).toEqual([]);
  expect(notifier.delivered).toHaveLength(1);
  await leave('Zoe');
  await clock.advance(90_000);
  expect(notifier.delivered).toHaveLength(2);
  await community.close();
});

it('who must not meet the visitor is not told of what they ask', async () => {
  const notifier = createMemoryNotifier();
  const { clock, storage, community } = start({ notifier });
  const ben = await community.coach({ name: 'Ben' });
  const ana = await community.visitor();
  const { conversationId } = await ana.call('conversation.ask', { text, later: true });
  await ben.call('request.claim', { conversationId });
  await ana.call('conversation.block', { conversationId, reason: 'abuse' });
  await (await community.coach({ name: 'Zoe' })).close();
  await community.close();

  const again = createCommunity({
    id: 'shop',
    clock,
    storage,
    notifier,
    matching: { name: 'pings', escalation: [{ afterMs: 10_000, ping: { size: 2 } }] },
  });
  const back = await again.visitor({ token: ana.token ?? '' });
  await back.call('conversation.ask', { text, later: true });
  await clock.advance(20_000);
  expect(notifier.delivered.map(({ person }) => person.name)).toEqual(['Zoe']);
  await again.close();
});
