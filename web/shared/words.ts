/**
 * The words of the pages, a section and a language at a time, so that nobody loads a language that they do not read.
 * The sections are made from `languages/*.json` (scripts/words.mjs).
 */

import { createFormats, type Formats } from './format';
import { formatLocale, type Language } from './language';

type Maker<Words> = (formats: Formats) => Words;

export interface Section<Words> {
  /** Rejects when the file does not come; can be tried again. */
  load(language: Language): Promise<Words>;
  /** Of a language that has been loaded; throws otherwise. */
  in(language: Language): Words;
}

const begun = new Set<Section<unknown>>();
let spoken: Language = 'en';

export function section<Words>(files: Readonly<Record<Language, () => Promise<{ readonly default: Maker<Words> }>>>): Section<Words> {
  const loaded = new Map<Language, Words>();
  const self: Section<Words> = {
    async load(language) {
      begun.add(self);
      const before = loaded.get(language);
      if (before !== undefined) return before;
      const { default: make } = await files[language]();
      const words = make(formatsOf(language));
      loaded.set(language, words);
      return words;
    },
    in(language) {
      const words = loaded.get(language);
      if (words === undefined) throw new Error(`words that were not loaded: ${language}`);
      return words;
    },
  };
  return self;
}

/** What the page speaks from the start. */
export async function speak(language: Language, sections: readonly Section<unknown>[]): Promise<void> {
  await Promise.all(sections.map((one) => one.load(language)));
  spoken = language;
}

/** Before the page turns to another language: every section that it has begun to use. */
export async function loadBegun(language: Language): Promise<void> {
  let known = 0;
  while (known < begun.size) {
    const sections = [...begun];
    await Promise.all(sections.map((one) => one.load(language)));
    known = sections.length;
  }
  spoken = language;
}

/** A page that is fetched when it is opened, with the words that it alone says. */
export async function withWords<Page>(words: Section<unknown>, page: Promise<Page>): Promise<Page> {
  const [loaded] = await Promise.all([page, words.load(spoken)]);
  return loaded;
}

export function formatsOf(language: Language): Formats {
  return createFormats(formatLocale(language, navigator.languages));
}

/** A message that takes arguments in some cases of a kind and none in others. */
export function say<Args>(message: string | ((args: Args) => string), args: Args): string {
  return typeof message === 'string' ? message : message(args);
}

/** The word for a key that may be one that nobody here knows. */
export function among<Word>(words: Readonly<Record<string, Word>>, key: string): Word | undefined {
  return Object.hasOwn(words, key) ? words[key] : undefined;
}
