import { describe, expect, it } from 'vitest';
import { checkTopics } from './check-topics.js';
import { labelOf } from './label-of.js';
import { createTopicTree } from './topic-tree.js';
import type { Topic } from './types.js';

const topics: Topic[] = [
  { id: 'wear', labels: { en: 'Clothing', fr: 'Habits', 'pt-BR': 'Roupas' } },
  { id: 'shoes', parent: 'wear', adjacent: ['care'] },
  { id: 'coats', parent: 'wear' },
  { id: 'boots', parent: 'shoes' },
  { id: 'care' },
];

describe('a tree of topics', () => {
  const tree = createTopicTree(topics);
  it('knows its own, and every word where it has none', () => {
    expect(['boots', 'boot', ''].map(tree.has)).toEqual([true, false, false]);
    expect(createTopicTree([]).has('whatever')).toBe(true);
  });
  it('leads to the root', () => {
    expect(tree.ancestorsOf('boots')).toEqual(['shoes', 'wear']);
    expect(tree.ancestorsOf('wear')).toEqual([]);
    expect(tree.ancestorsOf('unheard')).toEqual([]);
  });
  it('finds what is adjacent from either side, and what shares a parent; roots share none', () => {
    expect(tree.adjacentTo('shoes')).toEqual(['care', 'coats']);
    expect(tree.adjacentTo('care')).toEqual(['shoes']);
    expect(tree.adjacentTo('wear')).toEqual([]);
    expect(tree.adjacentTo('boots')).toEqual([]);
    expect(tree.adjacentTo('unheard')).toEqual([]);
  });
  it('ends at a cycle that nobody checked', () => {
    const loop = createTopicTree([
      { id: 'a', parent: 'b' },
      { id: 'b', parent: 'a' },
    ]);
    expect(loop.ancestorsOf('a')).toEqual(['b']);
  });
});

describe('a check of topics', () => {
  it('finds no fault with a tree', () => expect(checkTopics(topics)).toEqual([]));
  it.each<[string, Topic[], string, string]>([
    ['an id twice', [{ id: 'a' }, { id: 'a' }], '1.id', 'names a a second time'],
    ['an id of other letters', [{ id: 'Shoes' }], '0.id', 'must be lower-case letters, digits and hyphens, at most 63'],
    ['an unknown parent', [{ id: 'a', parent: 'b' }], '0.parent', 'unknown topic b'],
    ['a topic that is its own parent', [{ id: 'a', parent: 'a' }], '0.parent', 'a is above itself'],
    ['an unknown adjacent topic', [{ id: 'a' }, { id: 'b', adjacent: ['a', 'c'] }], '1.adjacent.1', 'unknown topic c'],
    ['a topic adjacent to itself', [{ id: 'a', adjacent: ['a'] }], '0.adjacent.0', 'a is adjacent to itself'],
    ['a locale that is none', [{ id: 'a', labels: { e: 'A' } }], '0.labels.e', 'must be a BCP 47 language tag'],
    ['an empty label', [{ id: 'a', labels: { en: ' ' } }], '0.labels.en', 'must not be empty'],
  ])('names the field of %s', (_, list, field, message) => expect(checkTopics(list)).toEqual([{ field, message }]));
  it('names every topic of a cycle, and not the one below it', () =>
    expect(
      checkTopics([
        { id: 'a', parent: 'b' },
        { id: 'b', parent: 'c' },
        { id: 'c', parent: 'a' },
        { id: 'd', parent: 'a' },
      ]).map(({ field }) => field),
    ).toEqual(['0.parent', '1.parent', '2.parent']));
});

describe('a label', () => {
  const [wear, shoes] = topics as [Topic, Topic];
  it.each([
    ['fr', 'Habits'],
    ['FR-ch', 'Habits'],
    ['pt-BR', 'Roupas'],
    ['pt', 'Roupas'],
    ['pt-PT', 'Roupas'],
    ['de', 'Clothing'],
    [null, 'Clothing'],
  ])('for %s is %s', (locale, label) => expect(labelOf(wear, locale)).toBe(label));
  it('is the first there is without English, and the id without any', () => {
    expect(labelOf({ id: 'a', labels: { it: 'Uno' } }, 'de')).toBe('Uno');
    expect(labelOf(shoes, 'fr')).toBe('shoes');
  });
});
