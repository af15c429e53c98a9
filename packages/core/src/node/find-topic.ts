import { chooseTopic, type TopicChoice } from '../expertise/choose-topic.js';
import type { TopicGuess } from '../ports/topic-classifier.js';
import type { CommunityParts, NodeParts } from './node-parts.js';

/** What a question says of itself. */
interface Asked {
  text: string;
  topic?: string;
  locale?: string;
  page?: { url: string };
}

/** A visitor waits: a question without a topic is better than one that isn't asked. */
const guessWithinMs = 2_000;

/** The topic of a question, to be stored with it. Never rejects. */
export async function findTopic(
  parts: NodeParts,
  community: CommunityParts,
  asked: Asked,
): Promise<TopicChoice | null> {
  const { settings, topics } = community;
  const evidence = { asked: asked.topic, page: asked.page?.url, pages: settings.pages, topics };
  const sure = chooseTopic(evidence);
  if (sure || !settings.classifier) return sure;
  const guess = await guessTopic(parts, settings.id, asked);
  return chooseTopic({ ...evidence, guess, confidenceMin: settings.classifier.confidenceMin });
}

async function guessTopic(parts: NodeParts, community: string, { text, locale }: Asked): Promise<TopicGuess | null> {
  const { topicClassifier, clock } = parts;
  if (!topicClassifier) return null;
  let cancel = () => {};
  const late = new Promise<never>((_, reject) => {
    const slow = () => reject(new Error(`unable to guess the topic; no answer within ${guessWithinMs / 1_000} s`));
    cancel = clock.schedule(guessWithinMs, slow);
  });
  try {
    return await Promise.race([topicClassifier.classify(text, { community, locale: locale ?? null }), late]);
  } catch (error) {
    parts.log({ level: 'warn', event: 'topic.unguessed', community, error });
    return null;
  } finally {
    cancel();
  }
}
