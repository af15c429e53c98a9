import { expect, it } from 'vitest';
import { createCommunity } from '../create-community.js';
import { views } from '../engine/views.js';
import { createMemoryNotifier } from '../memory/memory-notifier.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import { systemIds } from '../system.js';
import { createManualClock } from '../testing/manual-clock.js';
import { earn, rewarding } from '../testing/rewarding.js';
import { createStage } from '../testing/stage.js';

const secret = 'my name is Ana Kovac';

/** A shop with one coach and a waiting question, whose notifications are recorded. */
async function createShop() {
  const clock = createManualClock();
  const storage = createMemoryStorage({ clock, ids: systemIds, views });
  const notifier = createMemoryNotifier();
  const create = () => createCommunity({ id: 'shop', clock, storage, notifier });
  const community = create();
  const ben = await community.coach({ name: 'Ben', locales: ['fr'] });
  const ana = await community.visitor({ locale: 'fr' });
  await clock.advance(1_000);
  const { conversationId } = await ana.call('conversation.ask', { text: secret, topic: 'shoes', locale: 'fr' });
  const ping = async (about: string | null = conversationId) => {
    const at = clock.now();
    const event = { type: 'coach.pinged', at, by: { kind: 'system', name: 'system' } as const, content: null };
    const data = { conversationId: about, kind: 'request' };
    const command = { id: systemIds.uuid(), hash: '', result: '' };
    const appends = [{ stream: `coach/${ben.id}`, expected: 'any' as const, events: [{ ...event, data }] }];
    await storage.commit({ community: 'shop', command, appends, rows: [] });
  };
  return { clock, notifier, community, create, ben, ana, conversationId, ping };
}

it('pings a coach for a request that waits: what it is about and since when, never what was written', async () => {
  const { clock, notifier, community, ben, conversationId, ping } = await createShop();
  await clock.advance(90_000);
  await ping();
  await clock.advance(1_000);
  expect(notifier.delivered).toEqual([
    {
      id: `shop/coach/${ben.id}#2`,
      community: 'shop',
      person: { id: ben.id, kind: 'coach', name: 'Ben', locales: ['fr'], email: null },
      at: clock.now() - 1_000,
      kind: 'request_waiting',
      data: { conversationId, topic: 'shoes', locale: 'fr', waitedMs: 90_000 },
    },
  ]);
  expect(JSON.stringify(notifier.delivered)).not.toContain(secret);
  await community.close();
});

it('pings a coach for a visitor who has not asked yet', async () => {
  const { clock, notifier, community, ben, ping } = await createShop();
  await ping(null);
  await clock.advance(1_000);
  const data = { topic: null, locale: null };
  expect(notifier.delivered).toMatchObject([{ person: { id: ben.id }, kind: 'visitor_here', data }]);
  await community.close();
});

it('hands an address on as it is when the ping leaves', async () => {
  const { clock, notifier, community, ben, ping } = await createShop();
  await ben.call('preferences.set', { email: 'ben@coaches.example' });
  await ping();
  await clock.advance(1_000);
  expect(notifier.delivered).toMatchObject([{ person: { email: 'ben@coaches.example' } }]);
  await community.close();
});

it('leaves a coach in peace when the request is gone by then', async () => {
  const { clock, notifier, community, ben, conversationId, ping } = await createShop();
  await ping();
  await ben.call('request.claim', { conversationId });
  await clock.advance(5_000);
  expect(notifier.delivered).toEqual([]);
  await community.close();
});

it('tells the support of a hand-over, and of no other ending', async () => {
  const { clock, notifier, community, ben, ana, conversationId } = await createShop();
  const other = await ana.call('conversation.ask', { text: 'And in red?' });
  for (const id of [conversationId, other.conversationId]) {
    await ben.call('request.claim', { conversationId: id });
    await ben.call('message.post', { conversationId: id, text: secret });
  }
  await ben.call('conversation.close', { conversationId: other.conversationId, outcome: 'served' });
  await ben.call('conversation.close', { conversationId, outcome: 'handed_over' });
  await clock.advance(2_000);
  expect(notifier.delivered).toMatchObject([
    {
      person: { id: 'support', kind: 'brand' },
      kind: 'handed_over',
      data: { conversationId, topic: 'shoes', locale: 'fr', outcome: 'handed_over' },
    },
  ]);
  expect(JSON.stringify(notifier.delivered)).not.toContain(secret);
  await community.close();
});

it('tells after a restart what it could not tell before', async () => {
  const { clock, notifier, community, create, ping } = await createShop();
  notifier.isReachable = false;
  await ping();
  await clock.advance(3_000);
  await community.close();
  expect(notifier.delivered).toEqual([]);
  notifier.isReachable = true;
  await clock.advance(10_000);
  const again = create();
  await clock.advance(2_000);
  expect(notifier.delivered).toHaveLength(1);
  await again.close();
});

it('tells the brand of a redeemed reward, unless a manager was faster', async () => {
  const notifier = createMemoryNotifier();
  const stage = await createStage({ recognition: rewarding, notifier });
  const { clock, community, ben, max } = stage;
  await earn(stage);
  const [first, second] = [systemIds.uuid(), systemIds.uuid()];
  for (const redemptionId of [first, second]) await ben.call('reward.redeem', { rewardId: 'mug', redemptionId });
  await max.call('reward.fulfil', { rewardId: 'mug', redemptionId: first });
  const at = clock.now();
  await clock.advance(2_000);
  expect(notifier.delivered).toMatchObject([
    {
      person: { id: 'support', kind: 'brand' },
      kind: 'reward_redeemed',
      at,
      data: { rewardId: 'mug', redemptionId: second, coach: { id: ben.id, name: 'Ben' }, cost: 20 },
    },
  ]);
  await community.close();
});
