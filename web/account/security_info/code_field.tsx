import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ApiError } from '../../shared/api_error';
import { normaliseCode, readCode, type CodeProblem } from '../../shared/code_text';
import { Field } from '../../shared/ui/field';
import { useLocalisation } from '../../shared/ui/language_context';

interface TypedCode {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly problem: CodeProblem | null;
  clearProblem(): void;
  /** The code; null, with the problem shown, when it cannot be one. */
  read(): string | null;
}

/** Six digits in their field; wrong ones are taken out and the field has the focus again. */
export function useTypedCode(error: ApiError | null): TypedCode {
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<CodeProblem | null>(null);
  useEffect(() => {
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
  readonly error: ApiError | null;
  readonly hint: string;
}

export function CodeField({ typed, error, hint }: Props) {
  const { strings, formats } = useLocalisation();
  const wrong = error?.code === 'code_wrong' ? strings.errors.code_wrong(error.details, formats) : null;
  return (
    <Field
      id="code"
      label={strings.verify.code}
      hint={hint}
      error={typed.problem !== null ? strings.verify[typed.problem] : wrong === null ? null : `${wrong.title}. ${wrong.text}`}
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
