import { MessageBar } from '../../shared/ui/message_bar';
import type { SigninError } from '../signin_error';
import { useWords } from '../strings';

/** A call's error, where the step stands. */
export function Problem({ error }: { readonly error: SigninError | null }) {
  const words = useWords();
  if (error === null) return null;
  return (
    <MessageBar tone="danger" message={words.errors[error.code]({ seconds: error.retryAfterSeconds })} focusKey={error} />
  );
}
