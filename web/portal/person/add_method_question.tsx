import { Button, Field, Input, makeStyles, Radio, RadioGroup, Spinner, tokens } from '@fluentui/react-components';
import { useState, type FormEvent } from 'react';
import { Modal } from '../../fluent/modal';
import { Notice } from '../../fluent/notice';
import type { User } from '../graph/answers';
import { asGraphError, type GraphError } from '../graph/graph_error';
import { fillIn, type FilledIn } from '../graph/methods';
import { Problem } from '../problem';
import { useSession } from '../session/session';
import { useStrings } from '../strings';

interface Props {
  readonly user: User;
  readonly path: string;
  readonly kinds: readonly FilledIn[];
  readonly onClose: (hasChanged: boolean) => void;
}

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  actions: { display: 'flex', gap: tokens.spacingHorizontalM, flexWrap: 'wrap' },
  button: { minHeight: '44px' },
});

export function AddMethodQuestion({ user, path, kinds, onClose }: Props) {
  const styles = useStyles();
  const strings = useStrings();
  const { methods: texts } = strings;
  const { graph } = useSession();
  const [kind, setKind] = useState<FilledIn>(kinds[0] ?? 'email');
  const [destination, setDestination] = useState('');
  const [isWrong, setWrong] = useState(false);
  const [error, setError] = useState<GraphError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    if (destination.trim() === '') return setWrong(true);
    setBusy(true);
    setError(null);
    setWrong(false);
    try {
      await fillIn(graph, path, kind, destination.trim());
      return onClose(true);
    } catch (thrown) {
      const failed = asGraphError(thrown);
      if (failed.status === 400) setWrong(true);
      else setError(failed);
    }
    return setBusy(false);
  };
  const fields = texts.fields[kind];
  return (
    <Modal title={texts.addTo({ name: user.displayName })} shape="question" onClose={isBusy ? null : () => onClose(false)}>
      <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        {error !== null && <Problem error={error} title={texts.notAdded} focusKey={error} />}
        <Notice intent="warning" message={texts.verifyFirst} />
        {kinds.length > 1 && (
          <Field label={texts.kind}>
            <RadioGroup
              value={kind}
              disabled={isBusy}
              onChange={(_event, { value }) => {
                setKind(value as FilledIn);
                setWrong(false);
              }}
            >
              {kinds.map((one) => (
                <Radio key={one} value={one} label={strings.resetPolicy.methods.names[one]} />
              ))}
            </RadioGroup>
          </Field>
        )}
        <Field label={fields.label} hint={fields.hint} validationMessage={isWrong ? fields.wrong : null}>
          <Input
            type={kind === 'email' ? 'email' : 'tel'}
            autoComplete="off"
            maxLength={320}
            value={destination}
            disabled={isBusy}
            onChange={(_event, { value }) => {
              setDestination(value);
              setWrong(false);
            }}
          />
        </Field>
        {isBusy && <Spinner size="tiny" label={texts.adding} />}
        <div className={styles.actions}>
          <Button type="submit" appearance="primary" className={styles.button} disabledFocusable={isBusy}>
            {texts.add}
          </Button>
          <Button className={styles.button} disabled={isBusy} onClick={() => onClose(false)}>
            {strings.cancel}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
