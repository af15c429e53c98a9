import { expect, it } from 'vitest';
import { describeBus, parseBusUrl } from './bus-url.js';

it.each([
  ['redis://127.0.0.1:6379', 'redis', 'entraide'],
  ['rediss://user:secret@redis.example/0?prefix=shop', 'redis', 'shop'],
  ['nats://nats.example:4222', 'nats', 'entraide'],
  ['tls://token@nats.example?prefix=shop-2', 'nats', 'shop-2'],
])('%s is a bus', (text, kind, prefix) => {
  const parsed = parseBusUrl(text);
  expect(parsed).toMatchObject({ kind, prefix });
  expect(parsed?.url).not.toContain('prefix');
  expect(describeBus(parsed as NonNullable<typeof parsed>)).not.toMatch(/secret|token/);
});

it.each(['', 'redis', 'http://127.0.0.1', 'redis://', 'redis://host?prefix=', 'nats://host?prefix=a.b'])(
  '%j is none',
  (text) => {
    expect(parseBusUrl(text)).toBeNull();
  },
);
