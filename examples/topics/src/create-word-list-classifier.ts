// #region classifier
import type { TopicClassifier } from '@entraide/core';

/** Knows a topic by words that nothing else is called. @param lists words in lower case, by topic, by community */
export function createWordListClassifier(
  lists: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>,
): TopicClassifier {
  return {
    async classify(text, { community }) {
      const words = new Set(text.toLowerCase().match(/\p{L}+/gu));
      const topics = Object.entries(Object.hasOwn(lists, community) ? (lists[community] ?? {}) : {});
      const found = topics.filter(([, list]) => list.some((word) => words.has(word)));
      const [only, other] = found;
      return only && !other ? { topic: only[0], confidence: 1 } : null;
    },
  };
}
// #endregion
