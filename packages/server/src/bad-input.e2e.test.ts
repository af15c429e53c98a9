import { randomUUID } from 'node:crypto';
import type { LoggedEvent, Storage } from '@entraide/core';
import { systemClock, systemIds, views } from '@entraide/core';
import { createMemoryStorage } from '@entraide/core/memory';
import { closeCodes } from '@entraide/core/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Server } from './create-server.js';
import { createTestServer } from './testing/create-test-server.js';
import { createRandom, jsonCases, mutated, noise } from './testing/hostile-frames.js';
import { coachOf, talk, visitorOf } from './testing/talk.js';
import { connectWire, type WireClient } from './testing/wire-client.js';

const jsonRpcCodes = [-32700, -32600, -32601, -32602, -32000];
const named = Object.values(closeCodes).map(({ code }) => code as number);

let storage: Storage;
let server: Server;
let url: string;
beforeAll(async () => {
  storage = createMemoryStorage({ clock: systemClock, ids: systemIds, views });
  const many = { visitor: 10_000_000, member: 10_000_000 };
  server = createTestServer({ storage, limits: { session: { perMinute: many, burst: many } } });
  ({ url } = await server.listen({ port: 0 }));
});
afterAll(() => server.close());

/** What a piece of input stored. */
async function storedBy(act: () => Promise<void>): Promise<LoggedEvent[]> {
  const before = (await storage.log(0, 1_000_000)).at(-1)?.position ?? 0;
  await act();
  return storage.log(before, 1_000_000);
}

/** Sends a frame that is wrong in itself; the error that comes back. */
async function answerTo(client: WireClient, frame: string) {
  const before = client.strays.length;
  client.sendRaw(frame);
  await expect.poll(() => client.strays.length, { interval: 1 }).toBe(before + 1);
  return client.strays.at(-1)?.error;
}

const frameOf = (method: string, params: unknown, id: unknown = 'x') =>
  JSON.stringify({ jsonrpc: '2.0', id, method, params });
const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('a frame', () => {
  let visitor: WireClient;
  beforeAll(async () => {
    visitor = await visitorOf(url);
  });

  const ids = () => ({ commandId: randomUUID(), conversationId: randomUUID() });
  const asks = (text: unknown) => frameOf('conversation.ask', { ...ids(), text, later: true });
  const bad: Record<string, [number, () => string]> = {
    'that is empty': [-32700, () => ''],
    'that is no JSON': [-32700, () => '{"jsonrpc":'],
    'that is a batch': [-32600, () => `[${frameOf('availability.get', {})}]`],
    'that is an empty batch': [-32600, () => '[]'],
    'that is a value': [-32600, () => '"hello"'],
    'that is null': [-32600, () => 'null'],
    'of another version': [-32600, () => '{"jsonrpc":"1.0","id":"x","method":"availability.get"}'],
    'with an id that is an object': [-32600, () => frameOf('availability.get', {}, {})],
    'with an id without end': [-32600, () => frameOf('availability.get', {}, 'x'.repeat(101))],
    'without an id, where one is needed': [-32600, () => '{"jsonrpc":"2.0","method":"availability.get"}'],
    'of an unknown method': [-32601, () => frameOf('conversation.steal', {})],
    'of a method named like a property': [-32601, () => frameOf('__proto__', {})],
    'of a method named like a function': [-32601, () => frameOf('constructor', {})],
    'with a method that is a list': [-32600, () => frameOf(['availability.get'] as unknown as string, {})],
    'with params that are a list': [-32602, () => frameOf('availability.get', [1, 2])],
    'with params that are text': [-32602, () => frameOf('availability.get', 'x')],
    'with a field too many': [-32602, () => frameOf('availability.get', { extra: 1 })],
    'with a number for a text': [-32602, () => asks(7)],
    'with an empty text': [-32602, () => asks('')],
    'with a text of 8,001 characters': [-32602, () => asks('x'.repeat(8_001))],
    'with a NUL': [-32602, () => asks('a\0b')],
    'with half a character': [-32602, () => asks('a\ud83d')],
    'with half a character the other way round': [-32602, () => asks('\ude00b')],
    'with a conversation id that is a path': [
      -32602,
      () => frameOf('conversation.ask', { ...ids(), conversationId: '../../x', text: 'x' }),
    ],
    'with __proto__ in its params': [
      -32602,
      () => asks('x').replace('"later":true', '"later":true,"__proto__":{"kind":"manager"}'),
    ],
    'with constructor in its params': [
      -32602,
      () => asks('x').replace('"later":true', '"constructor":{"prototype":{"kind":"manager"}}'),
    ],
    'that is 10,000 deep': [-32600, () => deep(10_000)],
    'with params that are 10,000 deep': [-32602, () => frameOf('availability.get', {}).replace('{}', deep(10_000))],
    'with a text that is 10,000 deep': [-32602, () => asks('deep').replace('"deep"', deep(10_000))],
    'that opens a second session': [-32600, () => frameOf('session.open', { community: 'shop' })],
  };

  it.each(Object.entries(bad))('%s gets a clear error, and stores nothing', async (_, [code, make]) => {
    const stored = await storedBy(async () => {
      const error = await answerTo(visitor, make());
      expect(error?.code).toBe(code);
      expect(error?.message).toMatch(/^unable to [^;]+; .+/);
      expect(error?.message.length).toBeLessThan(300);
    });
    expect(stored).toEqual([]);
    expect(({} as Record<string, unknown>).kind).toBeUndefined();
  });

  it('with __proto__ beside its params changes nothing for anybody', async () => {
    visitor.sendRaw(
      '{"jsonrpc":"2.0","id":"p","method":"availability.get","params":{},"__proto__":{"kind":"manager"}}',
    );
    expect(await visitor.refusal('presence.set', { status: 'away' })).toBe('not_found');
    expect(({} as Record<string, unknown>).kind).toBeUndefined();
  });

  it('before the session is refused, whatever it asks', async () => {
    const stranger = await connectWire(url);
    expect(await stranger.refusal('view.open', { view: 'inbox' })).toBe('unauthenticated');
    expect(await stranger.refusal('availability.get')).toBe('unauthenticated');
    stranger.close();
  });
});

