import { describe, expect, it } from 'vitest';
import { views } from '../engine/views.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import { atLeast } from '../recognition/criterion.js';
import type { RecognitionOptions } from '../recognition/types.js';
import { systemClock, systemIds } from '../system.js';
import { createStage, type Stage } from '../testing/stage.js';

const recognition: RecognitionOptions = {
  tiers: {
    ladder: [
      { id: 'gold', requires: [atLeast(2, 'answered')] },
      { id: 'silver', requires: [atLeast(1, 'answered')] },
    ],
    windowDays: null,
  },
  grades: { coach: { ways: [[atLeast(1, 'thanked')]] } },
};

const claim = ({ ben }: Stage, conversationId: string) => ben.call('request.claim', { conversationId });
const outcomeOf = (claimed: Promise<unknown>) =>
  claimed.then(
    () => 'claimed',
    ({ code }: { code: string }) => code,
  );

/** Ben answers, Ana answers back and thanks him: what makes him a coach here. */
async function beThanked(stage: Stage, conversationId = stage.conversationId) {
  const { ana, ben } = stage;
  await claim(stage, conversationId);
  await ben.call('message.post', { conversationId, text: 'Take half a size up.' });
  await ana.call('message.post', { conversationId, text: 'They fit.' });
  await ana.call('conversation.thank', { conversationId });
}

describe("a newcomer's one slot", () => {
  it('is taken once, whoever claims at the same time', async () => {
    const stage = await createStage({ recognition });
    const ids = [stage.conversationId, await stage.ask()];
    const outcomes = await Promise.all(ids.map((id) => outcomeOf(claim(stage, id))));
    expect(outcomes.sort()).toEqual(['at_capacity', 'claimed']);
  });

  it('is taken once on two nodes', async () => {
    const storage = { ...createMemoryStorage({ clock: systemClock, ids: systemIds, views }), shared: true };
    const [here, there] = [await createStage({ recognition, storage }), await createStage({ recognition, storage })];
    const outcomes = await Promise.all([
      outcomeOf(claim(here, here.conversationId)),
      outcomeOf(claim(there, there.conversationId)),
    ]);
    expect(outcomes.sort()).toEqual(['at_capacity', 'claimed']);
    for (const { community } of [here, there]) await community.close();
  });

  it('is all that matching and availability count of them', async () => {
    const stage = await createStage({ recognition });
    expect(stage.community.availability().freeSlots).toBe(2);
    const { rows } = await stage.max.call('view.open', { view: 'presence' });
    expect(rows.map(({ capacity }) => capacity)).toEqual([1, 1]);
    await claim(stage, stage.conversationId);
    expect(stage.community.availability().freeSlots).toBe(1);
  });

  it('becomes as many as they want with the first grade', async () => {
    const stage = await createStage({ recognition });
    await beThanked(stage);
    for (const id of [await stage.ask(), await stage.ask()]) expect(await outcomeOf(claim(stage, id))).toBe('claimed');
    expect(stage.community.availability().freeSlots).toBe(1);
  });

  it('is filled by nobody with a transfer', async () => {
    const stage = await createStage({ recognition });
    const { zoe, ben } = stage;
    const second = await stage.ask();
    await zoe.call('request.claim', { conversationId: second });
    await claim(stage, stage.conversationId);
    const to = { kind: 'coach', id: ben.id } as const;
    expect(await outcomeOf(zoe.call('conversation.transfer', { conversationId: second, to }))).toBe('at_capacity');
  });

  it('is not there where the community knows no grades', async () => {
    const stage = await createStage({ recognition: { tiers: recognition.tiers ?? { ladder: [] } } });
    for (const id of [stage.conversationId, await stage.ask()])
      expect(await outcomeOf(claim(stage, id))).toBe('claimed');
  });
});

it('an announcement for a tier is for the tiers above it, too', async () => {
  const stage = await createStage({ recognition });
  const { ben, zoe, max } = stage;
  await max.call('announcement.publish', { title: 'For silver', text: 'Dinner', tier: 'silver' });
  await max.call('announcement.publish', { title: 'For gold', text: 'Dinner in Paris', tier: 'gold' });
  const titles = async (person = ben) =>
    (await person.call('view.open', { view: 'announcements' })).rows.map(({ title }) => title).sort();
  expect(await titles()).toEqual([]);
  await beThanked(stage);
  expect(await titles()).toEqual(['For silver']);
  await beThanked(stage, await stage.ask());
  expect(await titles()).toEqual(['For gold', 'For silver']);
  expect(await titles(zoe)).toEqual([]);
});
