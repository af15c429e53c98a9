/** What a question seems to be about, and how sure that is: 0, not at all, to 1. */
export interface TopicGuess {
  topic: string;
  confidence: number;
}

/**
 * Guesses what a question is about where neither the visitor nor a page said it. An adapter is what passes
 * `topicClassifierSuite` of `@entraide/core/conformance`. How it learns is its own affair.
 */
export interface TopicClassifier {
  /**
   * Null where it isn't sure: a question that fits no topic must not be sent to the coaches of one. A rejection, or an
   * answer that takes long, leaves the question without a topic and is logged.
   */
  classify(text: string, context: { community: string; locale: string | null }): Promise<TopicGuess | null>;
}
