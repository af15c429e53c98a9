import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock, systemIds, views } from '@entraide/core';
import { createMemoryStorage } from '@entraide/core/memory';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { ownTokens } from '../auth/token-options.js';
import { createServer, type Server } from '../create-server.js';
import { demoCommunity } from '../settings/demo-community.js';
import { runReplay, secret } from './testing/run-replay.js';
import { createTamperingProxy } from './testing/tampering-proxy.js';

const folder = mkdtempSync(path.join(tmpdir(), 'entraide-replay-'));
const file = path.join(folder, 'short.jsonl');
const turns = [
  { from: 'visitor', text: 'how?', t: 0 },
  { from: 'coach', text: 'so', t: 1 },
  { from: 'visitor', text: 'ah', t: 2 },
];
writeFileSync(file, ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => `${JSON.stringify({ id, turns })}\n`).join(''));
afterAll(() => rmSync(folder, { recursive: true }));

let server: Server;
let url: string;
beforeEach(async () => {
  const storage = createMemoryStorage({ clock: systemClock, ids: systemIds, views });
  server = createServer({ storage, communities: [{ ...demoCommunity, tokens: ownTokens(secret) }] });
  ({ url } = await server.listen({ port: 0 }));
});
afterEach(() => server.close());

const replayAt = (at: string, options: { args: readonly string[]; interruptAfterMs?: number }) => {
  const { args, ...rest } = options;
  const json = path.join(folder, `${randomUUID()}.json`);
  return runReplay(file, { json, args: ['--url', at, '--gap-max-ms', '200', '--concurrency', '2', ...args], ...rest });
};

it('closes what it was playing when it is interrupted, and begins nothing more', async () => {
  const { exitCode, report, stdout } = await replayAt(url, { args: ['--speed', '1'], interruptAfterMs: 300 });
  expect(exitCode).toBe(1);
  expect(report.stopped).toBe('it was interrupted');
  expect(report.unfinished).toEqual(['a', 'b'].map((dialogue) => ({ dialogue, reason: 'it was interrupted' })));
  expect(report.closed).toEqual({ abandoned: 2 });
  expect(stdout).toContain('FAILED');
});

it('has the visitor leave when an answer never comes, and goes on with another coach', async () => {
  let isLost = false;
  const proxy = await createTamperingProxy(url, {
    fromClient({ method, params }) {
      if (isLost || method !== 'message.post' || params?.text !== 'so') return false;
      isLost = true;
      return true;
    },
  });
  const { exitCode, report } = await replayAt(proxy.url, { args: ['--grace-ms', '200', '--speed', '100'] });
  await proxy.close();
  expect(exitCode).toBe(1);
  expect(report.unfinished).toMatchObject([{ reason: expect.stringMatching(/^it took over \d\.\d s$/) }]);
  expect(report.dialogues).toMatchObject({ total: 6, finished: 5 });
  expect(report.closed).toEqual({ abandoned: 1, served: 5 });
});

it('stops when the server goes away for good', async () => {
  const running = replayAt(url, { args: ['--grace-ms', '200', '--speed', '5'] });
  // Two dialogues of the six take 400 ms at once.
  await new Promise((resolve) => setTimeout(resolve, 300));
  await server.close();
  const { exitCode, report } = await running;
  expect(exitCode).toBe(1);
  expect(report.stopped).toMatch(/nothing answers there$/);
  expect(report.dialogues.finished).toBeLessThan(6);
});
