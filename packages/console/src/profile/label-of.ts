import type { Language } from '../texts/language.js';

/** What the community calls a thing, in the reader's language or the first that it has; else the thing's own id. */
export const labelOf = (labels: Readonly<Record<string, string>>, language: Language, id: string): string =>
  labels[language] ?? labels['en'] ?? Object.values(labels)[0] ?? id;
