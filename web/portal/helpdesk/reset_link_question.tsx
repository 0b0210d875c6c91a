import { Button, Field, makeStyles, Radio, RadioGroup, Spinner, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useLanguage } from '../../fluent/language';
import { Modal } from '../../fluent/modal';
import { Notice } from '../../fluent/notice';
import { asGraphError, type GraphError } from '../graph/graph_error';
import { sendResetLink, type CallersMethod, type Situation } from '../graph/helpdesk';
import { Problem } from '../problem';
import { useSession } from '../session/session';
import { useStrings } from '../strings';
import { useHelpdeskStrings } from '../strings/helpdesk';

interface Props {
  readonly situation: Situation;
  readonly methods: readonly CallersMethod[];
  readonly onClose: (hasChanged: boolean) => void;
}

const useStyles = makeStyles({
  actions: { display: 'flex', gap: tokens.spacingHorizontalM, flexWrap: 'wrap' },
  button: { minHeight: '44px' },
  text: { margin: 0 },
});

export function ResetLinkQuestion({ situation, methods, onClose }: Props) {
  const styles = useStyles();
  const strings = useStrings();
  const { help: texts, verify } = useHelpdeskStrings();
  const { locale } = useLanguage();
  const { graph } = useSession();
  const [chosen, setChosen] = useState(methods[0]?.method ?? 'email');
  const [hint, setHint] = useState<string | null>(null);
  const [error, setError] = useState<GraphError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const send = async () => {
    setBusy(true);
    setError(null);
    try {
      setHint(await sendResetLink(graph, situation.id, chosen, locale));
    } catch (thrown) {
      setError(asGraphError(thrown));
    }
    setBusy(false);
  };
  return (
    <Modal title={texts.linkTitle({ name: situation.displayName })} shape="question" onClose={isBusy ? null : () => onClose(hint !== null)}>
      {error !== null && <Problem error={error} title={texts.linkNotSent} focusKey={error} />}
      {hint !== null && <Notice intent="success" message={texts.linkSent({ hint })} focusKey={hint} />}
      {hint === null && (
        <>
          <p className={styles.text}>{texts.linkText}</p>
          <Field label={texts.linkQuestion}>
            <RadioGroup
              value={chosen}
              disabled={isBusy}
              onChange={(_event, { value }) => setChosen(methods.find(({ method }) => method === value)?.method ?? chosen)}
            >
              {methods.map(({ method, hint: masked }) => (
                <Radio key={method} value={method} label={masked === null ? verify.names[method] : `${verify.names[method]}, ${masked}`} />
              ))}
            </RadioGroup>
          </Field>
        </>
      )}
      {isBusy && <Spinner size="tiny" label={verify.sending} />}
      <div className={styles.actions}>
        {hint === null && (
          <Button appearance="primary" className={styles.button} disabledFocusable={isBusy} onClick={() => void send()}>
            {texts.linkSubmit}
          </Button>
        )}
        <Button className={styles.button} disabled={isBusy} onClick={() => onClose(hint !== null)}>
          {hint === null ? strings.cancel : strings.close}
        </Button>
      </div>
    </Modal>
  );
}
