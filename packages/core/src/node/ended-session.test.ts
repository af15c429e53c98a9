import { expect, it } from 'vitest';
import { createCommunity } from '../create-community.js';
import { views } from '../engine/views.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import { parseCommunity } from '../settings.js';
import { systemIds } from '../system.js';
import { createManualClock } from '../testing/manual-clock.js';
import { createNode } from './create-node.js';

/** A coach whose connection sends its frames, and is gone before the storage has answered the first of them. */
async function leaveWhileOpening(later: { method: string; params: object }[]) {
  const clock = createManualClock();
  const memory = createMemoryStorage({ clock, ids: systemIds, views });
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const storage = { ...memory, load: (request: never) => held.then(() => memory.load(request)) };
  await createCommunity({ id: 'shop', clock, storage: memory }).coach({ name: 'Ben' });
  const settings = createSettings();
  const node = createNode({
    storage,
    communities: [settings],
    clock,
    authenticate: async () => ({ kind: 'coach', issuer: 'in-process', subject: 'Ben', name: 'Ben' }),
  });
  const sent: string[] = [];
  let listener = { received: (_: string) => {}, closed: (_: number, __: string) => {} };
  node.accept({
    send: (frame) => sent.push(frame),
    close: () => undefined,
    listen: (own) => {
      listener = own;
    },
  });
  const frames = [{ method: 'session.open', params: { community: 'shop', token: 'ben' } }, ...later];
  for (const [id, { method, params }] of frames.entries())
    listener.received(JSON.stringify({ jsonrpc: '2.0', id, method, params }));
  await clock.advance(0);
  listener.closed(1006, '');
  release();
  await clock.advance(0);
  return { node, clock };
}

const createSettings = () =>
  parseCommunity({ id: 'shop', provisioning: 'token', availability: { opensAfterMs: 0, closesAfterMs: 0 } });

it('leaves no coach online whose connection ended while the session opened', async () => {
  const { node, clock } = await leaveWhileOpening([]);
  await clock.advance(60_000);
  expect(node.availability('shop')).toMatchObject({ coachesOnline: 0 });
});

it('leaves no reader behind for frames that waited for a session whose connection ended', async () => {
  const { node } = await leaveWhileOpening([{ method: 'feed.open', params: { feed: 'me' } }]);
  expect(node.figures()).toMatchObject({ sessions: 0, feeds: 0 });
});
