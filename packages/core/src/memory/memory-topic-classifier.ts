import type { TopicClassifier, TopicGuess } from '../ports/topic-classifier.js';

/** A question and what it is about. */
export interface TopicExample {
  text: string;
  topic: string;
}

const wordsOf = (text: string): readonly string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/**
 * A classifier for tests and trials: the topic whose examples share most of a question's words, as sure as the share of
 * its words is that they know and no other topic knows better.
 *
 * @param examples by community
 */
export function createMemoryTopicClassifier(
  examples: Readonly<Record<string, readonly TopicExample[]>>,
): TopicClassifier {
  const communities = new Map(Object.entries(examples).map(([community, list]) => [community, vocabularyOf(list)]));
  return {
    async classify(text, { community }) {
      const words = [...new Set(wordsOf(text))];
      const guesses = [...(communities.get(community) ?? [])].map(([topic, known]): TopicGuess => {
        const shared = words.filter((word) => known.has(word)).length;
        return { topic, confidence: shared / Math.max(words.length, 1) };
      });
      const [best, next] = guesses.sort((a, b) => b.confidence - a.confidence);
      if (!best || best.confidence === 0 || best.confidence === next?.confidence) return null;
      return best;
    },
  };
}

function vocabularyOf(examples: readonly TopicExample[]): ReadonlyMap<string, ReadonlySet<string>> {
  const vocabulary = new Map<string, Set<string>>();
  for (const { text, topic } of examples) {
    const known = vocabulary.get(topic) ?? new Set();
    vocabulary.set(topic, known);
    for (const word of wordsOf(text)) known.add(word);
  }
  return vocabulary;
}
