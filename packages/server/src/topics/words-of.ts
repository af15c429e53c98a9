const segmenters = new Map<string, Intl.Segmenter>();
const segmentersMax = 200;

/** The words of a text as its language has them, once each, in lower case; also where nothing stands between them. */
export function wordsOf(text: string, locale: string | null): Set<string> {
  const words = new Set<string>();
  for (const { segment, isWordLike } of segmenterOf(locale ?? 'und').segment(text.normalize('NFKC').toLowerCase()))
    if (isWordLike) words.add(segment);
  return words;
}

function segmenterOf(locale: string): Intl.Segmenter {
  const known = segmenters.get(locale);
  if (known) return known;
  if (segmenters.size >= segmentersMax) segmenters.clear();
  const segmenter = new Intl.Segmenter(isLocale(locale) ? locale : 'und', { granularity: 'word' });
  segmenters.set(locale, segmenter);
  return segmenter;
}

function isLocale(locale: string): boolean {
  try {
    return Intl.getCanonicalLocales(locale).length === 1;
  } catch {
    return false;
  }
}
