import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { Modal } from '../../fluent/modal';
import { asGraphError, type GraphError } from '../graph/graph_error';
import { Problem } from '../problem';
import { useStrings } from '../strings';

interface Props<Answer> {
  readonly title: string;
  /** What it means; until it is done. */
  readonly text: string;
  readonly submit: string;
  /** Stands before what went wrong. */
  readonly failed: string;
  readonly act: () => Promise<Answer>;
  readonly isDone: (answer: Answer) => boolean;
  /** While it acts. */
  readonly waiting: ReactNode;
  readonly said: (answer: Answer) => ReactNode;
  readonly onClose: (hasAnswered: boolean) => void;
}

type State<Answer> =
  | { readonly at: 'asking' | 'working' }
  | { readonly at: 'answered'; readonly answer: Answer }
  | { readonly at: 'failed'; readonly error: GraphError };

const useStyles = makeStyles({
  actions: { display: 'flex', gap: tokens.spacingHorizontalM, flexWrap: 'wrap' },
  button: { minHeight: '44px' },
  text: { margin: 0 },
});

/** A question before something is done to a person's account, and what came of it. Can be tried again until it is done. */
export function ActQuestion<Answer>({ title, text, submit, failed, act, isDone, waiting, said, onClose }: Props<Answer>) {
  const styles = useStyles();
  const strings = useStrings();
  const [state, setState] = useState<State<Answer>>({ at: 'asking' });
  const isBusy = state.at === 'working';
  const isOver = state.at === 'answered' && isDone(state.answer);
  const go = async () => {
    setState({ at: 'working' });
    try {
      setState({ at: 'answered', answer: await act() });
    } catch (thrown) {
      setState({ at: 'failed', error: asGraphError(thrown) });
    }
  };
  const close = () => onClose(state.at === 'answered');
  return (
    <Modal title={title} shape="question" onClose={isBusy ? null : close}>
      {!isOver && <p className={styles.text}>{text}</p>}
      {state.at === 'answered' && said(state.answer)}
      {state.at === 'failed' && <Problem error={state.error} title={failed} focusKey={state.error} />}
      {isBusy && waiting}
      <div className={styles.actions}>
        {!isOver && (
          <Button appearance="primary" className={styles.button} disabledFocusable={isBusy} onClick={() => void go()}>
            {submit}
          </Button>
        )}
        <Button className={styles.button} disabled={isBusy} onClick={close}>
          {isOver ? strings.close : strings.cancel}
        </Button>
      </div>
    </Modal>
  );
}
