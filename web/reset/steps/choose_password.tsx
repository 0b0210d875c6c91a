import { useEffect, useRef, useState } from 'preact/hooks';
import type { ResetApi } from '../../shared/api';
import { ApiError } from '../../shared/api_error';
import { errorText, reasonText } from '../../shared/message_text';
import type { Description, Outcome } from '../../shared/reset_answers';
import { sealPasswords, UnsealableText, type SealedPassword, type Ticket } from '../../shared/seal';
import { Button } from '../../shared/ui/button';
import { Field } from '../../shared/ui/field';
import { Heading } from '../../shared/ui/heading';
import { Icon } from '../../shared/ui/icon';
import { useLocalisation } from '../../shared/ui/language_context';
import { MessageBar } from '../../shared/ui/message_bar';
import { useSite } from '../../shared/ui/site_context';
import { StrengthHint } from '../../shared/ui/strength_hint';
import { SupportCode } from '../../shared/ui/support_code';
import { ToldRules } from '../../shared/ui/told_rules';
import { useNow } from '../../shared/ui/use_now';
import { findProblem, isSamePassword, type PasswordProblem } from '../../shared/password_check';
import { failedRule, measure, NOTHING_TYPED, rulesOf } from '../../shared/rules';
import { endsSession } from '../journey';
import { useCall } from '../use_call';
import { AccountNotice, blockOf } from '../../shared/ui/account_notice';
import { RuleList } from '../../shared/ui/rule_list';

interface Props {
  readonly api: ResetApi;
  readonly account: string;
  /** The directory's answer to the password that was tried before, of which nothing is kept. */
  readonly refusal: Outcome | null;
  readonly onSealed: (ticket: Ticket, sealed: SealedPassword[]) => void;
  readonly onSessionEnd: (error: ApiError) => void;
}

const RULES_ID = 'rules';

export function ChoosePassword(props: Props) {
  const { api, onSessionEnd } = props;
  const { strings } = useLocalisation();
  const { run } = useCall(onSessionEnd);
  return (
    <>
      <Heading takesFocus={props.refusal === null}>{strings.password.title}</Heading>
      <ToldRules describe={() => api.describe()} run={run} ends={endsSession}>
        {(description) => <PasswordForm {...props} description={description} />}
      </ToldRules>
    </>
  );
}

interface FormProps extends Props {
  /** Null when the rules could not be had. */
  readonly description: Description | null;
}

interface Problems {
  readonly next: PasswordProblem | null;
  readonly isMismatch: boolean;
}

const NO_PROBLEMS: Problems = { next: null, isMismatch: false };

