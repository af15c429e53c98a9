import { expect, it } from 'vitest';
import { createStage, type Stage } from '../testing/stage.js';

async function answered(): Promise<Stage> {
  const stage = await createStage();
  await stage.claim();
  await stage.answer();
  return stage;
}

const stateOf = async (person: Stage['ben'], feed: string) =>
  (await person.call('feed.open', { feed })).snapshot?.state;
const inboxOf = async (person: Stage['ben']) =>
  (await person.call('view.open', { view: 'inbox' })).rows.map(({ key }) => key);

it('frees the slot and reserves the request for the named coach in one commit', async () => {
  const stage = await answered();
  const { ana, ben, zoe, community, conversationId } = stage;
  const carl = await community.coach({ name: 'Carl' });
  await ben.call('conversation.transfer', { conversationId, to: { kind: 'coach', id: zoe.id } });
  expect((await stateOf(ben, 'me'))?.slots).toEqual([]);
  expect(await inboxOf(zoe)).toContain(conversationId);
  expect(await inboxOf(carl)).not.toContain(conversationId);
  await expect(carl.call('request.claim', { conversationId })).rejects.toMatchObject({ code: 'already_claimed' });
  const feed = `conversation/${conversationId}`;
  expect(JSON.stringify(await ana.call('feed.open', { feed }))).not.toContain(zoe.id);
  await zoe.call('request.claim', { conversationId });
  expect((await zoe.call('feed.open', { feed })).snapshot?.events[0]).toMatchObject({ type: 'conversation.asked' });
});

it('shows it to all at its old place when the named coach lets it pass', async () => {
  const stage = await answered();
  const { ben, zoe, community, clock, conversationId } = stage;
  const carl = await community.coach({ name: 'Carl' });
  await ben.call('conversation.transfer', { conversationId, to: { kind: 'coach', id: zoe.id } });
  await clock.advance(62_000);
  const { rows } = await carl.call('view.open', { view: 'inbox' });
  expect(rows[0]).toMatchObject({ key: conversationId, askedAt: 1_700_000_000_000 });
});

it('changes the topic and waits for others', async () => {
  const stage = await answered();
  const { ana, ben, zoe, conversationId } = stage;
  await ben.call('conversation.transfer', { conversationId, to: { kind: 'topic', id: 'returns' } });
  expect(await stateOf(ana, `conversation/${conversationId}`)).toMatchObject({ status: 'waiting', topic: 'returns' });
  expect((await zoe.call('view.open', { view: 'inbox' })).rows).toMatchObject([{ topic: 'returns' }]);
});

it('ends as handed over where the brand goes on itself', async () => {
  const stage = await answered();
  const { ana, ben, conversationId } = stage;
  await ben.call('conversation.transfer', { conversationId, to: { kind: 'staff' } });
  expect(await stateOf(ana, `conversation/${conversationId}`)).toMatchObject({
    status: 'closed',
    outcome: 'handed_over',
  });
  expect((await stateOf(ben, 'me'))?.slots).toEqual([]);
});

it.each([
  ['who is away', (stage: Stage) => stage.zoe.call('presence.set', { status: 'away' }), 'not_available'],
  [
    'who has no free slot',
    async (stage: Stage) => {
      await stage.zoe.call('presence.set', { status: 'available', capacity: 1 });
      await stage.zoe.call('request.claim', { conversationId: await stage.ask() });
    },
    'at_capacity',
  ],
])('is refused for a coach %s', async (_, prepare, code) => {
  const stage = await answered();
  await prepare(stage);
  const { ben, zoe, conversationId } = stage;
  const transfer = ben.call('conversation.transfer', { conversationId, to: { kind: 'coach', id: zoe.id } });
  await expect(transfer).rejects.toMatchObject({ code });
  expect((await stateOf(ben, 'me'))?.slots).toHaveLength(1);
});

it('is refused for oneself', async () => {
  const { ben, conversationId } = await answered();
  const transfer = ben.call('conversation.transfer', { conversationId, to: { kind: 'coach', id: ben.id } });
  await expect(transfer).rejects.toMatchObject({ code: 'not_found' });
});
