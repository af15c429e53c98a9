import type { IncomingMessage } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addressKey, isLoopback, placeOf, readAddress } from './address.js';
import { type AddressLimits, createAddressLimits } from './address-limits.js';

describe('sockets of one address', () => {
  let limits: AddressLimits;
  beforeEach(() => {
    vi.useFakeTimers();
    limits = createAddressLimits({ atOnceMax: 2, perMinute: 3 });
  });
  afterEach(() => {
    limits.close();
    vi.useRealTimers();
  });

  it('are bounded at once, and a place is free when one leaves', () => {
    const first = limits.enter('192.0.2.1');
    expect(limits.enter('192.0.2.1')).not.toBeNull();
    expect(limits.enter('192.0.2.1')).toBeNull();
    expect(limits.enter('192.0.2.2')).not.toBeNull();
    first?.leave();
    expect(limits.enter('192.0.2.1')).not.toBeNull();
  });

  it('are bounded by the minute', () => {
    for (let n = 0; n < 3; n += 1) limits.enter('192.0.2.1')?.leave();
    expect(limits.enter('192.0.2.1')).toBeNull();
    vi.advanceTimersByTime(60_000);
    expect(limits.enter('192.0.2.1')).not.toBeNull();
  });

  it('are not counted on loopback', () => {
    for (let n = 0; n < 100; n += 1) expect(limits.enter(n % 2 ? '::1' : '::ffff:127.0.0.1')).not.toBeNull();
  });
});

describe('an address', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:DB8:1:2::', '2001:db8:1:2::/64'],
  ])('%s counts as %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });

  it('is of loopback only when it is', () => {
    expect(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'].map(isLoopback)).toEqual([true, true, true, true]);
    expect(['128.0.0.1', '::2', '10.127.0.1', '', undefined].map(isLoopback)).toEqual(Array(5).fill(false));
  });

  it('is what the trusted proxy appended, never what the client wrote before it', () => {
    const request = (headers: Record<string, string>) =>
      ({ headers, socket: { remoteAddress: '10.0.0.1' } }) as unknown as IncomingMessage;
    const spoofed = request({ 'x-forwarded-for': '127.0.0.1, 192.0.2.9' });
    expect(readAddress(spoofed, 'x-forwarded-for')).toBe('192.0.2.9');
    expect(readAddress(spoofed)).toBe('10.0.0.1');
    expect(readAddress(request({}), 'x-forwarded-for')).toBe('10.0.0.1');
  });

  it('tells where people are only where it is theirs', () => {
    const request = (remoteAddress: string, headers: Record<string, string> = {}) =>
      ({ headers, httpVersion: '1.1', socket: { remoteAddress } }) as unknown as IncomingMessage;
    const proxied = request('10.0.0.1', { 'x-forwarded-for': '2001:db8::1' });
    expect(placeOf(request('192.0.2.9'))).toBe('192.0.2.9');
    expect(placeOf(proxied, 'x-forwarded-for')).toBe('2001:db8:0:0::/64');
    expect(placeOf(proxied), 'all would sit where the proxy does').toBeUndefined();
    expect(placeOf(request('127.0.0.1'))).toBeUndefined();
    expect(placeOf(request(''))).toBeUndefined();
  });
});
