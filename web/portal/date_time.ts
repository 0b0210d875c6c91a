import { useMemo } from 'react';
import { useLanguage } from '../fluent/language';

/** A point in time in the person's own way and time zone. */
export function useDateTime(): (at: number) => string {
  const { locale } = useLanguage();
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
    return (at: number) => format.format(at);
  }, [locale]);
}
