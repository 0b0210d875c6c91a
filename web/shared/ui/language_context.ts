import { createContext } from 'preact';
import { useContext, useLayoutEffect, useState } from 'preact/hooks';
import type { Formats } from '../format';
import { MARKET, type Language } from '../language';
import { STRINGS, type Strings } from '../strings';
import { formatsOf, loadBegun } from '../words';

export interface Localisation {
  readonly language: Language;
  readonly strings: Strings;
  readonly formats: Formats;
}

/** Of a language whose words have been loaded. */
export function localise(language: Language): Localisation {
  return { language, strings: STRINGS.in(language), formats: formatsOf(language) };
}

export const LanguageContext = createContext<Localisation | null>(null);

export function useLocalisation(): Localisation {
  const localisation = useContext(LanguageContext);
  if (localisation === null) throw new Error('useLocalisation outside of LanguageContext');
  return localisation;
}

/**
 * The page's language, and how to choose another: it turns when the words are there, and stays as it is when they do
 * not come. The choice is kept in the address, so that reloading keeps it; nothing is stored in the browser.
 */
export function useLanguageChoice(first: Language): readonly [Language, (language: Language) => void] {
  const [language, setLanguage] = useState(first);
  useLayoutEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choose = (chosen: Language) =>
    void loadBegun(chosen).then(
      () => {
        setLanguage(chosen);
        const url = new URL(location.href);
        url.searchParams.set('mkt', MARKET[chosen]);
        history.replaceState(null, '', url);
      },
      () => undefined,
    );
  return [language, choose];
}
