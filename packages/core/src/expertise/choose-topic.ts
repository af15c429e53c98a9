import { type PageRule, topicOfPage } from './topic-of-page.js';
import type { TopicTree } from './types.js';

/** A question's topic, and who said so. */
export interface TopicChoice {
  topic: string;
  from: 'visitor' | 'page' | 'classifier';
}

export interface TopicEvidence {
  /** What the visitor chose. */
  asked: string | undefined;
  /** Where the visitor is. */
  page: string | undefined;
  pages: readonly PageRule[];
  /** What a classifier made of the text; null where it isn't sure, absent where it wasn't asked. */
  guess?: { topic: string; confidence: number } | null;
  /** Guesses below this are none. */
  confidenceMin?: number;
  topics: Pick<TopicTree, 'has'>;
}

/**
 * What a question is about: what its visitor chose, then what its page is about, then what its text seems to be about.
 * Null for a question about anything. Whether the community knows what the visitor chose is for the room to say.
 */
export function chooseTopic(evidence: TopicEvidence): TopicChoice | null {
  const { asked, page, pages, guess, confidenceMin = 0, topics } = evidence;
  if (asked !== undefined) return { topic: asked, from: 'visitor' };
  const paged = page === undefined ? null : topicOfPage(pages, page);
  if (paged !== null) return { topic: paged, from: 'page' };
  // What was learnt may be older than the topics are.
  const isSure = guess && guess.confidence >= confidenceMin && topics.has(guess.topic);
  return isSure ? { topic: guess.topic, from: 'classifier' } : null;
}
