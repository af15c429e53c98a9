import { expect, it } from 'vitest';
import { createCommunity } from '../create-community.js';
import { views } from '../engine/views.js';
import { createMemoryNotifier } from '../memory/memory-notifier.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import { systemIds } from '../system.js';
import { createManualClock } from '../testing/manual-clock.js';

/** Lets what was begun come to its end; storage in memory answers within a turn. */
async function settle() {
  for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
}

/** A community whose window opens from one coach, and is thin with fewer than three. */
async function start(notifier = createMemoryNotifier()) {
  const clock = createManualClock();
  const storage = createMemoryStorage({ clock, ids: systemIds, views });
  const community = createCommunity({
    id: 'shop',
    clock,
    storage,
    notifier,
    availability: { thinBelow: 3 },
    earlyPing: { size: 2, everyMs: 600_000 },
  });
  for (const name of ['Eve', 'Kim', 'Lou', 'Mia']) (await community.coach({ name })).close();
  const ben = await community.coach({ name: 'Ben' });
  const pings = async () =>
    (await storage.log(0, 1_000)).filter(({ type }) => type === 'coach.pinged').map(({ stream }) => stream);
  return { clock, community, ben, pings, storage };
}

it('tells two who are away when a visitor finds few, and no more for a while', async () => {
  const { clock, community, ben, pings } = await start();
  await community.visitor();
  await settle();
  const first = await pings();
  expect(new Set(first).size).toBe(2);
  expect(first).not.toContain(`coach/${ben.id}`);
  await community.visitor();
  await settle();
  expect(await pings()).toHaveLength(2);
  await clock.advance(601_000);
  await community.visitor();
  await settle();
  expect(await pings()).toHaveLength(4);
});

it('leaves those alone who said that they are away, sleep, or want no pings', async () => {
  const { clock, community, pings } = await start();
  const eve = await community.coach({ name: 'Eve' });
  await eve.call('presence.set', { status: 'away' });
  eve.close();
  const kim = await community.coach({ name: 'Kim' });
  await kim.call('preferences.set', { pingsPerDayMax: 0 });
  kim.close();
  const lou = await community.coach({ name: 'Lou' });
  await lou.call('preferences.set', { quietHours: { from: '00:00', to: '23:59', timeZone: 'UTC' } });
  lou.close();
  await clock.advance(61_000);
  await community.visitor();
  await settle();
  const pinged = await pings();
  for (const coach of [eve, kim, lou]) expect(pinged).not.toContain(`coach/${coach.id}`);
  expect(pinged).toHaveLength(1);
});
