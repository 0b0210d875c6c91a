import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { Modal } from '../../fluent/modal';
import type { User } from '../graph/answers';
import { asGraphError, type GraphError } from '../graph/graph_error';
import { removeMethod, type PersonsMethod } from '../graph/methods';
import { Problem } from '../problem';
import { useSession } from '../session/session';
import { useStrings } from '../strings';

interface Props {
  readonly user: User;
  readonly path: string;
  readonly method: PersonsMethod;
  readonly onClose: (hasChanged: boolean) => void;
}

const useStyles = makeStyles({
  actions: { display: 'flex', gap: tokens.spacingHorizontalM, flexWrap: 'wrap' },
  button: { minHeight: '44px' },
  text: { margin: 0, overflowWrap: 'anywhere' },
});

export function RemoveMethodQuestion({ user, path, method, onClose }: Props) {
  const styles = useStyles();
  const strings = useStrings();
  const { methods: texts } = strings;
  const { graph } = useSession();
  const [error, setError] = useState<GraphError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const kind = strings.resetPolicy.methods.names[method.kind];
  const remove = async () => {
    setBusy(true);
    setError(null);
    try {
      await removeMethod(graph, path, method);
      onClose(true);
    } catch (thrown) {
      setError(asGraphError(thrown));
      setBusy(false);
    }
  };
  return (
    <Modal title={texts.question({ name: user.displayName })} shape="question" onClose={isBusy ? null : () => onClose(false)}>
      {error !== null && <Problem error={error} title={texts.notRemoved} focusKey={error} />}
      <p className={styles.text}>
        <strong>{kind}</strong> {method.destination ?? method.name}
      </p>
      <p className={styles.text}>{texts.questionText}</p>
      {isBusy && <Spinner size="tiny" label={texts.removing} />}
      <div className={styles.actions}>
        <Button appearance="primary" className={styles.button} disabledFocusable={isBusy} onClick={() => void remove()}>
          {texts.remove}
        </Button>
        <Button className={styles.button} disabled={isBusy} onClick={() => onClose(false)}>
          {strings.cancel}
        </Button>
      </div>
    </Modal>
  );
}
