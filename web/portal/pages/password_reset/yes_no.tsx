import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useStrings } from '../../strings';

interface Props {
  readonly question: string;
  readonly hint: string;
  readonly value: boolean;
  readonly isAllowed: boolean;
  readonly onChange: (value: boolean) => void;
}

export function YesNo({ question, hint, value, isAllowed, onChange }: Props) {
  const strings = useStrings();
  return (
    <Field label={question} hint={hint}>
      <RadioGroup
        layout="horizontal"
        value={value ? 'yes' : 'no'}
        disabled={!isAllowed}
        onChange={(_event, { value: chosen }) => onChange(chosen === 'yes')}
      >
        <Radio value="yes" label={strings.yes} />
        <Radio value="no" label={strings.no} />
      </RadioGroup>
    </Field>
  );
}
