import type { Topic } from './types.js';

/**
 * What a person reads of a topic: the label of their locale, of the longest tag that theirs begins with (`fr` for
 * `fr-CH`), of another region of their language, then of English, then the first one, then the id.
 */
export function labelOf({ id, labels = {} }: Topic, locale: string | null): string {
  const known = Object.entries(labels).map(([tag, label]) => ({ tag: tag.toLowerCase(), label }));
  const begins = (tag: string) => known.find((one) => one.tag === tag)?.label;
  const subtags = locale?.toLowerCase().split('-') ?? [];
  for (let length = subtags.length; length > 0; length -= 1) {
    const label = begins(subtags.slice(0, length).join('-'));
    if (label !== undefined) return label;
  }
  const language = (wanted: string | undefined) => known.find(({ tag }) => tag.split('-')[0] === wanted)?.label;
  return language(subtags[0]) ?? language('en') ?? known[0]?.label ?? id;
}
