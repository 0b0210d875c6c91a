import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from '../../shared/api_error';
import { errorText, reasonText } from '../../shared/message_text';
import { findProblem, isSamePassword, type PasswordProblem } from '../../shared/password_check';
import type { Description, Outcome } from '../../shared/reset_answers';
import { failedRule, measure, NOTHING_TYPED, rulesOf } from '../../shared/rules';
import { sealPasswords, UnsealableText, type SealedPassword, type Ticket } from '../../shared/seal';
import { AccountNotice, blockOf } from '../../shared/ui/account_notice';
import { Button } from '../../shared/ui/button';
import { Heading } from '../../shared/ui/heading';
import { useLocalisation } from '../../shared/ui/language_context';
import { MessageBar } from '../../shared/ui/message_bar';
import { RuleList } from '../../shared/ui/rule_list';
import { useSite } from '../../shared/ui/site_context';
import { StrengthHint } from '../../shared/ui/strength_hint';
import { SupportCode } from '../../shared/ui/support_code';
import { ToldRules } from '../../shared/ui/told_rules';
import { useNow } from '../../shared/ui/use_now';
import type { Account } from '../answers';
import type { AccountApi } from '../api';
import { useAccountStrings } from '../strings';
import { useCall } from '../use_call';
import { CapsLockNotice, PasswordField, useShown } from './password_field';

interface Props {
  readonly api: AccountApi;
  readonly account: Account;
  /** The directory's answer to what was tried before, of which nothing is kept. */
  readonly refusal: Outcome | null;
  readonly onSealed: (ticket: Ticket, sealed: SealedPassword[]) => void;
  /** Null for who must change it. */
  readonly onCancel: (() => void) | null;
  readonly onEnded: () => void;
}

const RULES_ID = 'rules';

export function ChangePassword(props: Props) {
  const { api, onCancel } = props;
  const { change } = useAccountStrings();
  const { run } = useCall(props.onEnded);
  return (
    <>
      <Heading takesFocus={props.refusal === null}>{change.title}</Heading>
      <ToldRules
        describe={() => api.describe()}
        run={run}
        ends={(error) => error.code === 'session_missing'}
        otherAction={onCancel !== null && <Button onClick={onCancel}>{change.cancel}</Button>}
      >
        {(description) => <ChangeForm {...props} description={description} />}
      </ToldRules>
    </>
  );
}

interface FormProps extends Props {
  /** Null when the rules could not be had. */
  readonly description: Description | null;
}

interface Problems {
  readonly isCurrentMissing: boolean;
  readonly next: PasswordProblem | null;
  readonly isMismatch: boolean;
}

const NO_PROBLEMS: Problems = { isCurrentMissing: false, next: null, isMismatch: false };

