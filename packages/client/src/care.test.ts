import { createCommunity } from '@entraide/core';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Conversation } from './conversation.js';
import type { ClientEvents } from './emitter.js';
import { meOf } from './me-of.js';
import { createManualClock } from './testing/manual-clock.js';
import { createStage, type Seat, type Stage } from './testing/stage.js';

const minute = 60_000;

let stage: Stage;
beforeEach(async () => {
  const clock = createManualClock();
  stage = await createStage(createCommunity({ id: 'shop', clock }), clock);
});
afterEach(() => stage.close());

const watch = <T extends { subscribe(listener: () => void): () => void }>(store: T): T => {
  store.subscribe(() => {});
  return store;
};
const advance = async (ms: number) => {
  await stage.clock.advance(ms);
  await stage.settle();
};
const hear = ({ client }: Seat, name: keyof ClientEvents) => {
  const heard = vi.fn();
  client.on(name, heard);
  return heard;
};
const inboxOf = ({ client }: Seat) => watch(client.inbox());
const keys = (inbox: ReturnType<typeof inboxOf>) => inbox.getSnapshot().value.map(({ key }) => key);

async function ask(): Promise<Conversation> {
  const mine = watch(stage.ana.client.ask({ text: 'Do they run small?' }));
  await stage.settle();
  return mine;
}

/** Ana's conversation as she and Ben have it, Ben having answered. */
async function answered() {
  const mine = await ask();
  const theirs = watch(stage.ben.client.conversation(mine.id));
  await theirs.claim();
  await theirs.post('Half a size up.');
  await stage.settle();
  return { mine, theirs };
}

it('a declined request leaves that inbox alone, and is sent once however the connection breaks', async () => {
  const { ben, zoe } = stage;
  const [inbox, other] = [inboxOf(ben), inboxOf(zoe)];
  const { id } = await ask();
  ben.wire.loseAnswers(true);
  const declined = ben.client.conversation(id).decline({ reason: 'busy' });
  await stage.settle();
  ben.wire.cut();
  ben.wire.loseAnswers(false);
  await advance(1_000);
  // A second decline would be refused.
  expect(await declined).toEqual({ offset: expect.any(Number) });
  expect(keys(inbox)).toEqual([]);
  expect(keys(other)).toEqual([id]);
});

it('tells a coach why a request is shown to them', async () => {
  const { id } = await ask();
  const { policy, coaches } = await stage.ben.client.conversation(id).explain();
  expect(policy.name).toBe('open-board');
  expect(coaches).toMatchObject([{ verdict: 'board' }]);
});

it('explains while somebody looks, and asks anew for who looks later', async () => {
  const { id } = await ask();
  const { explanation } = stage.ben.client.conversation(id);
  expect(explanation.getSnapshot()).toMatchObject({ status: 'loading', value: null });
  const leave = explanation.subscribe(() => {});
  explanation.subscribe(() => {})();
  await stage.settle();
  expect(explanation.getSnapshot()).toMatchObject({ status: 'ready', value: { coaches: [{ verdict: 'board' }] } });
  leave();
  await advance(2_000);
  await stage.ben.client.conversation(id).decline();
  expect(explanation.getSnapshot().value?.coaches).toMatchObject([{ verdict: 'board' }]);
  explanation.subscribe(() => {});
  await stage.settle();
  expect(explanation.getSnapshot().value?.coaches).toMatchObject([{ verdict: 'declined' }]);
});

it('says why there is no explanation', async () => {
  const { explanation } = stage.ben.client.conversation(crypto.randomUUID());
  explanation.subscribe(() => {});
  await stage.settle();
  expect(explanation.getSnapshot()).toMatchObject({ status: 'error', error: { code: 'not_found' }, value: null });
});

it('gives up an explanation that nobody waits for', async () => {
  const { id } = await ask();
  const explained = stage.ben.client.conversation(id).explain({ signal: AbortSignal.abort() });
  await expect(explained).rejects.toMatchObject({ code: 'aborted' });
});

