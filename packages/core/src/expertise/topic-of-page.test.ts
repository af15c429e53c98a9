import { describe, expect, it } from 'vitest';
import { topicOfPage } from './topic-of-page.js';

const pages = [
  { pattern: '/shoes/boots/*', topic: 'boots' },
  { pattern: '/shoes/*', topic: 'shoes' },
  { pattern: '*/care', topic: 'care' },
  { pattern: '/schuhe/grün*', topic: 'shoes' },
  { pattern: '/', topic: 'start' },
  { pattern: '/a.c', topic: 'dot' },
];

describe('the topic of a page', () => {
  it.each([
    ['https://shop.example/shoes/boots/7', 'boots'],
    ['https://shop.example/shoes/', 'shoes'],
    ['https://shop.example/shoes/red/7?size=9#top', 'shoes'],
    ['https://shop.example/shoes', null],
    ['https://shop.example/en/shoes/7', null],
    ['https://shop.example/en/coats/care', 'care'],
    ['https://shop.example/care/', null],
    ['https://shop.example', 'start'],
    ['https://shop.example?from=/shoes/7', 'start'],
    ['https://shop.example:8443/#/shoes/', 'start'],
    ['/shoes/7', 'shoes'],
    ['https://shop.example/schuhe/gr%C3%BCn/1', 'shoes'],
    ['https://shop.example/abc', null],
    ['https://shop.example/%E0%A4%A', null],
    ['shoes/7', null],
    ['mailto:ana@example.org', null],
    ['', null],
  ])('%s is %s', (url, topic) => expect(topicOfPage(pages, url)).toBe(topic));

  it('is of the first rule that matches', () =>
    expect(topicOfPage([{ pattern: '/*', topic: 'all' }, ...pages], '/shoes/7')).toBe('all'));

  it('takes no time to speak of for a pattern made to take it', () =>
    expect(topicOfPage([{ pattern: `/${'*a'.repeat(200)}b`, topic: 'x' }], `/${'a'.repeat(2_000)}`)).toBeNull());
});
