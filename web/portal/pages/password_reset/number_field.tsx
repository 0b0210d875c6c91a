import { Field, Input, makeStyles } from '@fluentui/react-components';

const useStyles = makeStyles({ input: { maxWidth: '160px' } });

interface Props {
  readonly label: string;
  readonly hint?: string;
  readonly value: number;
  readonly isAllowed: boolean;
  readonly onChange: (value: number) => void;
}

/** A whole number that is not negative; what is no number is not taken. */
export function NumberField({ label, hint, value, isAllowed, onChange }: Props) {
  const styles = useStyles();
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      <Input
        className={styles.input}
        inputMode="numeric"
        autoComplete="off"
        disabled={!isAllowed}
        value={String(value)}
        onChange={(_event, { value: typed }) => {
          if (/^\d{0,5}$/.test(typed.trim())) onChange(Number(typed));
        }}
      />
    </Field>
  );
}
