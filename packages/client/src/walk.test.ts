import { createCommunity } from '@entraide/core';
import { afterEach, expect, it, vi } from 'vitest';
import type { Conversation } from './conversation.js';
import { meOf } from './me-of.js';
import { createManualClock } from './testing/manual-clock.js';
import { createStage, type Seat, type Stage } from './testing/stage.js';

let stage: Stage;
afterEach(() => stage.close());

function enter(): Promise<Stage> {
  const clock = createManualClock();
  return createStage(createCommunity({ id: 'shop', clock }), clock);
}

const watch = <T extends { subscribe(listener: () => void): () => void }>(store: T): T => {
  store.subscribe(() => {});
  return store;
};
const said = (conversation: Conversation) =>
  conversation
    .getSnapshot()
    .messages.map(({ text, isMine, delivery }) => `${isMine ? 'me' : 'they'}: ${text}, ${delivery}`);
const ask = (text = 'Do they run small?') => watch(stage.ana.client.ask({ text }));
const asCoach = ({ client }: Seat, { id }: Conversation) => watch(client.conversation(id));

/** What is stored, as a fresh connection reads it. */
async function stored({ id }: Conversation): Promise<string[]> {
  const fresh = stage.seat({ storage: stage.ana.storage });
  const { snapshot } = await fresh.client.call('feed.open', { feed: `conversation/${id}` });
  return (snapshot?.events ?? []).map(({ type, data }) => (data.text ? `${type}: ${data.text}` : type));
}

it('carries a question from asking to thanks', async () => {
  stage = await enter();
  const { ana, ben } = stage;
  const inbox = watch(ben.client.inbox());
  const mine = ask();
  expect(said(mine)).toEqual(['me: Do they run small?, sending']);
  await stage.settle();
  expect(said(mine)).toEqual(['me: Do they run small?, sent']);
  expect(inbox.getSnapshot().value.map(({ key, text }) => [key, text])).toEqual([[mine.id, 'Do they run small?']]);

  const theirs = asCoach(ben, mine);
  await theirs.claim();
  await stage.settle();
  expect(mine.getSnapshot().summary).toMatchObject({ status: 'claimed', coach: { name: 'Ben' } });
  expect(inbox.getSnapshot().value).toEqual([]);
  await theirs.post('Take half a size up.');
  await mine.post('Thank you!');
  await theirs.close({ outcome: 'served' });
  await mine.thank({ comment: 'Great' });
  await mine.rate({ stars: 5 });
  await stage.settle();
  expect(said(mine)).toEqual([
    'me: Do they run small?, sent',
    'they: Take half a size up., sent',
    'me: Thank you!, sent',
  ]);
  expect(said(theirs)).toEqual([
    'they: Do they run small?, sent',
    'me: Take half a size up., sent',
    'they: Thank you!, sent',
  ]);
  expect(mine.getSnapshot().summary).toMatchObject({ status: 'closed', outcome: 'served', thanked: true, stars: 5 });
  expect(ana.client.asked.getSnapshot()).toEqual([mine.id]);
});

