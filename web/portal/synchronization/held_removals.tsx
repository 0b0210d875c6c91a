import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useLanguage } from '../../fluent/language';
import { Modal } from '../../fluent/modal';
import { Notice } from '../../fluent/notice';
import { useDateTime } from '../date_time';
import type { HeldRemovals as Held } from '../graph/synchronization';
import { useStrings } from '../strings';

/** More than that must be typed, so that nobody says yes to a number that they have not read. */
const TYPED_ABOVE = 20;

const useStyles = makeStyles({
  actions: { display: 'flex', gap: tokens.spacingHorizontalM, flexWrap: 'wrap', marginTop: tokens.spacingVerticalM },
  button: { minHeight: '44px' },
  list: { margin: `${tokens.spacingVerticalXS} 0 0`, paddingLeft: tokens.spacingHorizontalXL },
  text: { margin: 0 },
});

interface Props {
  readonly held: Held;
  readonly isAllowed: boolean;
  readonly onAllow: () => void;
}

/** Removals above the threshold: who, since when, and the yes that they wait for. */
export function HeldRemovals({ held, isAllowed, onAllow }: Props) {
  const styles = useStyles();
  const { synchronization } = useStrings();
  const { held: texts } = synchronization;
  const { formats } = useLanguage();
  const dateTime = useDateTime();
  const [isAsking, setAsking] = useState(false);
  const message = {
    title: texts.title({ count: formats.number(held.count), people: formats.number(held.people) }),
    text: texts.text({ threshold: formats.number(held.threshold), since: dateTime(held.since) }),
    next: texts.next,
  };
  return (
    <Notice intent="warning" message={message}>
      <details>
        <summary>{texts.some}</summary>
        <ul className={styles.list}>
          {held.sample.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      </details>
      {isAllowed && (
        <div className={styles.actions}>
          <Button className={styles.button} onClick={() => setAsking(true)}>
            {texts.allow}
          </Button>
        </div>
      )}
      {isAsking && (
        <Question
          count={held.count}
          onClose={() => setAsking(false)}
          onYes={() => {
            setAsking(false);
            onAllow();
          }}
        />
      )}
    </Notice>
  );
}

interface QuestionProps {
  readonly count: number;
  readonly onClose: () => void;
  readonly onYes: () => void;
}

function Question({ count, onClose, onYes }: QuestionProps) {
  const styles = useStyles();
  const strings = useStrings();
  const { held: texts } = strings.synchronization;
  const { formats } = useLanguage();
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const mustType = count > TYPED_ABOVE;
  return (
    <Modal title={texts.question({ count: formats.number(count) })} shape="question" onClose={onClose}>
      <p className={styles.text}>{texts.questionText}</p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (mustType && typed.replace(/\D/g, '') !== String(count)) setWrong(true);
          else onYes();
        }}
      >
        {mustType && (
          <Field
            label={texts.type({ count: formats.number(count) })}
            {...(isWrong ? { validationMessage: texts.mismatch, validationState: 'error' as const } : {})}
          >
            <Input
              inputMode="numeric"
              autoComplete="off"
              value={typed}
              onChange={(_event, { value }) => {
                setTyped(value);
                setWrong(false);
              }}
            />
          </Field>
        )}
        <div className={styles.actions}>
          <Button type="submit" appearance="primary" className={styles.button}>
            {texts.allow}
          </Button>
          <Button type="button" className={styles.button} onClick={onClose}>
            {strings.cancel}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
