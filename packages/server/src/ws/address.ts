import type { IncomingMessage } from 'node:http';

const proxyHeader = /^(forwarded|x-forwarded-.*|x-real-ip|via)$/;
const loopback = /^(127\.|::1$)/;

const plain = (address: string) => address.trim().replace(/^::ffff:(?=\d+\.)/i, '');

export const isLoopback = (address: string | undefined) => address !== undefined && loopback.test(plain(address));

/** No browser speaks HTTP/1.0. nginx did by default until 1.29.7, with no header that says who it is. */
export const isProxied = ({ headers, httpVersion }: IncomingMessage) =>
  httpVersion === '1.0' || Object.keys(headers).some((name) => proxyHeader.test(name));

/** Whose limits count: an IPv4 address, or the /64 that one IPv6 subscriber has to himself. */
export function addressKey(address: string): string {
  const whole = plain(address).toLowerCase();
  if (!whole.includes(':')) return whole;
  const [before = '', after] = whole.split('::');
  const head = before.split(':').filter(Boolean);
  const tail = after === undefined ? [] : after.split(':').filter(Boolean);
  const zeros = after === undefined ? [] : Array<string>(Math.max(0, 8 - head.length - tail.length)).fill('0');
  return `${[...head, ...zeros, ...tail].slice(0, 4).join(':')}::/64`;
}

/**
 * Who asks. Behind a proxy, the last address of its header: the only one that the proxy itself wrote. What stands before
 * it is whatever the client liked to say.
 */
export function readAddress(request: IncomingMessage, addressHeader?: string): string {
  const header = addressHeader ? request.headers[addressHeader] : undefined;
  const told = [header].flat().join(',').split(',').at(-1)?.trim();
  return told || request.socket.remoteAddress || '';
}

/**
 * Whose connection it is, for guards that compare where people are: undefined on this machine, and behind a proxy of which
 * nobody said in which header it tells, as then all are in one place.
 */
export function placeOf(request: IncomingMessage, addressHeader?: string): string | undefined {
  if (!addressHeader && isProxied(request)) return undefined;
  const address = readAddress(request, addressHeader);
  return address === '' || isLoopback(address) ? undefined : addressKey(address);
}
