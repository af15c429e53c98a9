import { expect, it } from 'vitest';
import { isOriginAllowed } from './origin.js';

const origins = new Set(['https://shop.example', 'http://localhost:3000']);
const host = 'chat.example:8787';

const lookalikes = [
  '',
  'null',
  'https://shop.example/',
  'https://shop.example.evil.example',
  'https://evil-shop.example',
  'https://evilshop.example',
  'https://shop.example:8443',
  'https://shop.example:443',
  'http://shop.example',
  'https://SHOP.example',
  'https://shop.example.',
  'https://shop.examplé',
  'https://xn--shp-0ra.example',
  'https://user@shop.example',
  'https://shop.example, https://evil.example',
  'https://shop.example\u0000',
  ' https://shop.example',
  'wss://shop.example',
  'file://',
  'http://localhost',
  'http://localhost:3001',
  'http://127.0.0.1:3000',
  'https://chat.example:8787',
];

it.each(lookalikes)('refuses the page %j', (origin) => {
  expect(isOriginAllowed({ origin, host }, { origins, own: false })).toBe(false);
});

it('lets in what is listed, and clients that are no browser', () => {
  for (const origin of [...origins, undefined]) {
    expect(isOriginAllowed({ origin, host }, { origins, own: false })).toBe(true);
  }
});

it('lets in its own pages where it serves some', () => {
  for (const origin of ['https://chat.example:8787', 'http://chat.example:8787']) {
    expect(isOriginAllowed({ origin, host }, { origins, own: true })).toBe(true);
  }
  for (const origin of ['https://chat.example', 'https://evil.example', 'null']) {
    expect(isOriginAllowed({ origin, host }, { origins, own: true })).toBe(false);
  }
});
