import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { createFormats, type Formats } from '../format';
import { formatLocale, type Language } from '../language';
import { STRINGS, type Strings } from '../strings';

export interface Localisation {
  readonly language: Language;
  readonly strings: Strings;
  readonly formats: Formats;
}

export function localise(language: Language): Localisation {
  const formats = createFormats(formatLocale(language, navigator.languages));
  return { language, strings: STRINGS[language], formats };
}

export const LanguageContext = createContext<Localisation>(localise('en'));

export function useLocalisation(): Localisation {
  return useContext(LanguageContext);
}
