import { expect, it } from 'vitest';
import { views } from '../engine/views.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import type { Participant } from '../participant.js';
import { atLeast } from '../recognition/criterion.js';
import { decideDeed } from '../recognition/decide-deed.js';
import { noRecognition } from '../recognition/define-recognition.js';
import { emptyRecognised, evolveRecognised } from '../recognition/recognised-coach.js';
import { systemIds } from '../system.js';
import { createManualClock } from '../testing/manual-clock.js';
import { createStage } from '../testing/stage.js';

const dayMs = 24 * 60 * 60 * 1000;

async function createTable() {
  const storage = createMemoryStorage({ clock: createManualClock(), ids: systemIds, views });
  const stage = await createStage({
    storage,
    recognition: { badges: [{ id: 'host', kind: 'care', requires: [atLeast(1, 'welcomed')] }] },
  });
  const post = async (by: Participant) => {
    const postId = crypto.randomUUID();
    await by.call('lounge.post', { postId, text: 'Hello, I am new here.' });
    return postId;
  };
  const comment = (by: Participant, postId: string) =>
    by.call('lounge.comment', { postId, commentId: crypto.randomUUID(), text: 'Welcome!' });
  const deeds = async () =>
    (await storage.log(0, 1_000)).flatMap(({ type, stream, data }) => (type === 'deed.done' ? [{ stream, data }] : []));
  return { ...stage, post, comment, deeds };
}

it('whoever answers a newcomer first has welcomed them, and nobody after that', async () => {
  const { community, ben, zoe, max, post, comment, deeds } = await createTable();
  const eva = await community.coach({ name: 'Eva' });
  const postId = await post(ben);
  for (const by of [ben, max, zoe, eva]) await comment(by, postId);
  await comment(eva, await post(ben));
  const welcomed = { kind: 'welcomed', causeId: postId, topic: null, personId: ben.id };
  expect(await deeds()).toMatchObject([{ stream: `recognition/${zoe.id}`, data: welcomed }]);
  await community.close();
});

it('a manager is never new', async () => {
  const { community, zoe, max, post, comment, deeds } = await createTable();
  await comment(zoe, await post(max));
  expect(await deeds()).toEqual([]);
  await community.close();
});

it.each([
  [30 * dayMs - 1, 1],
  [30 * dayMs, 0],
])('after %i ms somebody is new %i times', (now, times) => {
  const joined = evolveRecognised(emptyRecognised, { type: 'record.begun', at: 0, data: {} });
  const welcome = { type: 'newcomer.welcome', coachId: 'zoe', postId: 'p' } as const;
  const coach = { lifetimePoints: 0, timeZone: null };
  const { events } = decideDeed(welcome, joined, { now, communityId: 'shop', recognition: noRecognition, coach });
  expect(events.filter(({ type }) => type === 'newcomer.welcomed')).toHaveLength(times);
});
