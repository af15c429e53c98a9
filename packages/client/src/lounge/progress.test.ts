import { atLeast, award, createCommunity, exchangedBothWays } from '@entraide/core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createManualClock } from '../testing/manual-clock.js';
import { createStage, type Stage } from '../testing/stage.js';
import { badgesOf, leaderboardOf, progressOf } from './index.js';

const hour = 60 * 60 * 1000;
let stage: Stage;
beforeEach(async () => {
  const clock = createManualClock();
  const community = createCommunity({
    id: 'shop',
    clock,
    recognition: {
      settleAfterMs: hour,
      points: [award(10).on('conversation.thanked').when(exchangedBothWays()).capPerDay(15)],
      badges: [{ id: 'thanked', kind: 'appreciation', requires: [atLeast(1, 'thanked')] }],
      tiers: {
        ladder: [
          { id: 'gold', requires: [atLeast(100, 'point')] },
          { id: 'silver', requires: [atLeast(1, 'thanked')] },
        ],
      },
      grades: { coach: { ways: [[atLeast(1, 'thanked')]] } },
      boards: {
        goal: { period: 'week', weights: { thanked: 1 }, atLeast: 5 },
        boards: [{ id: 'thanks', period: 'week', weights: { thanked: 1 } }],
      },
    },
  });
  stage = await createStage(community, clock);
});
afterEach(() => stage.close());

const watch = async <T extends { subscribe(listener: () => void): () => void }>(store: T): Promise<T> => {
  store.subscribe(() => undefined);
  await stage.settle();
  return store;
};

/** Ben helps a new visitor, who says so. */
async function help() {
  const visitor = stage.seat().client;
  const conversation = visitor.ask({ text: 'Do these run small?' });
  conversation.subscribe(() => undefined);
  await stage.settle();
  const own = stage.ben.client.conversation(conversation.id);
  await own.claim();
  await own.post('Take half a size up.');
  await conversation.post('They fit.');
  await conversation.thank();
  await own.close({ outcome: 'served' });
  await stage.settle();
  return conversation;
}

it('shows a coach their points, tier, grade and badges, and what is left to the next', async () => {
  const progress = await watch(progressOf(stage.ben.client));
  expect(progress.getSnapshot()).toMatchObject({
    status: 'ready',
    points: { pending: 0, spendable: 0, lifetime: 0, entries: [] },
    tier: { tier: null },
    next: { tier: 'silver', lines: [{ have: 0, isMet: false }] },
    grades: { held: [], capacityMax: 1 },
    ways: [{ grade: 'coach' }],
    badges: [],
  });
  const { id } = await help();
  const { status, error, ...own } = progress.getSnapshot();
  expect([status, error]).toEqual(['ready', null]);
  expect(own).toMatchObject({
    points: {
      pending: 10,
      spendable: 0,
      entries: [{ kind: 'conversation.thanked', status: 'pending', clamped: null }],
    },
    tier: { tier: 'silver' },
    next: { tier: 'gold', lines: [{ have: 0 }] },
    grades: { held: [{ grade: 'coach' }], capacityMax: null },
    ways: [],
    badges: [{ badge: 'thanked', evidence: [{ causeId: id }] }],
  });
  expect(progress.getSnapshot()).toBe(progress.getSnapshot());
});

it('says in plain words why less was given than the rule gives, and counts points as they settle', async () => {
  const progress = await watch(progressOf(stage.ben.client));
  for (let n = 0; n < 2; n += 1) {
    await help();
    await stage.clock.advance(1_000);
  }
  await stage.clock.advance(hour);
  await stage.settle();
  expect(progress.getSnapshot()).toMatchObject({
    points: {
      pending: 0,
      spendable: 15,
      lifetime: 15,
      entries: [
        {
          amount: 10,
          granted: 5,
          clamped:
            '5 of these 10 points were added: points of this kind are given up to 15 a day, and 10 were already given that day.',
        },
        { amount: 10, granted: 10, clamped: null },
      ],
    },
    next: { tier: 'gold', lines: [{ have: 15 }] },
  });
});

it('takes back with the thanks what they gave', async () => {
  const [progress, badges] = [await watch(progressOf(stage.ben.client)), await watch(badgesOf(stage.ben.client))];
  const conversation = await help();
  expect(badges.getSnapshot()).toMatchObject({ status: 'ready', value: [{ badge: 'thanked', evidenceCount: 1 }] });
  await conversation.thank({ withdraw: true });
  await stage.settle();
  expect(badges.getSnapshot().value).toEqual([]);
  expect(progress.getSnapshot()).toMatchObject({ points: { pending: 0, entries: [{ status: 'voided' }] }, badges: [] });
});

it('shows own progress, the common goal and the boards, and keeps a shy coach off them', async () => {
  const [ben, zoe] = [await watch(leaderboardOf(stage.ben.client)), await watch(leaderboardOf(stage.zoe.client))];
  await help();
  await stage.clock.advance(1_000);
  await stage.settle();
  expect(ben.getSnapshot()).toMatchObject({
    status: 'ready',
    value: {
      own: { score: 1, before: 0 },
      goal: { have: 1, atLeast: 5, isReached: false },
      boards: [{ board: 'thanks', period: 'week', places: [{ rank: 1, name: 'Ben', score: 1 }] }],
    },
  });
  await stage.ben.client.setPreferences({ onBoards: false });
  await stage.clock.advance(1_000);
  await stage.settle();
  expect(zoe.getSnapshot().value).toMatchObject({ own: { score: 0 }, goal: { have: 1 }, boards: [{ places: [] }] });
});
