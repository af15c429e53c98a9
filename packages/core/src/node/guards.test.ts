import { describe, expect, it } from 'vitest';
import type { CoachState } from '../coach/types.js';
import { type Community, createCommunity } from '../create-community.js';
import { views } from '../engine/views.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import type { Participant } from '../participant.js';
import type { ReviewRow } from '../protocol/types.js';
import { award } from '../recognition/award.js';
import { exchangedBothWays } from '../recognition/conditions.js';
import type { RecognitionOptions } from '../recognition/types.js';
import { systemIds } from '../system.js';
import { createLeapingClock, type LeapingClock } from '../testing/leaping-clock.js';
import { createWiretap } from '../testing/wiretap.js';

const hourMs = 60 * 60 * 1000;
const points = [award(10).on('conversation.thanked').when(exchangedBothWays()).capPerDay(500)];
const home = '192.0.2.1';

async function dayPasses(clock: LeapingClock) {
  clock.leap(24 * hourMs);
  await clock.advance(1_000);
}

async function createScene(recognition: RecognitionOptions = {}) {
  const clock = createLeapingClock();
  const storage = createMemoryStorage({ clock, ids: systemIds, views });
  const logged: unknown[] = [];
  const community = createCommunity({
    id: 'shop',
    passiveAfterMs: 30 * 24 * hourMs,
    clock,
    storage,
    recognition: { settleAfterMs: hourMs, points, guards: { sampleShare: 0 }, ...recognition },
    log: (entry) => logged.push(entry),
  });
  const ben = await community.coach({ name: 'Ben', address: home });
  const max = await community.manager({ name: 'Max' });
  return { clock, storage, logged, community, ben, max };
}

/** Ben answers somebody who thanks for it. */
async function thanked(community: Community, ben: Participant, address?: string, text: string = crypto.randomUUID()) {
  const ana = await community.visitor(address ? { address } : {});
  const { conversationId } = await ana.call('conversation.ask', { text });
  await ben.call('request.claim', { conversationId });
  await ben.call('message.post', { conversationId, text: 'Half a size up.' });
  await ana.call('message.post', { conversationId, text: 'They fit.' });
  await ana.call('conversation.thank', { conversationId });
  await ben.call('conversation.close', { conversationId, outcome: 'served' });
  return { conversationId, ana };
}

const balances = async (ben: Participant) => {
  const { snapshot } = await ben.call('feed.open', { feed: 'me' });
  if (!snapshot) throw new Error('a feed that is opened anew begins with a snapshot');
  const { ledger } = snapshot.state as unknown as CoachState;
  return { pending: ledger.pending, settled: ledger.settled };
};

const reviewsFor = async (max: Participant) =>
  (await max.call('view.open', { view: 'reviews' })).rows as unknown as ReviewRow[];

const close = (max: Participant, review: ReviewRow | undefined, verdict: 'honest' | 'fraud', more: object = {}) =>
  max.call('review.close', {
    coachId: review?.coachId ?? '',
    kind: review?.kind ?? 'sampled',
    asOf: review?.changedAt ?? 0,
    verdict,
    ...more,
  });

