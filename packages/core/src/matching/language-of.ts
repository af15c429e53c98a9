/** The language of a BCP 47 locale: `fr` and `fr-CH` have the same. */
export const languageOf = (locale: string): string => {
  const end = locale.indexOf('-');
  return (end === -1 ? locale : locale.slice(0, end)).toLowerCase();
};
