import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { normaliseCode, readCode, type CodeProblem } from '../code_text';
import { Field } from './field';

export interface TypedCode {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly problem: CodeProblem | null;
  clearProblem(): void;
  /** The code; null, with the problem shown, when it cannot be one. */
  read(): string | null;
}

/** Six digits in their field; wrong ones are taken out and the field has the focus again. */
export function useTypedCode(error: { readonly code: string } | null): TypedCode {
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<CodeProblem | null>(null);
  useLayoutEffect(() => {
    if (error?.code !== 'code_wrong' || input.current === null) return;
    input.current.value = '';
    input.current.focus();
  }, [error]);
  const read = () => {
    const typed = readCode(input.current?.value ?? '');
    setProblem(typed.problem);
    if (typed.problem !== null) input.current?.focus();
    return typed.code;
  };
  return { input, problem, clearProblem: () => setProblem(null), read };
}

interface Props {
  readonly typed: TypedCode;
  readonly label: string;
  readonly hint: string;
  readonly error: string | null;
}

export function TypedCodeField({ typed, label, hint, error }: Props) {
  return (
    <Field
      id="code"
      label={label}
      hint={hint}
      error={error}
      autoComplete="one-time-code"
      inputMode="numeric"
      inputClass="code"
      inputRef={typed.input}
      onInput={() => {
        typed.clearProblem();
        if (typed.input.current !== null) normaliseCode(typed.input.current);
      }}
    />
  );
}
