/** The page's language: from `?mkt=`, else the browser's; a switch changes it and keeps it in the address. */
import { createContext, useContext, useLayoutEffect, useMemo, useState, type ReactNode } from 'react';
import { createFormats, type Formats } from '../shared/format';
import { chooseLanguage, formatLocale, MARKET, type Language } from '../shared/language';
import { loadBegun, type Section } from '../shared/words';

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

/** A hook that gives the words of a section, which has been loaded, in the language that is chosen. */
export function stringsOf<Words>(section: Section<Words>): () => Words {
  return () => section.in(useLanguage().language);
}

const REMEMBERED = 'tilbage.language';

interface Props {
  /** Its words have been loaded. */
  readonly first: Language;
  readonly children: ReactNode;
}

/** Another language is turned to when its words are there; when they do not come, all stays as it is. */
export function LanguageProvider({ first, children }: Props) {
  const [language, setLanguage] = useState(first);
  useLayoutEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const value = useMemo<Localisation>(() => {
    const locale = formatLocale(language, navigator.languages);
    const choose = (chosen: Language) =>
      void loadBegun(chosen).then(
        () => {
          remember(chosen);
          setLanguage(chosen);
        },
        () => undefined,
      );
    return { language, locale, formats: createFormats(locale), setLanguage: choose };
  }, [language]);
  return <LanguageContext value={value}>{children}</LanguageContext>;
}

/** A redirect through the sign-in page drops the query, so the tab remembers as well. */
export function initialLanguage(): Language {
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
