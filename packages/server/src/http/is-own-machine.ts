import type { HttpBindings } from '@hono/node-server';
import { isLoopback, isProxied } from '../ws/address.js';

const loopbackHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/**
 * Whether a request looks as if it were made on this very machine, by a page of this very server or by a program: for
 * the demo alone. It refuses other machines, pages of other sites, names that were made to resolve to 127.0.0.1, and
 * every proxy that gives itself away. One that doesn't, on this machine, can't be told from a browser: never expose a
 * demo through a proxy.
 */
export function isOwnMachine(bindings: Partial<HttpBindings> | undefined): boolean {
  const incoming = bindings?.incoming;
  if (!incoming || isProxied(incoming)) return false;
  const { host = '', 'sec-fetch-site': site = 'same-origin' } = incoming.headers;
  return site === 'same-origin' && isLoopback(incoming.socket.remoteAddress) && loopbackHost.test(host);
}