describe('thanks from where the coach is connected', () => {
  it('stay pending until a manager has looked, however long that takes', async () => {
    const { clock, community, ben, max } = await createScene();
    const { conversationId } = await thanked(community, ben, home);
    await thanked(community, ben, '198.51.100.7');
    await clock.advance(2 * hourMs);
    expect(await balances(ben)).toEqual({ pending: 10, settled: 10 });
    const reviews = await reviewsFor(max);
    expect(reviews).toMatchObject([
      { coachId: ben.id, name: 'Ben', kind: 'self_thanks', conversationIds: [conversationId], with: [] },
    ]);
    await close(max, reviews[0], 'honest');
    await clock.advance(2_000);
    expect(await balances(ben)).toEqual({ pending: 0, settled: 20 });
    expect(await reviewsFor(max)).toEqual([]);
    await clock.advance(hourMs);
    expect(await reviewsFor(max), 'nobody is asked twice').toEqual([]);
  });

  it('are never points once they are found to be made up', async () => {
    const { clock, community, ben, max } = await createScene();
    const { conversationId, ana } = await thanked(community, ben, home);
    await clock.advance(2 * hourMs);
    await close(max, (await reviewsFor(max))[0], 'fraud');
    await clock.advance(2_000);
    expect(await balances(ben)).toEqual({ pending: 0, settled: 0 });
    await expect(ana.call('conversation.rate', { conversationId, stars: 5 })).resolves.toBeDefined();
    await clock.advance(2 * hourMs);
    expect(await balances(ben)).toEqual({ pending: 0, settled: 0 });
  });

  it('that were settled before somebody knew are taken back', async () => {
    const { clock, community, ben, max } = await createScene({ guards: { sampleShare: 0, scriptedMin: 2 } });
    const texts = ['Hello?', 'hello'];
    await thanked(community, ben, undefined, texts[0]);
    await clock.advance(2 * hourMs);
    expect(await balances(ben)).toEqual({ pending: 0, settled: 10 });
    const { conversationId } = await thanked(community, ben, undefined, texts[1]);
    await clock.advance(2 * hourMs);
    const [review] = await reviewsFor(max);
    expect(review).toMatchObject({ kind: 'scripted' });
    expect(review?.conversationIds).toHaveLength(2);
    await close(max, review, 'fraud', {
      conversationIds: review?.conversationIds.filter((id) => id !== conversationId),
    });
    await clock.advance(2_000);
    // The one that was named is reversed, the other settles.
    expect(await balances(ben)).toEqual({ pending: 0, settled: 10 });
    // From now on all are looked at.
    await thanked(community, ben);
    await clock.advance(2 * hourMs);
    expect((await reviewsFor(max)).map(({ kind }) => kind)).toContain('confirmed');
  });

  it('that are taken back and given anew are held like the first', async () => {
    const { clock, community, ben, max } = await createScene({ settleAfterMs: 60_000 });
    const { conversationId, ana } = await thanked(community, ben, home);
    await clock.advance(61_000);
    expect(await reviewsFor(max)).toHaveLength(1);
    await ana.call('conversation.thank', { conversationId, withdraw: true });
    await ana.call('conversation.thank', { conversationId });
    await clock.advance(2 * hourMs);
    expect(await balances(ben)).toEqual({ pending: 10, settled: 0 });
  });

  it('are held before they settle, also where points settle at once', async () => {
    const { clock, community, ben } = await createScene({ settleAfterMs: 0 });
    await thanked(community, ben, home);
    await clock.advance(10_000);
    expect(await balances(ben)).toEqual({ pending: 10, settled: 0 });
  });
});

it('a review that grew meanwhile isn’t closed by who hasn’t seen it all', async () => {
  const { clock, community, ben, max } = await createScene();
  await thanked(community, ben, home);
  await clock.advance(15 * 60_000);
  const [review] = await reviewsFor(max);
  await thanked(community, ben, home);
  await clock.advance(15 * 60_000);
  await expect(close(max, review, 'honest')).rejects.toMatchObject({ code: 'superseded' });
  expect((await reviewsFor(max))[0]?.conversationIds).toHaveLength(2);
});

it('a conversation that two reviews hold is released by the second', async () => {
  const { clock, community, ben, max } = await createScene({ guards: { sampleShare: 1 } });
  await thanked(community, ben, home);
  await clock.advance(2 * hourMs);
  const [first, second] = await reviewsFor(max);
  await close(max, first, 'honest');
  await clock.advance(2_000);
  expect(await balances(ben)).toEqual({ pending: 10, settled: 0 });
  await close(max, second, 'honest');
  await clock.advance(2_000);
  expect(await balances(ben)).toEqual({ pending: 0, settled: 10 });
});

describe('nothing is held', () => {
  it('for one visitor’s many thanks in a small community', async () => {
    const { clock, community, ben, max } = await createScene();
    const { token = '' } = await community.visitor();
    for (let count = 0; count < 8; count += 1) {
      const ana = await community.visitor({ token });
      const { conversationId } = await ana.call('conversation.ask', { text: `Question ${count}` });
      await ben.call('request.claim', { conversationId });
      await ben.call('message.post', { conversationId, text: 'Half a size up.' });
      await clock.advance(5_000);
      await ana.call('message.post', { conversationId, text: 'They fit.' });
      await ana.call('conversation.thank', { conversationId });
      await ben.call('conversation.close', { conversationId, outcome: 'served' });
      await clock.advance(hourMs);
    }
    await clock.advance(2 * hourMs);
    expect(await reviewsFor(max)).toEqual([]);
    expect(await balances(ben)).toEqual({ pending: 0, settled: 80 });
  });

  it('for an address that so many share that it is nobody’s', async () => {
    const { clock, community, ben, max } = await createScene();
    for (const name of ['Carl', 'Dora', 'Emil', 'Fay', 'Gus']) await community.coach({ name, address: home });
    await thanked(community, ben, home);
    await clock.advance(2 * hourMs);
    expect(await reviewsFor(max)).toEqual([]);
  });

  it('where the community looks at nothing', async () => {
    const { clock, community, ben, storage } = await createScene({ guards: false });
    await thanked(community, ben, home);
    await clock.advance(2 * hourMs);
    expect(await balances(ben)).toEqual({ pending: 0, settled: 10 });
    expect((await storage.find('origin', { community: 'shop', limit: 10 })).rows).toEqual([]);
  });
});

