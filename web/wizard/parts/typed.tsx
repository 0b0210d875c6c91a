import { makeStyles, mergeClasses, tokens, useFieldControlProps_unstable as useFieldControlProps } from '@fluentui/react-components';
import type { ComponentProps } from 'react';

const useStyles = makeStyles({
  box: {
    width: '100%',
    minHeight: '32px',
    padding: `5px ${tokens.spacingHorizontalM}`,
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    fontFamily: tokens.fontFamilyBase,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    ':focus-visible': { outline: `2px solid ${tokens.colorCompoundBrandStroke}`, outlineOffset: '-1px' },
    '&[aria-invalid=true]': { border: `1px solid ${tokens.colorStatusDangerBorder2}` },
  },
  area: { resize: 'vertical', fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
});

/** The label, hint and message of the Field around it are the input's. */
const FIELD = { supportsLabelFor: true, supportsRequired: true } as const;

/**
 * An input that keeps what is typed in its element alone: Fluent's own hold a copy in their state, which is no place for
 * a password.
 */
export function TextInput(props: ComponentProps<'input'>) {
  const styles = useStyles();
  const { ref, ...inField } = useFieldControlProps(props, FIELD);
  return <input type="text" autoComplete="off" spellCheck={false} {...inField} ref={ref ?? null} className={styles.box} />;
}

export function TextArea(props: ComponentProps<'textarea'>) {
  const styles = useStyles();
  const { ref, ...inField } = useFieldControlProps(props, FIELD);
  return (
    <textarea
      rows={2}
      spellCheck={false}
      {...inField}
      ref={ref ?? null}
      className={mergeClasses(styles.box, styles.area)}
    />
  );
}
