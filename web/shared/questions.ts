/**
 * The security questions that a tenant may offer. An id is what people's answers are kept under: a text may be worded
 * better, but never ask for something else.
 */

import { questions } from '../generated/words/questions';
import type { QuestionsWords } from '../generated/words/types';
import type { Language } from './language';

export type QuestionId = keyof QuestionsWords;

/** Loaded by the pages that show them. */
export const QUESTIONS = questions;

/** In the order in which they are offered. */
export function questionIds(language: Language): readonly QuestionId[] {
  return Object.keys(questions.in(language)) as QuestionId[];
}

/** A custom question comes with its text; of one that this page does not know, nothing is left but its id. */
export function questionText(language: Language, id: string, text: string | null): string {
  if (text !== null) return text;
  const known = questions.in(language);
  return Object.hasOwn(known, id) ? known[id as QuestionId] : id;
}
