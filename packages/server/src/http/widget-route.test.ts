import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Server, ServerOptions } from '../create-server.js';
import { createTestServer } from '../testing/create-test-server.js';

const folder = mkdtempSync(path.join(tmpdir(), 'entraide-widget-'));
mkdirSync(path.join(folder, 'widget'));
writeFileSync(path.join(folder, 'widget.js'), '// launcher');
writeFileSync(path.join(folder, 'widget/chat-0123456789.js'), '// chat '.repeat(500));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const servers: Server[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));
const ask = (url: string, init?: RequestInit, options: Partial<ServerOptions> = { widget: folder }) => {
  const server = createTestServer(options);
  servers.push(server);
  return server.fetch(new Request(`http://chat.example${url}`, init));
};

describe("the widget's files", () => {
  it('may be loaded by the page of any shop', async () => {
    const { status, headers } = await ask('/widget.js');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  });

  it('are asked for anew now and then under a lasting name, and never again under one of their content', async () => {
    expect((await ask('/widget.js')).headers.get('cache-control')).toMatch(/max-age=300, stale-while-revalidate/);
    expect((await ask('/widget/chat-0123456789.js')).headers.get('cache-control')).toMatch(
      /max-age=31536000, immutable/,
    );
  });

  it('are not sent again while they are the same', async () => {
    const etag = (await ask('/widget.js')).headers.get('etag') as string;
    const again = await ask('/widget.js', { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it('are compressed for whoever takes that', async () => {
    const headers = { 'accept-encoding': 'gzip' };
    expect((await ask('/widget/chat-0123456789.js', { headers })).headers.get('content-encoding')).toBe('gzip');
  });

  it('that are not built are missed in words that help', async () => {
    const response = await ask('/widget.js', {}, {});
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ message: expect.stringContaining('npm run build') });
  });

  it('that never were are not found', async () => {
    expect((await ask('/widget/nothing.js')).status).toBe(404);
    expect((await ask('/widget/..%2f..%2fpackage.json')).status).toBe(404);
  });
});
