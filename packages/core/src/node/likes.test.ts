import { expect, it } from 'vitest';
import { views } from '../engine/views.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import { award } from '../recognition/award.js';
import { atLeast } from '../recognition/criterion.js';
import { defineRecognition } from '../recognition/define-recognition.js';
import type { RecognitionOptions } from '../recognition/types.js';
import { systemIds } from '../system.js';
import { createManualClock } from '../testing/manual-clock.js';
import { createStage } from '../testing/stage.js';
import { replayRecognition } from '../whatif/replay-recognition.js';

const recognition: RecognitionOptions = {
  settleAfterMs: 60_000,
  points: [award(2).on('post.liked').capPerDay(6)],
  badges: [{ id: 'beloved', kind: 'care', requires: [atLeast(1, 'liked')] }],
};

/** Ben has posted; what people then do, and what the log says of it. */
async function createTable(rules = recognition) {
  const storage = createMemoryStorage({ clock: createManualClock(), ids: systemIds, views });
  const stage = await createStage({ storage, recognition: rules });
  const postId = crypto.randomUUID();
  await stage.ben.call('lounge.post', { postId, text: 'Laces hold longer when they are waxed.' });
  const kinds = ['deed.done', 'deed.undone', 'badge.granted', 'badge.revoked', 'points.pended', 'points.voided'];
  const told = async () => (await storage.log(0, 1_000)).filter(({ type }) => kinds.includes(type));
  return { ...stage, storage, postId, told, types: async () => (await told()).map(({ type }) => type) };
}

it('a colleague’s like is a deed of whoever wrote the post, and pays a little', async () => {
  const { community, ben, zoe, postId, told } = await createTable();
  await zoe.call('lounge.like', { postId });
  const [points, deed, badge] = (await told()).sort((a, b) => b.type.localeCompare(a.type));
  const causeId = `${postId}:${zoe.id}`;
  expect(points).toMatchObject({
    stream: `coach/${ben.id}`,
    data: { amount: 2, cause: `post.liked:${causeId}/post.liked`, pair: zoe.id },
  });
  expect(deed).toMatchObject({
    stream: `recognition/${ben.id}`,
    data: { kind: 'liked', causeId, topic: null, personId: zoe.id },
  });
  expect(badge?.data).toMatchObject({ id: 'beloved', evidence: [{ kind: 'liked', causeId }] });
  await community.close();
});

it('nobody likes themselves to anything, and no manager’s like counts', async () => {
  const { community, ben, max, postId, types } = await createTable();
  await ben.call('lounge.like', { postId });
  await max.call('lounge.like', { postId });
  await max.call('lounge.unlike', { postId });
  expect(await types()).toEqual([]);
  await community.close();
});

it('a like that ends takes all of it back, and given anew it is a like and no more points', async () => {
  const { community, zoe, postId, types } = await createTable();
  await zoe.call('lounge.like', { postId });
  await zoe.call('lounge.unlike', { postId });
  const ended = await types();
  expect(ended.slice(3).sort()).toEqual(['badge.revoked', 'deed.undone', 'points.voided']);
  await zoe.call('lounge.like', { postId });
  expect((await types()).slice(ended.length).sort()).toEqual(['badge.granted', 'deed.done']);
  await community.close();
});

it('a preview of what likes would pay is what they then pay', async () => {
  const { points: _, ...unpaid } = recognition;
  for (const rules of [recognition, { ...unpaid, settleAfterMs: 1 }]) {
    const { community, ben, zoe, clock, storage, postId } = await createTable(rules);
    const second = crypto.randomUUID();
    await ben.call('lounge.post', { postId: second, text: 'So do short ones.' });
    for (const liked of [postId, second]) await zoe.call('lounge.like', { postId: liked });
    await clock.advance(90_000);
    await zoe.call('lounge.unlike', { postId: second });
    const replay = replayRecognition(await storage.log(0, 1_000), {
      recognition: defineRecognition(recognition),
      until: clock.now(),
    });
    const two = { lifetime: 2, pending: 0 };
    expect(replay.coaches).toEqual(
      rules === recognition
        ? [{ coachId: ben.id, recorded: two, replayed: two }]
        : [{ coachId: ben.id, recorded: { lifetime: 0, pending: 0 }, replayed: two }],
    );
    await community.close();
  }
});
