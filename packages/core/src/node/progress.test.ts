import { expect, it } from 'vitest';
import { views } from '../engine/views.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import type { Participant } from '../participant.js';
import { atLeast } from '../recognition/criterion.js';
import type { ProgressRow } from '../recognition/progress-rows.js';
import type { RecognitionOptions } from '../recognition/types.js';
import { systemClock, systemIds } from '../system.js';
import { createLeapingClock } from '../testing/leaping-clock.js';
import { createStage, type Stage } from '../testing/stage.js';

const recognition: RecognitionOptions = {
  badges: [{ id: 'thanked', kind: 'appreciation', labels: { en: 'Thanked' }, requires: [atLeast(1, 'thanked')] }],
  tiers: {
    ladder: [
      { id: 'gold', requires: [atLeast(3, 'answered', { perDayMax: 20 })], points: 100 },
      { id: 'silver', requires: [atLeast(1, 'answered')], labels: { en: 'Silver' } },
    ],
    windowDays: 2,
    graceDays: 0,
  },
  grades: {
    coach: { ways: [[atLeast(1, 'thanked')], [atLeast(9, 'answered')]] },
    animator: { ways: [[atLeast(5, 'liked')]] },
  },
};

/** A reader's progress as its frames make it. */
async function follow(person: Participant) {
  const rows = new Map<string, ProgressRow>();
  person.on('view.changed', (change) => {
    if (change.view !== 'progress') return;
    for (const row of change.upserts) rows.set(row.key, row as ProgressRow);
    for (const key of change.removes) rows.delete(key);
  });
  for (const row of (await person.call('view.open', { view: 'progress' })).rows) rows.set(row.key, row as ProgressRow);
  return rows;
}

async function exchange({ ana, ben, conversationId }: Stage) {
  await ben.call('request.claim', { conversationId });
  await ben.call('message.post', { conversationId, text: 'Take half a size up.' });
  await ana.call('message.post', { conversationId, text: 'They fit.' });
}

it('shows a coach every step, and how far they have come, before they did anything', async () => {
  const stage = await createStage({ recognition });
  const rows = await follow(stage.ben);
  expect([...rows.keys()]).toEqual(['tier', 'step/gold', 'step/silver', 'grades', 'way/coach/0/', 'way/coach/1/']);
  expect(rows.get('tier')).toMatchObject({ tier: null, since: null, why: 'none' });
  expect(rows.get('grades')).toMatchObject({ held: [], proposed: [], capacityMax: 1 });
  expect(rows.get('step/gold')).toMatchObject({
    place: 0,
    points: 100,
    isMet: false,
    lines: [{ criterion: { count: 'answered', atLeast: 3 }, have: 0, isMet: false }],
  });
  await stage.community.close();
});

it('follows what the coach does: tier, badges with evidence, grade, and what is left to the next', async () => {
  const stage = await createStage({ recognition });
  const rows = await follow(stage.ben);
  const { ana, clock, conversationId } = stage;
  const at = clock.now();
  await exchange(stage);
  await ana.call('conversation.thank', { conversationId });
  await clock.advance(1_000);
  expect(rows.get('tier')).toMatchObject({ tier: 'silver', since: at, why: 'met' });
  expect(rows.get('step/gold')).toMatchObject({ lines: [{ have: 1 }] });
  expect(rows.get('step/silver')).toMatchObject({ isMet: true, labels: { en: 'Silver' } });
  expect(rows.get('badge/thanked/')).toMatchObject({
    badge: 'thanked',
    labels: { en: 'Thanked' },
    earnedAt: at,
    evidence: [{ kind: 'thanked', causeId: conversationId, topic: null, at }],
    evidenceCount: 1,
  });
  expect(rows.get('grades')).toMatchObject({ held: [{ grade: 'coach', topic: null }], capacityMax: null });
  expect([...rows.keys()].filter((key) => key.startsWith('way/'))).toEqual(['way/animator/0/']);
  // Who thanked them is nobody's to know.
  expect(JSON.stringify([...rows.values()])).not.toContain(ana.id);
  expect(new Map(await follow(stage.ben))).toEqual(rows);
  await ana.call('conversation.thank', { conversationId, withdraw: true });
  await clock.advance(1_000);
  expect(rows.has('badge/thanked/')).toBe(false);
  await stage.community.close();
});

it("is nobody else's to see", async () => {
  const stage = await createStage({ recognition });
  const zoe = await follow(stage.zoe);
  await exchange(stage);
  await stage.clock.advance(1_000);
  expect(zoe.get('step/silver')).toMatchObject({ lines: [{ have: 0 }] });
  await expect(stage.max.call('view.open', { view: 'progress' })).rejects.toMatchObject({ code: 'not_found' });
  await stage.community.close();
});

it('is another by the next day, where time alone has changed it', async () => {
  const clock = createLeapingClock();
  const stage = await createStage({ recognition, clock });
  const rows = await follow(stage.ben);
  await exchange(stage);
  clock.leap(3 * 24 * 60 * 60 * 1000);
  await clock.advance(2_000);
  expect(rows.get('step/silver')).toMatchObject({ lines: [{ have: 0 }], isMet: false });
  await stage.community.close();
});

it('follows what another node wrote', async () => {
  const storage = { ...createMemoryStorage({ clock: systemClock, ids: systemIds, views }), shared: true };
  const [here, there] = [await createStage({ storage, recognition }), await createStage({ storage, recognition })];
  const rows = await follow(here.ben);
  await exchange(there);
  await here.clock.advance(3_000);
  expect(rows.get('tier')).toMatchObject({ tier: 'silver' });
  for (const { community } of [here, there]) await community.close();
});
