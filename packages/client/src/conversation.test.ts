import { expect, it } from 'vitest';
import { createMemoryStorage } from './client-storage.js';
import { createClient } from './create-client.js';
import { createManualClock } from './testing/manual-clock.js';
import { createManualRandom } from './testing/manual-random.js';
import { accept, createScriptedServer, type SeenFrame } from './testing/scripted-server.js';

const ana = { kind: 'visitor', name: 'Visitor' };
const asked = { type: 'conversation.asked', at: 1, by: ana, data: { text: 'Do they run small?' }, offset: 1 };
const posted = (messageId: unknown, text: string) => ({
  type: 'message.posted',
  at: 2,
  by: ana,
  data: { messageId, text },
});

/** A visitor's client on a server whose every answer the test gives. */
function setUp() {
  const clock = createManualClock();
  const seen: SeenFrame[] = [];
  const server = createScriptedServer(accept((frame) => seen.push(frame)));
  const client = createClient({
    community: 'shop',
    transport: server.transport,
    storage: createMemoryStorage(),
    clock,
    random: createManualRandom(),
  });
  const last = (method: string) => seen.findLast((frame) => frame.method === method) as SeenFrame;
  const answer = (method: string, result: unknown) => {
    server.line().answer(last(method).id, result);
    return clock.settle();
  };
  return { clock, seen, server, client, last, answer };
}

/** A conversation that is open, its question at offset 1. */
async function open() {
  const it = setUp();
  const conversation = it.client.conversation('c');
  conversation.subscribe(() => {});
  await it.clock.settle();
  const snapshot = { state: { status: 'waiting', coach: null }, from: 1, events: [asked] };
  await it.answer('feed.open', { epoch: 'e', offset: 1, snapshot });
  const rows = () => conversation.getSnapshot().messages.map(({ text, delivery }) => `${text}, ${delivery}`);
  const arrive = (offset: number, event: object) => {
    it.server.line().notify('feed.event', { feed: 'conversation/c', epoch: 'e', offset, event });
    return it.clock.settle();
  };
  return { ...it, conversation, rows, arrive };
}

it('is not opened before the server knows of its question', async () => {
  const { client, clock, seen, answer } = setUp();
  const { id, subscribe, getSnapshot } = client.ask({ text: 'Do they run small?' });
  subscribe(() => {});
  await clock.settle();
  expect(seen.map(({ method }) => method)).toEqual(['conversation.ask']);
  expect(getSnapshot()).toMatchObject({ status: 'ready', messages: [{ id, delivery: 'sending' }] });
  await answer('conversation.ask', { conversationId: id, offset: 1 });
  expect(seen.map(({ method }) => method)).toEqual(['conversation.ask', 'feed.open']);
  expect(getSnapshot()).toMatchObject({ status: 'ready', messages: [{ id, delivery: 'sent', offset: 1 }] });
});

it('shows a message as sent from its answer on, and as one row when its event comes', async () => {
  const { clock, conversation, rows, arrive, answer, last } = await open();
  void conversation.post('And in red?');
  await clock.settle();
  expect(rows()).toEqual(['Do they run small?, sent', 'And in red?, sending']);
  await answer('message.post', { offset: 2, at: 2 });
  expect(rows()).toEqual(['Do they run small?, sent', 'And in red?, sent']);
  await arrive(2, posted(last('message.post').params.messageId, 'And in red?'));
  expect(rows()).toEqual(['Do they run small?, sent', 'And in red?, sent']);
});

it('shows a message as one row when its event overtakes its answer', async () => {
  const { clock, conversation, rows, arrive, answer, last } = await open();
  void conversation.post('And in red?');
  await clock.settle();
  await arrive(2, posted(last('message.post').params.messageId, 'And in red?'));
  expect(rows()).toEqual(['Do they run small?, sent', 'And in red?, sent']);
  await answer('message.post', { offset: 2, at: 2 });
  expect(rows()).toEqual(['Do they run small?, sent', 'And in red?, sent']);
});

it('shows what the server made of a message, not what was typed', async () => {
  const { clock, conversation, rows, arrive, last } = await open();
  void conversation.post('My number is 555 0100');
  await clock.settle();
  await arrive(2, posted(last('message.post').params.messageId, 'My number is ●●●'));
  expect(rows().at(-1)).toBe('My number is ●●●, sent');
});

it('keeps a refused message to be sent again under another command id, or forgotten', async () => {
  const { clock, conversation, rows, server, last } = await open();
  void conversation.post('Hello?');
  await clock.settle();
  const first = last('message.post');
  server.line().refuse(first.id, { reason: 'conversation_closed', retry: 'never' });
  await clock.settle();
  expect(rows().at(-1)).toBe('Hello?, failed');
  const { id } = conversation.getSnapshot().messages[1] ?? { id: '' };
  conversation.retry(id);
  await clock.settle();
  expect(rows().at(-1)).toBe('Hello?, sending');
  expect(last('message.post').params.messageId).toBe(first.params.messageId);
  expect(last('message.post').params.commandId).not.toBe(first.params.commandId);
  server.line().refuse(last('message.post').id, { reason: 'conversation_closed', retry: 'never' });
  await clock.settle();
  conversation.discard(id);
  expect(rows()).toEqual(['Do they run small?, sent']);
});

it('forgets the words of a redacted message and keeps its place', async () => {
  const { rows, arrive } = await open();
  await arrive(2, posted('m', 'secret'));
  await arrive(3, { type: 'content.redacted', at: 3, by: { kind: 'system', name: '' }, data: { offsets: [2] } });
  expect(rows()).toEqual(['Do they run small?, sent', 'null, sent']);
});

it('gives the same row for the same event, so that views may compare by identity', async () => {
  const { conversation, arrive } = await open();
  const [before] = conversation.getSnapshot().messages;
  await arrive(2, posted('m', 'more'));
  expect(conversation.getSnapshot().messages[0]).toBe(before);
});
