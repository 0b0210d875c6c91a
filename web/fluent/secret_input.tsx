import { Button, makeStyles, tokens, useFieldControlProps_unstable } from '@fluentui/react-components';
import { EyeOffRegular, EyeRegular } from '@fluentui/react-icons';
import type { ComponentProps } from 'react';

interface Props extends Omit<ComponentProps<'input'>, 'type' | 'value' | 'defaultValue' | 'className'> {
  readonly isShown: boolean;
  /** Of the button that shows what is typed. Null: there is no such button. */
  readonly showLabel: string | null;
  readonly onShow: (isShown: boolean) => void;
}

const useStyles = makeStyles({
  box: {
    display: 'flex',
    alignItems: 'center',
    minHeight: '40px',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    backgroundColor: tokens.colorNeutralBackground1,
    ':focus-within': { outline: `2px solid ${tokens.colorCompoundBrandStroke}`, outlineOffset: '-1px' },
  },
  input: {
    flexGrow: 1,
    minWidth: 0,
    alignSelf: 'stretch',
    padding: `0 ${tokens.spacingHorizontalM}`,
    border: 'none',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    fontFamily: tokens.fontFamilyBase,
    fontSize: tokens.fontSizeBase300,
    ':focus': { outline: 'none' },
  },
});

/**
 * A field for a password. What is typed lives in the browser's own element alone, which its owner reads and empties;
 * Fluent's Input would keep a copy in its state. A child of Field, whose label and messages it takes.
 */
export function SecretInput({ isShown, showLabel, onShow, ...own }: Props) {
  const styles = useStyles();
  const input = useFieldControlProps_unstable(own, { supportsLabelFor: true });
  return (
    <div className={styles.box}>
      <input {...input} className={styles.input} type={isShown ? 'text' : 'password'} spellCheck={false} />
      {showLabel !== null && (
        <Button
          type="button"
          appearance="transparent"
          aria-label={showLabel}
          aria-pressed={isShown}
          icon={isShown ? <EyeOffRegular /> : <EyeRegular />}
          disabled={input.disabled === true}
          onClick={() => onShow(!isShown)}
        />
      )}
    </div>
  );
}
