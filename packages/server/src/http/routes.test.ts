import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Storage } from '@entraide/core';
import { createMemoryBus } from '@entraide/core/memory';
import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Server, ServerOptions } from '../create-server.js';
import { createTestServer, shop } from '../testing/create-test-server.js';

const servers: Server[] = [];
const start = (options: Partial<ServerOptions> = {}) => {
  const server = createTestServer(options);
  servers.push(server);
  return server;
};
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const ask = (server: Server, url: string, init?: RequestInit) =>
  server.fetch(new Request(`http://chat.example${url}`, init));

describe('health', () => {
  it('tells a living process from a ready one', async () => {
    const server = start();
    expect((await ask(server, '/healthz')).status).toBe(200);
    expect((await ask(server, '/readyz')).status).toBe(200);
    await server.close();
    expect((await ask(server, '/healthz')).status).toBe(200);
    const drained = await ask(server, '/readyz');
    expect([drained.status, await drained.json()]).toEqual([503, { status: 'draining' }]);
  });

  it('is not ready while the storage refuses', async () => {
    const broken = { load: () => Promise.reject(new Error('unable to load; away')) } as unknown as Storage;
    const server = start({ storage: broken });
    expect((await ask(server, '/readyz')).status).toBe(503);
  });

  it('stays ready without its bus, and says that it is without', async () => {
    const state = { isUp: true, published: 3, received: 2, lost: 1 };
    const server = start({ bus: { ...createMemoryBus(), state: () => state } });
    const ready = async () => {
      const response = await ask(server, '/readyz');
      return [response.status, await response.json()];
    };
    expect(await ready()).toEqual([200, { status: 'ready', storage: 'up', bus: 'up' }]);
    state.isUp = false;
    expect(await ready()).toEqual([200, { status: 'ready', storage: 'up', bus: 'down' }]);
    const text = await (await ask(server, '/metrics')).text();
    for (const line of [
      'bus_up 0',
      'bus_hints_published_total 3',
      'bus_hints_received_total 2',
      'bus_hints_lost_total 1',
    ])
      expect(text).toContain(`entraide_${line}\n`);
  });

  it('has figures, in the text format', async () => {
    const response = await ask(start(), '/metrics');
    const text = await response.text();
    expect(response.headers.get('content-type')).toContain('text/plain');
    for (const name of [
      'entraide_availability_open{community="shop"} 0',
      'entraide_demand_counted_total 0',
      'entraide_sessions 0',
      'entraide_storage_up 1',
      'entraide_calls_under_way 0',
      'entraide_calls_shed_total 0',
      'entraide_storage_failures_total 0',
      'entraide_commands_accepted_total 0',
      'process_cpu_seconds_total',
    ]) {
      expect(text).toContain(name);
    }
  });
});

