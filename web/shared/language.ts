/** Which of the languages that there are a person gets, and the locale for numbers and times. */

import { LANGUAGES, LOCALES, NAMES } from '../generated/words/languages';

export type Language = (typeof LANGUAGES)[number];

export { LANGUAGES };

/** What each language calls itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = NAMES;

/** The tags of `?mkt=` and of the API's `locale`. */
export const MARKET: Readonly<Record<Language, string>> = LOCALES;

/** `?mkt=` rules; then the first of the browser's languages that we have; then English. */
export function chooseLanguage(market: string | null, preferred: readonly string[]): Language {
  const wished = market === null ? preferred : [market, ...preferred];
  for (const tag of wished) {
    const language = languageOf(tag);
    if (language !== undefined) return language;
  }
  return 'en';
}

/** The browser's own variant of the language where it has one: a Briton reads 24-hour times. */
export function formatLocale(language: Language, preferred: readonly string[]): string {
  return preferred.find((tag) => languageOf(tag) === language) ?? MARKET[language];
}

/** Something for every language. */
export function inEachLanguage<Thing>(make: (language: Language) => Thing): Readonly<Record<Language, Thing>> {
  return Object.fromEntries(LANGUAGES.map((language) => [language, make(language)])) as Record<Language, Thing>;
}

/** The longest of our tags that the given one begins with (RFC 4647, section 3.4). */
function languageOf(tag: string): Language | undefined {
  const wished = `${tag.toLowerCase()}-`;
  const fitting = LANGUAGES.filter((known) => wished.startsWith(`${known.toLowerCase()}-`));
  return fitting.sort((a, b) => b.length - a.length)[0];
}
