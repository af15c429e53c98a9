import type { NodeLogEntry, Notification } from '@entraide/core';
import { notifierSuite } from '@entraide/core/conformance';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMailReceiver, type MailReceiver } from '../testing/mail-receiver.js';
import { pingOf } from '../testing/ping.js';
import { createEmailNotifier, type EmailNotifierOptions } from './email-notifier.js';

const from = 'Shoe Shop <help@shop.example>';
const support = 'support@shop.example';

notifierSuite(
  { describe, it },
  {
    name: 'e-mail',
    async create() {
      const receiver = await createMailReceiver();
      return {
        notifier: createEmailNotifier({ smtp: receiver.url, from, support }),
        received: async () => receiver.mails.map(({ headers }) => headers['x-entraide-notification'] ?? ''),
        async setReachable(isReachable) {
          receiver.refuses = isReachable ? null : 451;
        },
        dispose: () => receiver.close(),
      };
    },
  },
);

describe('a letter', () => {
  let receiver: MailReceiver;
  const entries: NodeLogEntry[] = [];
  const create = (options: Partial<EmailNotifierOptions> = {}) =>
    createEmailNotifier({ smtp: receiver.url, from, log: (entry) => entries.push(entry), ...options });
  const only = () => {
    expect(receiver.mails).toHaveLength(1);
    return receiver.mails[0] as MailReceiver['mails'][number];
  };

  beforeEach(async () => {
    receiver = await createMailReceiver();
    entries.length = 0;
  });
  afterEach(() => receiver.close());

  it('goes to the address of the coach, from the shop, as plain text with a way to change one’s mind', async () => {
    await create({ link: 'https://desk.shop.example/' }).notify(pingOf('shop/coach/c1#2'));
    const { to, headers, raw } = only();
    expect(to).toEqual(['ben@coaches.example']);
    expect(headers).toMatchObject({
      from,
      to: 'Ben <ben@coaches.example>',
      subject: 'Somebody is waiting: shoes',
      'content-type': 'text/plain; charset=utf-8',
      'auto-submitted': 'auto-generated',
    });
    expect(raw).toContain('https://desk.shop.example/');
    expect(raw.replace(/=\r\n/g, '')).toContain('Change your pings in your preferences');
  });

  it('has one Message-ID however often it is sent, and another than any other', async () => {
    const notifier = create();
    for (const id of ['shop/coach/c1#2', 'shop/coach/c1#2', 'shop/coach/c1#3']) await notifier.notify(pingOf(id));
    const ids = receiver.mails.map(({ headers }) => headers['message-id']);
    expect(ids[0]).toMatch(/^<[0-9a-f]{40}@shop\.example>$/);
    expect(ids[1]).toBe(ids[0]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  it.each([
    ['a name', { name: 'Ben\r\nBcc: all@coaches.example' }],
    ['a name with a body', { name: 'Ben\r\n\r\nBcc: all@coaches.example' }],
    ['a name that ends its quotes', { name: 'Ben" <all@coaches.example>, "x' }],
  ])('takes no header from %s', async (_, person) => {
    await create().notify(pingOf('1', person));
    const { to, headers } = only();
    expect(to).toEqual(['ben@coaches.example']);
    expect(headers).not.toHaveProperty('bcc');
  });

  it('takes no header from a topic', async () => {
    const { data, ...ping } = pingOf('1') as Extract<Notification, { kind: 'request_waiting' }>;
    await create().notify({ ...ping, data: { ...data, topic: 'shoes\r\nBcc: all@coaches.example\r\n\r\nhi' } });
    const { to, headers } = only();
    expect(to).toEqual(['ben@coaches.example']);
    expect(headers['subject']).toContain('Somebody is waiting: shoes Bcc: all@coaches.example hi');
    expect(headers).not.toHaveProperty('bcc');
  });

  it.each([
    ['none', null],
    ['two', 'ben@coaches.example, all@coaches.example'],
    ['one with a line break', 'ben@coaches.example\r\nRCPT TO:<all@coaches.example>'],
    ['one that is none', 'ben'],
  ])('is not written to a coach whose address is %s', async (_, email) => {
    await create().notify(pingOf('1', { email }));
    expect(receiver.mails).toEqual([]);
    expect(entries).toEqual([{ level: 'debug', event: 'email_without_address', community: 'shop', id: '1' }]);
  });

  it('that is refused for good is not tried again, and the log names no address', async () => {
    receiver.refuses = 550;
    await create().notify(pingOf('1'));
    expect(entries).toMatchObject([{ level: 'warn', event: 'email_refused', community: 'shop', id: '1', status: 550 }]);
    expect(JSON.stringify(entries)).not.toContain('ben@');
  });

  it('that is refused for now is to be tried again, and the error names no address', async () => {
    receiver.refuses = 451;
    const error = await create()
      .notify(pingOf('1'))
      .catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ message: 'unable to send the e-mail; 451' });
    expect((error as Error).cause).toBeUndefined();
  });

  it('is tried again when nobody is there', async () => {
    const notifier = create();
    await receiver.close();
    await expect(notifier.notify(pingOf('1'))).rejects.toThrow('unable to send the e-mail; ');
    receiver = await createMailReceiver();
  });
});

it('signs in with the user and the password of the URL, and waits for the operator while they are refused', async () => {
  const users: unknown[] = [];
  const receiver = await createMailReceiver({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth({ username, password }, _, done) {
      users.push([username, password]);
      if (password === 'p@ss:/') done(null, { user: username });
      else done(new Error('no'));
    },
  });
  const { port } = new URL(receiver.url);
  const send = (password: string) =>
    createEmailNotifier({ smtp: `smtp://ben:${password}@127.0.0.1:${port}`, from }).notify(pingOf('1'));
  await send(encodeURIComponent('p@ss:/'));
  expect(users).toEqual([['ben', 'p@ss:/']]);
  expect(receiver.mails).toHaveLength(1);
  await expect(send('wrong')).rejects.toThrow('unable to send the e-mail; 535');
  await receiver.close();
});
