import { useEffect, useState } from 'react';
import { chooseLanguage, type Language } from '../texts/language.js';

const key = 'entraide:console:language';

/** The reader's language, and how to choose another: kept in this browser. */
export function useLanguageChoice(): [Language, (language: Language) => void] {
  const [language, set] = useState(() => chooseLanguage([localStorage.getItem(key) ?? '', ...navigator.languages]));
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choose = (next: Language) => {
    localStorage.setItem(key, next);
    set(next);
  };
  return [language, choose];
}
