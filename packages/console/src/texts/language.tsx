import { createContext, type ReactNode, useContext } from 'react';

/** What the console speaks. A catalogue has all of them, whole: the compiler sees to it. */
export const languages = ['en', 'fr', 'es'] as const;
export type Language = (typeof languages)[number];

/** As each calls itself. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', fr: 'Français', es: 'Español' };

const isLanguage = (tag: string): tag is Language => (languages as readonly string[]).includes(tag);

/** The first of a person's languages that the console speaks. */
export const chooseLanguage = (tags: readonly string[]): Language =>
  tags.map((tag) => tag.toLowerCase().split('-')[0] ?? '').find(isLanguage) ?? 'en';

const LanguageContext = createContext<Language>('en');

export const LanguageProvider = ({ language, children }: { language: Language; children?: ReactNode }) => (
  <LanguageContext.Provider value={language}>{children}</LanguageContext.Provider>
);

export const useLanguage = (): Language => useContext(LanguageContext);
