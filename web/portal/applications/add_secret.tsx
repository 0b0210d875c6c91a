import { Button, Field, Input, makeStyles, Select, Spinner, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { CopyLine } from '../../fluent/copy_line';
import { useLanguage } from '../../fluent/language';
import { Modal } from '../../fluent/modal';
import { Notice } from '../../fluent/notice';
import { useDateTime } from '../date_time';
import { addSecret, type NewSecret } from '../graph/applications';
import { asGraphError, type GraphError } from '../graph/graph_error';
import { useSession } from '../session/session';
import { useStrings } from '../strings';
import { useApplicationsStrings } from '../strings/applications';
import { ApplicationProblem } from './application_problem';

const HOUR_MS = 60 * 60 * 1000;
const LIFETIMES_DAYS = [30, 90, 180, 365, 545, 730] as const;
const USUAL_DAYS = 365;

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  actions: { display: 'flex', gap: tokens.spacingHorizontalM, flexWrap: 'wrap' },
  button: { minHeight: '44px' },
  text: { margin: 0 },
});

interface Props {
  readonly applicationId: string;
  readonly onClose: (hasChanged: boolean) => void;
}

/** The secret is in this dialog alone: closing it is the end of it on this page. */
export function AddSecret({ applicationId, onClose }: Props) {
  const styles = useStyles();
  const strings = useStrings();
  const { secrets: texts } = useApplicationsStrings();
  const { formats } = useLanguage();
  const dateTime = useDateTime();
  const { graph } = useSession();
  const [name, setName] = useState('');
  const [days, setDays] = useState<number>(USUAL_DAYS);
  const [state, setState] = useState<'asking' | 'working' | GraphError | { readonly made: NewSecret }>('asking');
  const isBusy = state === 'working';
  const made = typeof state === 'object' && 'made' in state ? state.made : null;
  const submit = async () => {
    setState('working');
    // An hour less than the server's two years at most: clocks differ.
    const expiresAt = Date.now() + days * 24 * HOUR_MS - HOUR_MS;
    try {
      setState({ made: await addSecret(graph, applicationId, name.trim(), expiresAt) });
    } catch (thrown) {
      setState(asGraphError(thrown));
    }
  };
  return (
    <Modal title={texts.addTitle} shape="question" onClose={isBusy ? null : () => onClose(made !== null)}>
      {typeof state === 'object' && 'code' in state && <ApplicationProblem error={state} title={texts.notAdded} />}
      {made === null ? question() : answer(made)}
    </Modal>
  );

  function question() {
    return (
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) void submit();
        }}
      >
        <Field label={texts.description} hint={texts.descriptionHint}>
          <Input
            autoComplete="off"
            maxLength={60}
            value={name}
            readOnly={isBusy}
            onChange={(_event, { value }) => setName(value)}
          />
        </Field>
        <Field label={texts.lifetime}>
          <Select value={String(days)} disabled={isBusy} onChange={(_event, { value }) => setDays(Number(value))}>
            {LIFETIMES_DAYS.map((one) => (
              <option key={one} value={one}>
                {texts.days({ count: formats.number(one) })}
              </option>
            ))}
          </Select>
        </Field>
        {isBusy && <Spinner size="tiny" label={strings.loading} />}
        <div className={styles.actions}>
          <Button type="submit" appearance="primary" className={styles.button} disabledFocusable={isBusy}>
            {texts.submit}
          </Button>
          <Button type="button" className={styles.button} disabled={isBusy} onClick={() => onClose(false)}>
            {strings.cancel}
          </Button>
        </div>
      </form>
    );
  }

  function answer({ text, expiresAt }: NewSecret) {
    return (
      <>
        <Notice intent="success" message={texts.added} focusKey={text} />
        <CopyLine label={texts.value} text={text} />
        <p className={styles.text}>{texts.until({ time: dateTime(expiresAt) })}</p>
        <div className={styles.actions}>
          <Button appearance="primary" className={styles.button} onClick={() => onClose(true)}>
            {strings.close}
          </Button>
        </div>
      </>
    );
  }
}
