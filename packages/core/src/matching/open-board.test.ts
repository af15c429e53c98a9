import { expect, it } from 'vitest';
import { isShown } from './open-board.js';

const anybody = { locales: [], topics: [] };

it('shows every request to a coach who declared nothing', () => {
  expect(isShown({ locale: 'fr-CH', topic: 'shoes' }, anybody)).toBe(true);
});
it('shows a request in the language of one of the declared locales', () => {
  expect(isShown({ locale: 'fr-CH', topic: null }, { ...anybody, locales: ['de', 'FR'] })).toBe(true);
  expect(isShown({ locale: 'es', topic: null }, { ...anybody, locales: ['de', 'FR'] })).toBe(false);
});
it('shows a request that names no locale to everybody', () => {
  expect(isShown({ locale: null, topic: null }, { ...anybody, locales: ['de'] })).toBe(true);
});
it('shows a topic to those who know it', () => {
  expect(isShown({ locale: null, topic: 'shoes' }, { ...anybody, topics: ['hats'] })).toBe(false);
  expect(isShown({ locale: null, topic: 'shoes' }, { ...anybody, topics: ['hats', 'shoes'] })).toBe(true);
});
