import type { ComponentChildren } from 'preact';
import { useLocalisation } from './language_context';

interface Props {
  readonly children: ComponentChildren;
  readonly type?: 'button' | 'submit';
  readonly primary?: boolean;
  /** Keeps its name and its focus, shows a spinner and does nothing. */
  readonly busy?: boolean;
  readonly onClick?: () => void;
}

export function Button({ children, type = 'button', primary = false, busy = false, onClick }: Props) {
  const { strings } = useLocalisation();
  return (
    <button
      type={type}
      class={primary ? 'button primary' : 'button'}
      aria-disabled={busy ? 'true' : undefined}
      aria-busy={busy ? 'true' : undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.();
      }}
    >
      {busy && <span class="spinner" aria-hidden="true" />}
      {children}
      {busy && (
        <span class="visuallyHidden" role="status">
          {strings.common.working}
        </span>
      )}
    </button>
  );
}
