import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { Modal } from '../../fluent/modal';
import type { AdministratorOutcome, User } from '../graph/answers';
import { asGraphError, type GraphError } from '../graph/graph_error';
import { Problem } from '../problem';
import { useSession } from '../session/session';
import { useStrings } from '../strings';
import { OutcomeNotice } from './outcome_notice';
import { Waiting } from './waiting';
import { writeBack } from './write_back';

interface Props {
  readonly user: Pick<User, 'displayName'>;
  readonly path: string;
  readonly onClose: (hasChanged: boolean) => void;
}

type State =
  | { readonly at: 'asking' }
  | { readonly at: 'working'; readonly isConnected: boolean }
  | { readonly at: 'answered'; readonly outcome: AdministratorOutcome }
  | { readonly at: 'failed'; readonly error: GraphError };

const useStyles = makeStyles({
  actions: { display: 'flex', gap: tokens.spacingHorizontalM, flexWrap: 'wrap' },
  button: { minHeight: '44px' },
  text: { margin: 0 },
});

export function UnlockQuestion({ user, path, onClose }: Props) {
  const styles = useStyles();
  const strings = useStrings();
  const { reset: texts } = strings;
  const { graph } = useSession();
  const [state, setState] = useState<State>({ at: 'asking' });
  const isDone = state.at === 'answered' && state.outcome.reason === 'succeeded';
  const unlock = async () => {
    setState({ at: 'working', isConnected: true });
    try {
      const outcome = await writeBack(
        graph,
        path,
        { kind: 'unlock', mustChange: false, password: () => '' },
        (isConnected) => setState({ at: 'working', isConnected }),
      );
      setState({ at: 'answered', outcome });
    } catch (thrown) {
      setState({ at: 'failed', error: asGraphError(thrown) });
    }
  };
  const close = () => onClose(state.at === 'answered');
  return (
    <Modal
      title={texts.unlockTitle({ name: user.displayName })}
      shape="question"
      onClose={state.at === 'working' ? null : close}
    >
      {!isDone && <p className={styles.text}>{texts.unlockText}</p>}
      {state.at === 'answered' && (
        <OutcomeNotice outcome={state.outcome} name={user.displayName} mustChange={false} />
      )}
      {state.at === 'failed' && <Problem error={state.error} title={texts.notUnlocked} focusKey={state.error} />}
      {state.at === 'working' && <Waiting isConnected={state.isConnected} />}
      <div className={styles.actions}>
        {!isDone && (
          <Button
            appearance="primary"
            className={styles.button}
            disabledFocusable={state.at === 'working'}
            onClick={() => void unlock()}
          >
            {texts.unlockSubmit}
          </Button>
        )}
        <Button className={styles.button} disabled={state.at === 'working'} onClick={close}>
          {isDone ? strings.close : strings.cancel}
        </Button>
      </div>
    </Modal>
  );
}
