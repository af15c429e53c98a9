import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener, type HttpBindings } from '@hono/node-server';

export interface Address {
  port: number;
  host: string;
  /** Where a browser on this machine finds it. */
  url: string;
}

/** An HTTP server around web-standard routes, with an end to every half-sent request. */
export function createHttpListener(
  fetch: (request: Request, bindings: Partial<HttpBindings>) => Promise<Response>,
): Server {
  const listener = getRequestListener((request, bindings) => fetch(request, bindings as HttpBindings), {
    overrideGlobalObjects: false,
  });
  return createServer(
    // Long enough for a bad line, too short to hold thousands of half-sent requests.
    { headersTimeout: 10_000, requestTimeout: 15_000, connectionsCheckingInterval: 5_000, keepAliveTimeout: 5_000 },
    (request, response) => void listener(request, response),
  );
}

/** Resolves when it listens; rejects with Node's own error when it can't. */
export async function openHttpListener(http: Server, { port, host }: { port: number; host: string }): Promise<Address> {
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen({ port, host }, () => {
      http.off('error', reject);
      resolve();
    });
  });
  const bound = (http.address() as AddressInfo).port;
  return { port: bound, host, url: urlOf(host, bound) };
}

function urlOf(host: string, port: number): string {
  const reachable = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}
