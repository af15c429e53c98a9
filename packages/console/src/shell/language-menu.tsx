import { createContext, useContext } from 'react';
import { type Language, languageNames, languages, useLanguage } from '../texts/language.js';
import { useTexts } from '../texts/use-texts.js';

/** How to choose another language. */
export const ChooseLanguage = createContext<(language: Language) => void>(() => {});

export function LanguageMenu() {
  const { shell } = useTexts();
  const language = useLanguage();
  const choose = useContext(ChooseLanguage);
  return (
    <label className="field">
      {shell.language}
      <select value={language} onChange={({ currentTarget }) => choose(currentTarget.value as Language)}>
        {languages.map((one) => (
          <option key={one} value={one} lang={one}>
            {languageNames[one]}
          </option>
        ))}
      </select>
    </label>
  );
}
