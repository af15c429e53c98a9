import { expect, it } from 'vitest';
import { createStage, type Stage } from '../testing/stage.js';

const minute = 60_000;
const inboxOf = async (person: Stage['ben']) =>
  (await person.call('view.open', { view: 'inbox' })).rows.map(({ key }) => key);

/** Ana asked, and Ben answered. */
async function answered(): Promise<Stage> {
  const stage = await createStage();
  await stage.claim();
  await stage.answer();
  return stage;
}

it('ends when the named coach declines: the others see the request at once, and the coach no more', async () => {
  const { ben, zoe, community, conversationId } = await answered();
  const carl = await community.coach({ name: 'Carl' });
  await ben.call('conversation.transfer', { conversationId, to: { kind: 'coach', id: zoe.id } });
  await zoe.call('request.decline', { conversationId });
  expect(await inboxOf(carl)).toEqual([conversationId]);
  expect(await inboxOf(zoe)).toEqual([]);
  await expect(zoe.call('request.claim', { conversationId })).rejects.toMatchObject({ code: 'already_declined' });
  await carl.call('request.claim', { conversationId });
});

it('ends when the coach from whom it was taken declines', async () => {
  const { ana, ben, zoe, clock, conversationId } = await answered();
  await ana.call('message.post', { conversationId, text: 'And the colour?' });
  await clock.advance(6 * minute);
  expect(await inboxOf(ben)).toEqual([conversationId]);
  await ben.call('request.decline', { conversationId });
  expect(await inboxOf(ben)).toEqual([]);
  expect(await inboxOf(zoe)).toEqual([conversationId]);
});

it('is not for a coach who was blocked since', async () => {
  const { ana, ben, zoe, clock, conversationId } = await answered();
  await clock.advance(4 * minute);
  await ana.call('conversation.block', { conversationId, reason: 'abuse' });
  await expect(ben.call('request.claim', { conversationId })).rejects.toMatchObject({ code: 'not_found' });
  await ana.call('message.post', { conversationId, text: 'Is somebody else there?' });
  expect(await inboxOf(ben)).toEqual([]);
  await expect(ben.call('request.claim', { conversationId })).rejects.toMatchObject({ code: 'not_found' });
  expect(await inboxOf(zoe)).toEqual([conversationId]);
  await zoe.call('request.claim', { conversationId });
});

it('is not for a coach whom the visitor blocked in another conversation', async () => {
  const stage = await answered();
  const { ana, ben, clock, conversationId } = stage;
  await clock.advance(4 * minute);
  const other = await stage.ask();
  await ben.call('request.claim', { conversationId: other });
  await ana.call('conversation.block', { conversationId: other, reason: 'abuse' });
  await ana.call('message.post', { conversationId, text: 'I am back' });
  await expect(ben.call('request.claim', { conversationId })).rejects.toMatchObject({ code: 'not_found' });
});
