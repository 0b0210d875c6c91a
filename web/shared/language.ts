/** Which of the two languages a person gets, and the locale for numbers and times. */

export type Language = 'en' | 'da';

export const LANGUAGES: readonly Language[] = ['en', 'da'];

/** The tags of `?mkt=` and of the API's `locale`. */
export const MARKET: Readonly<Record<Language, string>> = { en: 'en-US', da: 'da-DK' };

/** `?mkt=` rules; then the first of the browser's languages that we have; then English. */
export function chooseLanguage(market: string | null, preferred: readonly string[]): Language {
  const wished = market === null ? preferred : [market, ...preferred];
  for (const tag of wished) {
    const language = LANGUAGES.find((known) => known === primarySubtag(tag));
    if (language !== undefined) return language;
  }
  return 'en';
}

/** The browser's own variant of the language where it has one: a Briton reads 24-hour times. */
export function formatLocale(language: Language, preferred: readonly string[]): string {
  return preferred.find((tag) => primarySubtag(tag) === language) ?? MARKET[language];
}

function primarySubtag(tag: string): string {
  return tag.toLowerCase().split('-')[0] ?? '';
}
