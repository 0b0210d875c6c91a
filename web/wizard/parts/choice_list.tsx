import { makeStyles, mergeClasses, Radio, RadioGroup, Text, tokens } from '@fluentui/react-components';
import { useId } from 'react';

interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly hint?: string;
}

interface Props<T extends string> {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly choices: readonly Choice<T>[];
  readonly chosen: T;
  readonly onChoose: (value: T) => void;
}

const useStyles = makeStyles({
  hint: { color: tokens.colorNeutralForeground2, padding: `0 0 ${tokens.spacingVerticalXS} 2.25rem`, marginTop: '-6px' },
  hidden: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
});

/** Radio buttons whose hints are descriptions, so that each is named by its label alone. */
export function ChoiceList<T extends string>({ label, hideLabel = false, choices, chosen, onChoose }: Props<T>) {
  const styles = useStyles();
  const id = useId();
  return (
    <div>
      <Text id={id} weight="semibold" className={mergeClasses(hideLabel && styles.hidden)}>
        {label}
      </Text>
      <RadioGroup
        aria-labelledby={id}
        value={chosen}
        onChange={(_, { value }) => {
          const choice = choices.find((candidate) => candidate.value === value);
          if (choice !== undefined) onChoose(choice.value);
        }}
      >
        {choices.map(({ value, label: name, hint }) => (
          <div key={value}>
            <Radio value={value} label={name} aria-describedby={hint === undefined ? undefined : `${id}-${value}`} />
            {hint !== undefined && (
              <Text as="p" block size={200} id={`${id}-${value}`} className={styles.hint}>
                {hint}
              </Text>
            )}
          </div>
        ))}
      </RadioGroup>
    </div>
  );
}
