import { expect, it } from 'vitest';
import { createMemoryTopicClassifier } from '../memory/index.js';
import type { TopicClassifier } from '../ports/topic-classifier.js';
import { runCase, topicClassifierCases, topicExamples } from './index.js';

const sound = createMemoryTopicClassifier({ shop: topicExamples });

async function failingCases(classifier: TopicClassifier): Promise<string[]> {
  const failed: string[] = [];
  for (const one of topicClassifierCases)
    await runCase(one, async () => ({ classifier, dispose: async () => undefined })).catch(() => failed.push(one.name));
  return failed;
}

it('finds no fault with one that keeps its promises', async () => expect(await failingCases(sound)).toEqual([]));

let asked = 0;
it.each<[string, string, TopicClassifier['classify']]>([
  ['knows nothing', 'knows again what it has learnt', async () => null],
  [
    'guesses what it can not know',
    'is not sure of a question that shares no word',
    async (text, context) => (await sound.classify(text, context)) ?? { topic: 'shoes', confidence: 0.1 },
  ],
  [
    'mixes communities',
    'knows nothing in a community that taught it nothing',
    (text, context) => sound.classify(text, { ...context, community: 'shop' }),
  ],
  [
    'is more than sure',
    'answers whatever people type',
    async (text, context) => {
      const guess = await sound.classify(text, context);
      return guess && { ...guess, confidence: 1.01 };
    },
  ],
  [
    'chokes on long texts',
    'answers whatever people type',
    async (text, context) => {
      if (text.length > 5_000) throw new RangeError('too long');
      return sound.classify(text, context);
    },
  ],
  [
    'changes its mind',
    'answers whatever people type',
    async (text, context) => {
      asked += 1;
      const doubt = asked / 1_000;
      const guess = await sound.classify(text, context);
      return guess && { ...guess, confidence: guess.confidence / (1 + doubt) };
    },
  ],
  [
    'wants a locale that it knows',
    'takes any locale',
    async (text, context) => (context.locale === 'en' ? sound.classify(text, context) : null),
  ],
])('finds one that %s', async (_, name, classify) => {
  expect(await failingCases({ classify })).toContainEqual(expect.stringContaining(name));
});
