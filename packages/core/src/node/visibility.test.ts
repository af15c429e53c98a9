import { expect, it } from 'vitest';
import { createCommunity } from '../create-community.js';
import { createStage } from '../testing/stage.js';

it('lets no id of a person reach the other side of a conversation', async () => {
  const stage = await createStage();
  const { community, ana, ben, conversationId } = stage;
  const heard = { ana: '', ben: '' };
  ana.on('feed.event', (event) => {
    heard.ana += JSON.stringify(event);
  });
  ben.on('feed.event', (event) => {
    heard.ben += JSON.stringify(event);
  });
  const feed = `conversation/${conversationId}`;
  heard.ben += JSON.stringify(await ben.call('view.open', { view: 'inbox' }));
  await stage.claim();
  heard.ana += JSON.stringify(await ana.call('feed.open', { feed }));
  heard.ben += JSON.stringify(await ben.call('feed.open', { feed }));
  await stage.answer();
  await ana.call('message.post', { conversationId, text: 'Thanks!' });
  await ana.call('conversation.rate', { conversationId, stars: 4 });
  await stage.close();
  heard.ana += JSON.stringify(await ana.call('feed.open', { feed }));
  expect(heard.ana).toContain('conversation.closed');
  expect(heard.ana).not.toContain(ben.id);
  expect(heard.ben).not.toContain(ana.id);
  await community.close();
});

it('shows a coach their own stream without a trace of the id that their host gave', async () => {
  const community = createCommunity({ id: 'shop' });
  const ben = await community.coach({ name: 'Ben', id: 'employee-4711' });
  const me = await ben.call('feed.open', { feed: 'me' });
  expect(me.snapshot?.state).toMatchObject({ name: 'Ben', subject: null });
  expect(JSON.stringify(me.snapshot?.events)).not.toContain('subject');
  await community.close();
});

it('says in the summary what the events said', async () => {
  const { ana, claim, answer, close, conversationId } = await createStage();
  await claim();
  await answer();
  await ana.call('conversation.thank', { conversationId });
  await ana.call('conversation.rate', { conversationId, stars: 4 });
  await close();
  const { snapshot } = await ana.call('feed.open', { feed: `conversation/${conversationId}` });
  expect(snapshot?.state).toEqual({
    status: 'closed',
    topic: null,
    locale: null,
    askedAt: 1_700_000_000_000,
    later: false,
    coach: { name: 'Ben' },
    leaseEndsAt: null,
    answered: true,
    thanked: true,
    stars: 4,
    outcome: 'served',
    alternatives: [],
  });
});

it('passes on that somebody types, to the other side alone', async () => {
  const { ana, ben, zoe, claim, conversationId } = await createStage();
  await claim();
  const heard: unknown[] = [];
  for (const person of [ana, ben, zoe]) person.on('signal', (signal) => heard.push([person.kind, signal]));
  for (const person of [ana, ben]) await person.call('feed.open', { feed: `conversation/${conversationId}` });
  ana.signal({ conversationId, kind: 'typing', active: true });
  zoe.signal({ conversationId, kind: 'typing', active: true });
  await ana.call('availability.get', {});
  await zoe.call('availability.get', {});
  expect(heard).toEqual([
    ['coach', { conversationId, kind: 'typing', active: true, by: { kind: 'visitor', name: 'Visitor' } }],
  ]);
});

it('passes on nothing from and to a coach who reads on after giving the conversation back', async () => {
  const { ana, ben, claim, conversationId } = await createStage();
  await claim();
  for (const person of [ana, ben]) await person.call('feed.open', { feed: `conversation/${conversationId}` });
  const heard: unknown[] = [];
  for (const person of [ana, ben]) person.on('signal', (signal) => heard.push(signal));
  await ben.call('conversation.release', { conversationId });
  for (const person of [ana, ben]) person.signal({ conversationId, kind: 'typing', active: true });
  await ben.call('availability.get', {});
  await ana.call('availability.get', {});
  expect(heard).toEqual([]);
});

it('lets no id of a visitor reach the own stream of the coach whose slot they freed', async () => {
  const { ana, ben, claim, conversationId, community } = await createStage();
  await claim();
  let heard = JSON.stringify(await ben.call('feed.open', { feed: 'me' }));
  ben.on('feed.event', (event) => {
    heard += JSON.stringify(event);
  });
  await ana.call('conversation.leave', { conversationId });
  heard += JSON.stringify(await ben.call('feed.open', { feed: 'me' }));
  expect(heard.match(/slot\.freed/g)).toHaveLength(2);
  expect(heard).not.toContain(ana.id);
  await community.close();
});