it('lets one of two coaches who claim at once win, and tells the other why not', async () => {
  stage = await enter();
  const mine = ask();
  await stage.settle();
  const refused = vi.fn();
  stage.ben.client.on('refused', refused);
  stage.zoe.client.on('refused', refused);
  const claims = await Promise.allSettled([asCoach(stage.ben, mine).claim(), asCoach(stage.zoe, mine).claim()]);
  expect(claims.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(refused.mock.calls).toMatchObject([[{ conversationId: mine.id, error: { code: 'already_claimed' } }]]);
});

it('a coach who claims again what another had in between reads on', async () => {
  stage = await enter();
  const mine = ask();
  await stage.settle();
  const [bens, zoes] = [asCoach(stage.ben, mine), asCoach(stage.zoe, mine)];
  await bens.claim();
  await bens.release();
  await zoes.claim();
  await zoes.release();
  await bens.claim();
  await mine.post('Anybody there?');
  await stage.settle();
  expect(said(bens)).toEqual(['they: Do they run small?, sent', 'they: Anybody there?, sent']);
});

it('shows each message as one row while it settles, and never without one', async () => {
  stage = await enter();
  const mine = ask();
  await stage.settle();
  const counts: string[] = [];
  mine.subscribe(() => {
    const rows = mine.getSnapshot().messages.filter(({ text }) => text === 'And in red?');
    counts.push(rows.map(({ delivery }) => delivery).join());
  });
  void mine.post('And in red?');
  await stage.settle();
  expect([...new Set(counts)]).toEqual(['sending', 'sent']);
});

it('loses and doubles nothing when the connection breaks in the middle', async () => {
  stage = await enter();
  const mine = ask();
  await stage.settle();
  const theirs = asCoach(stage.ben, mine);
  await theirs.claim();
  await stage.settle();
  // The command arrives, its answer does not.
  stage.ana.wire.loseAnswers(true);
  void mine.post('one');
  void mine.post('two');
  await stage.settle();
  await theirs.post('meanwhile');
  stage.ana.wire.cut();
  stage.ana.wire.loseAnswers(false);
  await stage.settle();
  expect(stage.ana.client.status.getSnapshot().state).toBe('reconnecting');
  void mine.post('three');
  await stage.clock.advance(1_000);
  await stage.settle();
  const texts = mine.getSnapshot().messages.map(({ text, delivery }) => `${text} ${delivery}`);
  expect(texts).toEqual(['Do they run small? sent', 'one sent', 'meanwhile sent', 'two sent', 'three sent']);
  expect(theirs.getSnapshot().messages.map(({ text }) => text)).toEqual(texts.map((text) => text.replace(' sent', '')));
  expect((await stored(mine)).filter((line) => line.startsWith('message.posted'))).toEqual([
    'message.posted: one',
    'message.posted: meanwhile',
    'message.posted: two',
    'message.posted: three',
  ]);
});

it('sends once, after a reload, what the page before left unanswered', async () => {
  stage = await enter();
  const mine = ask();
  await stage.settle();
  stage.ana.wire.loseAnswers(true);
  void mine.post('one');
  void mine.post('two');
  await stage.settle();
  await stage.ana.client.close();

  const { client } = stage.seat({ storage: stage.ana.storage });
  const [id] = client.asked.getSnapshot();
  const again = watch(client.conversation(id as string));
  expect(said(again)).toEqual(['me: one, sending', 'me: two, sending']);
  await stage.settle();
  expect(said(again)).toEqual(['me: Do they run small?, sent', 'me: one, sent', 'me: two, sent']);
  expect((await stored(mine)).slice(1)).toEqual(['message.posted: one', 'message.posted: two']);
});

it('keeps a question that was asked offline, and sends it when there is a connection', async () => {
  stage = await enter();
  stage.ana.wire.cut();
  await stage.settle();
  const mine = ask('Anybody?');
  expect(said(mine)).toEqual(['me: Anybody?, sending']);
  await stage.clock.advance(1_000);
  await stage.settle();
  expect(mine.getSnapshot()).toMatchObject({ status: 'ready', summary: { status: 'waiting' } });
  expect(await stored(mine)).toEqual(['conversation.asked: Anybody?']);
});

it('shows a question that the shut gate refused as failed, and keeps its words', async () => {
  stage = await enter();
  await stage.ben.client.setPresence({ status: 'away' });
  await stage.zoe.client.setPresence({ status: 'away' });
  await stage.clock.advance(60_000);
  const mine = ask('Anybody?');
  await stage.settle();
  expect(mine.getSnapshot().messages).toMatchObject([{ text: 'Anybody?', delivery: 'failed', refused: 'closed' }]);
  mine.discard(mine.id);
  expect(mine.getSnapshot().messages).toEqual([]);
  const later = watch(stage.ana.client.ask({ text: 'Anybody?', later: true }));
  await stage.settle();
  expect(later.getSnapshot().summary).toMatchObject({ status: 'waiting', later: true });
});

it('shows a coach their own slots, and frees one on release', async () => {
  stage = await enter();
  const me = watch(meOf(stage.ben.client));
  const mine = ask();
  await stage.settle();
  const theirs = asCoach(stage.ben, mine);
  await theirs.claim();
  await stage.settle();
  expect(me.getSnapshot().coach).toMatchObject({ name: 'Ben', slots: [mine.id] });
  await theirs.extend();
  await theirs.release();
  await stage.settle();
  expect(me.getSnapshot().coach.slots).toEqual([]);
  expect(mine.getSnapshot().summary).toMatchObject({ status: 'waiting', coach: null });
});

it('passes on that somebody types until their message comes', async () => {
  stage = await enter();
  const received = vi.fn();
  stage.ana.client.on('messageReceived', received);
  const mine = ask();
  await stage.settle();
  const theirs = asCoach(stage.ben, mine);
  await theirs.claim();
  await stage.settle();
  theirs.setTyping();
  await stage.settle();
  expect(mine.getSnapshot().typing).toEqual({ kind: 'coach', name: 'Ben' });
  expect(theirs.getSnapshot().typing).toBeNull();
  await theirs.post('Hello');
  await stage.settle();
  expect(mine.getSnapshot().typing).toBeNull();
  expect(received.mock.calls).toMatchObject([[{ conversationId: mine.id, message: { text: 'Hello', isMine: false } }]]);
  mine.markRead(3);
  await stage.settle();
  expect(theirs.getSnapshot().readOffset).toBe(3);
});

it('shows a returned coach what happened while they were away', async () => {
  stage = await enter();
  const mine = ask();
  await stage.settle();
  const theirs = asCoach(stage.ben, mine);
  await theirs.claim();
  stage.ben.wire.cut();
  await mine.post('Still there?');
  await stage.clock.advance(1_000);
  await stage.settle();
  expect(said(theirs)).toEqual(['they: Do they run small?, sent', 'they: Still there?, sent']);
});
