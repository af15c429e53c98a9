import type { Language } from '../texts/language.js';

const dayMs = 24 * 60 * 60 * 1_000;
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(language: Language, kind: 'time' | 'date'): Intl.DateTimeFormat {
  const key = `${language} ${kind}`;
  const time = { hour: '2-digit', minute: '2-digit' } as const;
  const known =
    formats.get(key) ??
    new Intl.DateTimeFormat(language, kind === 'time' ? time : { day: 'numeric', month: 'short', ...time });
  formats.set(key, known);
  return known;
}

/** A time of day; with its date where that was more than a day ago or is more than a day ahead. */
export const formatMoment = (at: number, now: number, language: Language): string =>
  formatOf(language, Math.abs(now - at) < dayMs ? 'time' : 'date').format(at);