function ChangeForm({ api, account, refusal, description, onSealed, onCancel, onEnded }: FormProps) {
  const { strings, formats } = useLocalisation();
  const { change } = useAccountStrings();
  const site = useSite();
  const current = useRef<HTMLInputElement>(null);
  const next = useRef<HTMLInputElement>(null);
  const confirm = useRef<HTMLInputElement>(null);
  const shown = useShown();
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const [hasTypedSince, setTypedSince] = useState(false);
  const [problems, setProblems] = useState(NO_PROBLEMS);
  const [hasCapsLock, setCapsLock] = useState(false);
  const { busy, error, run } = useCall(onEnded);

  const mayChangeAt = refusal?.details.mayChangeAt ?? description?.policy.mayChangeAt ?? null;
  const now = useNow(mayChangeAt !== null);
  const block = blockOf(description?.account ?? null, mayChangeAt, now);
  const rules = rulesOf(description?.policy ?? null, refusal);

  const clear = () => {
    for (const field of [current.current, next.current, confirm.current]) if (field !== null) field.value = '';
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
    const [old, field] = [current.current, next.current];
    if (busy || block !== null || old === null || field === null) return;
    const found = {
      isCurrentMissing: old.value === '',
      next: findProblem(field.value, rules),
      isMismatch: !isSamePassword(field.value, confirm.current?.value ?? ''),
    };
    setProblems(found);
    if (found.isCurrentMissing) old.focus();
    else if (found.next !== null) field.focus();
    else if (found.isMismatch) confirm.current?.focus();
    else void run(() => sealAndHandOver(old, field));
  };

  const sealAndHandOver = async (old: HTMLInputElement, field: HTMLInputElement) => {
    shown.hide();
    const ticket = await api.requestChange();
    if (ticket.recipients.length === 0) throw new ApiError('agent_unavailable');
    try {
      const sealed = await sealPasswords(ticket, { current: old.value, next: field.value });
      clear();
      onSealed(ticket, sealed);
    } catch (thrown) {
      if (!(thrown instanceof UnsealableText)) throw new ApiError('cannot_seal');
      setProblems({ ...NO_PROBLEMS, next: { id: 'tooManyBytes' } });
    }
  };

  const onInput = () => {
    setTyped(measure(next.current?.value ?? ''));
    setTypedSince(true);
    setProblems(NO_PROBLEMS);
  };
  const disabled = block !== null || busy;

  return (
    <form class="appear" onSubmit={submit} noValidate>
      <p class="lead account">
        <span>{strings.password.account}</span> <strong>{account.userId}</strong>
      </p>
      <input
        class="visuallyHidden"
        type="text"
        autocomplete="username"
        value={account.userId}
        readOnly
        tabIndex={-1}
        aria-hidden="true"
      />
      <div class="stack dense">
        {account.why !== null && refusal === null && <MessageBar tone="info" message={change.why[account.why]} />}
        {refusal !== null && block === null && (
          <MessageBar
            id="refusal"
            tone="danger"
            message={reasonText(refusal.reason, refusal.details, 'reset', strings, formats)}
            focusKey={refusal}
          >
            <SupportCode code={refusal.supportCode} />
          </MessageBar>
        )}
        {error !== null && (
          <MessageBar tone="danger" message={errorText(error, strings, formats)} focusKey={error} />
        )}
        {block !== null && (
          <AccountNotice description={description} block={block} supportCode={refusal?.supportCode ?? null} />
        )}
        <PasswordField
          id="current-password"
          label={change.current}
          autoComplete="current-password"
          error={problems.isCurrentMissing ? change.currentMissing : null}
          disabled={disabled}
          inputRef={current}
          isShown={shown.isShown}
          onInput={() => setProblems(NO_PROBLEMS)}
          onCapsLock={setCapsLock}
        />
        <RuleList
          id={RULES_ID}
          rules={rules}
          typed={typed}
          failed={hasTypedSince ? null : failedRule(refusal)}
          isUnknown={description === null || description.policy.source === 'unknown'}
        />
        <PasswordField
          id="new-password"
          label={strings.password.next}
          autoComplete="new-password"
          error={problems.next === null ? null : problemText(problems.next)}
          describedBy={refusal !== null && !hasTypedSince ? `refusal ${RULES_ID}` : RULES_ID}
          disabled={disabled}
          inputRef={next}
          showable={shown}
          onInput={onInput}
          onCapsLock={setCapsLock}
        />
        <StrengthHint field={next} typed={typed} own={[account.userId, account.displayName, site.tenantName ?? '']} />
        <PasswordField
          id="confirm-password"
          label={strings.password.confirm}
          autoComplete="new-password"
          error={problems.isMismatch && problems.next === null ? strings.password.mismatch : null}
          disabled={disabled}
          inputRef={confirm}
          isShown={shown.isShown}
          onInput={() => setProblems(NO_PROBLEMS)}
          onCapsLock={setCapsLock}
        />
        <CapsLockNotice isOn={hasCapsLock} />
        <div class="actions">
          {block === null && (
            <Button type="submit" primary busy={busy}>
              {change.submit}
            </Button>
          )}
          {onCancel !== null && <Button onClick={onCancel}>{change.cancel}</Button>}
        </div>
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
