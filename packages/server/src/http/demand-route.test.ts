import type { IncomingMessage } from 'node:http';
import { type DemandSeen, type Storage, systemClock, systemIds, views } from '@entraide/core';
import { createMemoryStorage } from '@entraide/core/memory';
import { afterEach, describe, expect, it } from 'vitest';
import type { Server, ServerOptions } from '../create-server.js';
import { createTestServer, shop } from '../testing/create-test-server.js';

const servers: Server[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

function start(options: Partial<ServerOptions> = {}) {
  const seen: DemandSeen[] = [];
  const storage: Storage = createMemoryStorage({ clock: systemClock, ids: systemIds, views });
  const server = createTestServer({ storage, demandSeen: (demand) => seen.push(demand), ...options });
  servers.push(server);
  return { server, storage, seen };
}
const send = (server: Server, init: RequestInit = {}, bindings?: object) =>
  server.fetch(
    new Request('http://chat.example/v1/communities/shop/demand', { method: 'POST', ...init }),
    bindings as never,
  );
const typed = (type: string, body: string) => ({ body, headers: { 'content-type': type } });
const from = (remoteAddress: string, headers = {}) => ({
  incoming: { socket: { remoteAddress }, headers } as unknown as IncomingMessage,
});

describe('the beacon', () => {
  it.each([
    ['as text, as browsers send it', { body: '{"topic":"shoes"}' }, 'shoes'],
    ['as JSON', typed('application/json', '{"topic":"shoes"}'), 'shoes'],
    ['as JSON in capitals', typed('Application/JSON;charset=utf-8', '{"topic":"shoes"}'), 'shoes'],
    ['without a topic', { body: '{}' }, null],
    ['without a body', {}, null],
  ])('is counted %s', async (_, init, topic) => {
    const { server, storage, seen } = start();
    const response = await send(server, init);
    expect([response.status, await response.text()]).toEqual([204, '']);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(seen).toEqual([{ community: 'shop', topic }]);
    await server.close();
    const { rows } = await storage.find('demand', { community: 'shop', limit: 10 });
    expect(rows.map(({ row }) => [row?.topic, row?.count])).toEqual([[topic, 1]]);
  });

  it.each([
    ['no JSON', { body: 'shoes' }, 400, 'invalid_params', /the body is not JSON/],
    ['a list', { body: '[]' }, 400, 'invalid_params', /expected object/i],
    ['a number as topic', { body: '{"topic":5}' }, 400, 'invalid_params', /; topic: /],
    ['an empty topic', { body: '{"topic":""}' }, 400, 'invalid_params', /; topic: /],
    ['a field too much', { body: '{"topic":"a","name":"b"}' }, 400, 'invalid_params', /name/],
    ['more than a kibibyte', { body: `{"topic":"${'a'.repeat(1_024)}"}` }, 413, 'body_too_large', /1024 bytes/],
    ['a form', typed('application/x-www-form-urlencoded', 'topic=a'), 415, 'unsupported_media_type', /text\/plain/],
    ['a type that only begins well', typed('text/plainly', '{}'), 415, 'unsupported_media_type', /text\/plain/],
  ])('with %s is refused and not counted', async (_, init, status, reason, message) => {
    const { server, seen } = start();
    const response = await send(server, init);
    const body = (await response.json()) as { reason: string; message: string };
    expect([response.status, body.reason]).toEqual([status, reason]);
    expect(body.message).toMatch(message);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(seen).toEqual([]);
  });

  it('for a community that is not here is not found', async () => {
    const { server } = start();
    const request = new Request('http://chat.example/v1/communities/nowhere/demand', { method: 'POST' });
    const response = await server.fetch(request);
    expect([response.status, await response.json()]).toEqual([404, { reason: 'not_found' }]);
  });

  it('may come from any page, also as JSON', async () => {
    const response = await send(start().server, { method: 'OPTIONS' });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-methods')).toBe('POST');
    expect(response.headers.get('access-control-allow-headers')).toBe('content-type');
  });

  it('is figured', async () => {
    const { server } = start();
    await send(server);
    const metrics = await server.fetch(new Request('http://chat.example/metrics'));
    expect(await metrics.text()).toContain('entraide_demand_counted_total 1');
  });
});

describe('beacons of one address', () => {
  const statuses = async (server: Server, bindings: object) => {
    const answers = [await send(server, {}, bindings), await send(server, {}, bindings)];
    return answers.map(({ status, headers }) => [status, headers.get('retry-after')]);
  };
  const limits = { demandPerAddressPerMinute: 1 };

  it('are bounded by the minute', async () => {
    const { server, seen } = start({ limits });
    expect(await statuses(server, from('192.0.2.1'))).toEqual([
      [204, null],
      [429, '60'],
    ]);
    expect((await send(server, {}, from('192.0.2.2'))).status).toBe(204);
    expect(seen).toHaveLength(2);
  });

  it('are told apart behind a proxy', async () => {
    const { server } = start({ limits, addressHeader: 'x-forwarded-for' });
    const proxied = (address: string) => from('192.0.2.1', { 'x-forwarded-for': address });
    expect((await send(server, {}, proxied('198.51.100.1'))).status).toBe(204);
    expect((await send(server, {}, proxied('198.51.100.2'))).status).toBe(204);
    expect((await send(server, {}, proxied('198.51.100.1'))).status).toBe(429);
  });

  it.each([
    ['this machine', from('127.0.0.1')],
    ['nowhere, by fetch alone', {}],
  ])('are not counted from %s', async (_, bindings) => {
    expect(await statuses(start({ limits }).server, bindings)).toEqual([
      [204, null],
      [204, null],
    ]);
  });

  it('need a limit of at least one', () => {
    const limits = { demandPerAddressPerMinute: 0 };
    expect(() => start({ limits, communities: [shop] })).toThrow(/server\.limits\.demandPerAddressPerMinute/);
  });
});
