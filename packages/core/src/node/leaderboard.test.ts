import { expect, it } from 'vitest';
import { restoreEvent } from '../engine/event-content.js';
import { project } from '../engine/project.js';
import { roomOf } from '../engine/rooms.js';
import { views } from '../engine/views.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import type { Participant } from '../participant.js';
import type { LeaderboardRow } from '../protocol/types.js';
import { periodOf } from '../recognition/tally.js';
import type { RecognitionOptions } from '../recognition/types.js';
import { systemClock, systemIds } from '../system.js';
import { createLeapingClock } from '../testing/leaping-clock.js';
import { createManualClock } from '../testing/manual-clock.js';
import { createStage, type Stage } from '../testing/stage.js';

const hour = 60 * 60 * 1000;

const recognition: RecognitionOptions = {
  timeZone: 'Europe/Paris',
  boards: {
    goal: { period: 'week', weights: { answered: 1 }, atLeast: 3 },
    boards: [
      { id: 'answers', period: 'week', weights: { answered: 1 }, labels: { en: 'This week' } },
      { id: 'thanks', period: 'month', weights: { thanked: 3, answered: 1 } },
    ],
  },
};

/** One exchange both ways, with whoever claims. */
async function exchange({ ana, ask }: Stage, coach: Participant, isThanked = false) {
  const conversationId = await ask();
  await coach.call('request.claim', { conversationId });
  await coach.call('message.post', { conversationId, text: 'Take half a size up.' });
  await ana.call('message.post', { conversationId, text: 'They fit.' });
  if (isThanked) await ana.call('conversation.thank', { conversationId });
  await coach.call('conversation.close', { conversationId, outcome: 'served' });
}

/** A reader's board as its frames make it. */
async function follow(person: Participant) {
  const rows = new Map<string, LeaderboardRow>();
  person.on('view.changed', (change) => {
    if (change.view !== 'leaderboard') return;
    for (const row of change.upserts) rows.set(row.key, row as LeaderboardRow);
    for (const key of change.removes) rows.delete(key);
  });
  const opened = await person.call('view.open', { view: 'leaderboard' });
  for (const row of opened.rows) rows.set(row.key, row as LeaderboardRow);
  const of = <T extends LeaderboardRow['type']>(type: T) =>
    [...rows.values()].filter((row): row is Extract<LeaderboardRow, { type: T }> => row.type === type);
  const places = (board: string) =>
    of('place')
      .filter((row) => row.board === board)
      .map(({ rank, name, score }) => [rank, name, score]);
  return { rows, of, places, first: opened.rows.map(({ type }) => type) };
}

it("shows one's own progress, what all reach together, and the boards, as it changes", async () => {
  const stage = await createStage({ recognition });
  const [ben, max] = [await follow(stage.ben), await follow(stage.max)];
  expect(ben.first).toEqual(['own', 'goal', 'board', 'board']);
  expect(max.first).toEqual(['goal', 'board', 'board']);
  await exchange(stage, stage.ben);
  await exchange(stage, stage.zoe, true);
  await exchange(stage, stage.zoe);
  await stage.clock.advance(1_000);
  expect(ben.of('own')).toMatchObject([{ score: 1, before: 0 }]);
  expect(ben.of('goal')).toMatchObject([{ have: 3, atLeast: 3, isReached: true }]);
  for (const reader of [ben, max]) {
    expect(reader.places('answers')).toEqual([
      [1, 'Zoe', 2],
      [2, 'Ben', 1],
    ]);
    expect(reader.places('thanks')).toEqual([
      [1, 'Zoe', 5],
      [2, 'Ben', 1],
    ]);
  }
  const again = await follow(stage.ben);
  expect(again.rows).toEqual(ben.rows);
  await stage.community.close();
});

