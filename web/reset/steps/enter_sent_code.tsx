import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ApiErrorCode } from '../../shared/api_error';
import { lastDigits } from '../../shared/masked';
import { errorText } from '../../shared/message_text';
import type { SendingMethod } from '../../shared/reset_answers';
import { Button } from '../../shared/ui/button';
import { Field } from '../../shared/ui/field';
import { useLocalisation } from '../../shared/ui/language_context';
import { MessageBar } from '../../shared/ui/message_bar';
import { useNow } from '../../shared/ui/use_now';
import { normaliseCode, readCode, type CodeProblem } from '../../shared/code_text';
import { useCall } from '../use_call';
import type { MethodForm } from './verify';

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

/** Sends a code by mail or text message, and takes it back. Once one was sent, the method is no longer in question. */
export function EnterSentCode(props: MethodForm & { readonly method: SendingMethod }) {
  const { api, method, hint, lead, choices, onVerified, onBack, onSessionEnd } = props;
  const { strings, formats } = useLocalisation();
  const [sent, setSent] = useState<Sent | null>(null);
  const [problem, setProblem] = useState<CodeProblem | null>(null);
  const [isNumberMissing, setNumberMissing] = useState(false);
  const number = useRef<string | null>(null);
  const numberInput = useRef<HTMLInputElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const { busy, error, clearError, run } = useCall(onSessionEnd);

  useLayoutEffect(() => {
    if (sent !== null) input.current?.focus();
  }, [sent]);

  const codeError = error !== null && ABOUT_THE_CODE.has(error.code) ? error : null;
  const numberError = error !== null && error.code === 'number_wrong' ? error : null;
  useLayoutEffect(() => {
    if (codeError === null || input.current === null) return;
    input.current.value = '';
    input.current.focus();
  }, [codeError]);
  useLayoutEffect(() => {
    if (numberError !== null) numberInput.current?.focus();
  }, [numberError]);

  const send = () => {
    if (method === 'mobilePhone' && sent === null) {
      number.current = numberInput.current?.value.trim() ?? '';
      setNumberMissing(number.current === '');
      if (number.current === '') {
        clearError();
        numberInput.current?.focus();
        return;
      }
    }
    void run(async () => {
      const { expiresAt, resendAfterSeconds } = await api.sendCode(method, number.current);
      const now = Date.now();
      setProblem(null);
      setSent({ validForSeconds: (expiresAt - now) / 1000, mayResendAt: now + resendAfterSeconds * 1000 });
    });
  };

  const check = () => {
    const typed = readCode(input.current?.value ?? '');
    setProblem(typed.problem);
    if (typed.problem !== null) {
      clearError();
      input.current?.focus();
      return;
    }
    void run(async () => onVerified(await api.verify(method, { code: typed.code })));
  };

  const submit = (event: Event) => {
    event.preventDefault();
    if (sent === null) send();
    else check();
  };

  const spoken = (shown: typeof error) => {
    if (shown === null) return null;
    const { title, text } = errorText(shown, strings, formats);
    return `${title}. ${text}`;
  };
  const words = strings.verify.sent[method];

  return (
    <form class="appear" onSubmit={submit} noValidate>
      {sent === null && lead}
      <div class="stack">
        {sent === null && choices}
        {error !== null && codeError === null && numberError === null && (
          <MessageBar tone="danger" message={errorText(error, strings, formats)} focusKey={error} />
        )}
        {sent === null && method === 'mobilePhone' && (
          <Field
            id="number"
            label={strings.verify.number}
            hint={strings.verify.numberHint({ digits: lastDigits(hint) })}
            error={isNumberMissing ? strings.verify.numberMissing : spoken(numberError)}
            autoComplete="tel"
            inputMode="tel"
            inputRef={numberInput}
            onInput={() => setNumberMissing(false)}
          />
        )}
        {sent !== null && (
          <>
            <MessageBar
              key={sent.mayResendAt}
              tone="info"
              message={{
                title: words.title,
                text: words.text({ validFor: formats.duration(Math.round(sent.validForSeconds / 60) * 60) }),
                next: words.hint,
              }}
            />
            <Field
              id="code"
              label={strings.verify.code}
              hint={strings.verify.codeHint[method]}
              error={problem === null ? spoken(codeError) : strings.verify[problem]}
              autoComplete="one-time-code"
              inputMode="numeric"
              inputClass="code"
              inputRef={input}
              onInput={() => {
                setProblem(null);
                if (input.current !== null) normaliseCode(input.current);
              }}
            />
            <Resend mayResendAt={sent.mayResendAt} busy={busy} onResend={send} />
          </>
        )}
        <div class="actions">
          <Button type="submit" primary busy={busy}>
            {sent === null ? strings.verify.send : strings.common.next}
          </Button>
          <Button onClick={sent === null ? onBack : () => setSent(null)}>{strings.common.back}</Button>
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
          {strings.verify.sendAgainIn({ left: formats.duration(left) })}
        </p>
      )}
    </div>
  );
}
