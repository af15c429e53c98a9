import type { Topic } from './types.js';

/** One wrong field among topics. */
export interface TopicProblem {
  /** Dotted, from the list: `2.parent`. */
  field: string;
  message: string;
}

const idPattern = /^[a-z0-9][a-z0-9-]{0,62}$/;
// BCP 47 as far as the wire checks it: a language, then subtags.
const localePattern = /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/;

/** What is wrong with a community's topics; empty when they make a tree. */
export function checkTopics(topics: readonly Topic[]): TopicProblem[] {
  const firstAt = new Map<string, number>();
  for (const [index, { id }] of topics.entries()) if (!firstAt.has(id)) firstAt.set(id, index);
  const byId = new Map(topics.map((topic) => [topic.id, topic]));
  return topics.flatMap((topic, index) =>
    [
      ...idProblems(topic, index === firstAt.get(topic.id)),
      ...parentProblems(topic, byId),
      ...adjacentProblems(topic, byId),
      ...labelProblems(topic),
    ].map(({ field, message }) => ({ field: `${index}.${field}`, message })),
  );
}

function idProblems({ id }: Topic, isFirst: boolean): TopicProblem[] {
  if (!idPattern.test(id))
    return [{ field: 'id', message: 'must be lower-case letters, digits and hyphens, at most 63' }];
  return isFirst ? [] : [{ field: 'id', message: `names ${id} a second time` }];
}

function parentProblems({ id, parent }: Topic, byId: ReadonlyMap<string, Topic>): TopicProblem[] {
  if (parent === undefined) return [];
  if (!byId.has(parent)) return [{ field: 'parent', message: `unknown topic ${parent}` }];
  const seen = new Set<string>();
  let above: string | undefined = parent;
  while (above !== undefined && !seen.has(above)) {
    if (above === id) return [{ field: 'parent', message: `${id} is above itself` }];
    seen.add(above);
    above = byId.get(above)?.parent;
  }
  return [];
}

function adjacentProblems({ id, adjacent = [] }: Topic, byId: ReadonlyMap<string, Topic>): TopicProblem[] {
  return adjacent.flatMap((other, index) => {
    if (other === id) return [{ field: `adjacent.${index}`, message: `${id} is adjacent to itself` }];
    return byId.has(other) ? [] : [{ field: `adjacent.${index}`, message: `unknown topic ${other}` }];
  });
}

function labelProblems({ labels = {} }: Topic): TopicProblem[] {
  return Object.entries(labels).flatMap(([locale, label]) => {
    if (!localePattern.test(locale)) return [{ field: `labels.${locale}`, message: 'must be a BCP 47 language tag' }];
    return label.trim() === '' ? [{ field: `labels.${locale}`, message: 'must not be empty' }] : [];
  });
}
