import { expect, it } from 'vitest';
import { createStage } from '../testing/stage.js';

const matching = {
  name: 'patient',
  escalation: [
    { afterMs: 60_000, alternatives: ['hand_over' as const] },
    { afterMs: 120_000, alternatives: ['later' as const] },
  ],
};
const start = () => createStage({ matching });
type Stage = Awaited<ReturnType<typeof start>>;

const stateOf = async ({ ana, conversationId }: Stage) =>
  (await ana.call('feed.open', { feed: `conversation/${conversationId}` })).snapshot?.state;

it('offers a visitor who waits for long the other ways that the policy names, step by step', async () => {
  const stage = await start();
  await stage.clock.advance(59_000);
  expect(await stateOf(stage)).toMatchObject({ alternatives: [] });
  await stage.clock.advance(3_000);
  expect(await stateOf(stage)).toMatchObject({ alternatives: ['hand_over'] });
  await stage.clock.advance(60_000);
  expect(await stateOf(stage)).toMatchObject({ alternatives: ['hand_over', 'later'] });
});

it('hands the question over to the brand: a normal ending', async () => {
  const stage = await start();
  await stage.clock.advance(62_000);
  await stage.ana.call('alternative.choose', { conversationId: stage.conversationId, alternative: 'hand_over' });
  expect(await stateOf(stage)).toMatchObject({ status: 'closed', outcome: 'handed_over' });
  expect((await stage.ben.call('view.open', { view: 'inbox' })).rows).toEqual([]);
});

it('leaves the question for later: it waits on, for days, and so does its answer', async () => {
  const stage = await start();
  const { clock, ana, ben, conversationId } = stage;
  await clock.advance(122_000);
  await ana.call('alternative.choose', { conversationId, alternative: 'later' });
  expect(await stateOf(stage)).toMatchObject({ status: 'waiting', later: true, alternatives: [] });
  await clock.advance(2 * 24 * 60 * 60 * 1000);
  await ben.call('request.claim', { conversationId });
  await ben.call('message.post', { conversationId, text: 'Half a size up.' });
  await clock.advance(24 * 60 * 60 * 1000);
  expect(await stateOf(stage)).toMatchObject({ status: 'on_hold' });
  await ana.call('message.post', { conversationId, text: 'Thank you!' });
  expect(await stateOf(stage)).toMatchObject({ status: 'waiting' });
}, 60_000);

it('offers nothing any more once a coach has it', async () => {
  const stage = await start();
  await stage.clock.advance(62_000);
  await stage.claim();
  expect(await stateOf(stage)).toMatchObject({ alternatives: [] });
  const { ana, conversationId } = stage;
  const choose = ana.call('alternative.choose', { conversationId, alternative: 'hand_over' });
  await expect(choose).rejects.toMatchObject({ code: 'already_claimed' });
});

it('refuses a way that was not offered', async () => {
  const stage = await start();
  const { ana, conversationId } = stage;
  const choose = ana.call('alternative.choose', { conversationId, alternative: 'later' });
  await expect(choose).rejects.toMatchObject({ code: 'not_offered' });
});
