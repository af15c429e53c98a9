import { describe, expect, it } from 'vitest';
import type { CoachState } from '../coach/types.js';
import { award } from '../recognition/award.js';
import { exchangedBothWays, starsAtLeast } from '../recognition/conditions.js';
import { createStage, type Stage } from '../testing/stage.js';

const hourMs = 60 * 60 * 1000;
const recognition = {
  settleAfterMs: hourMs,
  // Whom a lot would draw is another test's.
  guards: { sampleShare: 0 },
  points: [
    award(10).on('conversation.thanked').when(exchangedBothWays()).capPerDay(200),
    award(5).on('conversation.rated').when(exchangedBothWays(), starsAtLeast(4)).capPerDay(100),
  ],
};

/** Ben's own account of his points, as his feed tells it. */
async function ledgerOf({ ben }: Stage) {
  const opened = await ben.call('feed.open', { feed: 'me' });
  if (!opened.snapshot) throw new Error('a feed that is opened anew begins with a snapshot');
  return (opened.snapshot.state as unknown as CoachState).ledger;
}

async function answered(stage: Stage, { isMutual = true } = {}) {
  await stage.claim();
  await stage.answer();
  const { conversationId } = stage;
  if (isMutual) await stage.ana.call('message.post', { conversationId, text: 'They fit.' });
}

const balances = async (stage: Stage) => {
  const { pending, settled, lifetime } = await ledgerOf(stage);
  return [pending, settled, lifetime];
};

describe('thanks', () => {
  it('are points for the coach, pending first and settled when they are due', async () => {
    const stage = await createStage({ recognition });
    await answered(stage);
    await stage.ana.call('conversation.thank', { conversationId: stage.conversationId });
    expect(await balances(stage)).toEqual([10, 0, 0]);
    await stage.clock.advance(hourMs + 2_000);
    expect(await balances(stage)).toEqual([0, 10, 10]);
  });

  it('are none without a real exchange, nor without rules', async () => {
    const onlyAnswered = await createStage({ recognition });
    await answered(onlyAnswered, { isMutual: false });
    await onlyAnswered.ana.call('conversation.thank', { conversationId: onlyAnswered.conversationId });
    expect(await balances(onlyAnswered)).toEqual([0, 0, 0]);
    const without = await createStage();
    await answered(without);
    await without.ana.call('conversation.thank', { conversationId: without.conversationId });
    expect(await balances(without)).toEqual([0, 0, 0]);
  });

  it('that are kept back cost nothing', async () => {
    const stage = await createStage({ recognition });
    await answered(stage);
    await stage.close();
    await stage.clock.advance(2 * hourMs);
    expect(await balances(stage)).toEqual([0, 0, 0]);
  });

  it('may be taken back and given anew for a short time, and the points go with them', async () => {
    const stage = await createStage({ recognition });
    const { conversationId } = stage;
    await answered(stage);
    await stage.ana.call('conversation.thank', { conversationId });
    await stage.ana.call('conversation.thank', { conversationId, withdraw: true });
    expect(await balances(stage)).toEqual([0, 0, 0]);
    await expect(stage.ana.call('conversation.thank', { conversationId, withdraw: true })).rejects.toMatchObject({
      code: 'not_thanked',
    });
    await stage.ana.call('conversation.thank', { conversationId });
    expect(await balances(stage)).toEqual([10, 0, 0]);
    await stage.clock.advance(hourMs);
    await expect(stage.ana.call('conversation.thank', { conversationId, withdraw: true })).rejects.toMatchObject({
      code: 'already_thanked',
    });
  });

  it('say nothing to the coach of who comes back', async () => {
    const stage = await createStage({ recognition });
    await answered(stage);
    const told: unknown[] = [];
    await ledgerOf(stage);
    stage.ben.on('feed.event', (live) => told.push(live));
    await stage.ana.call('conversation.thank', { conversationId: stage.conversationId });
    const shown = JSON.stringify([told, await ledgerOf(stage)]);
    expect(shown).toContain('conversation.thanked');
    expect(shown).not.toContain('"pair"');
    expect(shown).not.toContain(stage.ana.id);
  });
});

describe('a rating', () => {
  it('that is changed is reversed and posted anew', async () => {
    const stage = await createStage({ recognition });
    const { conversationId } = stage;
    await answered(stage);
    const rate = (stars: number) => stage.ana.call('conversation.rate', { conversationId, stars });
    await rate(5);
    expect(await balances(stage)).toEqual([5, 0, 0]);
    await rate(3);
    expect(await balances(stage)).toEqual([0, 0, 0]);
    await rate(4);
    expect(await balances(stage)).toEqual([5, 0, 0]);
    await expect(rate(4)).rejects.toMatchObject({ code: 'already_rated' });
    await stage.clock.advance(hourMs);
    await expect(rate(5)).rejects.toMatchObject({ code: 'already_rated' });
  });
});

it('rules that pay for what they must not are refused by the settings, by field', async () => {
  const wrong = { points: [award(1).on('presence.changed').capPerDay(10)] };
  await expect(createStage({ recognition: wrong })).rejects.toThrow(/recognition\.points\.0\.on: pays for presence/);
});
