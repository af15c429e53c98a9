import { expect, it } from 'vitest';
import { views } from '../engine/views.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import type { Participant } from '../participant.js';
import { systemClock, systemIds } from '../system.js';
import { createStage } from '../testing/stage.js';
import { findOffDuty } from './off-duty.js';

const suspend = (max: Participant, { id }: Participant) =>
  max.call('coach.suspend', { coachId: id, reason: 'Was rude' });

async function statusOf(max: Participant, conversationId: string) {
  const { rows } = await max.call('conversation.find', { id: conversationId, limit: 1 });
  return rows[0]?.status;
}

/** What the visitor's own feed says of it, event by event. */
async function typesOf(reader: Participant, conversationId: string) {
  const { snapshot } = await reader.call('feed.open', { feed: `conversation/${conversationId}` });
  return (snapshot?.events ?? []).map(({ type, data }) => ('why' in data ? `${type} ${data.why}` : type));
}

it('gives what a suspended coach holds back to the queue, at its old place, in the same commit', async () => {
  const storage = createMemoryStorage({ clock: systemClock, ids: systemIds, views });
  const { community, clock, ben, zoe, max, ana, ask, claim, answer, conversationId } = await createStage({ storage });
  await clock.advance(1);
  const leased = await ask();
  await claim();
  await answer();
  await ben.call('request.claim', { conversationId: leased });
  const before = (await storage.log(0, 1_000)).at(-1)?.position ?? 0;
  await suspend(max, ben);
  const after = await storage.log(before, 1_000);
  const { version } = (await storage.find('coach', { community: 'shop', keys: [ben.id], limit: 1 })).rows[0] ?? {};
  const { rows } = await storage.find('conversation', { community: 'shop', where: { status: 'waiting' }, limit: 10 });
  expect(rows.map(({ version: one }) => one)).toEqual([version, version]);
  expect(rows.map(({ row }) => row?.firstCoachId)).toEqual([null, null]);
  expect(after.filter(({ type }) => type === 'slot.freed')).toHaveLength(2);
  expect(await typesOf(ana, conversationId)).toContain('conversation.reoffered left');
  const { rows: inbox } = await zoe.call('view.open', { view: 'inbox' });
  expect(inbox.map(({ key }) => key)).toEqual([conversationId, leased]);
  await community.close();
});

it('ends the sessions of a suspended coach, and opens none until they are reinstated', async () => {
  const { community, ben, max } = await createStage();
  const closing: string[] = [];
  ben.on('session.closing', ({ reason }) => closing.push(reason));
  await suspend(max, ben);
  expect(closing).toEqual(['suspended']);
  await expect(ben.call('view.open', { view: 'inbox' })).rejects.toThrow();
  await expect(community.coach({ name: 'Ben', id: 'Ben' })).rejects.toMatchObject({ code: 'suspended' });
  await max.call('coach.reinstate', { coachId: ben.id });
  const again = await community.coach({ name: 'Ben', id: 'Ben' });
  expect(again.id).toBe(ben.id);
  await community.close();
});

it('counts a suspended coach neither as there nor as one who may be called', async () => {
  const storage = createMemoryStorage({ clock: systemClock, ids: systemIds, views });
  const { community, ben, zoe, max, clock } = await createStage({ storage });
  expect((await max.call('availability.get', {})).coachesOnline).toBe(2);
  await suspend(max, ben);
  await clock.advance(61_000);
  expect((await max.call('availability.get', {})).coachesOnline).toBe(1);
  const { rows } = await max.call('view.open', { view: 'presence' });
  expect(rows.map(({ key }) => key)).toEqual([zoe.id]);
  const bounds = { capacityMax: 4 };
  const offDuty = await findOffDuty(storage, 'shop', { now: clock.now(), bounds });
  expect(offDuty.find(({ coachId }) => coachId === ben.id)?.facts).toBeNull();
  await community.close();
});

it('lets nobody wait for a suspended coach who comes first', async () => {
  const { community, ben, zoe, max, ana, clock, claim, answer, conversationId } = await createStage();
  await claim();
  await answer();
  await clock.advance(5 * 60_000);
  expect(await statusOf(max, conversationId)).toBe('on_hold');
  await suspend(max, ben);
  await ana.call('message.post', { conversationId, text: 'Still here' });
  await zoe.call('request.claim', { conversationId });
  await community.close();
});

it('is refused twice, and for nobody', async () => {
  const { community, ben, max } = await createStage();
  await expect(max.call('coach.reinstate', { coachId: ben.id })).rejects.toMatchObject({ code: 'not_suspended' });
  await suspend(max, ben);
  await expect(suspend(max, ben)).rejects.toMatchObject({ code: 'already_suspended' });
  const { rows } = await max.call('view.open', { view: 'care' });
  expect(rows.find(({ key }) => key === ben.id)).toMatchObject({ suspendedFor: 'Was rude' });
  await community.close();
});

it('ends the sessions on other nodes too, and lets no claim through meanwhile', async () => {
  const storage = { ...createMemoryStorage({ clock: systemClock, ids: systemIds, views }), shared: true };
  const here = await createStage({ storage });
  const there = await createStage({ storage });
  await there.clock.advance(1_000);
  const closing: string[] = [];
  there.ben.on('session.closing', ({ reason }) => closing.push(reason));
  await suspend(here.max, here.ben);
  const { conversationId } = there;
  await expect(there.ben.call('request.claim', { conversationId })).rejects.toMatchObject({ code: 'suspended' });
  await there.clock.advance(2_000);
  expect(closing).toEqual(['suspended']);
  await Promise.all([here.community.close(), there.community.close()]);
});
