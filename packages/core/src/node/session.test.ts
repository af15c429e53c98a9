import { expect, it } from 'vitest';
import { createCommunity } from '../create-community.js';
import { closeAction, closeCodes } from '../protocol/close-codes.js';
import { createManualClock } from '../testing/manual-clock.js';

/** A raw connection that keeps what it hears. */
async function connect(options: Parameters<typeof createCommunity>[0] = { id: 'shop' }) {
  const clock = createManualClock();
  const community = createCommunity({ clock, ...options });
  const frames: { id?: unknown; result?: never; error?: { code: number; message: string; data?: never } }[] = [];
  const closes: [number, string][] = [];
  const connection = community.transport().open({
    opened: () => undefined,
    received: (frame) => frames.push(JSON.parse(frame)),
    closed: (code, reason) => closes.push([code, reason]),
  });
  await clock.advance(0);
  const send = async (frame: unknown) => {
    connection.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
    await clock.advance(0);
    return frames.at(-1);
  };
  const call = (method: string, params: object, id: unknown = 1) => send({ jsonrpc: '2.0', id, method, params });
  return { clock, community, frames, closes, send, call, connection };
}

it('closes a connection that opens no session in time', async () => {
  const { clock, closes } = await connect();
  await clock.advance(4_999);
  expect(closes).toEqual([]);
  await clock.advance(1);
  expect(closes).toEqual([[closeCodes.sessionTimeout.code, 'session.open did not come in time']]);
});

it('answers nothing before the session is open', async () => {
  const { call } = await connect();
  expect(await call('availability.get', {})).toMatchObject({
    id: 1,
    error: { code: -32000, message: 'unable to read the availability; unauthenticated', data: { retry: 'never' } },
  });
});

it('opens once', async () => {
  const { call } = await connect();
  expect(await call('session.open', { community: 'shop' })).toMatchObject({
    result: { actor: { kind: 'visitor' }, durability: 'memory', limits: { textMax: 8_000 } },
  });
  expect(await call('session.open', { community: 'shop' })).toMatchObject({ error: { code: -32600 } });
});

it('knows a visitor again by the token, in this community only', async () => {
  const first = await connect();
  const opened = (await first.call('session.open', { community: 'shop' })) as never as {
    result: { token: string; actor: { id: string } };
  };
  const { token, actor } = opened.result;
  expect(token).toMatch(/^[\w-]{43}$/);
  const again = await connect();
  expect(await again.call('session.open', { community: 'shop', token })).toMatchObject({ result: { actor } });
  const abroad = await connect({ id: 'abroad' });
  const other = (await abroad.call('session.open', { community: 'abroad', token })) as never as typeof opened;
  expect(other.result.actor.id).not.toBe(actor.id);
});

it.each([
  ['unauthenticated', { community: 'shop', token: 'not-a-token' }, 'reauthenticate'],
  ['not_found', { community: 'nowhere' }, 'stop'],
])('refuses a session as %s, and closes', async (reason, params, action) => {
  const { call, closes } = await connect();
  expect(await call('session.open', params)).toMatchObject({ error: { data: { reason } } });
  expect(closes).toEqual([[expect.any(Number), reason]]);
  expect(closeAction(closes[0]?.[0] ?? 0)).toBe(action);
});

it.each([
  ['no JSON', '{"jsonrpc"', -32700],
  ['a batch', '[{"jsonrpc":"2.0","id":1,"method":"availability.get"}]', -32600],
  ['no object', '"hello"', -32600],
  ['another version', '{"jsonrpc":"1.0","id":1,"method":"availability.get"}', -32600],
  ['an object as id', '{"jsonrpc":"2.0","id":{},"method":"availability.get"}', -32600],
  ['a command as notification', '{"jsonrpc":"2.0","method":"availability.get"}', -32600],
  ['a notification as a call', '{"jsonrpc":"2.0","id":1,"method":"signal"}', -32600],
  ['an unknown method', '{"jsonrpc":"2.0","id":1,"method":"constructor"}', -32601],
  ['an unknown param', '{"jsonrpc":"2.0","id":1,"method":"availability.get","params":{"__proto__":{"a":1}}}', -32602],
  ['a list as params', '{"jsonrpc":"2.0","id":1,"method":"availability.get","params":[]}', -32602],
  [
    'deep params',
    `{"jsonrpc":"2.0","id":1,"method":"availability.get","params":${'['.repeat(1e4)}${']'.repeat(1e4)}}`,
    -32602,
  ],
])('answers %s with an error and goes on', async (_, frame, code) => {
  const { call, send } = await connect();
  await call('session.open', { community: 'shop' });
  expect(await send(frame)).toMatchObject({ error: { code } });
  expect(await call('availability.get', {}, 7)).toMatchObject({ id: 7, result: { open: false } });
});

