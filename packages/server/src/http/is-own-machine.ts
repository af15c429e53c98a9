import type { HttpBindings } from '@hono/node-server';
import { isLoopback } from '../ws/address.js';

const loopbackHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/**
 * Whether a request was made on this very machine, for this very machine: not through a proxy, and not by a page whose
 * name was made to resolve to 127.0.0.1.
 */
export function isOwnMachine(bindings: Partial<HttpBindings> | undefined): boolean {
  const incoming = bindings?.incoming;
  if (!incoming || incoming.headers['x-forwarded-for'] || incoming.headers.forwarded) return false;
  return isLoopback(incoming.socket.remoteAddress) && loopbackHost.test(incoming.headers.host ?? '');
}