it('what was only drawn by lot isn’t kept back for ever by a manager who has no time', async () => {
  const { clock, community, ben } = await createScene({ guards: { sampleShare: 1 }, settleAfterMs: 24 * hourMs });
  await thanked(community, ben);
  for (let day = 0; day < 6; day += 1) await dayPasses(clock);
  expect(await balances(ben)).toEqual({ pending: 10, settled: 0 });
  for (let day = 0; day < 3; day += 1) await dayPasses(clock);
  await clock.advance(2_000);
  expect(await balances(ben)).toEqual({ pending: 0, settled: 10 });
});

it('some of a newcomer’s conversations are looked at, thanked for or not', async () => {
  const grades = { newcomer: { reviewShare: 1 }, coach: { ways: [[{ count: 'thanked' as const, atLeast: 50 }]] } };
  const { clock, community, ben, max } = await createScene({ grades });
  const ana = await community.visitor();
  const { conversationId } = await ana.call('conversation.ask', { text: 'Which size?' });
  await ben.call('request.claim', { conversationId });
  await ben.call('message.post', { conversationId, text: 'Half a size up.' });
  await ana.call('message.post', { conversationId, text: 'Fine.' });
  await clock.advance(hourMs);
  expect(await reviewsFor(max)).toMatchObject([{ kind: 'newcomer', conversationIds: [conversationId] }]);
});

describe('where people are', () => {
  it('is known by digests that only one day’s key can make, and is told and logged nowhere', async () => {
    const { clock, storage, logged, community, ben, max } = await createScene();
    const frames: string[] = [];
    for (const person of [ben, max])
      for (const name of ['feed.event', 'view.changed'] as const)
        person.on(name, (told) => frames.push(JSON.stringify(told)));
    frames.push(JSON.stringify([await ben.call('feed.open', { feed: 'me' }), await reviewsFor(max)]));
    const { ana } = await thanked(community, ben, home);
    await clock.advance(2 * hourMs);
    const find = async (view: string) => (await storage.find(view, { community: 'shop', limit: 10 })).rows;
    const [{ row: seen } = { row: null }] = await find('origin');
    const [{ row: guarded } = { row: null }] = await find('guarded');
    expect(guarded?.origins).toEqual([seen?.origin]);
    frames.push(JSON.stringify([await ben.call('feed.open', { feed: 'me' }), await reviewsFor(max)]));
    const told = frames.join('\n');
    expect(told).toContain('self_thanks');
    expect(told).not.toContain(seen?.origin);
    const stored = JSON.stringify([await storage.log(0, 1_000), seen, guarded]);
    for (const text of [told, stored, JSON.stringify(logged)]) expect(text).not.toContain(home);

    const [{ row: before } = { row: null }] = await find('day_secret');
    await dayPasses(clock);
    await ben.call('presence.set', { status: 'available' });
    const keys = await find('day_secret');
    expect(keys).toHaveLength(1);
    expect(keys[0]?.row?.secret).not.toBe(before?.secret);
    const origins = (await find('origin')).map(({ row }) => row?.origin);
    expect(new Set(origins).size, 'the same place, another digest').toBe(2);
    for (let day = 0; day < 31; day += 1) await dayPasses(clock);
    expect((await find('origin')).length, 'and what is old is gone').toBeLessThan(2);
    expect(ana.kind).toBe('visitor');
  });

  it('and why somebody looks, is never told to the coach, to a visitor or to the brand', async () => {
    const { clock, community, max } = await createScene();
    const address = home;
    const ben = await createWiretap(community, { token: community.memberToken('coach', { name: 'Ben' }), address });
    const outsiders = [
      await createWiretap(community, { address }),
      await createWiretap(community, { token: community.memberToken('coach', { name: 'Zoe' }) }),
      await createWiretap(community, { token: community.memberToken('brand', { name: 'Brand' }) }),
    ];
    const boss = await createWiretap(community, { token: community.memberToken('manager', { name: 'Max' }) });
    const all = [ben, ...outsiders];
    await thanked(community, ben.person, home);
    await boss.person.call('view.open', { view: 'reviews' });
    await clock.advance(2 * hourMs);
    const probe = async () => {
      for (const { person } of all) {
        await person.call('view.open', { view: 'reviews' }).catch(() => undefined);
        for (const feed of ['me', 'lounge', `thread/${ben.person.id}`])
          await person.call('feed.open', { feed }).catch(() => undefined);
      }
    };
    await probe();
    const [review] = await reviewsFor(max);
    await close(max, review, 'honest');
    await probe();
    const why = review?.why ?? 'missing';
    for (const secret of ['self_thanks', why, 'review.']) {
      expect(all.map(({ heard }) => heard()).join('\n'), secret).not.toContain(secret);
    }
    expect(boss.heard()).toContain(why);
    // That somebody looks, the coach may know.
    expect(ben.heard()).toContain('points.held');
  });
});