function PasswordForm({ api, account, refusal, description, onSealed, onSessionEnd }: FormProps) {
  const { strings, formats } = useLocalisation();
  const site = useSite();
  const next = useRef<HTMLInputElement>(null);
  const confirm = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const [hasTypedSince, setTypedSince] = useState(false);
  const [problems, setProblems] = useState(NO_PROBLEMS);
  const [isShown, setShown] = useState(false);
  const [hasCapsLock, setCapsLock] = useState(false);
  const { busy, error, run } = useCall(onSessionEnd);

  const mayChangeAt = refusal?.details.mayChangeAt ?? description?.policy.mayChangeAt ?? null;
  const now = useNow(mayChangeAt !== null);
  const block = blockOf(description?.account ?? null, mayChangeAt, now);
  const rules = rulesOf(description?.policy ?? null, refusal);

  const clear = () => {
    for (const field of [next.current, confirm.current]) if (field !== null) field.value = '';
    setTyped(NOTHING_TYPED);
  };
  useEffect(() => {
    // The browser may keep a page that was left, with its fields, to show it again.
    window.addEventListener('pagehide', clear);
    return () => {
      window.removeEventListener('pagehide', clear);
      clear();
    };
  }, []);

  const submit = (event: Event) => {
    event.preventDefault();
    const field = next.current;
    if (busy || block !== null || field === null) return;
    const found = {
      next: findProblem(field.value, rules),
      isMismatch: !isSamePassword(field.value, confirm.current?.value ?? ''),
    };
    setProblems(found);
    if (found.next !== null) field.focus();
    else if (found.isMismatch) confirm.current?.focus();
    else void run(() => sealAndHandOver(field));
  };

  const sealAndHandOver = async (field: HTMLInputElement) => {
    setShown(false);
    const ticket = await api.requestTicket('reset');
    if (ticket.recipients.length === 0) throw new ApiError('agent_unavailable');
    try {
      const sealed = await sealPasswords(ticket, { current: '', next: field.value });
      clear();
      onSealed(ticket, sealed);
    } catch (thrown) {
      if (!(thrown instanceof UnsealableText)) throw new ApiError('cannot_seal');
      setProblems({ next: { id: 'tooManyBytes' }, isMismatch: false });
    }
  };

  const onInput = () => {
    setTyped(measure(next.current?.value ?? ''));
    setTypedSince(true);
    setProblems(NO_PROBLEMS);
  };
  const onKey = (event: KeyboardEvent) => setCapsLock(event.getModifierState?.('CapsLock') ?? false);

  return (
    <form class="appear" onSubmit={submit} noValidate>
      <p class="lead account">
        <span>{strings.password.account}</span> <strong>{account}</strong>
      </p>
      <input
        class="visuallyHidden"
        type="text"
        autocomplete="username"
        value={account}
        readOnly
        tabIndex={-1}
        aria-hidden="true"
      />
      <div class="stack dense">
        {refusal !== null && block === null && (
          <MessageBar
            id="refusal"
            tone="danger"
            message={reasonText(refusal.reason, refusal.details, refusal.kind, strings, formats)}
            focusKey={refusal}
          >
            <SupportCode code={refusal.supportCode} />
          </MessageBar>
        )}
        {error !== null && (
          <MessageBar tone="danger" message={errorText(error, strings, formats)} focusKey={error} />
        )}
        {(refusal === null || block !== null) && (
          <AccountNotice description={description} block={block} supportCode={refusal?.supportCode ?? null} />
        )}
        <RuleList
          id={RULES_ID}
          rules={rules}
          typed={typed}
          failed={hasTypedSince ? null : failedRule(refusal)}
          isUnknown={description === null || description.policy.source === 'unknown'}
        />
        <Field
          id="new-password"
          label={strings.password.next}
          type={isShown ? 'text' : 'password'}
          autoComplete="new-password"
          error={problems.next === null ? null : problemText(problems.next)}
          describedBy={refusal !== null && !hasTypedSince ? `refusal ${RULES_ID}` : RULES_ID}
          disabled={block !== null || busy}
          inputRef={next}
          onInput={onInput}
          onKey={onKey}
          action={
            <button
              type="button"
              class="iconButton"
              aria-label={strings.password.show}
              aria-pressed={isShown}
              title={strings.password.show}
              disabled={block !== null || busy}
              onClick={() => setShown(!isShown)}
            >
              <Icon name={isShown ? 'eyeOff' : 'eye'} />
            </button>
          }
        />
        <StrengthHint field={next} typed={typed} own={[account, site.tenantName ?? '']} />
        <Field
          id="confirm-password"
          label={strings.password.confirm}
          type={isShown ? 'text' : 'password'}
          autoComplete="new-password"
          error={problems.isMismatch && problems.next === null ? strings.password.mismatch : null}
          disabled={block !== null || busy}
          inputRef={confirm}
          onInput={() => setProblems(NO_PROBLEMS)}
          onKey={onKey}
        />
        <p class={hasCapsLock ? 'capsLock' : 'capsLock visuallyHidden'} role="status">
          {hasCapsLock && <Icon name="warning" />}
          {hasCapsLock ? strings.password.capsLock : ''}
        </p>
        {block === null && (
          <div class="actions">
            <Button type="submit" primary busy={busy}>
              {strings.password.finish}
            </Button>
          </div>
        )}
      </div>
    </form>
  );

  function problemText(problem: PasswordProblem): string {
    if (problem.id === 'tooShort' || problem.id === 'tooLong') {
      return strings.password[problem.id]({ limit: problem.limit, length: problem.length });
    }
    return strings.password[problem.id];
  }
}
