import { describe, expect, it } from 'vitest';
import { parseCommunity } from './settings.js';

const topics = [{ id: 'wear' }, { id: 'shoes', parent: 'wear', labels: { en: 'Shoes', fr: 'Chaussures' } }];

describe("a community's topics", () => {
  it('are none, and so are its page rules, unless it says so', () =>
    expect(parseCommunity({ id: 'shop' })).toMatchObject({ topics: [], pages: [] }));

  it('are kept as they are', () => {
    const pages = [{ pattern: '/shoes/*', topic: 'shoes' }];
    expect(parseCommunity({ id: 'shop', topics, pages })).toMatchObject({ topics, pages });
  });

  it.each([
    ['topics.2.parent: unknown topic shoez', { topics: [...topics, { id: 'boots', parent: 'shoez' }] }],
    ['topics.0.id: must be lower-case letters, digits and hyphens', { topics: [{ id: 'My shoes' }] }],
    ['topics.0.labels.english!: must be a BCP 47', { topics: [{ id: 'a', labels: { 'english!': 'A' } }] }],
    ['topics.0.parent: a is above itself', { topics: [{ id: 'a', parent: 'a' }] }],
    ['topics.0: Unrecognized key', { topics: [{ id: 'a', children: [] }] }],
    ['topics.0.id: Invalid input', { topics: [{}] }],
    ['pages.0.topic: unknown topic shoez', { topics, pages: [{ pattern: '/shoes/*', topic: 'shoez' }] }],
    ['pages.0.pattern: must begin with / or *', { topics, pages: [{ pattern: 'shoes/*', topic: 'shoes' }] }],
  ])('are refused: %s', (message, options) =>
    expect(() => parseCommunity({ id: 'shop', ...(options as object) })).toThrow(message),
  );

  it('may be any word in a rule where none are declared', () =>
    expect(parseCommunity({ id: 'shop', pages: [{ pattern: '/shoes/*', topic: 'shoes' }] }).pages).toHaveLength(1));
});

it('recognition by a topic that the community lacks is refused, and the error names the field', () => {
  const badges = [{ id: 'b', kind: 'care', requires: [{ count: 'thanked', atLeast: 1, topic: 'bags' }] }] as const;
  const parse = (...topics: string[]) =>
    parseCommunity({ id: 'shop', topics: topics.map((id) => ({ id })), recognition: { badges } });
  expect(() => parse('shoes')).toThrow('recognition.badges.0.requires.0.topic: unknown topic bags');
  expect(() => parse('bags')).not.toThrow();
  expect(() => parse()).not.toThrow();
});
