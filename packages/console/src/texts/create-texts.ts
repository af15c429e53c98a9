import { type Language, useLanguage } from './language.js';

/** A hook for the words of one part of the console, in the reader's language. English says which words there are. */
export function createTexts<T>(catalogue: Readonly<Record<Language, T>>): () => T {
  return () => catalogue[useLanguage()];
}
