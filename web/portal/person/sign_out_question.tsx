import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { Modal } from '../../fluent/modal';
import { Notice } from '../../fluent/notice';
import type { User } from '../graph/answers';
import { asGraphError, type GraphError } from '../graph/graph_error';
import { Problem } from '../problem';
import { useSession } from '../session/session';
import { useStrings } from '../strings';

interface Props {
  readonly user: User;
  readonly path: string;
  readonly onClose: (hasChanged: boolean) => void;
}

type State =
  | { readonly at: 'asking' | 'working' | 'done' }
  | { readonly at: 'failed'; readonly error: GraphError };

const useStyles = makeStyles({
  actions: { display: 'flex', gap: tokens.spacingHorizontalM, flexWrap: 'wrap' },
  button: { minHeight: '44px' },
  text: { margin: 0 },
});

/** Ends every sign-in of a person. */
export function SignOutQuestion({ user, path, onClose }: Props) {
  const styles = useStyles();
  const strings = useStrings();
  const { signOutEverywhere: texts } = strings;
  const { graph } = useSession();
  const [state, setState] = useState<State>({ at: 'asking' });
  const isDone = state.at === 'done';
  const signOut = async () => {
    setState({ at: 'working' });
    try {
      await graph.post(`${path}/revokeSignInSessions`, {}, () => undefined);
      setState({ at: 'done' });
    } catch (thrown) {
      setState({ at: 'failed', error: asGraphError(thrown) });
    }
  };
  const close = () => onClose(isDone);
  return (
    <Modal title={texts.question({ name: user.displayName })} shape="question" onClose={state.at === 'working' ? null : close}>
      {isDone ? (
        <Notice intent="success" message={texts.done({ name: user.displayName })} focusKey="done" />
      ) : (
        <p className={styles.text}>{texts.text}</p>
      )}
      {state.at === 'failed' && <Problem error={state.error} title={texts.failed} focusKey={state.error} />}
      {state.at === 'working' && <Spinner size="tiny" label={texts.working} />}
      <div className={styles.actions}>
        {!isDone && (
          <Button
            appearance="primary"
            className={styles.button}
            disabledFocusable={state.at === 'working'}
            onClick={() => void signOut()}
          >
            {texts.submit}
          </Button>
        )}
        <Button className={styles.button} disabled={state.at === 'working'} onClick={close}>
          {isDone ? strings.close : strings.cancel}
        </Button>
      </div>
    </Modal>
  );
}
