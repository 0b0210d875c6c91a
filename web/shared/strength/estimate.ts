/** zxcvbn with its list of common passwords and the layouts of keyboards; no dictionary of a language. */

import { ZxcvbnFactory, type TranslationKeys } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

export type Level = 0 | 1 | 2 | 3 | 4;

export interface Strength {
  readonly level: Level;
  /** What makes it weak, as zxcvbn names it. */
  readonly weakness: string | null;
}

/** More does not make a guess harder, only the page slower. */
const JUDGED_CHARACTERS = 100;

/** A text that answers every name with itself: zxcvbn's "translation" is then the name of a weakness. */
const NAMES = new Proxy({}, { get: (_, name) => name, has: () => true });

const zxcvbn = new ZxcvbnFactory({
  dictionary,
  graphs: adjacencyGraphs,
  maxLength: JUDGED_CHARACTERS,
  translations: { warnings: NAMES, suggestions: NAMES, timeEstimation: NAMES } as unknown as TranslationKeys,
});

/** `own`: what people around this person guess first, as their user ID and the organisation's name. */
export function estimate(typed: string, own: readonly string[]): Strength {
  const parts = own.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u)).filter((part) => part.length > 2);
  const { score, feedback } = zxcvbn.check(typed.normalize('NFC').slice(0, JUDGED_CHARACTERS), parts);
  return { level: score as Level, weakness: feedback.warning ?? null };
}
