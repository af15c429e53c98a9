import type { TopicClassifier, TopicGuess } from '../ports/topic-classifier.js';
import { check, checkEqual } from './check.js';
import { registerCases, type SuiteCase, type TestRunner } from './suite.js';

export interface TopicClassifierSubject {
  /** Has learnt `topicExamples` for the community `shop`, and nothing for any other. */
  classifier: TopicClassifier;
  /** Closes everything. */
  dispose(): Promise<void>;
}

export interface TopicClassifierAdapter {
  name: string;
  create(): Promise<TopicClassifierSubject>;
}

const shoes = ['Do these shoes run small?', 'Which shoe size fits wide feet?', 'Can I wear the boots in snow?'];
const returns = ['How do I return a parcel?', 'Where is my refund?', 'The return label is missing, when is my refund?'];
const repeated = (texts: readonly string[], topic: string) =>
  Array.from({ length: 10 }, () => texts.map((text) => ({ text, topic }))).flat();

/** What the classifier of every case has learnt. The second topic has a name that only a careless one stumbles over. */
export const topicExamples = [...repeated(shoes, 'shoes'), ...repeated(returns, 'constructor')];

const shop = { community: 'shop', locale: 'en' };

/** Texts that people never meant as questions. */
const hostile = [
  '?',
  ' ',
  '👟👟👟',
  'constructor __proto__ toString hasOwnProperty valueOf',
  'ﷺ'.repeat(1_000),
  'shoes '.repeat(1_300),
  'a'.repeat(8_000),
  '靴のサイズは？',
  '\u202egnimaerd\u0000',
];

function checkWellFormed(guess: TopicGuess | null): void {
  if (guess === null) return;
  check(['shoes', 'constructor'].includes(guess.topic), `a guess names a topic that was learnt, not ${guess.topic}`);
  check(guess.confidence >= 0 && guess.confidence <= 1, `a confidence is from 0 to 1, not ${guess.confidence}`);
}

/** Every promise of the TopicClassifier port. */
export const topicClassifierCases: readonly SuiteCase<TopicClassifierSubject>[] = [
  {
    name: 'knows again what it has learnt, and is more sure than not',
    async run({ classifier }) {
      for (const [texts, topic] of [[shoes, 'shoes'] as const, [returns, 'constructor'] as const])
        for (const text of texts) {
          const guess = await classifier.classify(text, shop);
          checkEqual(guess?.topic, topic, `the topic of "${text}"`);
          check((guess?.confidence ?? 0) > 0.5, `the guess for "${text}" is more sure than not`);
        }
    },
  },
  {
    name: 'is not sure of a question that shares no word with what it has learnt',
    async run({ classifier }) {
      checkEqual(await classifier.classify('Wann öffnet euer Laden morgen?', shop), null, 'the guess');
    },
  },
  {
    name: 'knows nothing in a community that taught it nothing',
    async run({ classifier }) {
      for (const community of ['other', 'constructor', ''])
        checkEqual(
          await classifier.classify(shoes[0] as string, { ...shop, community }),
          null,
          `the guess for ${community}`,
        );
    },
  },
  {
    name: 'answers whatever people type, at any time of asking',
    async run({ classifier }) {
      const ask = () => Promise.all(hostile.map((text) => classifier.classify(text, shop)));
      const [first, second] = await Promise.all([ask(), ask()]);
      first.forEach(checkWellFormed);
      checkEqual(first, second, 'the same text has the same guess');
    },
  },
  {
    name: 'takes any locale, and none',
    async run({ classifier }) {
      for (const locale of [null, 'fr-CH', 'zz', 'x-nothing'])
        checkEqual(
          (await classifier.classify(shoes[0] as string, { ...shop, locale }))?.topic,
          'shoes',
          `in ${locale}`,
        );
    },
  },
];

/** Proves that an adapter keeps the promises of the TopicClassifier port. */
export const topicClassifierSuite = (runner: TestRunner, { name, create }: TopicClassifierAdapter): void =>
  registerCases(runner, { name, cases: topicClassifierCases, create });