it('begins anew with the week, at midnight where the community is, and remembers the one before', async () => {
  const clock = createLeapingClock();
  const stage = await createStage({ recognition, clock });
  await exchange(stage, stage.ben);
  const ben = await follow(stage.ben);
  const weekAt = (at: number) => periodOf('week', at, 'Europe/Paris');
  let monday = Math.ceil(clock.now() / hour) * hour;
  while (weekAt(monday) === weekAt(clock.now())) monday += hour;
  expect(new Date(monday).getUTCHours()).not.toBe(0);
  clock.leap(monday - 5_000 - clock.now());
  await clock.advance(3_000);
  expect(ben.places('answers')).toEqual([[1, 'Ben', 1]]);
  await clock.advance(3_000);
  expect(ben.places('answers')).toEqual([]);
  expect(ben.of('own')).toMatchObject([{ score: 0, before: 1 }]);
  await stage.community.close();
});

it('names nobody who opted out, who still sees their own progress, and nobody of the staff', async () => {
  const stage = await createStage({ recognition });
  const [ben, zoe] = [await follow(stage.ben), await follow(stage.zoe)];
  for (const coach of [stage.ben, stage.zoe]) await exchange(stage, coach);
  await stage.ben.call('preferences.set', { onBoards: false });
  await stage.clock.advance(1_000);
  expect(zoe.places('answers')).toEqual([[1, 'Zoe', 1]]);
  expect(JSON.stringify([...zoe.rows.values()])).not.toContain('Ben');
  expect(ben.of('own')).toMatchObject([{ score: 1 }]);
  expect(ben.of('goal')).toMatchObject([{ have: 2 }]);
  await stage.ben.call('preferences.set', { onBoards: true });
  await stage.clock.advance(1_000);
  expect(
    zoe
      .places('answers')
      .map(([, name]) => name)
      .sort(),
  ).toEqual(['Ben', 'Zoe']);
  await stage.community.close();
});

it('names nobody who is suspended, until they are reinstated', async () => {
  const stage = await createStage({ recognition });
  for (const coach of [stage.ben, stage.zoe]) await exchange(stage, coach);
  const zoe = await follow(stage.zoe);
  await stage.max.call('coach.suspend', { coachId: stage.ben.id, reason: 'abuse' });
  await stage.clock.advance(1_000);
  expect(zoe.places('answers')).toEqual([[1, 'Zoe', 1]]);
  expect(zoe.of('goal')).toMatchObject([{ have: 1 }]);
  await stage.max.call('coach.reinstate', { coachId: stage.ben.id });
  await stage.clock.advance(1_000);
  expect(zoe.places('answers')).toHaveLength(2);
  await stage.community.close();
});

it('shows what another node wrote', async () => {
  const storage = { ...createMemoryStorage({ clock: systemClock, ids: systemIds, views }), shared: true };
  const [here, there] = [await createStage({ storage, recognition }), await createStage({ storage, recognition })];
  const zoe = await follow(here.zoe);
  await exchange(there, there.ben);
  await here.clock.advance(3_000);
  expect(zoe.places('answers')).toEqual([[1, 'Ben', 1]]);
  for (const { community } of [here, there]) await community.close();
});

it('is a query over rows that a rebuild from the streams makes again', async () => {
  const storage = createMemoryStorage({ clock: createManualClock(), ids: systemIds, views });
  const stage = await createStage({ recognition, storage });
  for (const coach of [stage.ben, stage.zoe, stage.ben]) await exchange(stage, coach, true);
  const kept = await storage.find('tally', { community: 'shop', limit: 10 });
  const streams = kept.rows.map(({ key }) => `recognition/${key}`);
  const loaded = await storage.load({ community: 'shop', streams: streams.map((stream) => ({ stream })) });
  const rebuilt = loaded.streams.flatMap(({ stream, events }) => {
    const { empty, evolve } = roomOf(stream);
    const state = events.reduce((folded, event) => evolve(folded, restoreEvent(event), event.offset), empty);
    return project(stream, JSON.parse(JSON.stringify(state)));
  });
  expect(kept.rows).toHaveLength(2);
  expect(kept.rows.map(({ key, row }) => ({ view: 'tally', key, row }))).toEqual(
    rebuilt.filter(({ view }) => view === 'tally'),
  );
  await stage.community.close();
});
