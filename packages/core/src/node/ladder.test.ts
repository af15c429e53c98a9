import { describe, expect, it } from 'vitest';
import type { CoachState } from '../coach/types.js';
import { views } from '../engine/views.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import { atLeast } from '../recognition/criterion.js';
import type { RecognitionOptions } from '../recognition/types.js';
import { systemIds } from '../system.js';
import { createManualClock } from '../testing/manual-clock.js';
import { createStage, type Stage } from '../testing/stage.js';

const recognition: RecognitionOptions = {
  guards: false,
  badges: [{ id: 'thanked', kind: 'appreciation', requires: [atLeast(1, 'thanked')] }],
  tiers: {
    ladder: [
      { id: 'companion', requires: [atLeast(2, 'answered', { perDayMax: 20 })], points: 150 },
      { id: 'guest', requires: [atLeast(1, 'answered', { perDayMax: 20 })], points: 50 },
    ],
    windowDays: null,
  },
  grades: { coach: { ways: [[atLeast(1, 'thanked')]] } },
};

const createLadder = async (given = recognition) => {
  const storage = createMemoryStorage({ clock: createManualClock(), ids: systemIds, views });
  return { storage, stage: await createStage({ recognition: given, storage }) };
};

/** One exchange both ways, over a conversation of Ana's. */
async function exchange({ ben, ana }: Stage, conversationId: string) {
  await ben.call('request.claim', { conversationId });
  await ben.call('message.post', { conversationId, text: 'Take half a size up.' });
  await ana.call('message.post', { conversationId, text: 'They fit.' });
}

const pendingOf = async ({ ben }: Stage) => {
  const opened = await ben.call('feed.open', { feed: 'me' });
  if (!opened.snapshot) throw new Error('a feed that is opened anew begins with a snapshot');
  return (opened.snapshot.state as unknown as CoachState).ledger.pending;
};

type Ladder = Awaited<ReturnType<typeof createLadder>>;
const toldOf = async ({ storage, stage }: Ladder) => {
  const stream = `recognition/${stage.ben.id}`;
  const { streams } = await storage.load({ community: 'shop', streams: [{ stream }] });
  return streams[0]?.events.map(({ type }) => type);
};

describe('a ladder', () => {
  it('is climbed by answering, and its points are pending in the same commit', async () => {
    const { stage } = await createLadder();
    await exchange(stage, stage.conversationId);
    expect(await pendingOf(stage)).toBe(50);
    await stage.close();
    await exchange(stage, await stage.ask());
    expect(await pendingOf(stage)).toBe(200);
  });

  it('counts a conversation once, and none before the visitor has answered', async () => {
    const { stage } = await createLadder();
    await stage.claim();
    const { ana, ben, conversationId } = stage;
    await stage.answer();
    await ben.call('message.post', { conversationId, text: 'Or a whole one.' });
    expect(await pendingOf(stage)).toBe(0);
    for (const text of ['They fit.', 'Thank you.']) await ana.call('message.post', { conversationId, text });
    expect(await pendingOf(stage)).toBe(50);
  });

  it('keeps a record of deeds, badges and grades, and takes back what thanks gave with them', async () => {
    const ladder = await createLadder();
    const { ana, conversationId } = ladder.stage;
    await exchange(ladder.stage, conversationId);
    await ana.call('conversation.thank', { conversationId });
    await ana.call('conversation.thank', { conversationId, withdraw: true });
    expect(await toldOf(ladder)).toEqual([
      'record.begun',
      'deed.done',
      'tier.changed',
      'deed.done',
      'badge.granted',
      'grade.confirmed',
      'deed.undone',
      'badge.revoked',
    ]);
  });

  it('writes nothing for a community without one', async () => {
    const ladder = await createLadder({});
    await exchange(ladder.stage, ladder.stage.conversationId);
    expect(await toldOf(ladder)).toEqual([]);
  });
});
