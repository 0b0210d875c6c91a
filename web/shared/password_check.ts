/**
 * Whether the page can send this password at all. It stops only what is certain to be refused; the rest is the
 * directory's to judge.
 */

import { countUnits, hasLoneSurrogate, hasNul } from './password_text';
import type { Rule } from './rules';

export type PasswordProblem =
  | { readonly id: 'missing' | 'loneSurrogate' | 'nul' | 'tooManyBytes' }
  | { readonly id: 'tooShort' | 'tooLong'; readonly limit: number; readonly length: number };

export function findProblem(typed: string, rules: readonly Rule[]): PasswordProblem | null {
  if (typed === '') return { id: 'missing' };
  if (hasLoneSurrogate(typed)) return { id: 'loneSurrogate' };
  if (hasNul(typed)) return { id: 'nul' };
  const length = countUnits(typed);
  for (const { id, value } of rules) {
    if (id === 'minLength' && length < value) return { id: 'tooShort', limit: value, length };
    if (id === 'maxLength' && length > value) return { id: 'tooLong', limit: value, length };
  }
  return null;
}

/** The agent normalises, so what looks the same is the same. */
export function isSamePassword(one: string, other: string): boolean {
  return one.normalize('NFC') === other.normalize('NFC');
}