it('hands over to a coach who is free, and the visitor hears of it', async () => {
  const heard = hear(stage.ana, 'transferred');
  const own = hear(stage.ben, 'transferred');
  const presence = watch(stage.ben.client.presence());
  const inbox = inboxOf(stage.zoe);
  const { mine, theirs } = await answered();
  const zoe = presence.getSnapshot().value.find(({ name }) => name === 'Zoe');
  await theirs.transfer({ to: { kind: 'coach', id: zoe?.key ?? '' } });
  await stage.settle();
  expect(keys(inbox)).toEqual([mine.id]);
  expect(heard.mock.calls).toMatchObject([[{ conversationId: mine.id, to: 'coach' }]]);
  expect(own).not.toHaveBeenCalled();
  expect(mine.getSnapshot()).toMatchObject({
    summary: { status: 'waiting', coach: null },
    lastChange: { type: 'conversation.transferred', data: { to: 'coach' } },
  });
});

it('says that a silent visitor is on hold, until they write', async () => {
  const [forCoach, forVisitor] = [hear(stage.ben, 'paused'), hear(stage.ana, 'paused')];
  const { mine, theirs } = await answered();
  await advance(4 * minute);
  expect(forCoach.mock.calls).toMatchObject([[{ conversationId: mine.id }]]);
  expect(forVisitor).toHaveBeenCalledTimes(1);
  expect(theirs.getSnapshot()).toMatchObject({
    summary: { status: 'on_hold', coach: { name: 'Ben' } },
    lastChange: { type: 'conversation.paused' },
  });
  await mine.post('I am back');
  await stage.settle();
  expect(mine.getSnapshot()).toMatchObject({
    summary: { status: 'waiting', coach: { name: 'Ben' } },
    lastChange: { type: 'conversation.paused' },
  });
});

it('reminds a coach who owes an answer, and then tells that others are asked', async () => {
  const [reminded, reoffered] = [hear(stage.ben, 'reminded'), hear(stage.ana, 'reoffered')];
  const { mine, theirs } = await answered();
  await mine.post('And the colour?');
  await advance(3 * minute + 20_000);
  expect(reminded.mock.calls).toMatchObject([[{ conversationId: mine.id }]]);
  expect(theirs.getSnapshot().lastChange).toMatchObject({ type: 'coach.reminded' });
  expect(reoffered).not.toHaveBeenCalled();
  await advance(2 * minute);
  expect(reoffered.mock.calls).toMatchObject([[{ conversationId: mine.id, why: 'unanswered' }]]);
  expect(mine.getSnapshot().lastChange).toMatchObject({ type: 'conversation.reoffered' });
});

it('reports without the other person learning of it, and blocks for good', async () => {
  const closed = hear(stage.ben, 'closed');
  const { mine, theirs } = await answered();
  const before = theirs.getSnapshot();
  await mine.report({ reason: 'rude' });
  await stage.settle();
  expect(theirs.getSnapshot()).toEqual(before);
  await mine.block({ reason: 'rude', comment: 'Never again.' });
  await stage.settle();
  expect(closed.mock.calls).toMatchObject([[{ conversationId: mine.id, outcome: 'blocked' }]]);
  expect(JSON.stringify(theirs.getSnapshot())).not.toContain('Never again.');
});

it('keeps what a coach wishes and what a manager confirms', async () => {
  const me = watch(meOf(stage.ben.client));
  const presence = watch(stage.ben.client.presence());
  const max = stage.seat({ token: stage.community.memberToken('manager', { name: 'Max' }) });
  await stage.ben.client.setPreferences({ pingsPerDayMax: 1, topics: [{ topic: 'shoes', level: 4 }] });
  const coachId = presence.getSnapshot().value.find(({ name }) => name === 'Ben')?.key ?? '';
  await max.client.verifyExpertise({ coachId, topic: 'shoes', level: 5 });
  await stage.settle();
  const { coach } = me.getSnapshot();
  expect(coach).toMatchObject({ pingsPerDayMax: 1, topics: ['shoes'] });
  expect(coach.expertise).toContainEqual({ topic: 'shoes', level: 5, known: 'verified' });
});
