import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { createMemoryStorage } from './client-storage.js';
import type { Conversation } from './conversation.js';
import { createClient } from './create-client.js';
import { createManualClock } from './testing/manual-clock.js';
import { createManualRandom } from './testing/manual-random.js';
import { accept, createScriptedServer } from './testing/scripted-server.js';

setFlagsFromString('--expose-gc');
const gc: () => void = runInNewContext('gc');
/** A weak reference holds its target until the task that made it ends. */
async function collect(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  gc();
}

/** Answers whoever opens or closes a feed, and nobody else. */
const feeds = accept(({ id, method }, line) => {
  const snapshot = { state: { status: 'waiting', coach: null }, from: 1, events: [] };
  if (method.startsWith('feed.')) line.answer(id, { epoch: 'e', offset: 0, snapshot });
});

function setUp() {
  const clock = createManualClock();
  const { transport } = createScriptedServer(feeds);
  const storage = createMemoryStorage();
  const client = createClient({ community: 'shop', transport, storage, clock, random: createManualRandom() });
  /** Sees that many others, and says which of them are still there afterwards. */
  const visit = (count: number) => {
    const seen = Array.from({ length: count }, (_, n) => new WeakRef(client.conversation(`other-${n}`)));
    return () => seen.map((one) => one.deref() !== undefined);
  };
  return { clock, client, visit };
}

it('keeps the fifty used last, and lets go of those before that nobody holds', async () => {
  const { client, visit } = setUp();
  const areThere = visit(60);
  client.conversation('other-3');
  await collect();
  expect(areThere().flatMap((isThere, n) => (isThere ? [] : [n]))).toEqual([0, 1, 2, 4, 5, 6, 7, 8, 9, 10]);
});

it('gives the same object to whoever subscribes, and to whoever could', async () => {
  const { client, visit } = setUp();
  const subscribed = new WeakRef(client.conversation('subscribed'));
  const held = client.conversation('held');
  // As a hook does that passes the methods on by themselves.
  const { subscribe } = client.conversation('SPREAD');
  const spread = new WeakRef(client.conversation('spread'));
  const leave = client.conversation('subscribed').subscribe(() => {});
  visit(60);
  await collect();
  expect(client.conversation('held')).toBe(held);
  expect(spread.deref()).toBe(client.conversation('spread'));
  expect(subscribed.deref()).toBe(client.conversation('subscribed'));
  expect([leave, subscribe].map((one) => typeof one)).toEqual(['function', 'function']);
});

it('lets go a moment after the last subscription ends', async () => {
  const { client, clock, visit } = setUp();
  const left = new WeakRef<Conversation>(client.conversation('left'));
  (() => client.conversation('left').subscribe(() => {}))()();
  visit(60);
  await clock.advance(2_000);
  await collect();
  expect(left.deref()).toBeUndefined();
});

it('shows what is still on its way in a conversation that it had let go of', async () => {
  const { client, visit } = setUp();
  const asked = new WeakRef(client.ask({ text: 'Do they run small?' }));
  const [id] = client.asked.getSnapshot() as [string];
  visit(60);
  await collect();
  expect(asked.deref()).toBeUndefined();
  expect(client.conversation(id).getSnapshot().messages).toMatchObject([
    { text: 'Do they run small?', delivery: 'sending' },
  ]);
});
