import type { Notification } from '@entraide/core';
import { expect, it } from 'vitest';
import { pingOf } from '../testing/ping.js';
import { inLine, writeLetter } from './letter.js';
import { createSmtpTransport } from './smtp-transport.js';

const topics = [{ id: 'shoes', labels: { en: 'Shoes', fr: 'Chaussures' } }];
const community = { id: 'shop', name: 'Shoe Shop', topics };

it.each([
  [['en'], 'Somebody is waiting: Shoes', '5 minutes'],
  [['fr-CH'], 'Quelqu’un attend : Chaussures', '5 minutes'],
  [['es_MX'], 'Alguien espera: Shoes', '5 minutos'],
  [['de', 'es'], 'Alguien espera: Shoes', '5 minutos'],
  // Of the request, where the coach has no preference.
  [[], 'Quelqu’un attend : Chaussures', '5 minutes'],
  [['de'], 'Quelqu’un attend : Chaussures', '5 minutes'],
])('is in a language of the reader: %j', (locales, subject, waited) => {
  const letter = writeLetter(pingOf('1', { locales }), { community });
  expect(letter.subject).toBe(subject);
  expect(letter.text).toContain(waited);
  expect(letter.text).toContain('Shoe Shop');
});

it('there is one of each kind in each language, and they end with the preferences where a coach reads', () => {
  const ping = pingOf('1');
  const data = { conversationId: 'c', topic: null, locale: null };
  const support: Notification['person'] = { ...ping.person, id: 'support', kind: 'brand' };
  const kinds: Notification[] = [
    ping,
    { ...ping, kind: 'visitor_here', data: { topic: null, locale: null } },
    { ...ping, person: support, kind: 'handed_over', data: { ...data, outcome: 'handed_over' } },
    {
      ...ping,
      person: support,
      kind: 'reward_redeemed',
      data: { rewardId: 'travel-guide', redemptionId: 'r', coach: { id: 'b', name: 'Ben' }, cost: 10 },
    },
  ];
  const letters = kinds.flatMap((one) =>
    ['en', 'fr', 'es'].map((locale) =>
      writeLetter({ ...one, person: { ...one.person, locales: [locale] } }, { community }),
    ),
  );
  expect(new Set(letters.map(({ subject }) => subject)).size).toBe(12);
  expect(letters.map(({ text }) => /preferen|préféren/.test(text))).toEqual([
    ...Array(6).fill(true),
    ...Array(6).fill(false),
  ]);
});

it('keeps what somebody chose on its line', () => {
  expect(inLine(' a\r\nb\u2028c\u202ed\u0000 ')).toBe('a b c d');
  expect(inLine('👩🏽‍🚀 Zoë')).toBe('👩🏽‍🚀 Zoë');
  expect(inLine('x'.repeat(1_000))).toHaveLength(100);
});

it.each([
  ['smtps://mail.example', { secure: true, requireTLS: false, ignoreTLS: false }],
  ['smtp://mail.example:587', { secure: false, requireTLS: true, ignoreTLS: false, port: 587 }],
  ['smtp://mail.example?tls=off', { secure: false, requireTLS: false, ignoreTLS: true }],
  ['smtp://127.0.0.1:2525', { secure: false, requireTLS: false, ignoreTLS: true }],
])('%s says how it is encrypted', (url, options) => {
  expect(createSmtpTransport(url).options).toMatchObject(options);
});
