import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { firstLine } from './testing/server-process.js';
import { ask, transcriptOf } from './testing/talk.js';
import { createTcpProxy, type TcpProxy } from './testing/tcp-proxy.js';
import { join, type WireClient, type WireError } from './testing/wire-client.js';

const { postgres } = inject('services');
const bin = path.resolve(import.meta.dirname, '../bin/entraide.mjs');

/** Sends a command with one id until it is taken; a refusal that isn't worth that fails the test. */
async function insist(person: WireClient, method: string, params: Record<string, unknown>, refusals: unknown[] = []) {
  const command = { commandId: randomUUID(), ...params };
  for (;;) {
    try {
      return await person.call(method, command);
    } catch (error) {
      const { data } = error as WireError;
      expect(data).toMatchObject({ reason: expect.stringMatching(/^(unavailable|rate_limited)$/), retry: 'same_id' });
      refusals.push(data?.reason);
      await wait(data?.retryAfterMs ?? 100);
    }
  }
}

describe.runIf(postgres)('PostgreSQL that goes away', () => {
  const service = new URL(postgres ?? 'postgres://nowhere');
  const database = `entraide_${randomBytes(6).toString('hex')}`;
  const admin = new pg.Pool({ connectionString: service.href, max: 1 });
  const folder = mkdtempSync(path.join(tmpdir(), 'entraide-away-'));
  let proxy: TcpProxy;
  let child: ChildProcess;
  let url: string;
  let log: string;

  beforeAll(() => admin.query(`create database ${database}`));
  afterAll(async () => {
    await admin.query(`drop database if exists ${database} with (force)`);
    await admin.end();
    rmSync(folder, { recursive: true });
  });

  const serve = async () => {
    const through = new URL(service);
    through.host = `127.0.0.1:${proxy.port}`;
    through.pathname = `/${database}`;
    const env = { PATH: process.env['PATH'], DATABASE_URL: through.href };
    child = spawn(process.execPath, [bin, 'serve', '--demo', '--port', '0'], { cwd: folder, env });
    log = '';
    child.stderr?.on('data', (chunk) => {
      log += chunk;
    });
    url = (await firstLine(child)).replace('Entraide listens on ', '');
  };
  beforeEach(async () => {
    proxy = await createTcpProxy({ host: service.hostname, port: Number(service.port) || 5432 });
  });
  afterEach(async () => {
    child.kill('SIGKILL');
    await proxy.close();
  });

  const statusOf = async (route: string) => (await fetch(`${url}${route}`)).status;
  const coachOf = async () => {
    const response = await fetch(`${url}/demo/coach-token?name=Camille`);
    return join(url, { community: 'demo', token: ((await response.json()) as { token: string }).token });
  };

  it('at start: the server is up and says so, and is ready when the database is', async () => {
    await serve();
    expect(await statusOf('/healthz')).toBe(200);
    expect(await statusOf('/readyz')).toBe(503);
    expect(log).toContain('"event":"storage.unavailable"');
    const visitor = await join(url, { community: 'demo' });
    const conversationId = randomUUID();
    const asked = insist(visitor, 'conversation.ask', { conversationId, text: 'Anybody?', later: true });
    await proxy.up();
    await expect.poll(() => statusOf('/readyz'), { timeout: 20_000 }).toBe(200);
    expect(await asked).toEqual({ conversationId, offset: 1 });
    expect(child.exitCode).toBeNull();
  });

  it('in the middle: nothing is lost, nothing is doubled, and the sockets stay', async () => {
    await proxy.up();
    await serve();
    const [visitor, coach] = await Promise.all([join(url, { community: 'demo' }), coachOf()]);
    const conversationId = await ask(visitor, 'Before');
    await coach.command('request.claim', { conversationId });
    const texts: string[] = [];
    const refusals: unknown[] = [];
    let isOver = false;
    const posting = (async () => {
      while (!isOver) {
        const text = `message ${texts.length}`;
        texts.push(text);
        await insist(visitor, 'message.post', { conversationId, messageId: randomUUID(), text }, refusals);
        await wait(25);
      }
    })();
    for (let n = 0; n < 3; n += 1) {
      await wait(60);
      await proxy.down();
      await expect.poll(() => statusOf('/readyz'), { timeout: 20_000 }).toBe(503);
      expect(await statusOf('/healthz')).toBe(200);
      const before = refusals.length;
      await expect.poll(() => refusals.slice(before), { timeout: 20_000 }).toContain('unavailable');
      await proxy.up();
      await expect.poll(() => statusOf('/readyz'), { timeout: 20_000 }).toBe(200);
    }
    isOver = true;
    await posting;
    for (const person of [visitor, coach]) {
      const { events } = await transcriptOf(person, conversationId);
      expect(events.flatMap(({ data }) => data.text ?? [])).toEqual(['Before', ...texts]);
      expect(person.socket.readyState).toBe(person.socket.OPEN);
    }
    expect(child.exitCode).toBeNull();
  });
});
