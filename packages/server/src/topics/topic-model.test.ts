import { type TestRunner, topicClassifierSuite, topicExamples } from '@entraide/core/conformance';
import { describe, expect, it } from 'vitest';
import { createTopicClassifier } from './create-topic-classifier.js';
import { parseTopicModel, type TopicExample, trainTopicModel } from './topic-model.js';
import { wordsOf } from './words-of.js';

const runner: TestRunner = { describe, it };
const examples = topicExamples.map((example): TopicExample => ({ ...example, locale: 'en' }));

topicClassifierSuite(runner, {
  name: 'the built-in topic classifier',
  create: async () => ({
    classifier: createTopicClassifier(new Map([['shop', trainTopicModel(examples)]])),
    dispose: async () => undefined,
  }),
});

topicClassifierSuite(runner, {
  name: 'the built-in topic classifier, read from what was written',
  create: async () => ({
    classifier: createTopicClassifier(new Map([['shop', parseTopicModel(reread(trainTopicModel(examples)))]])),
    dispose: async () => undefined,
  }),
});

const reread = (model: unknown): unknown => JSON.parse(JSON.stringify(model));

describe('a topic model', () => {
  it('guesses the same when it is read again', () => {
    const model = trainTopicModel(examples);
    const again = parseTopicModel(reread(model));
    for (const text of ['Is my refund late?', 'Do boots fit wide feet?', 'Is there a label for shoes?'])
      expect(again.guess(text, 'en')).toEqual(model.guess(text, 'en'));
  });

  it('learns the same from the same examples', () =>
    expect(JSON.stringify(trainTopicModel(examples))).toBe(JSON.stringify(trainTopicModel(examples))));

  it('keeps no digits that one question alone used', () => {
    const order = { text: 'Where are the shoes of order AB-77123 in size 42?', topic: 'shoes', locale: 'en' };
    const size = { text: 'Is 42 large for shoes?', topic: 'shoes', locale: 'en' };
    const text = JSON.stringify(trainTopicModel([...examples, order, size]));
    expect(text).not.toContain('77123');
    expect(text).toContain('"=42"');
    expect(text).toContain('"=order"');
  });

  it('leaves out topics with too few examples, and needs two others', () => {
    const few = Array.from({ length: 2 }, () => ({ text: 'A bag with a broken strap', topic: 'bags', locale: 'en' }));
    expect(trainTopicModel([...examples, ...few]).guess('A bag with a broken strap', 'en')?.topic).not.toBe('bags');
    expect(() => trainTopicModel([])).toThrow('unable to learn topics; two of them need 3 examples each');
    expect(() => trainTopicModel([...few, ...examples.filter(({ topic }) => topic === 'shoes')])).toThrow(
      'two of them',
    );
  });

  it('learns from pages as from sentences', () => {
    const page = (n: number) => Array.from({ length: 200 }, (_, at) => `word${(at * 7 + n * 13) % 300}`).join(' ');
    const pages = Array.from({ length: 40 }, (_, n): TopicExample => {
      const isShoes = n % 2 === 0;
      return {
        text: `${page(n)} ${isShoes ? 'sole lace' : 'parcel label'}`,
        topic: isShoes ? 'shoes' : 'post',
        locale: 'en',
      };
    });
    const model = trainTopicModel(pages);
    const right = pages.filter(({ text, topic }) => model.guess(text, 'en')?.topic === topic);
    expect(right).toHaveLength(pages.length);
    expect(model.guess(`${page(99)} sole lace`, 'en')?.topic).toBe('shoes');
  });

  it('is less sure of what fits two topics than of what fits one', () => {
    const model = trainTopicModel(examples);
    const sure = model.guess('Which shoe size fits wide feet?', 'en')?.confidence ?? 0;
    expect(model.guess('Which shoe size fits wide feet? Where is my refund?', 'en')?.confidence).toBeLessThan(sure);
  });

  const whole = reread(trainTopicModel(examples)) as { format: number; network: Record<string, unknown[]> };
  const { network } = whole;
  it.each<[string, unknown]>([
    ['model: Invalid input', null],
    ['format: Invalid input', { ...whole, format: 2 }],
    ['network.features: Invalid input', { ...whole, network: { ...network, features: 'shoes' } }],
    ['network.intents: Too small', { ...whole, network: { ...network, intents: ['=a'] } }],
    ['network.perceptrons: must have one weight', { ...whole, network: { ...network, perceptrons: [[1], [2]] } }],
    ['network.perceptrons: must have one weight', { ...whole, network: { ...network, intents: ['=a', '=b', '=c'] } }],
  ])('refuses what is none: %s', (message, json) =>
    expect(() => parseTopicModel(json)).toThrow(`unable to read the topic model; ${message}`),
  );
});

describe('the words of a text', () => {
  it.each<[string, string | null, string[]]>([
    ['Do THESE shoes run small?', 'en', ['do', 'these', 'shoes', 'run', 'small']],
    ['ﬁt ＦＩＴ fit', 'en', ['fit']],
    ["L'été à Zürich", 'fr', ["l'été", 'à', 'zürich']],
    ['靴のサイズ', 'ja', ['靴', 'の', 'サイズ']],
    ['shoes', 'no such locale', ['shoes']],
    ['?! 👟', null, []],
  ])('%s in %s', (text, locale, words) => expect([...wordsOf(text, locale)]).toEqual(words));
});
