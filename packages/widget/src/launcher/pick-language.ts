import type { Language } from '../texts/texts.js';

const languages: readonly Language[] = ['en', 'fr', 'es'];
/** Written from right to left. */
const rtl = /^(ar|dv|fa|he|ku|ps|ur|yi)\b/i;

/** The catalogue for a language tag; English where there is none, for others to say it over. */
export const pickLanguage = (locale: string): Language =>
  languages.find((language) => locale.toLowerCase().split('-')[0] === language) ?? 'en';

export const directionOf = (locale: string): 'ltr' | 'rtl' => (rtl.test(locale) ? 'rtl' : 'ltr');
