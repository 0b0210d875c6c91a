import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import {
  CheckmarkCircleFilled,
  DismissCircleFilled,
  InfoFilled,
  WarningFilled,
  type FluentIcon,
} from '@fluentui/react-icons';
import { useLayoutEffect, useRef, type ReactNode } from 'react';

export type Intent = 'info' | 'success' | 'warning' | 'error';

/** What happened, what it means, and what to do next: the shape of every text about something that went wrong. */
export interface NoticeText {
  readonly title: string;
  readonly text?: string;
  readonly next?: string;
}

interface Props {
  readonly intent: Intent;
  readonly message: NoticeText;
  /** Takes the focus whenever this value changes: for what answers an act of the person's. */
  readonly focusKey?: unknown;
  /** A request ID, buttons. */
  readonly children?: ReactNode;
}

const ICONS: Readonly<Record<Intent, FluentIcon>> = {
  info: InfoFilled,
  success: CheckmarkCircleFilled,
  warning: WarningFilled,
  error: DismissCircleFilled,
};

const useStyles = makeStyles({
  bar: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    backgroundColor: tokens.colorNeutralBackground3,
    color: tokens.colorNeutralForeground1,
    lineHeight: tokens.lineHeightBase300,
    overflowWrap: 'anywhere',
    ':focus': { outline: 'none' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  icon: { fontSize: '20px', lineHeight: 0 },
  title: { fontWeight: tokens.fontWeightSemibold, margin: 0 },
  text: { margin: 0 },
  more: { marginTop: tokens.spacingVerticalS },
  info: {},
  success: { backgroundColor: tokens.colorStatusSuccessBackground1, border: `1px solid ${tokens.colorStatusSuccessBorder1}` },
  warning: { backgroundColor: tokens.colorStatusWarningBackground1, border: `1px solid ${tokens.colorStatusWarningBorder1}` },
  error: { backgroundColor: tokens.colorStatusDangerBackground1, border: `1px solid ${tokens.colorStatusDangerBorder1}` },
  infoIcon: { color: tokens.colorBrandForeground1 },
  successIcon: { color: tokens.colorStatusSuccessForeground1 },
  warningIcon: { color: tokens.colorStatusWarningForeground3 },
  errorIcon: { color: tokens.colorStatusDangerForeground1 },
});

export function Notice({ intent, message, focusKey, children }: Props) {
  const styles = useStyles();
  const bar = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (focusKey !== undefined) bar.current?.focus();
  }, [focusKey]);
  const Icon = ICONS[intent];
  return (
    <div
      className={mergeClasses(styles.bar, styles[intent])}
      role={intent === 'error' || intent === 'warning' ? 'alert' : 'status'}
      tabIndex={-1}
      ref={bar}
    >
      <span className={mergeClasses(styles.icon, styles[`${intent}Icon`])}>
        <Icon aria-hidden />
      </span>
      <div>
        <p className={styles.title}>{message.title}</p>
        {(message.text ?? '') !== '' && <p className={styles.text}>{message.text}</p>}
        {(message.next ?? '') !== '' && <p className={styles.text}>{message.next}</p>}
        {children !== undefined && children !== null && <div className={styles.more}>{children}</div>}
      </div>
    </div>
  );
}
