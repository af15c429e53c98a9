import { expect, it } from 'vitest';
import { chooseTopic, type TopicEvidence } from './choose-topic.js';

const pages = [{ pattern: '/bags/*', topic: 'bags' }];
const evidence: TopicEvidence = {
  asked: 'shoes',
  page: 'https://shop.example/bags/7',
  pages,
  guess: { topic: 'coats', confidence: 0.6 },
  confidenceMin: 0.5,
  topics: { has: (topic) => topic !== 'gone' },
};
const { guess: _, ...withoutGuess } = evidence;

it.each<[string, TopicEvidence, ReturnType<typeof chooseTopic>]>([
  ['what the visitor chose, before all else', evidence, { topic: 'shoes', from: 'visitor' }],
  ['what the page is about', { ...evidence, asked: undefined }, { topic: 'bags', from: 'page' }],
  ['a sure guess', { ...evidence, asked: undefined, page: '/shoes/7' }, { topic: 'coats', from: 'classifier' }],
  [
    'a sure guess without a page',
    { ...evidence, asked: undefined, page: undefined },
    { topic: 'coats', from: 'classifier' },
  ],
  ['nothing at a guess that is not sure', { ...evidence, asked: undefined, page: '/', confidenceMin: 0.61 }, null],
  ['nothing at no guess', { ...evidence, asked: undefined, page: '/', guess: null }, null],
  ['nothing where nobody was asked', { ...withoutGuess, asked: undefined, page: '/' }, null],
  [
    'nothing at a guess of a topic that is gone',
    { ...evidence, asked: undefined, page: '/', guess: { topic: 'gone', confidence: 1 } },
    null,
  ],
])('the topic is %s', (_, given, expected) => expect(chooseTopic(given)).toEqual(expected));
