import type { Topic, TopicTree } from './types.js';

/** Asks of topics that `checkTopics` found no fault with. */
export function createTopicTree(topics: readonly Topic[]): TopicTree {
  const byId = new Map(topics.map((topic) => [topic.id, topic]));
  const ancestors = new Map(topics.map(({ id }) => [id, ancestorsIn(byId, id)]));
  const adjacent = new Map(topics.map((topic) => [topic.id, adjacentAmong(topics, topic)]));
  return {
    topics,
    has: (topic) => byId.size === 0 || byId.has(topic),
    ancestorsOf: (topic) => ancestors.get(topic) ?? [],
    adjacentTo: (topic) => adjacent.get(topic) ?? [],
  };
}

function ancestorsIn(byId: ReadonlyMap<string, Topic>, id: string): string[] {
  const found: string[] = [];
  let parent = byId.get(id)?.parent;
  while (parent !== undefined && parent !== id && !found.includes(parent)) {
    found.push(parent);
    parent = byId.get(parent)?.parent;
  }
  return found;
}

/** Declared from either side, then those under the same parent; roots are no siblings of each other. */
function adjacentAmong(topics: readonly Topic[], topic: Topic): string[] {
  const found = new Set(topic.adjacent);
  for (const other of topics) {
    const isSibling = topic.parent !== undefined && other.parent === topic.parent;
    if (isSibling || other.adjacent?.includes(topic.id)) found.add(other.id);
  }
  found.delete(topic.id);
  return [...found];
}
