import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { Modal } from '../../fluent/modal';
import { asGraphError, type GraphError } from '../graph/graph_error';
import { useStrings } from '../strings';
import { ApplicationProblem } from './application_problem';

const useStyles = makeStyles({
  actions: { display: 'flex', gap: tokens.spacingHorizontalM, flexWrap: 'wrap' },
  button: { minHeight: '44px' },
});

interface Props {
  readonly title: string;
  readonly submit: string;
  readonly failed: string;
  readonly remove: () => Promise<void>;
  readonly onRemoved: () => void;
  readonly onClose: () => void;
  /** What it means. */
  readonly children: ReactNode;
}

/** Before a secret, or the whole registration, goes. */
export function RemoveQuestion({ title, submit, failed, remove, onRemoved, onClose, children }: Props) {
  const styles = useStyles();
  const strings = useStrings();
  const [state, setState] = useState<'asking' | 'working' | GraphError>('asking');
  const isBusy = state === 'working';
  const go = async () => {
    setState('working');
    try {
      await remove();
    } catch (thrown) {
      setState(asGraphError(thrown));
      return;
    }
    onRemoved();
  };
  return (
    <Modal title={title} shape="question" onClose={isBusy ? null : onClose}>
      {typeof state === 'object' && <ApplicationProblem error={state} title={failed} />}
      {children}
      {isBusy && <Spinner size="tiny" label={strings.loading} />}
      <div className={styles.actions}>
        <Button appearance="primary" className={styles.button} disabledFocusable={isBusy} onClick={() => void go()}>
          {submit}
        </Button>
        <Button className={styles.button} disabled={isBusy} onClick={onClose}>
          {strings.cancel}
        </Button>
      </div>
    </Modal>
  );
}
