import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Message } from '../strings';
import { Icon, type IconName } from './icon';

export type Tone = 'danger' | 'warning' | 'success' | 'info';

const ICONS: Readonly<Record<Tone, IconName>> = {
  danger: 'alert',
  warning: 'warning',
  success: 'success',
  info: 'info',
};

interface Props {
  readonly tone: Tone;
  readonly message: Message;
  readonly id?: string;
  /**
   * Takes the focus when it appears, and again whenever this value changes. Without it the bar is announced where it
   * stands.
   */
  readonly focusKey?: unknown;
  readonly children?: ComponentChildren;
}

export function MessageBar({ tone, message, id, focusKey, children }: Props) {
  const bar = useRef<HTMLDivElement>(null);
  const takesFocus = focusKey !== undefined;
  useLayoutEffect(() => {
    if (takesFocus) bar.current?.focus();
  }, [focusKey]);
  return (
    <div
      class={`message ${tone} appear`}
      id={id}
      ref={bar}
      tabIndex={takesFocus ? -1 : undefined}
      role={takesFocus ? 'group' : tone === 'danger' ? 'alert' : 'status'}
      aria-label={takesFocus ? message.title : undefined}
    >
      <Icon name={ICONS[tone]} />
      <div class="messageBody">
        <p class="messageTitle">{message.title}</p>
        <p>{message.text}</p>
        {message.next !== undefined && <p>{message.next}</p>}
        {children}
      </div>
    </div>
  );
}
