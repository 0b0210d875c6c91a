import { Button, Checkbox, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { questionIds, questionText } from '../../../shared/questions';
import { useLanguage } from '../../../fluent/language';
import type { Policy } from '../../graph/reset_policy';
import { Card } from '../../page';
import { useStrings } from '../../strings';
import { NumberField } from './number_field';

const MOST = 20;

const useStyles = makeStyles({
  title: { margin: 0, fontSize: tokens.fontSizeBase300 },
  list: { display: 'flex', flexDirection: 'column' },
  custom: { display: 'flex', alignItems: 'flex-end', gap: tokens.spacingHorizontalM },
  text: { flexGrow: 1, minWidth: 0 },
  quiet: { margin: 0, color: tokens.colorNeutralForeground2 },
});

type QuestionPolicy = Policy['questions'];

interface Props {
  readonly questions: QuestionPolicy;
  readonly isAllowed: boolean;
  readonly onChange: (questions: QuestionPolicy) => void;
}

/** Which questions people choose among, and how many. */
export function Questions({ questions, isAllowed, onChange }: Props) {
  const styles = useStyles();
  const { methods: texts } = useStrings().resetPolicy;
  const { language } = useLanguage();
  const { predefined, custom } = questions;
  const change = (part: Partial<QuestionPolicy>) => onChange({ ...questions, ...part });
  const ask = (id: string, isOffered: boolean) =>
    change({ predefined: questionIds(language).filter((one) => (one === id ? isOffered : predefined.includes(one))) });
  return (
    <Card title={texts.questions}>
      <NumberField
        label={texts.toRegister}
        value={questions.toRegister}
        isAllowed={isAllowed}
        onChange={(toRegister) => change({ toRegister })}
      />
      <NumberField
        label={texts.toReset}
        value={questions.toReset}
        isAllowed={isAllowed}
        onChange={(toReset) => change({ toReset })}
      />
      <h3 className={styles.title}>{texts.predefined}</h3>
      <div className={styles.list}>
        {questionIds(language).map((id) => (
          <Checkbox
            key={id}
            label={questionText(language, id, null)}
            disabled={!isAllowed}
            checked={predefined.includes(id)}
            onChange={(_event, { checked }) => ask(id, checked === true)}
          />
        ))}
      </div>
      <h3 className={styles.title}>{texts.custom}</h3>
      <p className={styles.quiet}>{texts.customHint}</p>
      {custom.map(({ number, text }, index) => (
        <div key={number ?? `new ${index}`} className={styles.custom}>
          <Field label={texts.question({ number: index + 1 })} className={styles.text}>
            <Input
              autoComplete="off"
              maxLength={200}
              disabled={!isAllowed}
              value={text}
              onChange={(_event, { value }) =>
                change({ custom: custom.map((one, at) => (at === index ? { number, text: value } : one)) })
              }
            />
          </Field>
          <Button
            appearance="subtle"
            icon={<DismissRegular aria-hidden />}
            aria-label={texts.removeQuestion({ text })}
            disabled={!isAllowed}
            onClick={() => change({ custom: custom.filter((_one, at) => at !== index) })}
          />
        </div>
      ))}
      <p>
        <Button
          disabled={!isAllowed || custom.length >= MOST}
          onClick={() => change({ custom: [...custom, { number: null, text: '' }] })}
        >
          {texts.addQuestion}
        </Button>
      </p>
    </Card>
  );
}
