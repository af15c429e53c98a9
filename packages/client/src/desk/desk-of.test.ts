import { createCommunity } from '@entraide/core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createManualClock } from '../testing/manual-clock.js';
import { createStage, type Stage } from '../testing/stage.js';
import { type Desk, deskOf } from './desk-of.js';

let stage: Stage;
let desk: Desk;
beforeEach(async () => {
  const clock = createManualClock();
  stage = await createStage(createCommunity({ id: 'shop', clock }), clock);
  desk = deskOf(stage.ben.client);
  desk.subscribe(() => undefined);
  await stage.settle();
});
afterEach(() => stage.close());

/** Ana asks, and Ben claims. */
async function begin(text: string) {
  const asked = stage.ana.client.ask({ text });
  await stage.settle();
  await stage.ben.client.conversation(asked.id).claim();
  await stage.settle();
  return { asked, own: stage.ben.client.conversation(asked.id) };
}
const rows = () =>
  desk
    .getSnapshot()
    .conversations.map(({ conversation, isHeld, unreadCount }) => [
      conversation.messages[0]?.text,
      isHeld,
      unreadCount,
    ]);

it('has what the coach claimed, with what they have not read', async () => {
  const { asked, own } = await begin('Red ones?');
  const [only] = desk.getSnapshot().conversations;
  expect(rows()).toEqual([['Red ones?', true, 1]]);
  desk.markSeen(asked.id);
  expect(rows()).toEqual([['Red ones?', true, 0]]);
  await asked.post('Or blue ones');
  await asked.post('Hello?');
  await stage.settle();
  expect(rows()).toEqual([['Red ones?', true, 2]]);
  await own.post('Both');
  await stage.settle();
  expect(rows()).toEqual([['Red ones?', true, 0]]);
  stage.ana.client.setPage({ url: 'https://shop.example/blue', title: 'Blue ones' });
  await stage.settle();
  expect(own.getSnapshot().page?.title).toBe('Blue ones');
  expect(desk.getSnapshot().conversations[0]).not.toBe(only);
});

it('keeps a conversation that ended until it is dismissed, and lets go of none that is held', async () => {
  const { asked } = await begin('Red ones?');
  const other = await begin('Green ones?');
  desk.dismiss(asked.id);
  expect(rows()).toHaveLength(2);
  await asked.leave();
  await stage.settle();
  expect(rows()).toEqual([
    ['Red ones?', false, 1],
    ['Green ones?', true, 1],
  ]);
  desk.dismiss(asked.id);
  expect(desk.getSnapshot().conversations.map(({ id }) => id)).toEqual([other.asked.id]);
});

it('is one for all who look, and the same object until something changes', async () => {
  await begin('Red ones?');
  const before = desk.getSnapshot();
  const second = deskOf(stage.ben.client);
  const leave = second.subscribe(() => undefined);
  expect(second.getSnapshot()).toBe(before);
  leave();
  leave();
  await stage.clock.advance(5_000);
  expect(stage.ben.wire.sent.filter((frame) => frame.includes('"feed.close"'))).toEqual([]);
});

it('stops with the last who looks, and knows again what is held when somebody comes back', async () => {
  const { asked, own } = await begin('Red ones?');
  const looker = deskOf(stage.zoe.client);
  const leave = looker.subscribe(() => undefined);
  await stage.settle();
  leave();
  await stage.clock.advance(2_000);
  expect(stage.zoe.wire.sent.some((frame) => frame.includes('"feed.close"'))).toBe(true);
  await own.release();
  await stage.settle();
  await stage.zoe.client.conversation(asked.id).claim();
  looker.subscribe(() => undefined);
  await stage.settle();
  expect(looker.getSnapshot().conversations).toMatchObject([{ id: asked.id, isHeld: true }]);
});
