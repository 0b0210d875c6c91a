import type { ComponentChildren, Ref } from 'preact';
import { Icon } from './icon';

interface Props {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | null;
  /** Ids of further descriptions, such as the rules of a password. */
  readonly describedBy?: string | undefined;
  readonly type?: 'text' | 'password';
  readonly autoComplete: string;
  readonly inputMode?: 'numeric' | 'email' | 'tel' | 'text';
  /** For a form that is read as a whole. */
  readonly name?: string;
  /** The value is the element's own: nothing here keeps a copy. */
  readonly defaultValue?: string;
  readonly disabled?: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly inputClass?: string;
  readonly onInput?: () => void;
  readonly onKey?: (event: KeyboardEvent) => void;
  /** A button inside the box, after the input. */
  readonly action?: ComponentChildren;
}

/**
 * A labelled input whose hint and error are its description. The error's place is always in the page, so that it is
 * announced.
 */
export function Field(props: Props) {
  const { id, label, hint, error, describedBy, type = 'text', disabled = false, inputClass, action } = props;
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const hasError = error !== undefined && error !== null;
  const description = [hasError ? errorId : '', hint === undefined ? '' : hintId, describedBy ?? '']
    .filter((part) => part !== '')
    .join(' ');
  const box = ['inputBox', hasError ? 'invalid' : '', disabled ? 'disabled' : ''].join(' ').trim();
  return (
    <div class="field">
      <label class="label" for={id}>
        {label}
      </label>
      {hint !== undefined && (
        <p class="hint" id={hintId}>
          {hint}
        </p>
      )}
      <div class={box}>
        <input
          id={id}
          {...(props.name === undefined ? {} : { name: props.name })}
          {...(type === 'password' ? { type: 'password' as const } : { type: 'text' as const })}
          disabled={disabled}
          autocomplete={props.autoComplete}
          inputMode={props.inputMode ?? 'text'}
          defaultValue={props.defaultValue ?? ''}
          autocapitalize="none"
          autocorrect="off"
          spellcheck={false}
          class={inputClass === undefined ? 'input' : `input ${inputClass}`}
          ref={props.inputRef ?? null}
          aria-invalid={hasError ? 'true' : undefined}
          aria-describedby={description === '' ? undefined : description}
          onInput={() => props.onInput?.()}
          onKeyDown={(event) => props.onKey?.(event)}
          onKeyUp={(event) => props.onKey?.(event)}
        />
        {action}
      </div>
      <p class={hasError ? 'fieldError' : 'fieldError visuallyHidden'} id={errorId} role="alert">
        {hasError && <Icon name="alert" />}
        {hasError && <span>{error}</span>}
      </p>
    </div>
  );
}
