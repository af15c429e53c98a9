import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock, systemIds, views } from '@entraide/core';
import { createMemoryStorage } from '@entraide/core/memory';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownTokens } from '../auth/token-options.js';
import { createServer, type Server } from '../create-server.js';
import { demoCommunity } from '../settings/demo-community.js';
import { runReplay, secret } from './testing/run-replay.js';
import { createTamperingProxy, type Frame, type Tamperer } from './testing/tampering-proxy.js';

const file = path.join(import.meta.dirname, 'fixtures/dialogues.test.jsonl');
const folder = mkdtempSync(path.join(tmpdir(), 'entraide-replay-'));
let server: Server;
let url: string;

beforeAll(async () => {
  const storage = createMemoryStorage({ clock: systemClock, ids: systemIds, views });
  server = createServer({ storage, communities: [{ ...demoCommunity, tokens: ownTokens(secret) }] });
  const { port } = await server.listen({ port: 0 });
  url = `ws://127.0.0.1:${port}`;
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const replayAt = (at: string, ...args: string[]) =>
  runReplay(file, {
    json: path.join(folder, `${randomUUID()}.json`),
    args: ['--url', at, '--speed', '5000', '--gap-max-ms', '5', '--concurrency', '3', ...args],
  });

async function replayThrough(tamperer: Tamperer, ...args: string[]) {
  const proxy = await createTamperingProxy(url, tamperer);
  try {
    return await replayAt(proxy.url, ...args);
  } finally {
    await proxy.close();
  }
}

/** Frames that post a text of the fixture. */
const posts = (frame: Frame, text: string) => frame.method === 'message.post' && frame.params?.text === text;

/** As if it was stored; at an offset that the conversation reaches all the same. */
const stored = ({ id }: Frame) => ({ jsonrpc: '2.0', id, result: { offset: 1, at: Date.now() } });

it('finds nothing on a server that keeps its word', async () => {
  const { exitCode, report, stdout } = await replayAt(url);
  expect(report).toMatchObject({
    ok: true,
    dialogues: { total: 8, finished: 7, unfinished: 0, withoutQuestion: 1 },
    turns: { sent: 32, skipped: { blank: 4, tooLong: 1, otherSpeaker: 1 } },
    claims: 6,
    closed: { abandoned: 1, served: 6 },
    compared: 20,
    differences: [],
  });
  expect(report.deliveryMs.count).toBeGreaterThan(15);
  expect(stdout).toContain('ok ');
  expect(exitCode).toBe(0);
});

describe('the replay fails when a server', () => {
  it('doubles a message', async () => {
    const { exitCode, report } = await replayThrough({
      fromClient(frame, wire) {
        if (!posts(frame, 'people find it there')) return false;
        const again = { ...frame.params, commandId: randomUUID(), messageId: randomUUID() };
        wire.toServer({ ...frame, id: 'again', params: again });
        wire.toServer(frame);
        return true;
      },
      fromServer: ({ id }) => id === 'again',
    });
    expect(exitCode).toBe(1);
    expect(report.differences).toEqual(
      ['visitor', 'coach', 'late'].map((reader) => ({ dialogue: 'burst', reader, kind: 'doubled', turn: 6 })),
    );
  });

  it('acknowledges a message and loses it', async () => {
    const { exitCode, report } = await replayThrough({
      fromClient(frame, wire) {
        if (!posts(frame, 'found it')) return false;
        wire.toClient(stored(frame));
        return true;
      },
    });
    expect(exitCode).toBe(1);
    expect(report.differences).toEqual(
      ['visitor', 'coach', 'late'].map((reader) => ({ dialogue: 'burst', reader, kind: 'lost', turn: 6 })),
    );
  });

  it('stores two messages in the wrong order', async () => {
    let held: Frame | undefined;
    const { exitCode, report } = await replayThrough({
      fromClient(frame, wire) {
        if (posts(frame, 'found it')) {
          held = { ...frame, id: 'held' };
          wire.toClient(stored(frame));
          return true;
        }
        if (!posts(frame, 'thanks!') || !held) return false;
        wire.toServer(frame);
        wire.toServer(held);
        return true;
      },
      fromServer: ({ id }) => id === 'held',
    });
    expect(exitCode).toBe(1);
    expect(report.differences).toEqual(
      ['visitor', 'coach', 'late'].map((reader) => ({ dialogue: 'burst', reader, kind: 'reordered', turn: 6 })),
    );
  });

  it('changes one character', async () => {
    const { exitCode, report, stdout } = await replayThrough({
      fromClient(frame, wire) {
        if (!posts(frame, 'It does.')) return false;
        wire.toServer({ ...frame, params: { ...frame.params, text: 'It does!' } });
        return true;
      },
    });
    expect(exitCode).toBe(1);
    expect(report.differences.map(({ dialogue, kind, turn }) => `${dialogue} ${kind} ${turn}`)).toContain(
      'skips changed 1',
    );
    expect(stdout).toContain('skips: late sees turn 1 changed');
  });

  it('tells one reader alone something else', async () => {
    const { exitCode, report } = await replayThrough({
      fromServer(frame, wire) {
        const { event } = (frame.params ?? {}) as { event?: { data: { text?: string } } };
        if (frame.method !== 'feed.event' || event?.data.text !== 'Never…') return false;
        const data = { ...event.data, text: 'Never...' };
        wire.toClient({ ...frame, params: { ...frame.params, event: { ...event, data } } });
        return true;
      },
    });
    expect(exitCode).toBe(1);
    expect(report.differences.map(({ reader }) => reader)).toEqual(['visitor', 'coach']);
  });

  it('answers a late reader with a hole', async () => {
    const { exitCode, report } = await replayThrough({
      fromServer(frame, wire) {
        const snapshot = frame.result?.['snapshot'] as { state: { status: string }; events: { data: unknown }[] };
        if (snapshot?.state.status !== 'closed') return false;
        const events = snapshot.events.filter(({ data }) => (data as { text?: string }).text !== 'Never…');
        wire.toClient({ ...frame, result: { ...frame.result, snapshot: { ...snapshot, events } } });
        return true;
      },
    });
    expect(exitCode).toBe(1);
    expect(report.differences).toEqual([{ dialogue: 'greeting', reader: 'late', kind: 'lost', turn: 2 }]);
  });
});

describe('the replay says in one line', () => {
  it('that nothing answers', async () => {
    await expect(replayAt('ws://127.0.0.1:1')).rejects.toThrow(
      /^unable to replay on ws:\/\/127\.0\.0\.1:1; nothing answers there$/,
    );
  });

  it('that there is no such community', async () => {
    await expect(replayAt(url, '--community', 'elsewhere')).rejects.toThrow(
      /^unable to replay; .* no community elsewhere$/,
    );
  });
});
