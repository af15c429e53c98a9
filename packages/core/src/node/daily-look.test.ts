import { expect, it } from 'vitest';
import { views } from '../engine/views.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import { award } from '../recognition/award.js';
import { atLeast } from '../recognition/criterion.js';
import type { RecognitionOptions } from '../recognition/types.js';
import { systemClock, systemIds } from '../system.js';
import { createLeapingClock } from '../testing/leaping-clock.js';
import { createStage, type Stage } from '../testing/stage.js';

const dayMs = 24 * 60 * 60 * 1000;
const recognition: RecognitionOptions = {
  timeZone: 'Europe/Paris',
  badges: [{ id: 'a-week-here', kind: 'tenure', requires: [atLeast(7, 'tenure_day')] }],
  tiers: { ladder: [{ id: 'silver', requires: [atLeast(1, 'answered')] }], windowDays: 10, graceDays: 2 },
};

async function createScene(given = recognition) {
  const clock = createLeapingClock();
  const storage = { ...createMemoryStorage({ clock: systemClock, ids: systemIds, views }), shared: true };
  const stage = await createStage({ recognition: given, storage, clock });
  const told = async (coachId = stage.ben.id) => {
    const stream = `recognition/${coachId}`;
    const { streams } = await storage.load({ community: 'shop', streams: [{ stream }] });
    return streams[0]?.events ?? [];
  };
  const types = async () => (await told()).map(({ type }) => type);
  /** To the end of the first hour of the day in Paris that is so many days on. */
  const sleep = async (days: number) => {
    const midnight = Math.floor((clock.now() + 60 * 60_000) / dayMs) * dayMs + days * dayMs - 60 * 60_000;
    clock.leap(midnight + 60 * 60_000 - clock.now());
    await clock.advance(2_000);
  };
  return { clock, storage, stage, told, types, sleep };
}

async function exchange({ ana, ben, conversationId }: Stage) {
  await ben.call('request.claim', { conversationId });
  await ben.call('message.post', { conversationId, text: 'Take half a size up.' });
  await ana.call('message.post', { conversationId, text: 'They fit.' });
}

const tierOf = async ({ storage, stage }: Awaited<ReturnType<typeof createScene>>) =>
  (await storage.find('coach', { community: 'shop', keys: [stage.ben.id], limit: 1 })).rows[0]?.row?.tier;

it('gives a badge for having stayed, and takes a tier whose deeds are over, though nobody does anything', async () => {
  const scene = await createScene();
  await exchange(scene.stage);
  expect(await tierOf(scene)).toBe('silver');
  await scene.sleep(6);
  expect(await scene.types()).not.toContain('badge.granted');
  await scene.sleep(3);
  expect(await scene.types()).toContain('badge.granted');
  expect(await tierOf(scene)).toBe('silver');
  await scene.sleep(3);
  expect(await tierOf(scene)).toBeNull();
  const events = await scene.told();
  expect(events.filter(({ type }) => type === 'badge.granted')).toHaveLength(1);
  expect(events.filter(({ type }) => type === 'tier.changed')).toHaveLength(2);
  await scene.stage.community.close();
});

it('looks within the first hour of a day where the community is', async () => {
  const scene = await createScene();
  const planned = (await scene.told()).find(({ type }) => type === 'look.planned');
  const hour = new Date(Number(planned?.data.lookAt)).toLocaleString('en-GB', {
    timeZone: 'Europe/Paris',
    hour: '2-digit',
  });
  expect(hour).toBe('00');
  await scene.stage.community.close();
});

it('looks once on two nodes', async () => {
  const scene = await createScene();
  const other = await createStage({ recognition, storage: scene.storage, clock: scene.clock });
  await scene.sleep(9);
  for (const coach of [scene.stage.ben, scene.stage.zoe]) {
    const events = await scene.told(coach.id);
    expect(events.map(({ type }) => type)).toEqual(['record.begun', 'look.planned', 'badge.granted', 'look.planned']);
  }
  for (const { community } of [scene.stage, other]) await community.close();
});

it('writes nothing about a coach whom time cannot change', async () => {
  const { badges: _, ...rest } = recognition;
  const scene = await createScene(rest);
  await scene.sleep(30);
  expect(await scene.types()).toEqual(['record.begun']);
  const deadlines = await scene.storage.find('deadline', { community: 'shop', limit: 100 });
  expect(deadlines.rows.filter(({ row }) => row?.kind === 'look')).toEqual([]);
  await scene.stage.community.close();
});

it('gives a tier for points as soon as they are settled', async () => {
  const scene = await createScene({
    settleAfterMs: 1_000,
    points: [award(10).on('conversation.thanked').capPerDay(100)],
    tiers: { ladder: [{ id: 'gold', requires: [atLeast(10, 'point')] }] },
  });
  const { stage, clock } = scene;
  await exchange(stage);
  await stage.ana.call('conversation.thank', { conversationId: stage.conversationId });
  expect(await tierOf(scene)).toBeNull();
  await clock.advance(3_000);
  expect(await tierOf(scene)).toBe('gold');
  await stage.community.close();
});
