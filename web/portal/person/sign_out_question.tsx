import { Spinner } from '@fluentui/react-components';
import { Notice } from '../../fluent/notice';
import type { User } from '../graph/answers';
import { useSession } from '../session/session';
import { useStrings } from '../strings';
import { ActQuestion } from './act_question';

interface Props {
  readonly user: User;
  readonly path: string;
  readonly onClose: (hasChanged: boolean) => void;
}

/** Ends every sign-in of a person. */
export function SignOutQuestion({ user: { displayName: name }, path, onClose }: Props) {
  const { signOutEverywhere: texts } = useStrings();
  const { graph } = useSession();
  return (
    <ActQuestion
      title={texts.question({ name })}
      text={texts.text}
      submit={texts.submit}
      failed={texts.failed}
      act={() => graph.post(`${path}/revokeSignInSessions`, {}, () => undefined)}
      isDone={() => true}
      waiting={<Spinner size="tiny" label={texts.working} />}
      said={() => <Notice intent="success" message={texts.done({ name })} focusKey="done" />}
      onClose={onClose}
    />
  );
}
