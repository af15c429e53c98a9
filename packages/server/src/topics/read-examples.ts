import type { LoggedEvent, Storage } from '@entraide/core';
import type { TopicExample } from './topic-model.js';

const pageMax = 1_000;

interface ReadOptions {
  community: string;
  /** Called after each page of the log. */
  progress?: (read: { events: number; examples: number }) => void;
}

/** What is known of a question while its conversation goes on. */
interface Open {
  text: string | null;
  topic: string | null;
  locale: string | null;
}

/**
 * The questions of a community that were answered, with the topic that a person gave them: its visitor, or the coach who
 * passed it on. What a rule or an earlier model guessed teaches nothing; what was redacted is gone.
 */
export async function readExamples(storage: Storage, { community, progress }: ReadOptions): Promise<TopicExample[]> {
  const open = new Map<string, Open>();
  const examples: TopicExample[] = [];
  let events = 0;
  for (let after = 0; ; ) {
    const page = await storage.log(after, pageMax);
    for (const event of page) if (event.community === community) take(event, open, examples);
    events += page.length;
    progress?.({ events, examples: examples.length });
    const last = page.at(-1);
    if (!last) return examples;
    after = last.position;
  }
}

function take({ stream, type, data, content }: LoggedEvent, open: Map<string, Open>, examples: TopicExample[]): void {
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  if (type === 'conversation.asked') {
    // What an older release stored without saying by whom was the visitor's choice.
    const isChosen = (data.topicFrom ?? 'visitor') === 'visitor';
    open.set(stream, {
      text: text(content?.text),
      topic: isChosen ? text(data.topic) : null,
      locale: text(data.locale),
    });
    return;
  }
  const question = open.get(stream);
  if (!question) return;
  if (type === 'conversation.transferred') question.topic = text(data.topic) ?? question.topic;
  if (type !== 'conversation.closed') return;
  open.delete(stream);
  const { text: asked, topic, locale } = question;
  if (data.outcome === 'served' && asked !== null && topic !== null) examples.push({ text: asked, topic, locale });
}
