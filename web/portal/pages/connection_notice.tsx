import { Button, Spinner } from '@fluentui/react-components';
import { Notice } from '../../fluent/notice';
import { connectionOf, intentOf } from '../connection';
import { agent, collection, type Agent } from '../graph/answers';
import { Problem } from '../problem';
import { useSession } from '../session/session';
import { useStrings } from '../strings';
import { useLoad } from '../use_load';

interface Props {
  /** What is shown below the line about the whole connection. */
  readonly children?: (agents: readonly Agent[]) => React.ReactNode;
}

/** The state of the connection in words. */
export function ConnectionNotice({ children }: Props) {
  const strings = useStrings();
  const { graph } = useSession();
  const [loaded, again] = useLoad('', () => graph.get('/beta/onPremisesAgents', collection(agent)));
  const { states } = strings.integration;
  if (loaded.at === 'loading') return <Spinner label={strings.loading} />;
  if (loaded.at === 'failed') {
    if (loaded.error.status < 500) return <Problem error={loaded.error} onTryAgain={again} />;
    return (
      <Notice intent="warning" message={states.unknown}>
        <Button onClick={again}>{strings.tryAgain}</Button>
      </Notice>
    );
  }
  const state = connectionOf(loaded.value.value);
  return (
    <>
      <Notice intent={intentOf(state)} message={states[state]} />
      {children?.(loaded.value.value)}
    </>
  );
}
