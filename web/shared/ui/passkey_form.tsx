import type { ComponentChildren } from 'preact';
import { knowsPasskeys, type PasskeyFailure } from '../passkey';
import { Button } from './button';
import { useLocalisation } from './language_context';
import { MessageBar } from './message_bar';

interface Props {
  /** Above it all; `lead` stands outside of the stack. */
  readonly lead: ComponentChildren;
  readonly choices?: ComponentChildren;
  /** What the API said against it. */
  readonly problem: ComponentChildren;
  /** What the browser did. */
  readonly failure: PasskeyFailure | null;
  readonly busy: boolean;
  /** Fields, where the browser knows passkeys. */
  readonly children?: ComponentChildren;
  readonly submit: string;
  readonly onSubmit: () => void;
  readonly cancel: string;
  readonly onCancel: () => void;
}

/** A form that has the browser make or use a passkey; where it knows none, it says so and offers the way back alone. */
export function PasskeyForm(props: Props) {
  const { lead, choices, problem, failure, busy, children, submit, onSubmit, cancel, onCancel } = props;
  const { passkey } = useLocalisation().strings;
  const isKnown = knowsPasskeys();
  const go = (event: Event) => {
    event.preventDefault();
    if (isKnown) onSubmit();
  };
  return (
    <form class="appear" onSubmit={go} noValidate>
      {lead}
      <div class="stack">
        {choices}
        {!isKnown && <MessageBar tone="warning" message={passkey.problems.unsupported} />}
        {problem}
        {failure !== null && <MessageBar tone="danger" message={passkey.problems[failure.problem]} focusKey={failure} />}
        {isKnown && children}
        {busy && (
          <p class="hint" role="status">
            {passkey.waiting}
          </p>
        )}
        <div class="actions">
          {isKnown && (
            <Button type="submit" primary busy={busy}>
              {submit}
            </Button>
          )}
          <Button onClick={onCancel}>{cancel}</Button>
        </div>
      </div>
    </form>
  );
}
