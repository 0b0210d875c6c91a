/** The page's language: from `?mkt=`, else the browser's; a switch changes it and keeps it in the address. */
import { createContext, useContext, useLayoutEffect, useMemo, useState, type ReactNode } from 'react';
import { createFormats, type Formats } from '../shared/format';
import { chooseLanguage, formatLocale, MARKET, type Language } from '../shared/language';

export interface Localisation {
  readonly language: Language;
  /** Of the person's own variant of the language: for Intl. */
  readonly locale: string;
  readonly formats: Formats;
  readonly setLanguage: (language: Language) => void;
}

const LanguageContext = createContext<Localisation | null>(null);

export function useLanguage(): Localisation {
  const localisation = useContext(LanguageContext);
  if (localisation === null) throw new Error('useLanguage outside of LanguageProvider');
  return localisation;
}

/** A hook that gives a page's own strings in the language that is chosen: `const useStrings = stringsOf({ en, da })`. */
export function stringsOf<Strings>(all: Readonly<Record<Language, Strings>>): () => Strings {
  return () => all[useLanguage().language];
}

const REMEMBERED = 'tilbage.language';

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(initialLanguage);
  useLayoutEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const value = useMemo<Localisation>(() => {
    const locale = formatLocale(language, navigator.languages);
    const choose = (chosen: Language) => {
      remember(chosen);
      setLanguage(chosen);
    };
    return { language, locale, formats: createFormats(locale), setLanguage: choose };
  }, [language]);
  return <LanguageContext value={value}>{children}</LanguageContext>;
}

/** A redirect through the sign-in page drops the query, so the tab remembers as well. */
function initialLanguage(): Language {
  const market = new URLSearchParams(location.search).get('mkt');
  if (market !== null) sessionStorage.setItem(REMEMBERED, market);
  return chooseLanguage(market ?? sessionStorage.getItem(REMEMBERED), navigator.languages);
}

function remember(language: Language): void {
  sessionStorage.setItem(REMEMBERED, MARKET[language]);
  const url = new URL(location.href);
  url.searchParams.set('mkt', MARKET[language]);
  history.replaceState(history.state, '', url);
}
