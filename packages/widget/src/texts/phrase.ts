import type { Plural } from './texts.js';

/** Puts values into the places of a phrase: `Hello {name}`. What it has no value for stays as it is. */
export const fill = (phrase: string, values: Readonly<Record<string, string | number>>): string =>
  phrase.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));

/** The form of a phrase that fits a number, with the number in it. */
export function count(phrase: Plural, n: number, locale: string): string {
  const form = phrase[new Intl.PluralRules(locale).select(n)] ?? phrase.other;
  return fill(form, { n });
}

const minuteMs = 60_000;

/** A wait in whole minutes or hours, as the language says them: nobody counts the seconds of a median. */
export function sayWait(waitMs: number, locale: string): string {
  const minutes = Math.max(1, Math.round(waitMs / minuteMs));
  const [n, unit] = minutes < 60 ? [minutes, 'minute'] : [Math.round(minutes / 60), 'hour'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(n);
}