it.each([
  ['NUL', 'a\0b'],
  ['a lone surrogate', 'a\ud800b'],
  ['nothing', ''],
  ['8,001 characters', 'é'.repeat(8_001)],
  ['8,001 characters outside the BMP', '👟'.repeat(8_001)],
])('refuses a text with %s and says which field', async (_, text) => {
  const { call } = await connect();
  await call('session.open', { community: 'shop' });
  const ids = { commandId: crypto.randomUUID(), conversationId: crypto.randomUUID() };
  const answer = await call('conversation.ask', { ...ids, text, later: true });
  expect(answer).toMatchObject({ error: { code: -32602, message: expect.stringContaining('text: ') } });
});

it('keeps every other text byte for byte', async () => {
  const { call } = await connect();
  await call('session.open', { community: 'shop' });
  const text = ` \t\n${'👟'.repeat(7_990)}\u202e e\u0301 \u00e9 `;
  const ids = { commandId: crypto.randomUUID(), conversationId: crypto.randomUUID() };
  await call('conversation.ask', { ...ids, text, later: true });
  const answer = (await call('feed.open', { feed: `conversation/${ids.conversationId}` })) as never as {
    result: { snapshot: { events: { data: { text: string } }[] } };
  };
  expect(answer.result.snapshot.events[0]?.data.text).toBe(text);
});

it('refuses what is over the rate, says when to come back, and then lets it in', async () => {
  const limits = { perMinute: { visitor: 60, member: 60 }, burst: { visitor: 3, member: 3 } };
  const { call, clock } = await connect({ id: 'shop', limits });
  await call('session.open', { community: 'shop' });
  await call('availability.get', {});
  await call('availability.get', {});
  const refused = await call('availability.get', {});
  expect(refused).toMatchObject({ error: { data: { reason: 'rate_limited', retry: 'same_id', retryAfterMs: 1_000 } } });
  await clock.advance(1_000);
  expect(await call('availability.get', {})).toMatchObject({ result: {} });
});

it('closes on whoever goes on flooding', async () => {
  const limits = { burst: { visitor: 1, member: 1 }, refusedInARowMax: 20 };
  const { call, closes } = await connect({ id: 'shop', limits });
  for (let n = 0; n < 30; n += 1) await call('availability.get', {});
  expect(closes).toEqual([[closeCodes.flooding.code, 'too many frames']]);
});

it('bounds the feeds of a session', async () => {
  const { call } = await connect({ id: 'shop', limits: { feedsMax: 1 } });
  await call('session.open', { community: 'shop' });
  const asked = [crypto.randomUUID(), crypto.randomUUID()];
  for (const conversationId of asked)
    await call('conversation.ask', { commandId: crypto.randomUUID(), conversationId, text: 'Hello?', later: true });
  expect(await call('feed.open', { feed: `conversation/${asked[0]}` })).toMatchObject({ result: {} });
  expect(await call('feed.open', { feed: `conversation/${asked[1]}` })).toMatchObject({
    error: { data: { reason: 'too_many_feeds' } },
  });
});

it('tells its clients to go elsewhere when the node closes', async () => {
  const { call, frames, closes, community, clock } = await connect();
  await call('session.open', { community: 'shop' });
  const closed = community.close();
  await clock.advance(10);
  await closed;
  await clock.advance(10);
  expect(frames.at(-1)).toMatchObject({ method: 'session.closing', params: { reason: 'draining' } });
  expect(closes[0]?.[0]).toBe(closeCodes.draining.code);
});
