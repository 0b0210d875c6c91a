import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useWords } from './words';

interface Props {
  readonly title: string;
  /** A panel stands at the side and has room for a form; a question stands in the middle. */
  readonly shape: 'panel' | 'question';
  /** Escape, the cross. Null while it must not be closed. */
  readonly onClose: (() => void) | null;
  readonly children: ReactNode;
}

const useStyles = makeStyles({
  box: {
    padding: 0,
    border: 'none',
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow64,
    fontFamily: tokens.fontFamilyBase,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    '::backdrop': { backgroundColor: tokens.colorBackgroundOverlay },
    ':focus': { outline: 'none' },
  },
  panel: {
    margin: '0 0 0 auto',
    height: '100dvh',
    maxHeight: '100dvh',
    width: '480px',
    maxWidth: '100vw',
    overflowY: 'auto',
  },
  question: {
    width: '480px',
    maxWidth: 'calc(100vw - 32px)',
    borderRadius: tokens.borderRadiusXLarge,
  },
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, padding: tokens.spacingHorizontalXXL },
  head: { display: 'flex', alignItems: 'start', justifyContent: 'space-between', gap: tokens.spacingHorizontalM },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase500,
    lineHeight: tokens.lineHeightBase500,
    overflowWrap: 'anywhere',
    ':focus': { outline: 'none' },
  },
});

/**
 * A modal dialog by the browser's own <dialog>: it keeps the focus inside, hides the page from screen readers and gives
 * the focus back to where it was.
 */
export function Modal({ title, shape, onClose, children }: Props) {
  const styles = useStyles();
  const words = useWords();
  const id = useId();
  const box = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    box.current?.showModal();
    heading.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={box}
      className={mergeClasses(styles.box, styles[shape])}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
      // Chromium closes at the second Escape whatever onCancel says.
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onClose?.();
      }}
    >
      <div className={styles.content}>
        <div className={styles.head}>
          <h2 className={styles.title} id={id} tabIndex={-1} ref={heading}>
            {title}
          </h2>
          {onClose !== null && (
            <Button appearance="subtle" icon={<DismissRegular />} aria-label={words.close} onClick={onClose} />
          )}
        </div>
        {children}
      </div>
    </dialog>
  );
}
