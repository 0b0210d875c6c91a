/** For tests: the shared words in every language, with the formats that are given. */
import { LANGUAGES } from './language';
import type { Formats } from './format';
import type { Strings } from './strings';

const FILES = import.meta.glob<{ readonly default: (formats: Formats) => Strings }>('../generated/words/*/shared.ts', { eager: true });

export { errorText, reasonText } from './message_text';

export function stringsOf(formats: Formats): Readonly<Record<string, Strings>> {
  return Object.fromEntries(
    LANGUAGES.map((language) => {
      const made = FILES[`../generated/words/${language}/shared.ts`];
      if (made === undefined) throw new Error(language);
      return [language, made.default(formats)];
    }),
  );
}
