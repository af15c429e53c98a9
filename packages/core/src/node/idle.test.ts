import { describe, expect, it } from 'vitest';
import { createStage, type Stage } from '../testing/stage.js';

const minute = 60_000;

/** Ana asked, Ben answered. */
async function answered(): Promise<Stage> {
  const stage = await createStage();
  await stage.claim();
  await stage.answer();
  return stage;
}

const summaryOf = async ({ ana, conversationId }: Stage) =>
  (await ana.call('feed.open', { feed: `conversation/${conversationId}` })).snapshot?.state;
const slotsOf = async ({ ben }: Stage) => (await ben.call('feed.open', { feed: 'me' })).snapshot?.state.slots;
const inboxOf = async (person: Stage['ben']) =>
  (await person.call('view.open', { view: 'inbox' })).rows.map(({ key }) => key);

describe('a visitor who falls silent', () => {
  it('is put on hold after three minutes and holds no slot', async () => {
    const stage = await answered();
    await stage.clock.advance(3 * minute - 5_000);
    expect(await slotsOf(stage)).toHaveLength(1);
    await stage.clock.advance(20_000);
    expect(await summaryOf(stage)).toMatchObject({ status: 'on_hold', coach: { name: 'Ben' } });
    expect(await slotsOf(stage)).toEqual([]);
    await expect(stage.zoe.call('request.claim', stage)).rejects.toBeDefined();
  });

  it('is first for the same coach for ten minutes, and then at the head of the queue', async () => {
    const stage = await answered();
    const { clock, ana, ben, zoe, conversationId } = stage;
    await clock.advance(4 * minute);
    await stage.ask();
    await ana.call('message.post', { conversationId, text: 'I am back' });
    expect(await inboxOf(ben)).toContain(conversationId);
    expect(await inboxOf(zoe)).not.toContain(conversationId);
    await expect(zoe.call('request.claim', { conversationId })).rejects.toMatchObject({ code: 'already_claimed' });
    await clock.advance(10 * minute);
    expect((await inboxOf(zoe))[0]).toBe(conversationId);
    await zoe.call('request.claim', { conversationId });
  });

  it('has left after half an hour on hold, and was served', async () => {
    const stage = await answered();
    await stage.clock.advance(35 * minute);
    expect(await summaryOf(stage)).toMatchObject({ status: 'closed', outcome: 'served' });
  });

  it('is taken up again by the coach who had it, without writing', async () => {
    const stage = await answered();
    await stage.clock.advance(4 * minute);
    await stage.claim();
    expect(await summaryOf(stage)).toMatchObject({ status: 'claimed' });
  });
});

describe('a coach who owes an answer', () => {
  it('is reminded after three minutes, and after five the visitor is offered to others at the old place', async () => {
    const stage = await answered();
    const { clock, ana, ben, zoe, conversationId } = stage;
    await ana.call('message.post', { conversationId, text: 'And the colour?' });
    await clock.advance(3 * minute + 20_000);
    const { snapshot } = await ana.call('feed.open', { feed: `conversation/${conversationId}` });
    expect(snapshot?.events.at(-1)?.type).toBe('coach.reminded');
    expect(await slotsOf(stage)).toHaveLength(1);
    await clock.advance(2 * minute);
    expect(await summaryOf(stage)).toMatchObject({ status: 'waiting', coach: null, askedAt: 1_700_000_000_000 });
    expect(await slotsOf(stage)).toEqual([]);
    expect(await inboxOf(zoe)).toContain(conversationId);
    // Until another claims, it may still be Ben's.
    await ben.call('request.claim', { conversationId });
    await expect(zoe.call('request.claim', { conversationId })).rejects.toMatchObject({ code: 'already_claimed' });
  });

  it('keeps the visitor by one word in time', async () => {
    const stage = await answered();
    const { clock, ana, ben, conversationId } = stage;
    await ana.call('message.post', { conversationId, text: 'And the colour?' });
    await clock.advance(4 * minute);
    await ben.call('message.post', { conversationId, text: 'Blue.' });
    await clock.advance(2 * minute);
    expect(await summaryOf(stage)).toMatchObject({ status: 'held' });
  });

  it('owes it since the first unanswered word, whatever the visitor adds', async () => {
    const stage = await answered();
    const { clock, ana, conversationId } = stage;
    for (let n = 0; n < 6; n += 1) {
      await ana.call('message.post', { conversationId, text: `Hello? ${n}` });
      await clock.advance(minute);
    }
    expect(await summaryOf(stage)).toMatchObject({ status: 'waiting' });
  });

  it('refuses what a coach writes who no longer holds the conversation', async () => {
    const stage = await answered();
    const { clock, ana, ben, conversationId } = stage;
    await ana.call('message.post', { conversationId, text: 'And the colour?' });
    await clock.advance(6 * minute);
    await expect(ben.call('message.post', { conversationId, text: 'Blue.' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
