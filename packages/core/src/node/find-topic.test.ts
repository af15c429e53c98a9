import { describe, expect, it } from 'vitest';
import { type CreateCommunityOptions, createCommunity } from '../create-community.js';
import { views } from '../engine/views.js';
import { createMemoryStorage } from '../memory/memory-storage.js';
import { createMemoryTopicClassifier } from '../memory/memory-topic-classifier.js';
import type { TopicClassifier } from '../ports/topic-classifier.js';
import { systemIds } from '../system.js';
import { createManualClock } from '../testing/manual-clock.js';
import type { NodeLogEntry } from './types.js';

const shoes = 'Do these shoes run small?';
const learnt = createMemoryTopicClassifier({
  shop: [
    { text: shoes, topic: 'shoes' },
    { text: 'a b c', topic: 'gone' },
  ],
});

async function createScene(options: Partial<CreateCommunityOptions> = {}) {
  const clock = createManualClock();
  const storage = createMemoryStorage({ clock, ids: systemIds, views });
  const entries: NodeLogEntry[] = [];
  const community = createCommunity({
    id: 'shop',
    clock,
    storage,
    topics: [{ id: 'shoes' }, { id: 'bags' }],
    pages: [{ pattern: '/bags/*', topic: 'bags' }],
    classifier: { confidenceMin: 0.5 },
    topicClassifier: learnt,
    log: (entry) => entries.push(entry),
    ...options,
  });
  await community.coach({ name: 'Ben' });
  const ana = await community.visitor();
  const asked = async (params: { text: string; topic?: string; page?: { url: string; title: string } }) => {
    const { conversationId } = await ana.call('conversation.ask', params);
    const loaded = await storage.load({ community: 'shop', streams: [{ stream: `conversation/${conversationId}` }] });
    const { topic, topicFrom } = loaded.streams[0]?.events[0]?.data ?? {};
    return [topic, topicFrom];
  };
  return { clock, storage, community, ana, asked, entries };
}
const page = { url: 'https://shop.example/bags/7', title: 'A bag' };

describe('a question is stored with the topic', () => {
  it('that its visitor chose, before what page and text say', async () => {
    const { asked } = await createScene();
    expect(await asked({ text: shoes, page, topic: 'bags' })).toEqual(['bags', 'visitor']);
  });
  it('of its page, before what the text says', async () => {
    const { asked } = await createScene();
    expect(await asked({ text: shoes, page })).toEqual(['bags', 'page']);
  });
  it('of the page that was set before', async () => {
    const { asked, ana } = await createScene();
    await ana.call('page.set', page);
    expect(await asked({ text: 'How long?' })).toEqual(['bags', 'page']);
  });
  it('that its text seems to be about', async () => {
    const { asked } = await createScene();
    expect(await asked({ text: shoes })).toEqual(['shoes', 'classifier']);
  });
});

describe('a question is stored without a topic', () => {
  it.each<[string, string, Partial<CreateCommunityOptions>]>([
    ['where the guess is not sure enough', 'Do you sell umbrellas that last?', {}],
    ['where the guess is a topic that is gone', 'a b c', {}],
    ['where the community wants no guesses', shoes, { classifier: undefined }],
    ['where the classifier learnt nothing of the community', shoes, { id: 'other' }],
  ])('%s', async (_, text, options) => {
    const { community, storage, ana } = await createScene(options as Partial<CreateCommunityOptions>);
    await ana.call('conversation.ask', { text });
    const asked = (await storage.log(0, 100)).find(({ type }) => type === 'conversation.asked');
    expect(asked?.data).not.toHaveProperty('topic');
    await community.close();
  });

  it('where the classifier fails, and the operator is told', async () => {
    const broken: TopicClassifier = { classify: () => Promise.reject(new Error('out of memory')) };
    const { asked, entries } = await createScene({ topicClassifier: broken });
    expect(await asked({ text: shoes })).toEqual([undefined, undefined]);
    expect(entries).toMatchObject([{ level: 'warn', event: 'topic.unguessed', community: 'shop' }]);
    // Never what a person wrote.
    expect(JSON.stringify(entries)).not.toContain('shoes');
  });

  it('where the classifier throws at once', async () => {
    const broken: TopicClassifier = {
      classify() {
        throw new Error('not ready');
      },
    };
    const { asked } = await createScene({ topicClassifier: broken });
    expect(await asked({ text: shoes })).toEqual([undefined, undefined]);
  });

  it('where the classifier takes too long', async () => {
    const slow: TopicClassifier = { classify: () => new Promise(() => undefined) };
    const { clock, asked, entries } = await createScene({ topicClassifier: slow });
    const answer = asked({ text: shoes });
    await clock.advance(2_000);
    expect(await answer).toEqual([undefined, undefined]);
    expect(entries).toHaveLength(1);
  });
});

it('a retry gets the first answer, though the guess has changed', async () => {
  let topic = 'shoes';
  const fickle: TopicClassifier = { classify: async () => ({ topic, confidence: 1 }) };
  const { ana, storage } = await createScene({ topicClassifier: fickle });
  const [commandId, conversationId] = [crypto.randomUUID(), crypto.randomUUID()];
  const first = await ana.call('conversation.ask', { commandId, conversationId, text: shoes });
  topic = 'bags';
  expect(await ana.call('conversation.ask', { commandId, conversationId, text: shoes })).toEqual(first);
  const topics = (await storage.log(0, 100)).filter(({ type }) => type === 'conversation.asked');
  expect(topics.map(({ data }) => data.topic)).toEqual(['shoes']);
});
