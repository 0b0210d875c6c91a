import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { errorText } from '../../shared/message_text';
import type { MethodId, SendingMethod } from '../../shared/reset_answers';
import { Button } from '../../shared/ui/button';
import { Field } from '../../shared/ui/field';
import { useLocalisation } from '../../shared/ui/language_context';
import { MessageBar } from '../../shared/ui/message_bar';
import { normaliseCode, readCode, type CodeProblem } from '../../shared/code_text';
import { useCall } from '../use_call';
import type { MethodForm } from './verify';

type OwnMethod = Exclude<MethodId, SendingMethod | 'securityQuestions' | 'passkey'>;

/** A code that the person has: from an app, from paper, from the helpdesk. */
export function EnterOwnCode(props: MethodForm & { readonly method: OwnMethod }) {
  const { api, method, lead, choices, onVerified, onBack, onSessionEnd } = props;
  const { strings, formats } = useLocalisation();
  const [problem, setProblem] = useState<CodeProblem | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const { busy, error, clearError, run } = useCall(onSessionEnd);
  const isApp = method === 'authenticatorApp';
  const codeError = error !== null && error.code === 'code_wrong' ? error : null;
  useLayoutEffect(() => {
    if (codeError === null || input.current === null) return;
    input.current.value = '';
    input.current.focus();
  }, [codeError]);

  const submit = (event: Event) => {
    event.preventDefault();
    const typed = isApp ? readCode(input.current?.value ?? '') : readPrinted(input.current?.value ?? '');
    setProblem(typed.problem);
    if (typed.problem !== null) {
      clearError();
      input.current?.focus();
      return;
    }
    void run(async () => onVerified(await api.verify(method, { code: typed.code })));
  };

  const message = codeError === null ? null : errorText(codeError, strings, formats);
  return (
    <form class="appear" onSubmit={submit} noValidate>
      {lead}
      <div class="stack">
        {choices}
        {error !== null && codeError === null && (
          <MessageBar tone="danger" message={errorText(error, strings, formats)} focusKey={error} />
        )}
        <Field
          id="code"
          label={strings.verify.code}
          hint={strings.verify.codeHint[method]}
          error={problem !== null ? strings.verify[problem] : message === null ? null : `${message.title}. ${message.text}`}
          autoComplete="one-time-code"
          inputMode={isApp ? 'numeric' : 'text'}
          {...(isApp ? { inputClass: 'code' } : {})}
          inputRef={input}
          onInput={() => {
            setProblem(null);
            if (isApp && input.current !== null) normaliseCode(input.current);
          }}
        />
        <div class="actions">
          <Button type="submit" primary busy={busy}>
            {strings.common.next}
          </Button>
          <Button onClick={onBack}>{strings.common.back}</Button>
        </div>
      </div>
    </form>
  );
}

/** The server reads it however it is written. */
function readPrinted(typed: string) {
  const code = typed.trim();
  return code === ''
    ? ({ code: null, problem: 'codeMissing' } as const)
    : ({ code: code.slice(0, 64), problem: null } as const);
}
