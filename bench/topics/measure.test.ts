import { expect, it } from 'vitest';
// biome-ignore lint/correctness/useImportExtensions: Node runs it as it is, with no build between.
import { score, shuffled, split } from './measure.mjs';

const list = Array.from({ length: 100 }, (_, n) => n);

it('a seed names one order, and keeps everything', () => {
  expect(shuffled(list, 7)).toEqual(shuffled(list, 7));
  expect(shuffled(list, 7)).not.toEqual(shuffled(list, 8));
  expect(shuffled(list, 7).sort((a, b) => a - b)).toEqual(list);
});

it('what is guessed was not learnt, nor was what fits no topic', () => {
  const examples = list.map((n) => ({ text: `${n}`, topic: n % 10 === 0 ? null : 'a', locale: 'en' }));
  const { train, test } = split(examples, 1);
  expect(test).toHaveLength(20);
  expect(train.filter(({ text }) => test.some((one) => one.text === text))).toEqual([]);
  expect(train.every(({ topic }) => topic === 'a')).toBe(true);
  expect(train.length + examples.filter(({ topic }) => topic === null).length).toBeGreaterThanOrEqual(80);
});

it('counts what is right, what is routed, and what should not have been', () => {
  const guess = (topic: string, confidence: number) => ({ topic, confidence });
  const guesses = [
    { topic: 'a', guess: guess('a', 0.9) },
    { topic: 'a', guess: guess('b', 0.5) },
    { topic: 'a', guess: guess('a', 0.3) },
    { topic: 'b', guess: null },
    { topic: null, guess: guess('a', 0.5) },
    { topic: null, guess: guess('a', 0.4) },
    { topic: null, guess: null },
    { topic: null, guess: null },
  ];
  expect(score(guesses, 0.5)).toEqual({
    accuracy: 0.5,
    coverage: 0.5,
    routed_accuracy: 0.5,
    out_of_scope_routed: 0.25,
  });
  expect(score(guesses.slice(0, 4), 0.5).out_of_scope_routed).toBeNaN();
});
