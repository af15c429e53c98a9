import { afterEach, describe, expect, it } from 'vitest';
import type { Server } from '../create-server.js';
import { createTestServer, shop } from '../testing/create-test-server.js';

const topics = [{ id: 'shoes' }, { id: 'sneakers', parent: 'shoes' }];
const shut = { open: false, reason: 'no_coach', coachesOnline: 0, freeSlots: 0 };

const servers: Server[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

const start = (more: object = {}) => {
  const server = createTestServer({ communities: [{ ...shop, ...more }] });
  servers.push(server);
  return server;
};
const get = (server: Server, query = '', init?: RequestInit) =>
  server.fetch(new Request(`http://chat.example/v1/communities/shop/availability${query}`, init));

describe('availability over HTTP', () => {
  it('is public, short-lived and the same as on the wire', async () => {
    const response = await get(start());
    expect(await response.json()).toEqual(shut);
    expect(response.headers.get('cache-control')).toBe('public, max-age=5');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('is not sent again while it is the same', async () => {
    const server = start();
    const etag = (await get(server)).headers.get('etag') as string;
    const again = await get(server, '', { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect(again.headers.get('cache-control')).toBe('public, max-age=5');
    expect(again.headers.get('access-control-allow-origin')).toBe('*');
  });

  it('takes a topic and a language', async () => {
    const response = await get(start({ topics }), '?topic=sneakers&locale=fr-CH');
    expect([response.status, await response.json()]).toEqual([200, shut]);
  });

  it('takes any word as a topic where none are declared', async () => {
    expect((await get(start(), '?topic=anything')).status).toBe(200);
  });

  it.each([
    ['a topic that the community lacks', '?topic=shoez', 'unknown_topic', /topic: /],
    ['an empty topic', '?topic=', 'invalid_params', /topic: /],
    ['a topic without end', `?topic=${'a'.repeat(201)}`, 'invalid_params', /topic: /],
    ['a topic with NUL', '?topic=%00', 'invalid_params', /topic: /],
    ['no locale', '?locale=français', 'invalid_params', /locale: must be a BCP 47/],
  ])('refuses %s, and says which field', async (_, query, reason, message) => {
    const response = await get(start({ topics }), query);
    expect(response.status).toBe(400);
    expect(response.headers.get('cache-control')).toBeNull();
    const body = (await response.json()) as { reason: string; message: string };
    expect(body.reason).toBe(reason);
    expect(body.message).toMatch(message);
  });

  it('of a community that is not here is not found', async () => {
    const response = await start().fetch(new Request('http://chat.example/v1/communities/nowhere/availability'));
    expect([response.status, await response.json()]).toEqual([404, { reason: 'not_found' }]);
    expect(response.headers.get('cache-control')).toBeNull();
  });
});
