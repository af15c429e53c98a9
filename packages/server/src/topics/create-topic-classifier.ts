import type { TopicClassifier } from '@entraide/core';
import type { TopicModel } from './topic-model.js';

/** The built-in classifier: one model for each community that has one. */
export const createTopicClassifier = (models: ReadonlyMap<string, TopicModel>): TopicClassifier => ({
  async classify(text, { community, locale }) {
    return models.get(community)?.guess(text, locale) ?? null;
  },
});
