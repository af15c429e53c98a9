import type { ServerResponse } from 'node:http';
import type { NodeLogEntry } from '@entraide/core';
import { notifierSuite } from '@entraide/core/conformance';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pingOf } from '../testing/ping.js';
import { createWebhookReceiver, noContent, signatureOf, type WebhookReceiver } from '../testing/webhook-receiver.js';
import { createWebhookNotifier } from './webhook-notifier.js';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

notifierSuite(
  { describe, it },
  {
    name: 'the webhook',
    async create() {
      const receiver = await createWebhookReceiver();
      let isReachable = true;
      receiver.answer = (response) => void response.writeHead(isReachable ? 200 : 503).end();
      const taken = new Set<string>();
      return {
        notifier: createWebhookNotifier({ url: receiver.url, secret }),
        async received() {
          if (isReachable) for (const { headers } of receiver.requests) taken.add(headers['webhook-id'] as string);
          return [...taken];
        },
        async setReachable(reachable) {
          receiver.requests.length = 0;
          isReachable = reachable;
        },
        dispose: () => receiver.close(),
      };
    },
  },
);

describe('a webhook', () => {
  let receiver: WebhookReceiver;
  const entries: NodeLogEntry[] = [];
  const create = (timeoutMs?: number) =>
    createWebhookNotifier({
      url: receiver.url,
      secret,
      log: (entry) => entries.push(entry),
      ...(timeoutMs && { timeoutMs }),
    });

  beforeEach(async () => {
    receiver = await createWebhookReceiver();
    entries.length = 0;
  });
  afterEach(() => receiver.close());

  it('is signed so that anybody with the secret can tell, and nobody else', async () => {
    const before = Math.floor(Date.now() / 1_000);
    await create().notify(pingOf('shop/coach/c1#2'));
    const [request] = receiver.requests;
    if (!request) throw new Error('nothing came');
    const { headers } = request;
    expect(headers).toMatchObject({ 'webhook-id': 'shop/coach/c1#2', 'content-type': 'application/json' });
    expect(Number(headers['webhook-timestamp'])).toBeGreaterThanOrEqual(before);
    expect(headers['webhook-signature']).toBe(signatureOf(secret, request));
    const other = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
    expect(headers['webhook-signature']).not.toBe(signatureOf(other, request));
    expect(headers['webhook-signature']).not.toBe(signatureOf(secret, { ...request, body: `${request.body} ` }));
  });

  it('says what happened to whom, and keeps the address to itself', async () => {
    await create().notify(pingOf('shop/coach/c1#2'));
    const body = receiver.requests[0]?.body ?? '';
    expect(JSON.parse(body)).toEqual({
      type: 'request_waiting',
      timestamp: '2025-06-15T15:06:40.000Z',
      data: {
        community: 'shop',
        person: { id: 'c1', kind: 'coach', name: 'Ben', locales: ['en'] },
        conversationId: '6f8f5771-5090-4a26-9245-3988d9a1501b',
        topic: 'shoes',
        locale: 'fr',
        waitedMs: 290_000,
      },
    });
    expect(body).not.toContain('ben@');
  });

  it.each([200, 201, 204, 299])('is delivered by an answer of %i', async (status) => {
    receiver.answer = (response) => void response.writeHead(status).end();
    await expect(create().notify(pingOf('1'))).resolves.toBeUndefined();
  });

  it.each([300, 304, 400, 401, 404, 429, 500, 503])('is to be tried again after an answer of %i', async (status) => {
    receiver.answer = (response) => void response.writeHead(status).end();
    await expect(create().notify(pingOf('1'))).rejects.toThrow(
      `unable to deliver the webhook; it answered with the status ${status}`,
    );
  });

  it('ends with 410, which is said once, without the URL that may hold a secret', async () => {
    receiver.answer = (response) => void response.writeHead(410).end();
    const notifier = create();
    await notifier.notify(pingOf('1'));
    await notifier.notify(pingOf('2'));
    expect(receiver.requests).toHaveLength(1);
    expect(entries).toEqual([
      { level: 'error', event: 'webhook_gone', host: new URL(receiver.url).host, community: 'shop' },
    ]);
  });

  it.each([301, 302, 303, 307, 308])(
    'follows no redirect by %i: what is signed for one is for no other',
    async (status) => {
      const elsewhere = await createWebhookReceiver();
      receiver.answer = (response) => void response.writeHead(status, { location: elsewhere.url }).end();
      await expect(create().notify(pingOf('1'))).rejects.toThrow(`status ${status}`);
      expect(elsewhere.requests).toEqual([]);
      await elsewhere.close();
    },
  );

  it('waits for no answer that does not come', async () => {
    receiver.answer = () => undefined;
    await expect(create(200).notify(pingOf('1'))).rejects.toThrow(
      'unable to deliver the webhook; it did not answer in time',
    );
  });

  it('stops at once when told to', async () => {
    const controller = new AbortController();
    receiver.answer = () => controller.abort();
    await expect(create().notify(pingOf('1'), { signal: controller.signal })).rejects.toThrow('unable to deliver');
  });

  it.each([200, 500])('reads no answer of %i beyond its status, however long it is', async (status) => {
    const closed = new Promise<ServerResponse>((resolve) => {
      receiver.answer = (response) => {
        response.writeHead(status).write('x');
        const more = () => response.writable && response.write('x'.repeat(65_536), () => setImmediate(more));
        more();
        response.once('close', () => resolve(response));
      };
    });
    await create()
      .notify(pingOf('1'))
      .catch((error: Error) => expect(error.message).toContain('status 500'));
    expect((await closed).writableFinished).toBe(false);
  });

  it('that nobody listens to is to be tried again', async () => {
    const notifier = create();
    await receiver.close();
    await expect(notifier.notify(pingOf('1'))).rejects.toThrow(
      'unable to deliver the webhook; it could not be reached',
    );
    receiver = await createWebhookReceiver();
    receiver.answer = noContent;
  });
});
