import { randomUUID } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import { createTestServer, shop } from '../testing/create-test-server.js';
import { createMailReceiver } from '../testing/mail-receiver.js';
import { sqliteSubject } from '../testing/storage-subjects.js';
import { storeEvents } from '../testing/store-events.js';
import { createWebhookReceiver, noContent, signatureOf } from '../testing/webhook-receiver.js';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const text = 'my name is Ana Kovac';

it('a ping reaches webhook and mailbox over a restart, under one id, and says nothing that a visitor wrote', async () => {
  const hook = await createWebhookReceiver();
  const mail = await createMailReceiver();
  const subject = sqliteSubject();
  const notify = {
    webhook: { url: hook.url, secret },
    email: { smtp: mail.url, from: 'help@shop.example' },
  };
  const start = async () => {
    const storage = subject.open();
    const server = createTestServer({ storage, communities: [{ ...shop, notify }] });
    return {
      storage,
      async stop() {
        await server.close();
        await storage.close();
      },
    };
  };
  hook.answer = (response) => void response.writeHead(503).end();
  const first = await start();
  const conversationId = randomUUID();
  const person = { kind: 'coach', name: 'Ben', locales: ['fr'], topics: [] };
  // What follows the place where the consumer begins is its business: it must have begun.
  await vi.waitFor(async () => {
    const { rows } = await first.storage.find('position', { community: 'shop', limit: 1 });
    expect(rows).toHaveLength(1);
  }, 10_000);
  await storeEvents(
    first.storage,
    'coach/c1',
    { type: 'coach.provisioned', data: person },
    { type: 'preferences.changed', data: {}, content: { email: 'ben@coaches.example' } },
  );
  await storeEvents(first.storage, `conversation/${conversationId}`, {
    type: 'conversation.asked',
    data: { locale: 'fr' },
    content: { text },
  });
  await storeEvents(first.storage, 'coach/c1', { type: 'coach.pinged', data: { conversationId, kind: 'request' } });
  await vi.waitFor(() => expect(hook.requests.length).toBeGreaterThan(0), 10_000);
  await vi.waitFor(() => expect(mail.mails).toHaveLength(1), 10_000);
  await first.stop();

  hook.answer = noContent;
  const before = hook.requests.length;
  const second = await start();
  await vi.waitFor(() => expect(hook.requests.length).toBeGreaterThan(before), 30_000);
  await vi.waitFor(() => expect(mail.mails).toHaveLength(2), 10_000);
  await vi.waitFor(async () => {
    const [{ row } = { row: null }] = (await second.storage.find('position', { community: 'shop', limit: 1 })).rows;
    expect(row?.['reached']).toBe((await second.storage.log(0, 100)).at(-1)?.position);
  }, 10_000);
  const ids = hook.requests.map(({ headers }) => headers['webhook-id']);
  expect(new Set(ids)).toEqual(new Set(['shop/coach/c1#3']));
  for (const request of hook.requests) expect(request.headers['webhook-signature']).toBe(signatureOf(secret, request));
  expect(new Set(mail.mails.map(({ headers }) => headers['message-id'])).size).toBe(1);
  const told = JSON.stringify([hook.requests, mail.mails]);
  expect(told).not.toContain('Kovac');
  await second.stop();
  await hook.close();
  await mail.close();
  await subject.dispose();
});
