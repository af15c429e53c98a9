import { labelOf, type Notification, type Topic } from '@entraide/core';
import { letterWords } from './letter-words.js';

/** What letters say of a community: the part of its settings that people read. */
export interface WrittenCommunity {
  id: string;
  /** @defaultValue the id */
  name?: string | undefined;
  topics?: readonly Topic[] | undefined;
}

export interface Letter {
  subject: string;
  text: string;
}

/**
 * The letter of a notification, in the first language of the person that there is one in, else in English.
 *
 * @param options.link where coaches answer
 */
export function writeLetter(
  notification: Notification,
  { community, link }: { community: WrittenCommunity; link?: string | undefined },
): Letter {
  const { person, kind, data } = notification;
  const language = languageOf([...person.locales, 'locale' in data ? data.locale : null]);
  const words = letterWords[language];
  const topic = 'topic' in data && data.topic !== null ? labelOfTopic(community, data.topic, language) : null;
  const { subject, paragraphs } = words[kind]({
    name: inLine(person.name),
    community: inLine(community.name ?? community.id),
    topic: topic === null ? null : inLine(topic),
    waited: 'waitedMs' in data ? minutes(data.waitedMs, language) : '',
    conversationId: 'conversationId' in data ? inLine(data.conversationId) : '',
    reward: 'rewardId' in data ? inLine(data.rewardId) : '',
    coach: 'coach' in data ? inLine(data.coach.name) : '',
  });
  const end = person.kind === 'brand' ? [] : [...(link ? [link] : []), words.preferences];
  return { subject, text: `${[...paragraphs, ...end].join('\n\n')}\n` };
}

type Language = keyof typeof letterWords;

function languageOf(locales: readonly (string | null)[]): Language {
  const languages = locales.map((locale) => locale?.toLowerCase().split(/[-_]/)[0] ?? '');
  return (languages.find((language) => Object.hasOwn(letterWords, language)) ?? 'en') as Language;
}

function labelOfTopic({ topics = [] }: WrittenCommunity, id: string, locale: string): string {
  const topic = topics.find((one) => one.id === id);
  return topic ? labelOf(topic, locale) : id;
}

function minutes(ms: number, language: Language): string {
  const format = new Intl.NumberFormat(language, { style: 'unit', unit: 'minute', unitDisplay: 'long' });
  return format.format(Math.max(Math.round(ms / 60_000), 1));
}

const lineCharsMax = 100;

/** What somebody chose, made fit for one line: no line breaks, no control characters, no turning of the text around. */
export const inLine = (text: string) =>
  text
    .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .trim()
    .slice(0, lineCharsMax);
