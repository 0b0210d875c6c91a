import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { normaliseCode, readCode, type CodeProblem } from '../../shared/code_text';
import { Field } from '../../shared/ui/field';
import { useLocalisation } from '../../shared/ui/language_context';
import type { SigninError } from '../signin_error';
import { useWords } from '../strings';

interface TypedCode {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly problem: CodeProblem | null;
  clearProblem(): void;
  /** The code; null, with the problem shown, when it cannot be one. */
  read(): string | null;
}

/** The authenticator's code in its field; a wrong one is taken out and the field has the focus again. */
export function useTypedCode(error: SigninError | null): TypedCode {
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
  readonly error: SigninError | null;
}

export function CodeField({ typed, error }: Props) {
  const { formats } = useLocalisation();
  const words = useWords();
  return (
    <Field
      id="code"
      label={words.code.label}
      hint={words.code.hint}
      error={fieldError()}
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

  function fieldError(): string | null {
    if (typed.problem !== null) return typed.problem === 'codeMissing' ? words.code.missing : words.code.malformed;
    if (error?.code !== 'code_wrong') return null;
    const { title, text, next } = words.errors.code_wrong(error.retryAfterSeconds, formats);
    return `${title}. ${text} ${next ?? ''}`.trim();
  }
}