describe('static files', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'entraide-static-'));
  const root = path.join(folder, 'public');
  beforeAll(() => {
    mkdirSync(path.join(root, 'assets'), { recursive: true });
    writeFileSync(path.join(root, 'index.html'), '<!doctype html>hello');
    writeFileSync(path.join(root, 'assets', 'app.js'), 'export {};');
    writeFileSync(path.join(root, 'assets', 'über.txt'), 'ü');
    writeFileSync(path.join(root, '.env'), 'SECRET=1');
    writeFileSync(path.join(folder, 'outside.txt'), 'outside');
    symlinkSync(path.join(folder, 'outside.txt'), path.join(root, 'link.txt'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('come with their type and a policy that runs nobody else’s scripts', async () => {
    const server = start({ static: root });
    const page = await ask(server, '/');
    expect(await page.text()).toBe('<!doctype html>hello');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe');
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    const script = await ask(server, '/assets/app.js?v=1');
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(await (await ask(server, '/assets/über.txt')).text()).toBe('ü');
  });

  it('are not sent again while they are the same', async () => {
    const server = start({ static: root });
    const etag = (await ask(server, '/index.html')).headers.get('etag') as string;
    const again = await ask(server, '/index.html', { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const head = await ask(server, '/index.html', { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it.each([
    '/../outside.txt',
    '/..%2foutside.txt',
    '/%2e%2e/outside.txt',
    '/%2e%2e%2foutside.txt',
    '/assets/..%5c..%5coutside.txt',
    '/assets/%252e%252e/outside.txt',
    '/assets/....//outside.txt',
    '//etc/passwd',
    '/etc/passwd',
    '/file:///etc/passwd',
    '/index.html%00.js',
    '/index.html/',
    '/%',
    '/%ff',
    '/link.txt',
    '/.env',
    '/assets',
    '/__proto__',
    '/constructor',
  ])('do not lead out of their folder: %s', async (url) => {
    const response = await ask(start({ static: root }), url);
    expect([response.status, await response.json()]).toEqual([404, { reason: 'not_found' }]);
  });

  it('the console has an address of its own, which a name without the slash leads to', async () => {
    const server = start({ static: root, console: root });
    const response = await ask(server, '/console');
    expect([response.status, response.headers.get('location')]).toEqual([308, './console/']);
    expect(await (await ask(server, '/console/')).text()).toBe(await (await ask(server, '/')).text());
    expect((await ask(start({ static: root }), '/console/')).status).toBe(404);
  });

  it('of a folder that does not exist are an error at once', () => {
    expect(() => start({ static: path.join(folder, 'nowhere') })).toThrow(/there is no such folder/);
  });
});

describe.each(['coach', 'manager'])('the demo’s %s token', (kind) => {
  const demo = { ...shop, id: 'demo' };
  const local = (remoteAddress: string, headers: Record<string, string>, httpVersion = '1.1') => ({
    incoming: { socket: { remoteAddress }, headers, httpVersion } as unknown as IncomingMessage,
  });
  const proxied = (header: string) => local('127.0.0.1', { host: 'localhost', [header]: '192.0.2.1' });
  const asked = (site: string) => local('127.0.0.1', { host: 'localhost', 'sec-fetch-site': site });
  const token = (server: Server, bindings?: ReturnType<typeof local>, query = '?name=Camille') =>
    server.fetch(new Request(`http://localhost/demo/${kind}-token${query}`), bindings);

  it('is made for this machine', async () => {
    const server = start({ communities: [demo], demo: true });
    const response = await token(server, local('127.0.0.1', { host: 'localhost:8787' }));
    const claims = decodeJwt(((await response.json()) as { token: string }).token);
    expect(claims).toMatchObject({ kind, community: 'demo', name: 'Camille' });
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect((await token(server, asked('same-origin'))).status).toBe(200);
  });

  it.each([
    ['another machine', local('192.0.2.1', { host: 'localhost' })],
    ['a name that was made to point here', local('127.0.0.1', { host: 'evil.example' })],
    ['a name that only begins well', local('127.0.0.1', { host: 'localhost.evil.example' })],
    ['a proxy', proxied('x-forwarded-for')],
    ['a proxy that says less', proxied('x-forwarded-proto')],
    ['a proxy by the standard', proxied('forwarded')],
    ['a proxy by another custom', proxied('x-real-ip')],
    ['a proxy that names itself', proxied('via')],
    ['a proxy that says nothing, as nginx does', local('127.0.0.1', { host: 'localhost' }, '1.0')],
    ['a page of another site', asked('cross-site')],
    ['a page of another port', asked('same-site')],
    ['nobody knows where', undefined],
  ])('is not made for %s', async (_, bindings) => {
    const server = start({ communities: [demo], demo: true });
    expect((await token(server, bindings)).status).toBe(404);
  });

  it('does not exist outside the demo', async () => {
    const server = start({ communities: [demo] });
    expect((await token(server, local('127.0.0.1', { host: 'localhost' }))).status).toBe(404);
  });

  it('needs the demo community', () => {
    expect(() => start({ demo: true })).toThrow(/no community demo/);
  });
});

describe('what does not exist', () => {
  it('is not found, in JSON', async () => {
    const response = await ask(start(), '/wp-login.php');
    expect([response.status, await response.json()]).toEqual([404, { reason: 'not_found' }]);
  });

  it('is told apart from a socket without a handshake', async () => {
    const response = await ask(start(), '/v1/ws');
    expect([response.status, response.headers.get('upgrade')]).toEqual([426, 'websocket']);
  });
});

describe('a server with wrong options', () => {
  it('names them', () => {
    expect(() => start({ communities: [{ ...shop, leaseMs: 1 }] })).toThrow(/communities\.0\.leaseMs/);
    expect(() => start({ limits: { socketsMax: 0 } })).toThrow(/server\.limits\.socketsMax/);
    const withoutSecret = { issuer: 'i', audience: 'a', algorithms: ['HS256' as const] };
    expect(() => start({ communities: [{ ...shop, tokens: withoutSecret }] })).toThrow(/tokens\.secret of shop/);
  });
});
