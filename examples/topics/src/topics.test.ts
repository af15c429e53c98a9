import { createCommunity, parseCommunity } from '@entraide/core';
import { topicClassifierSuite } from '@entraide/core/conformance';
import { describe, expect, it } from 'vitest';
import { createWordListClassifier } from './create-word-list-classifier.js';
import settings from './entraide.config.js';
import { knowATopic } from './know-a-topic.js';

topicClassifierSuite(
  { describe, it },
  {
    name: 'the classifier by word lists',
    create: async () => ({
      classifier: createWordListClassifier({
        shop: { shoes: ['shoe', 'shoes', 'boots'], constructor: ['return', 'refund', 'parcel'] },
      }),
      dispose: async () => undefined,
    }),
  },
);

it('the settings are a community', () => {
  expect(parseCommunity(settings).topics).toHaveLength(4);
});

it('a coach is known for what they declare and what a manager verifies', async () => {
  const community = createCommunity(settings);
  const camille = await community.coach({ name: 'Camille' });
  await knowATopic(camille, await community.manager({ name: 'Max' }));
  const me = await camille.call('feed.open', { feed: 'me' });
  expect(me.snapshot?.state).toMatchObject({
    locales: ['fr', 'en'],
    expertise: [
      { topic: 'boots', level: 4, known: 'declared' },
      { topic: 'care', level: 2, known: 'declared' },
      { topic: 'boots', level: 5, known: 'verified' },
    ],
  });
  await community.close();
});

it('a question finds its topic by the page it was asked on, then by its text', async () => {
  const words = { shoes: { boots: ['sole'], care: ['wax'] } };
  const community = createCommunity({ ...settings, topicClassifier: createWordListClassifier(words) });
  const camille = await community.coach({ name: 'Camille' });
  const ana = await community.visitor();
  const page = { url: 'https://shoes.example/shoes/running/7', title: 'Fast' };
  await ana.call('conversation.ask', { text: 'Which wax?', page });
  await ana.call('conversation.ask', { text: 'Which wax is for winter?' });
  await ana.call('conversation.ask', { text: 'Will it be sunny?' });
  const { rows } = await camille.call('view.open', { view: 'inbox' });
  expect(rows.map(({ topic }) => topic)).toEqual(['running', 'care', null]);
  await community.close();
});
