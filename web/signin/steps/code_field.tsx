import { type TypedCode, TypedCodeField } from '../../shared/ui/typed_code';
import type { SigninError } from '../signin_error';
import { useWords } from '../strings';

interface Props {
  readonly typed: TypedCode;
  readonly error: SigninError | null;
}

/** The authenticator's code. */
export function CodeField({ typed, error }: Props) {
  const words = useWords();
  return <TypedCodeField typed={typed} label={words.code.label} hint={words.code.hint} error={fieldError()} />;

  function fieldError(): string | null {
    if (typed.problem !== null) return typed.problem === 'codeMissing' ? words.code.missing : words.code.malformed;
    if (error?.code !== 'code_wrong') return null;
    const { title, text, next } = words.errors.code_wrong({ seconds: error.retryAfterSeconds });
    return `${title}. ${text} ${next ?? ''}`.trim();
  }
}
