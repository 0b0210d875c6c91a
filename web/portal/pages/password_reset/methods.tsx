import { Checkbox, Field, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import { METHODS, type Method, type Policy } from '../../graph/reset_policy';
import { Card } from '../../page';
import { useStrings } from '../../strings';
import { PolicyPage } from './policy_page';
import { Questions } from './questions';

const useStyles = makeStyles({
  hint: {
    margin: '0 0 0 36px', // under the box's label
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  quiet: { margin: 0, color: tokens.colorNeutralForeground2 },
});

const pick = ({ methodsRequired, methods, questions }: Policy) => ({ methodsRequired, methods, questions });

/** How people prove who they are. What this installation cannot do is not offered, and stays as it is. */
export function Methods() {
  const styles = useStyles();
  const { resetPolicy } = useStrings();
  const { methods: texts } = resetPolicy;
  return (
    <PolicyPage entry="resetMethods" text={texts.text} pick={pick}>
      {({ policy, change, isAllowed }) => (
        <>
          <Field label={texts.required} hint={texts.requiredHint}>
            <RadioGroup
              layout="horizontal"
              value={String(policy.methodsRequired)}
              disabled={!isAllowed}
              onChange={(_event, { value }) => change({ methodsRequired: Number(value) })}
            >
              <Radio value="1" label="1" />
              <Radio value="2" label="2" />
            </RadioGroup>
          </Field>
          <Card title={texts.available}>
            <p className={styles.quiet}>{texts.availableHint}</p>
            {policy.availableMethods.map((method) => (
              <Choice
                key={method}
                method={method}
                isChosen={policy.methods.includes(method)}
                isAllowed={isAllowed}
                onChange={(isChosen) => change({ methods: toggled(policy.methods, method, isChosen) })}
              />
            ))}
          </Card>
          {policy.availableMethods.includes('securityQuestions') && policy.methods.includes('securityQuestions') && (
            <Questions questions={policy.questions} isAllowed={isAllowed} onChange={(questions) => change({ questions })} />
          )}
        </>
      )}
    </PolicyPage>
  );
}

function toggled(methods: readonly Method[], method: Method, isChosen: boolean): readonly Method[] {
  return METHODS.filter((one) => (one === method ? isChosen : methods.includes(one)));
}

interface ChoiceProps {
  readonly method: Method;
  readonly isChosen: boolean;
  readonly isAllowed: boolean;
  readonly onChange: (isChosen: boolean) => void;
}

function Choice({ method, isChosen, isAllowed, onChange }: ChoiceProps) {
  const styles = useStyles();
  const { methods: texts } = useStrings().resetPolicy;
  const id = useId();
  return (
    <div>
      <Checkbox
        label={texts.names[method]}
        aria-describedby={id}
        disabled={!isAllowed}
        checked={isChosen}
        onChange={(_event, { checked }) => onChange(checked === true)}
      />
      <p id={id} className={styles.hint}>
        {texts.hints[method]}
      </p>
    </div>
  );
}
