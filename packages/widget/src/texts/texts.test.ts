import { describe, expect, it } from 'vitest';
import * as en from './en.js';
import * as es from './es.js';
import * as fr from './fr.js';
import { launcherTexts } from './launcher-texts.js';
import { count, fill, sayWait } from './phrase.js';
import type { Plural } from './texts.js';

const all = {
  en: { ...launcherTexts.en, ...en.texts },
  fr: { ...launcherTexts.fr, ...fr.texts },
  es: { ...launcherTexts.es, ...es.texts },
};
const placesIn = (phrase: string | Plural) =>
  [...new Set(JSON.stringify(phrase).match(/\{\w+\}/g))].sort().join(' ') || 'none';

describe.each(['fr', 'es'] as const)('the words in %s', (language) => {
  it('say all that the English ones say, with the same places to fill', () => {
    const places = (texts: object) =>
      Object.fromEntries(Object.entries(texts).map(([key, phrase]) => [key, placesIn(phrase as string | Plural)]));
    expect(places(all[language])).toEqual(places(all.en));
  });

  it('are their own, and none is empty', () => {
    const same = Object.keys(all.en).filter((key) => {
      const of = (texts: object) => JSON.stringify((texts as Record<string, unknown>)[key]);
      return of(all[language]) === of(all.en) || of(all[language]) === '""';
    });
    // The same word in both.
    expect(same.filter((key) => !['conversation', 'fileName'].includes(key))).toEqual([]);
  });
});

it('counts by the rules of the language', () => {
  const arabic = { zero: 'صفر', one: 'واحد', two: 'اثنان', few: '{n} قليل', many: '{n} كثير', other: '{n}' };
  expect([0, 1, 2, 3, 11, 100].map((n) => count(arabic, n, 'ar'))).toEqual([
    'صفر',
    'واحد',
    'اثنان',
    '3 قليل',
    '11 كثير',
    '100',
  ]);
  expect(count(launcherTexts.fr.unread, 0, 'fr')).toBe('0 nouveau message');
});

it('leaves a place empty for which there is no value', () => {
  expect(fill('{name} of {place}', { name: 'Ada' })).toBe('Ada of {place}');
});

it.each([
  [20_000, 'en', '1 minute'],
  [290_000, 'fr', '5 minutes'],
  [7_300_000, 'es', '2 horas'],
])('says a wait of %i ms in %s as %s', (waitMs, locale, said) => {
  expect(sayWait(waitMs, locale)).toBe(said);
});
