import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ResetApi } from '../../shared/api';
import type { ApiError, ApiErrorCode } from '../../shared/api_error';
import type { MethodId } from '../../shared/reset_answers';
import { Button } from '../../shared/ui/button';
import { Choices } from '../../shared/ui/choices';
import { Field } from '../../shared/ui/field';
import { Heading } from '../../shared/ui/heading';
import { useLocalisation } from '../../shared/ui/language_context';
import { MessageBar } from '../../shared/ui/message_bar';
import { useNow } from '../../shared/ui/use_now';
import { normaliseCode, readCode, type CodeProblem } from '../../shared/code_text';
import { useCall } from '../use_call';

interface Props {
  readonly api: ResetApi;
  readonly methods: readonly MethodId[];
  readonly onVerified: (account: string) => void;
  readonly onBack: () => void;
  readonly onSessionEnd: (error: ApiError) => void;
}

/** A code that was sent; times by this machine's clock. */
interface Sent {
  readonly validForSeconds: number;
  readonly mayResendAt: number;
}

const ABOUT_THE_CODE: ReadonlySet<ApiErrorCode> = new Set<ApiErrorCode>([
  'code_wrong',
  'code_expired',
  'code_exhausted',
]);

export function Verify({ api, methods, onVerified, onBack, onSessionEnd }: Props) {
  const { strings, formats } = useLocalisation();
  const [method, setMethod] = useState<MethodId>(methods[0] ?? 'email');
  const [sent, setSent] = useState<Sent | null>(null);
  const [problem, setProblem] = useState<CodeProblem | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const intro = useId();
  const { busy, error, clearError, run } = useCall(onSessionEnd);

  useEffect(() => {
    if (sent !== null) input.current?.focus();
  }, [sent]);

  const codeError = error !== null && ABOUT_THE_CODE.has(error.code) ? error : null;
  useLayoutEffect(() => {
    if (codeError === null || input.current === null) return;
    input.current.value = '';
    input.current.focus();
  }, [codeError]);

  const send = () =>
    run(async () => {
      const { expiresAt, resendAfterSeconds } = await api.sendCode(method);
      const now = Date.now();
      setProblem(null);
      setSent({ validForSeconds: (expiresAt - now) / 1000, mayResendAt: now + resendAfterSeconds * 1000 });
    });

  const check = () => {
    const typed = readCode(input.current?.value ?? '');
    setProblem(typed.problem);
    if (typed.problem !== null) {
      clearError();
      input.current?.focus();
      return;
    }
    void run(async () => onVerified(await api.verify(method, typed.code)));
  };

  const submit = (event: Event) => {
    event.preventDefault();
    if (sent === null) void send();
    else check();
  };

  if (methods.length === 0) {
    return (
      <>
        <Heading>{strings.verify.title}</Heading>
        <p class="lead">{strings.verify.noMethod}</p>
      </>
    );
  }

  const codeMessage = codeError === null ? null : strings.errors[codeError.code](codeError.details, formats);
  const fieldError =
    problem !== null
      ? strings.verify[problem]
      : codeMessage === null
        ? null
        : `${codeMessage.title}. ${codeMessage.text}`;

  return (
    <form class="appear" onSubmit={submit} noValidate>
      <Heading>{strings.verify.title}</Heading>
      {(sent === null || methods.length > 1) && (
        <p class="lead" id={intro}>
          {strings.verify.intro}
        </p>
      )}
      <div class="stack">
        {error !== null && codeError === null && (
          <MessageBar tone="danger" message={strings.errors[error.code](error.details, formats)} focusKey={error} />
        )}
        {(sent === null || methods.length > 1) && (
          <Choices
            labelledBy={intro}
            choices={methods.map((value) => ({ value, ...strings.verify.methods[value] }))}
            chosen={method}
            onChoose={setMethod}
          />
        )}
        {sent !== null && (
          <>
            <MessageBar
              key={sent.mayResendAt}
              tone="info"
              message={{
                title: strings.verify.sentTitle,
                text: strings.verify.sent(formats.duration(Math.round(sent.validForSeconds / 60) * 60)),
                next: strings.verify.sentHint,
              }}
            />
            <Field
              id="code"
              label={strings.verify.code}
              hint={strings.verify.codeHint}
              error={fieldError}
              autoComplete="one-time-code"
              inputMode="numeric"
              inputClass="code"
              inputRef={input}
              onInput={() => {
                setProblem(null);
                if (input.current !== null) normaliseCode(input.current);
              }}
            />
            <Resend mayResendAt={sent.mayResendAt} busy={busy} onResend={() => void send()} />
          </>
        )}
        <div class="actions">
          <Button type="submit" primary busy={busy}>
            {sent === null ? strings.verify.send : strings.common.next}
          </Button>
          <Button onClick={onBack}>{strings.common.back}</Button>
        </div>
      </div>
    </form>
  );
}

interface ResendProps {
  readonly mayResendAt: number;
  readonly busy: boolean;
  readonly onResend: () => void;
}

/** Counts down where it can be seen; a screen reader hears the time only when it asks for the button. */
function Resend({ mayResendAt, busy, onResend }: ResendProps) {
  const { strings, formats } = useLocalisation();
  const [isWaiting, setWaiting] = useState(true);
  const now = useNow(isWaiting);
  const left = Math.ceil((mayResendAt - now) / 1000);
  const hint = useId();
  useEffect(() => setWaiting(left > 0), [left > 0]);
  return (
    <div class="resend">
      <button
        type="button"
        class="linkButton"
        aria-disabled={left > 0 || busy ? 'true' : undefined}
        aria-describedby={left > 0 ? hint : undefined}
        onClick={() => {
          if (left <= 0 && !busy) onResend();
        }}
      >
        {strings.verify.sendAgain}
      </button>
      {left > 0 && (
        <p class="hint" id={hint}>
          {strings.verify.sendAgainIn(formats.duration(left))}
        </p>
      )}
    </div>
  );
}
