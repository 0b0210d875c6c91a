import { Button, Field, makeStyles, Select, Spinner, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { CopyLine } from '../../fluent/copy_line';
import { useLanguage } from '../../fluent/language';
import { Modal } from '../../fluent/modal';
import { Notice } from '../../fluent/notice';
import { useDateTime } from '../date_time';
import {
  issueAccessCode,
  LIFETIMES_MINUTES,
  takeAccessCodeBack,
  USUAL_LIFETIME_MINUTES,
  type AccessCode,
} from '../graph/access_codes';
import type { User } from '../graph/answers';
import { asGraphError, type GraphError } from '../graph/graph_error';
import { Problem } from '../problem';
import { useSession } from '../session/session';
import { useStrings } from '../strings';

interface Props {
  readonly user: Pick<User, 'displayName'>;
  readonly path: string;
  readonly onClose: () => void;
}

const useStyles = makeStyles({
  actions: { display: 'flex', gap: tokens.spacingHorizontalM, flexWrap: 'wrap' },
  button: { minHeight: '44px' },
  text: { margin: 0 },
});

/** The code is in this dialog alone: closing it is the end of it on this page. */
export function AccessCodeQuestion({ user, path, onClose }: Props) {
  const styles = useStyles();
  const strings = useStrings();
  const { accessCode: texts } = strings;
  const { formats } = useLanguage();
  const dateTime = useDateTime();
  const { graph } = useSession();
  const [minutes, setMinutes] = useState<number>(USUAL_LIFETIME_MINUTES);
  const [issued, setIssued] = useState<AccessCode | null>(null);
  const [error, setError] = useState<GraphError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const call = async (work: () => Promise<void>) => {
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (thrown) {
      setError(asGraphError(thrown));
    }
    setBusy(false);
  };
  const issue = () => call(async () => setIssued(await issueAccessCode(graph, path, minutes)));
  const takeBack = () =>
    call(async () => {
      await takeAccessCodeBack(graph, path);
      onClose();
    });
  return (
    <Modal title={texts.title({ name: user.displayName })} shape="question" onClose={isBusy ? null : onClose}>
      {error !== null && (
        <Problem error={error} title={issued === null ? texts.notIssued : texts.notTakenBack} focusKey={error} />
      )}
      {issued === null ? question() : answer(issued)}
    </Modal>
  );

  function question() {
    return (
      <>
        <Notice intent="warning" message={texts.verifyFirst} />
        <p className={styles.text}>{texts.text}</p>
        <Field label={texts.lifetime}>
          <Select
            value={String(minutes)}
            disabled={isBusy}
            onChange={(_event, { value }) => setMinutes(Number(value))}
          >
            {LIFETIMES_MINUTES.map((one) => (
              <option key={one} value={one}>
                {formats.duration(one * 60)}
              </option>
            ))}
          </Select>
        </Field>
        {isBusy && <Spinner size="tiny" label={texts.working} />}
        <div className={styles.actions}>
          <Button
            appearance="primary"
            className={styles.button}
            disabledFocusable={isBusy}
            onClick={() => void issue()}
          >
            {texts.submit}
          </Button>
          <Button className={styles.button} disabled={isBusy} onClick={onClose}>
            {strings.cancel}
          </Button>
        </div>
      </>
    );
  }

  function answer({ code, expiresAt }: AccessCode) {
    return (
      <>
        <Notice intent="success" message={texts.issued({ name: user.displayName })} focusKey={code} />
        <CopyLine label={texts.code} text={code} isLarge />
        <p className={styles.text}>{texts.until({ time: dateTime(expiresAt) })}</p>
        <p className={styles.text}>{texts.howTo}</p>
        <div className={styles.actions}>
          <Button appearance="primary" className={styles.button} disabled={isBusy} onClick={onClose}>
            {strings.close}
          </Button>
          <Button className={styles.button} disabled={isBusy} onClick={() => void takeBack()}>
            {texts.takeBack}
          </Button>
        </div>
      </>
    );
  }
}
