import { expect, it } from 'vitest';
import { views } from '../engine/views.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import type { Participant } from '../participant.js';
import type { Storage } from '../ports/storage.js';
import { award } from '../recognition/award.js';
import { exchangedBothWays, outcomeIs, starsAtLeast } from '../recognition/conditions.js';
import { defineRecognition } from '../recognition/define-recognition.js';
import type { RecognitionOptions } from '../recognition/types.js';
import { systemIds } from '../system.js';
import { createManualClock } from '../testing/manual-clock.js';
import { createStage } from '../testing/stage.js';
import { type RecognitionReplay, replayRecognition } from './replay-recognition.js';

const minute = 60_000;
const settleAfterMs = 20 * minute;
/** Who is drawn by lot differs from run to run. */
const guards = { sampleShare: 0 };
const old: RecognitionOptions = {
  settleAfterMs,
  guards,
  points: [award(1).on('conversation.closed').when(outcomeIs('served')).capPerDay(5)],
};
const generous: RecognitionOptions = {
  settleAfterMs,
  guards,
  points: [
    award(10).on('conversation.thanked').when(exchangedBothWays()).capPerDay(25),
    award(5).on('conversation.rated').when(starsAtLeast(4)).capPerDay(100),
  ],
};

interface Life {
  /** Between the answer and the thanks. Who takes none is suspected. */
  readingMs?: number;
  /** What a manager finds in the end. */
  verdict?: 'honest' | 'fraud';
}

/** The same days, lived under different rules: thanks, ratings that change, thanks taken back, a full day. */
async function live(recognition: RecognitionOptions, { readingMs = 5_000, verdict }: Life = {}) {
  const storage = createMemoryStorage({ clock: createManualClock(), ids: systemIds, views });
  const stage = await createStage({ storage, recognition });
  const { ana, ben, zoe, max, clock } = stage;
  const asked: string[] = [];
  for (let n = 0; n < 6; n += 1) {
    await ben.call('presence.set', { status: 'available' });
    const conversationId = n === 0 ? stage.conversationId : await askAbout(ana, n);
    asked.push(conversationId);
    const coach = n === 4 ? zoe : ben;
    await coach.call('request.claim', { conversationId });
    await coach.call('message.post', { conversationId, text: 'Half a size up.' });
    await clock.advance(readingMs);
    await ana.call('message.post', { conversationId, text: 'Thank you!' });
    await ana.call('conversation.thank', { conversationId });
    if (n === 1) await ana.call('conversation.thank', { conversationId, withdraw: true });
    await ana.call('conversation.rate', { conversationId, stars: 5 });
    if (n === 2) await ana.call('conversation.rate', { conversationId, stars: 2 });
    await coach.call('conversation.close', { conversationId, outcome: 'served' });
    await clock.advance(n === 4 ? 30 * minute : 60_000);
  }
  if (verdict) {
    const asOf = (await reviewsOf(storage)).at(-1)?.at ?? 0;
    // Of a fraud, the last two were honest.
    const named = verdict === 'fraud' ? { conversationIds: asked.slice(0, -2) } : {};
    await max.call('review.close', { coachId: ben.id, kind: 'scripted', asOf, verdict, ...named });
    await clock.advance(2_000);
  }
  const names = new Map([
    [ben.id, 'ben'],
    [zoe.id, 'zoe'],
  ]);
  return { events: await storage.log(0, 10_000), names, until: clock.now() };
}

const askAbout = async (ana: Participant, n: number) =>
  (await ana.call('conversation.ask', { text: `Does number ${'i'.repeat(n)} fit?` })).conversationId;

const reviewsOf = async (storage: Storage) =>
  (await storage.log(0, 10_000)).filter(({ type }) => type === 'review.opened');

const told = ({ coaches }: RecognitionReplay, names: ReadonlyMap<string, string>, side: 'recorded' | 'replayed') =>
  Object.fromEntries(coaches.map((one) => [names.get(one.coachId), one[side]]));

it('what rules would have done is what they do', async () => {
  const before = await live(old);
  const preview = replayRecognition(before.events, { recognition: defineRecognition(generous), until: before.until });
  const published = await live(generous);
  const done = replayRecognition(published.events, {
    recognition: defineRecognition(generous),
    until: published.until,
  });
  const expected = { ben: { lifetime: 40, pending: 15 }, zoe: { lifetime: 15, pending: 0 } };
  expect(told(preview, before.names, 'replayed')).toEqual(expected);
  expect(told(done, published.names, 'recorded')).toEqual(expected);
  expect(told(done, published.names, 'replayed')).toEqual(expected);
  expect(done.inflation).toBe(1);
});

it.each<Life['verdict'][]>([[undefined], ['honest'], ['fraud']])(
  'holds what was held, and judges it as a manager did: %s',
  async (verdict) => {
    const life = { readingMs: 0, ...(verdict ? { verdict } : {}) };
    const before = await live(old, life);
    const published = await live(generous, life);
    const rules = { recognition: defineRecognition(generous) };
    const preview = replayRecognition(before.events, { ...rules, until: before.until });
    const done = replayRecognition(published.events, { ...rules, until: published.until });
    const ben = {
      none: { lifetime: 0, pending: 60 },
      honest: { lifetime: 40, pending: 15 },
      fraud: { lifetime: 0, pending: 15 },
    }[verdict ?? 'none'];
    expect(told(done, published.names, 'recorded')).toEqual({ ben, zoe: { lifetime: 15, pending: 0 } });
    expect(told(done, published.names, 'replayed')).toEqual(told(done, published.names, 'recorded'));
    expect(told(preview, before.names, 'replayed')).toEqual(told(done, published.names, 'recorded'));
  },
);

it('holds what was due in the very second in which somebody looked', async () => {
  const hasty = { settleAfterMs: 1_000, guards: { sampleShare: 1 } };
  const rules = { recognition: defineRecognition({ ...generous, ...hasty }) };
  const before = await live({ ...old, ...hasty });
  const preview = replayRecognition(before.events, { ...rules, until: before.until });
  expect(told(preview, before.names, 'replayed')).toEqual({
    ben: { lifetime: 0, pending: 60 },
    zoe: { lifetime: 0, pending: 15 },
  });
});

it('holds nothing under rules that look at nothing', async () => {
  const { events, names, until } = await live(old, { readingMs: 0 });
  const recognition = defineRecognition({ ...generous, guards: false });
  const replay = replayRecognition(events, { recognition, until });
  expect(told(replay, names, 'replayed')).toMatchObject({ ben: { lifetime: 40, pending: 15 } });
});

it('tells how many more points there would be', async () => {
  const { events, names, until } = await live(old);
  const replay = replayRecognition(events, { recognition: defineRecognition(generous), until });
  expect(told(replay, names, 'recorded')).toEqual({
    ben: { lifetime: 4, pending: 1 },
    zoe: { lifetime: 1, pending: 0 },
  });
  expect(replay.inflation).toBe(70 / 6);
});
