import { type Storage, systemClock, systemIds, views } from '@entraide/core';
import { createMemoryStorage } from '@entraide/core/memory';
import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, it } from 'vitest';
import type { Server } from '../create-server.js';
import { createTestServer, shop } from '../testing/create-test-server.js';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const [coachId, redemptionId] = ['6f8f5771-5090-4a26-9245-3988d9a1501b', '0d1e5ad4-6f5a-4f0c-9a4b-8f0d7c7d3a11'];
const notify = { webhook: { url: 'https://shop.example/entraide', secret } };
const servers: Server[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

const start = (storage: Storage) => {
  const server = createTestServer({
    storage,
    communities: [
      { ...shop, notify },
      { ...shop, id: 'other', notify },
    ],
  });
  servers.push(server);
  return server;
};

/** A shop where Ben has redeemed a mug for 20 points. */
async function createShop() {
  const storage = createMemoryStorage({ clock: systemClock, ids: systemIds, views });
  const by = { kind: 'system' as const, name: 'system' };
  const event = (type: string, data: Record<string, unknown>) => ({ type, at: 1, by, data, content: null });
  const ben = { kind: 'coach', subject: 'ben', name: 'Ben', locales: [], topics: [] };
  await storage.commit({
    community: 'shop',
    appends: [
      {
        stream: 'reward/mug',
        expected: 'any',
        events: [event('reward.redeemed', { redemptionId, coachId, cost: 20 })],
      },
      {
        stream: `coach/${coachId}`,
        expected: 'any',
        events: [
          event('coach.provisioned', ben),
          event('points.redeemed', { id: redemptionId, amount: 20, cause: 'reward:mug' }),
        ],
      },
    ],
    rows: [],
  });
  return { storage, server: start(storage), told: () => toldOf(storage) };
}

const toldOf = async (storage: Storage) =>
  (await storage.log(0, 100)).slice(3).map(({ stream, type, by }) => [stream.split('/')[0], type, by.id]);

const fulfil = { type: 'reward.fulfil', data: { community: 'shop', rewardId: 'mug', redemptionId } };
const refuse = { type: 'reward.refuse', data: { ...fulfil.data, reason: 'Broken' } };

interface Sending {
  id?: string;
  at?: Date;
  signer?: string;
  community?: string;
  /** In place of what was signed. */
  sent?: string;
}

async function send(server: Server, body: unknown, { id = 'msg_1', at = new Date(), ...more }: Sending = {}) {
  const { signer = secret, community = 'shop' } = more;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': new Webhook(signer).sign(id, at, text),
  };
  const url = `http://chat.example/v1/communities/${community}/rewards`;
  const response = await server.fetch(new Request(url, { method: 'POST', headers, body: more.sent ?? text }));
  const answer = await response.text();
  return [response.status, answer === '' ? null : (JSON.parse(answer) as { reason: string }).reason];
}

const fulfilled = [
  ['reward', 'reward.fulfilled', 'webhook'],
  ['coach', 'points.fulfilled', 'webhook'],
];

describe('the word of the shop about a redemption', () => {
  it('fulfils it, once, however often it is told and wherever', async () => {
    const { storage, server, told } = await createShop();
    for (let attempt = 0; attempt < 3; attempt += 1) expect(await send(server, fulfil)).toEqual([204, null]);
    await server.close();
    expect(await send(start(storage), fulfil)).toEqual([204, null]);
    expect(await told()).toEqual(fulfilled);
  });

  it('refuses it, and the points are back', async () => {
    const { server, told } = await createShop();
    expect(await send(server, refuse)).toEqual([204, null]);
    expect(await told()).toEqual([
      ['reward', 'reward.refused', 'webhook'],
      ['coach', 'points.returned', 'webhook'],
    ]);
    expect(await send(server, fulfil, { id: 'msg_2' })).toEqual([409, 'superseded']);
    expect(await send(server, fulfil)).toEqual([409, 'conflicting_duplicate']);
  });

  it.each([
    ['signed with another secret', fulfil, { signer: `whsec_${Buffer.alloc(32, 8).toString('base64')}` }],
    ['changed on its way', fulfil, { sent: JSON.stringify(refuse) }],
    ['older than five minutes', fulfil, { at: new Date(Date.now() - 302_000) }],
    ['from the future', fulfil, { at: new Date(Date.now() + 302_000) }],
  ])('is not believed when it is %s', async (_, body, sending) => {
    const { server, told } = await createShop();
    expect(await send(server, body, sending)).toEqual([401, 'unauthenticated']);
    expect(await told()).toEqual([]);
  });

  it('is not believed without a signature, or with half of one', async () => {
    const { server } = await createShop();
    for (const signature of [undefined, 'v1', 'v1,', 'v2,abc']) {
      const headers = { 'webhook-id': 'a', 'webhook-timestamp': String(Math.floor(Date.now() / 1_000)) };
      const response = await server.fetch(
        new Request('http://chat.example/v1/communities/shop/rewards', {
          method: 'POST',
          headers: { ...headers, ...(signature && { 'webhook-signature': signature }) },
          body: JSON.stringify(fulfil),
        }),
      );
      expect(response.status).toBe(401);
    }
  });

  it.each([
    ['no JSON', 'fulfil', [400, 'invalid_params']],
    ['another type', { ...fulfil, type: 'reward.redeem' }, [400, 'invalid_params']],
    ['a field too much', { ...fulfil, data: { ...fulfil.data, coachId } }, [400, 'invalid_params']],
    ['a redemption that is not there', { ...fulfil, data: { ...fulfil.data, rewardId: 'lamp' } }, [404, 'not_found']],
    ['more than four kibibytes', 'x'.repeat(5_000), [413, 'body_too_large']],
  ])('with %s is refused', async (_, body, answer) => {
    const { server, told } = await createShop();
    expect(await send(server, body)).toEqual(answer);
    expect(await told()).toEqual([]);
  });

  it('is for the community that it names, and for one that has a secret', async () => {
    const { server } = await createShop();
    expect(await send(server, fulfil, { community: 'other' })).toEqual([400, 'invalid_params']);
    expect(await send(server, fulfil, { community: 'nowhere' })).toEqual([404, 'not_found']);
    const silent = createTestServer();
    servers.push(silent);
    expect(await send(silent, fulfil)).toEqual([404, 'not_found']);
  });
});