describe('every file of the JSON test suite', () => {
  const { source, cases } = jsonCases();

  it(`gets an error or a named close code, and stores nothing (${source}: ${cases.length} files)`, async () => {
    const stored = await storedBy(async () => {
      for (const { id, bytes } of cases) {
        const client = await visitorOf(url);
        // As a text frame, byte for byte: also what is no UTF-8.
        client.socket.send(bytes, { binary: false });
        const outcome = await Promise.race([
          client.closed.then(({ code }) => ({ code })),
          expect
            .poll(() => client.strays.length, { interval: 1, timeout: 5_000 })
            .toBe(1)
            .then(() => null),
        ]);
        if (outcome) expect(named, id).toContain(outcome.code);
        else expect(jsonRpcCodes, id).toContain(client.strays[0]?.error?.code);
        client.socket.terminate();
      }
    });
    expect(stored).toEqual([]);
    expect(await talk(url)).toEqual(['Does it fit?', 'It does.', 'Thank you!']);
  });
});

describe('a hundred thousand frames that nobody would send', () => {
  const framesTotal = 100_000;
  const connections = 8;

  it('are each answered or end their connection; people still talk, and nothing is stored in half', async () => {
    const outcomes = { answered: 0, closed: 0 };
    const good = [
      frameOf('conversation.ask', { commandId: randomUUID(), conversationId: randomUUID(), text: 'x', later: true }),
      frameOf('message.post', {
        commandId: randomUUID(),
        conversationId: randomUUID(),
        messageId: randomUUID(),
        text: 'x',
      }),
      frameOf('presence.set', { status: 'available', capacity: 2 }),
      frameOf('feed.open', { feed: `conversation/${randomUUID()}`, after: { epoch: 'e', offset: 1 } }),
      frameOf('view.open', { view: 'inbox' }),
      frameOf('session.open', { community: 'shop', locale: 'fr' }),
      frameOf('availability.get', {}),
      JSON.stringify({ jsonrpc: '2.0', method: 'signal', params: { conversationId: randomUUID(), kind: 'typing' } }),
    ];
    const attack = async (seed: number) => {
      const random = createRandom(seed);
      let client: WireClient | undefined;
      for (let sent = 0; sent < framesTotal / connections; ) {
        client = seed % 2 === 0 ? await visitorOf(url) : await coachOf(url, `coach-${seed}`);
        const ended = client.closed;
        while (sent < framesTotal / connections && client.socket.readyState === client.socket.OPEN) {
          const batch = Math.min(100, framesTotal / connections - sent);
          for (let n = 0; n < batch; n += 1) client.sendRaw(random(4) === 0 ? noise(random) : mutated(good, random));
          sent += batch;
          // The answer to this one means that all before it were dealt with.
          await Promise.race([client.call('availability.get').catch(() => undefined), ended]);
        }
        outcomes.answered += client.strays.length;
        if (client.socket.readyState === client.socket.OPEN) client.close();
        else outcomes.closed += 1;
        await ended.then(({ code }) => expect(named).toContain(code));
      }
    };
    await Promise.all(Array.from({ length: connections }, (_, seed) => attack(seed)));
    expect(outcomes.answered).toBeGreaterThan(framesTotal / 2);
    expect(await talk(url)).toEqual(['Does it fit?', 'It does.', 'Thank you!']);
    await expectWholeLog();
  });
});

const nouns = 'conversation|message|request|page|coach|presence|slot|lease|match|first_right|alternatives';
const knownEvent = new RegExp(`^(${nouns})\\.[a-z_]+$`);

/** Every stored event is one that the protocol knows, at its place, with what it needs. */
async function expectWholeLog(): Promise<void> {
  const nextOffset = new Map<string, number>();
  for (const { stream, offset, type, by, content } of await storage.log(0, 1_000_000)) {
    expect(offset).toBe((nextOffset.get(stream) ?? 0) + 1);
    nextOffset.set(stream, offset);
    expect(type).toMatch(knownEvent);
    expect(by.kind).toMatch(/^(visitor|coach|manager|brand|system)$/);
    for (const text of Object.values(content ?? {})) {
      if (typeof text === 'string') expect(text.isWellFormed() && !text.includes('\0')).toBe(true);
    }
  }
}
