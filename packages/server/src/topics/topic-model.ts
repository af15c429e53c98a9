import type { TopicGuess } from '@entraide/core';
import neural from '@nlpjs/neural';
import * as z from 'zod';
import { wordsOf } from './words-of.js';

/** A question, and what it turned out to be about. */
export interface TopicExample {
  text: string;
  topic: string;
  locale: string | null;
}

/** What was learnt from examples. */
export interface TopicModel {
  /** Null for a text none of whose words were learnt. */
  guess(text: string, locale: string | null): TopicGuess | null;
  /** Plain JSON, for `parseTopicModel`. */
  toJSON(): unknown;
}

export interface TrainOptions {
  /** Called after each pass over the examples. */
  progress?: (pass: { done: number; of: number }) => void;
}

/** Fewer examples than this say little about a topic: it is left out. */
export const examplesMin = 3;

/**
 * Passes over the examples. More of them learn the examples by heart: on 77 topics of a bank's customers 30 passes gave
 * .84 on new questions, 100 gave .81 (`npm run bench:topics`).
 */
const passesMax = 30;

/** Digits that a single question uses are an order's, a phone's or a card's, and nothing of its topic: they aren't kept. */
const isPersonal = (word: string, uses: number) => uses < 2 && /\p{N}/u.test(word);

// Bare words would meet what every object has: `constructor`, `toString`.
const mark = '=';

/** Learns. Topics with too few examples are left out; two must remain. */
export function trainTopicModel(examples: readonly TopicExample[], options: TrainOptions = {}): TopicModel {
  const kept = withEnough(examples);
  if (new Set(kept.map(({ topic }) => topic)).size < 2)
    throw new Error(`unable to learn topics; two of them need ${examplesMin} examples each`);
  const questions = kept.map(({ text, topic, locale }) => ({ words: wordsOf(text, locale), topic }));
  const uses = countBy(questions.flatMap(({ words }) => [...words]));
  const network = new neural.NeuralNetwork({
    iterations: passesMax,
    log: ({ iterations }) => options.progress?.({ done: iterations, of: passesMax }),
  });
  network.train(
    questions.map(({ words, topic }) => ({
      input: inputOf([...words].filter((word) => !isPersonal(word, uses.get(word) ?? 0))),
      output: { [mark + topic]: 1 },
    })),
  );
  return modelOf(network);
}

/** The examples of topics that have enough of them. */
export function withEnough(examples: readonly TopicExample[]): TopicExample[] {
  const counts = countBy(examples.map(({ topic }) => topic));
  return examples.filter(({ topic }) => (counts.get(topic) ?? 0) >= examplesMin);
}

function countBy(names: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

/**
 * Words of a long text count less each, so that it weighs no more than one of this many words: a step of learning that
 * is right for a sentence throws the weights off for a page, and then nothing is right any more.
 */
const fullWords = 16;

function inputOf(words: readonly string[]): Record<string, number> {
  const weight = Math.min(1, Math.sqrt(fullWords / words.length));
  return Object.fromEntries(words.map((word) => [mark + word, weight]));
}

function modelOf(network: InstanceType<typeof neural.NeuralNetwork>): TopicModel {
  const learnt = new Set(network.toJSON().features);
  return {
    guess(text, locale) {
      const words = [...wordsOf(text, locale)].filter((word) => learnt.has(mark + word));
      // Without a word to go by the scores are what is common, not what is likely.
      return words.length === 0 ? null : bestOf(network.run(inputOf(words)) ?? {});
    },
    toJSON: () => ({ format: modelFormat, network: network.toJSON() }),
  };
}

/**
 * Each topic's score says by itself how well a text fits, about 1 where it fits as well as an example; its share of all
 * scores says whether another fits as well. Sure is what does well in both.
 */
function bestOf(scores: Readonly<Record<string, number>>): TopicGuess | null {
  let [best, most, sum] = ['', 0, 0];
  for (const [name, score] of Object.entries(scores)) {
    sum += score;
    if (score > most) [best, most] = [name, score];
  }
  if (most === 0) return null;
  return { topic: best.slice(mark.length), confidence: Math.min(most, 1) * (most / sum) };
}

const modelFormat = 1;
const modelSchema = z.object({
  format: z.literal(modelFormat),
  network: z.object({
    settings: z.record(z.string(), z.unknown()),
    features: z.array(z.string()),
    intents: z.array(z.string().startsWith(mark)).min(2),
    perceptrons: z.array(z.array(z.number())),
  }),
});

/** Crosses the boundary from a model's JSON. Throws with a message that names each wrong field. */
export function parseTopicModel(json: unknown): TopicModel {
  const parsed = modelSchema.safeParse(json);
  const problems = parsed.success ? shapeProblems(parsed.data.network) : issuesOf(parsed.error);
  if (!parsed.success || problems.length > 0) throw new Error(`unable to read the topic model; ${problems.join('; ')}`);
  const network = new neural.NeuralNetwork();
  network.fromJSON(parsed.data.network);
  return modelOf(network);
}

const issuesOf = ({ issues }: z.ZodError) =>
  issues.slice(0, 5).map(({ path, message }) => `${path.join('.') || 'model'}: ${message}`);

function shapeProblems({ features, intents, perceptrons }: z.infer<typeof modelSchema>['network']): string[] {
  const isWhole =
    perceptrons.length === intents.length && perceptrons.every((weights) => weights.length === features.length + 1);
  return isWhole ? [] : ['network.perceptrons: must have one weight for each word, and one more, for each topic'];
}
