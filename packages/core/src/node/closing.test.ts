import { expect, it } from 'vitest';
import { createCommunity } from '../create-community.js';
import { views } from '../engine/views.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import { systemIds } from '../system.js';
import { createManualClock } from '../testing/manual-clock.js';

/** A community whose commits wait until they are let through. */
async function createHeld() {
  const clock = createManualClock();
  const memory = createMemoryStorage({ clock, ids: systemIds, views });
  let held = Promise.resolve();
  let release = () => {};
  const storage = { ...memory, commit: (commit: never) => held.then(() => memory.commit(commit)) };
  const community = createCommunity({ id: 'shop', clock, storage, limits: { burst: { visitor: 10_000, member: 1 } } });
  await community.coach({ name: 'Ben' });
  const ana = await community.visitor();
  const { conversationId } = await ana.call('conversation.ask', { text: 'Which size?' });
  held = new Promise((resolve) => {
    release = resolve;
  });
  const post = () =>
    ana.call('message.post', { conversationId, text: 'Hello' }).then(
      () => 'ok',
      ({ code }: { code: string }) => code,
    );
  return { clock, community, ana, post, release: () => release() };
}

it('tells its clients first, lets what is under way end, and takes nothing new', async () => {
  const { clock, community, ana, post, release } = await createHeld();
  const told: string[] = [];
  ana.on('session.closing', ({ reason }) => told.push(reason));
  const before = post();
  await clock.advance(0);
  const closed = community.close();
  await clock.advance(0);
  expect(told).toEqual(['draining']);
  expect(await Promise.race([post(), clock.advance(0).then(() => 'waits')])).toBe('unavailable');
  release();
  expect(await before).toBe('ok');
  await closed;
});

it('ends though its clients go on sending', async () => {
  const { clock, community, post, release } = await createHeld();
  release();
  let isClosed = false;
  let accepted = 0;
  const goOn = async (): Promise<void> => {
    const outcome = await post();
    accepted += outcome === 'ok' ? 1 : 0;
    if (!isClosed && accepted < 2_000) await goOn();
  };
  for (let sender = 0; sender < 8; sender += 1) void goOn();
  await clock.advance(0);
  const before = accepted;
  await community.close();
  isClosed = true;
  expect(before).toBeGreaterThan(0);
  expect(accepted - before).toBeLessThan(20);
});
