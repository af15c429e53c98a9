import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createWebhookNotifier, loadSettings } from '@entraide/server';
import { expect, it } from 'vitest';
import { isGenuine } from './verify-webhook.js';

/** The vector that the Standard Webhooks libraries are tested with: github.com/standard-webhooks/standard-webhooks. */
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const body = '{"test": 2432232314}';
const headers = {
  'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  'webhook-timestamp': '1614265330',
  'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};
const now = 1_614_265_330_000;

it('believes the published vector, also among other signatures', () => {
  expect(isGenuine({ headers, body }, { secret, now })).toBe(true);
  const many = { ...headers, 'webhook-signature': `v1,AAAA v2,BBBB ${headers['webhook-signature']}` };
  expect(isGenuine({ headers: many, body }, { secret, now })).toBe(true);
});

it.each([
  ['another body', { headers, body: '{"test": 2432232315}' }],
  ['another id', { headers: { ...headers, 'webhook-id': 'msg_other' }, body }],
  ['another time', { headers: { ...headers, 'webhook-timestamp': '1614265331' }, body }],
  ['a time that is none', { headers: { ...headers, 'webhook-timestamp': 'now' }, body }],
  ['no signature', { headers: { ...headers, 'webhook-signature': undefined }, body }],
  ['half a signature', { headers: { ...headers, 'webhook-signature': 'v1,g0hM9SsE' }, body }],
  [
    'another version',
    { headers: { ...headers, 'webhook-signature': headers['webhook-signature'].replace('v1', 'v2') }, body },
  ],
  ['a signature in no alphabet', { headers: { ...headers, 'webhook-signature': `v1,${'é'.repeat(44)}` }, body }],
  ['nothing', { headers: {}, body: '' }],
])('believes no webhook with %s', (_, webhook) => {
  expect(isGenuine(webhook, { secret, now })).toBe(false);
});

it('believes nothing that is old, nothing from the future and no other secret', () => {
  for (const late of [301_000, -301_000]) expect(isGenuine({ headers, body }, { secret, now: now + late })).toBe(false);
  const other = `whsec_${Buffer.alloc(24).toString('base64')}`;
  expect(isGenuine({ headers, body }, { secret: other, now })).toBe(false);
});

it('believes what the server sends', async () => {
  const believed: boolean[] = [];
  const http = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    believed.push(isGenuine({ headers: request.headers, body: text }, { secret }));
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const notifier = createWebhookNotifier({ url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`, secret });
  await notifier.notify({
    id: 'shoes/coach/7#3',
    community: 'shoes',
    person: { id: '7', kind: 'coach', name: 'Zoë', locales: [], email: null },
    kind: 'request_waiting',
    at: now,
    data: { conversationId: 'c', topic: 'größe', locale: null, waitedMs: 60_000 },
  });
  expect(believed).toEqual([true]);
  http.closeAllConnections();
  await new Promise((resolve) => http.close(resolve));
});

it('the settings of the guide are settings', async () => {
  const { communities } = await loadSettings(path.join(import.meta.dirname, '../notify.config.ts'));
  expect(communities[0]?.notify).toMatchObject({ webhook: { url: 'https://shop.example/entraide' } });
});
