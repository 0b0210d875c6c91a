import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useLanguage } from '../../fluent/language';
import { Modal } from '../../fluent/modal';
import { Notice } from '../../fluent/notice';
import { agent as decodeAgent, collection, connectionTest, type Agent, type ConnectionTest } from '../graph/answers';
import { DIRECTORY_PATIENCE_MS } from '../graph/client';
import { asGraphError, type GraphError } from '../graph/graph_error';
import { Card, Page } from '../page';
import { Problem } from '../problem';
import { mayConfigure, useSession } from '../session/session';
import { useStrings } from '../strings';
import { useLoad } from '../use_load';
import { AgentFacts } from './agent_facts';

const AGENTS_PATH = '/beta/onPremisesAgents';

const useStyles = makeStyles({
  actions: { display: 'flex', gap: tokens.spacingHorizontalM, flexWrap: 'wrap', alignItems: 'center' },
  button: { minHeight: '44px' },
});

export function Agents() {
  const styles = useStyles();
  const strings = useStrings();
  const { agents: texts } = strings;
  const { graph, roles } = useSession();
  const [loaded, again] = useLoad('', () => graph.get(AGENTS_PATH, collection(decodeAgent)));
  const [removed, setRemoved] = useState<Agent | null>(null);
  return (
    <Page title={strings.entries.agents.name} text={texts.text}>
      {removed !== null && <Notice intent="success" message={texts.removed({ name: removed.displayName })} focusKey={removed} />}
      <div className={styles.actions}>
        <Button className={styles.button} onClick={again}>
          {texts.refresh}
        </Button>
      </div>
      {loaded.at === 'loading' && <Spinner label={strings.loading} />}
      {loaded.at === 'failed' && <Problem error={loaded.error} onTryAgain={again} />}
      {loaded.at === 'loaded' && (
        <>
          {loaded.value.value.length === 0 && <Notice intent="info" message={texts.none} />}
          {loaded.value.value.map((agent) => (
            <AgentCard
              key={agent.id}
              agent={agent}
              onRemoved={() => {
                setRemoved(agent);
                again();
              }}
            />
          ))}
          {!mayConfigure(roles) && loaded.value.value.length > 0 && <p>{texts.onlyGlobal}</p>}
        </>
      )}
    </Page>
  );
}

type Test =
  | { readonly at: 'none' | 'running' }
  | { readonly at: 'done'; readonly result: ConnectionTest }
  | { readonly at: 'failed'; readonly error: GraphError };

interface CardProps {
  readonly agent: Agent;
  readonly onRemoved: () => void;
}

function AgentCard({ agent, onRemoved }: CardProps) {
  const styles = useStyles();
  const strings = useStrings();
  const { agents: texts } = strings;
  const { graph, roles } = useSession();
  const [test, setTest] = useState<Test>({ at: 'none' });
  const [isRemoving, setRemoving] = useState(false);
  const path = `${AGENTS_PATH}/${encodeURIComponent(agent.id)}`;
  const runTest = async () => {
    setTest({ at: 'running' });
    try {
      const result = await graph.post(`${path}/testConnection`, {}, connectionTest, DIRECTORY_PATIENCE_MS);
      setTest({ at: 'done', result });
    } catch (thrown) {
      setTest({ at: 'failed', error: asGraphError(thrown) });
    }
  };
  return (
    <Card title={agent.displayName}>
      {agent.problem !== null && <Notice intent="warning" message={{ title: texts.problems[agent.problem] }} />}
      <AgentFacts agent={agent} />
      <div className={styles.actions}>
        <Button
          className={styles.button}
          aria-label={texts.testOf({ name: agent.displayName })}
          disabledFocusable={test.at === 'running'}
          onClick={() => void runTest()}
        >
          {texts.test}
        </Button>
        {mayConfigure(roles) && (
          <Button
            className={styles.button}
            appearance="subtle"
            aria-label={texts.removeOf({ name: agent.displayName })}
            onClick={() => setRemoving(true)}
          >
            {texts.remove}
          </Button>
        )}
        {test.at === 'running' && <Spinner size="tiny" label={texts.testing} />}
      </div>
      {test.at === 'done' && <TestResult result={test.result} />}
      {test.at === 'failed' && <Problem error={test.error} title={texts.testFailed} focusKey={test.error} />}
      {isRemoving && (
        <RemoveQuestion
          agent={agent}
          path={path}
          onClose={() => setRemoving(false)}
          onRemoved={() => {
            setRemoving(false);
            onRemoved();
          }}
        />
      )}
    </Card>
  );
}

function TestResult({ result }: { readonly result: ConnectionTest }) {
  const { agents: texts } = useStrings();
  const { formats } = useLanguage();
  const took = (value: number) => texts.milliseconds({ value: formats.number(value) });
  const directory = result.directoryMilliseconds === null ? null : took(result.directoryMilliseconds);
  const message = texts.tested({ roundTrip: took(result.roundTripMilliseconds), directory, server: result.directoryServer });
  return <Notice intent="success" message={message} focusKey={result} />;
}

interface RemoveProps extends CardProps {
  readonly path: string;
  readonly onClose: () => void;
}

function RemoveQuestion({ agent, path, onClose, onRemoved }: RemoveProps) {
  const styles = useStyles();
  const strings = useStrings();
  const { agents: texts } = strings;
  const { graph } = useSession();
  const [state, setState] = useState<'asking' | 'removing' | GraphError>('asking');
  const remove = async () => {
    setState('removing');
    try {
      await graph.remove(path);
      onRemoved();
    } catch (thrown) {
      setState(asGraphError(thrown));
    }
  };
  return (
    <Modal
      title={texts.removeTitle({ name: agent.displayName })}
      shape="question"
      onClose={state === 'removing' ? null : onClose}
    >
      <p>{texts.removeText}</p>
      {typeof state === 'object' && <Problem error={state} focusKey={state} />}
      <div className={styles.actions}>
        <Button
          appearance="primary"
          className={styles.button}
          disabledFocusable={state === 'removing'}
          onClick={() => void remove()}
        >
          {texts.remove}
        </Button>
        <Button className={styles.button} disabled={state === 'removing'} onClick={onClose}>
          {strings.cancel}
        </Button>
      </div>
    </Modal>
  );
}
