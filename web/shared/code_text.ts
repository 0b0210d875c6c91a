/** The code as people type or paste it: with spaces or dashes between the digits. */

const DIGITS = 6;

export type CodeProblem = 'codeMissing' | 'codeMalformed';

export type TypedCode =
  { readonly code: string; readonly problem: null } | { readonly code: null; readonly problem: CodeProblem };

export function readCode(typed: string): TypedCode {
  const code = stripSeparators(typed);
  if (code === '') return { code: null, problem: 'codeMissing' };
  if (code.length !== DIGITS || !/^\d+$/.test(code)) return { code: null, problem: 'codeMalformed' };
  return { code, problem: null };
}

/**
 * Shows a pasted code as what it is taken for. Leaves the field alone, and the cursor in it, when there is nothing to
 * strip.
 */
export function normaliseCode(input: HTMLInputElement): void {
  const code = stripSeparators(input.value);
  if (code !== input.value) input.value = code;
}

function stripSeparators(typed: string): string {
  return typed.replace(/[\s\u00a0\u2010-\u2015\u2212-]/g, '');
}
