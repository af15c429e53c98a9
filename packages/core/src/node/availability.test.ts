import { describe, expect, it } from 'vitest';
import { createCommunity } from '../create-community.js';
import { views } from '../engine/views.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import { systemIds } from '../system.js';
import { createManualClock } from '../testing/manual-clock.js';

const topics = [{ id: 'shoes' }, { id: 'sneakers', parent: 'shoes' }, { id: 'bags' }];

describe('availability', () => {
  it('is told by topic and language', async () => {
    const community = createCommunity({ id: 'shop', clock: createManualClock(), topics });
    await community.coach({ name: 'Ben', topics: ['shoes'], locales: ['fr'] });
    const ana = await community.visitor();
    const ask = (request: { topic?: string; locale?: string }) => ana.call('availability.get', request);
    expect(await ask({ topic: 'sneakers', locale: 'fr-CH' })).toMatchObject({ open: true, coachesOnline: 1 });
    expect(await ask({ topic: 'bags' })).toMatchObject({ open: false, reason: 'no_coach' });
    expect(await ask({ locale: 'de' })).toMatchObject({ open: false });
    expect(community.availability({ topic: 'shoes' }).open).toBe(true);
    expect(community.availability().open).toBe(true);
    await expect(ask({ topic: 'shoez' })).rejects.toMatchObject({ code: 'unknown_topic' });
  });

  it('is pushed when coaches come, are all busy, and go', async () => {
    const clock = createManualClock();
    const community = createCommunity({ id: 'shop', clock });
    const ana = await community.visitor();
    const reasons: unknown[] = [];
    ana.on('view.changed', ({ upserts }) => reasons.push(upserts[0]?.reason));
    await ana.call('view.open', { view: 'availability' });
    const ben = await community.coach({ name: 'Ben' });
    await ben.call('presence.set', { status: 'available', capacity: 1 });
    const { conversationId } = await ana.call('conversation.ask', { text: 'Which size?' });
    await ben.call('request.claim', { conversationId });
    await clock.advance(5_000);
    ben.close();
    await clock.advance(31_000);
    expect([...new Set(reasons)]).toEqual(['coaches_online', 'all_busy', 'closing_soon', 'no_coach']);
  });

  it('is not held up by a coach who is passive', async () => {
    const clock = createManualClock();
    const community = createCommunity({ id: 'shop', clock, passiveAfterMs: 60_000 });
    const ben = await community.coach({ name: 'Ben' });
    await clock.advance(60_000);
    expect(community.availability()).toMatchObject({ reason: 'closing_soon', coachesOnline: 0 });
    await ben.call('availability.get', {});
    expect(community.availability()).toMatchObject({ reason: 'coaches_online', coachesOnline: 1 });
  });
});

describe('the expected wait', () => {
  it('is told once three have waited, and grows with the queue', async () => {
    const clock = createManualClock();
    const storage = createMemoryStorage({ clock, ids: systemIds, views });
    const community = createCommunity({ id: 'shop', clock, storage, capacityMax: 4 });
    const coaches = await Promise.all(['Ben', 'Zoe'].map((name) => community.coach({ name })));
    const ask = async (later = false) =>
      (await (await community.visitor()).call('conversation.ask', { text: 'Which size?', later })).conversationId;
    const serve = async (waitMs: number, coach = coaches[0]) => {
      const conversationId = await ask();
      await clock.advance(waitMs);
      await coach?.call('request.claim', { conversationId });
    };
    await serve(10_000);
    await serve(20_000);
    expect(community.availability()).not.toHaveProperty('expectedWaitMs');
    await serve(30_000);
    // Three slots are free.
    expect(community.availability()).toMatchObject({ freeSlots: 3, expectedWaitMs: 20_000 });
    for (let n = 0; n < 3; n += 1) await ask(true);
    expect(community.availability()).toMatchObject({ expectedWaitMs: 20_000 });
    for (let n = 0; n < 3; n += 1) await ask();
    expect(community.availability()).toMatchObject({ expectedWaitMs: 40_000 });

    // Another node on the same storage knows the queue, but of no waits.
    const other = createCommunity({ id: 'shop', clock, storage });
    await other.coach({ name: 'Max' });
    await clock.advance(2_000);
    expect(other.availability()).not.toHaveProperty('expectedWaitMs');
  });

  it('is not told for a topic that nobody is there for', async () => {
    const clock = createManualClock();
    const community = createCommunity({ id: 'shop', clock, topics });
    const ben = await community.coach({ name: 'Ben', topics: ['shoes'] });
    for (let n = 0; n < 3; n += 1) {
      const ana = await community.visitor();
      const { conversationId } = await ana.call('conversation.ask', { text: 'Which size?' });
      await ben.call('request.claim', { conversationId });
    }
    expect(community.availability()).toMatchObject({ reason: 'all_busy', expectedWaitMs: 0 });
    expect(community.availability({ topic: 'bags' })).toEqual({
      open: false,
      reason: 'no_coach',
      coachesOnline: 0,
      freeSlots: 0,
    });
  });
});
