import type { Ref } from 'preact';
import { useState } from 'preact/hooks';
import { Field } from '../../shared/ui/field';
import { Icon } from '../../shared/ui/icon';
import { useLocalisation } from '../../shared/ui/language_context';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly autoComplete: 'current-password' | 'new-password';
  readonly error: string | null;
  readonly describedBy?: string;
  readonly disabled: boolean;
  readonly inputRef: Ref<HTMLInputElement>;
  readonly onInput?: () => void;
  /** Whether Caps Lock is on, at every key. */
  readonly onCapsLock: (isOn: boolean) => void;
  /** A button that shows what is typed; left out where another field's serves for this one. */
  readonly showable?: { readonly isShown: boolean; readonly toggle: () => void };
  readonly isShown?: boolean;
}

/** One password. Its value is the element's own and is kept nowhere else. */
export function PasswordField({ onCapsLock, showable, isShown = false, ...field }: Props) {
  const { strings } = useLocalisation();
  const visible = showable?.isShown ?? isShown;
  return (
    <Field
      {...field}
      type={visible ? 'text' : 'password'}
      onKey={(event) => onCapsLock(event.getModifierState?.('CapsLock') ?? false)}
      action={
        showable !== undefined && (
          <button
            type="button"
            class="iconButton"
            aria-label={strings.password.show}
            aria-pressed={visible}
            title={strings.password.show}
            disabled={field.disabled}
            onClick={showable.toggle}
          >
            <Icon name={visible ? 'eyeOff' : 'eye'} />
          </button>
        )
      }
    />
  );
}

export function CapsLockNotice({ isOn }: { readonly isOn: boolean }) {
  const { strings } = useLocalisation();
  return (
    <p class={isOn ? 'capsLock' : 'capsLock visuallyHidden'} role="status">
      {isOn && <Icon name="warning" />}
      {isOn ? strings.password.capsLock : ''}
    </p>
  );
}

/** Reads whether what is typed is shown, and lets a button turn that. */
export function useShown(): { readonly isShown: boolean; readonly toggle: () => void; readonly hide: () => void } {
  const [isShown, setShown] = useState(false);
  return { isShown, toggle: () => setShown(!isShown), hide: () => setShown(false) };
}
