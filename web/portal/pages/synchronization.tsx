import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { Notice } from '../../fluent/notice';
import { useDateTime } from '../date_time';
import { asGraphError, type GraphError } from '../graph/graph_error';
import { giveOrder, STATUS_PATH, syncStatus, type Act, type SyncOrder } from '../graph/synchronization';
import { Card, Page } from '../page';
import { Problem } from '../problem';
import { RouteLink } from '../router';
import { PATHS } from '../services';
import { mayConfigure, useSession } from '../session/session';
import { useStrings } from '../strings';
import { HeldRemovals } from '../synchronization/held_removals';
import { Runs } from '../synchronization/runs';
import { SyncAgents } from '../synchronization/sync_agents';
import { useLoad } from '../use_load';
import { useRefresh } from '../use_refresh';

const REFRESH_MS = 5_000;

const useStyles = makeStyles({
  actions: { display: 'flex', gap: tokens.spacingHorizontalM, flexWrap: 'wrap', alignItems: 'center' },
  button: { minHeight: '44px' },
  tasks: { display: 'grid', gap: tokens.spacingHorizontalL, gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 240px), 1fr))' },
  text: { margin: 0 },
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalXL },
});

type Told =
  | { readonly at: 'nothing' | 'asking' }
  | { readonly at: 'ordered'; readonly act: Act; readonly turn: number }
  | { readonly at: 'failed'; readonly error: GraphError };

export function Synchronization() {
  const styles = useStyles();
  const strings = useStrings();
  const { synchronization: texts } = strings;
  const { graph, roles } = useSession();
  const [loaded, again] = useLoad('', () => graph.get(STATUS_PATH, syncStatus), true);
  const [told, setTold] = useState<Told>({ at: 'nothing' });
  useRefresh(again, REFRESH_MS);
  const isAllowed = mayConfigure(roles);
  const order = async (act: Act) => {
    setTold({ at: 'asking' });
    try {
      await giveOrder(graph, act);
      setTold({ at: 'ordered', act, turn: Date.now() });
      again();
    } catch (thrown) {
      setTold({ at: 'failed', error: asGraphError(thrown) });
    }
  };
  return (
    <Page title={strings.entries.synchronization.name} text={texts.text}>
      {!isAllowed && <Notice intent="info" message={{ title: texts.onlyGlobal }} />}
      {told.at === 'ordered' && <Notice intent="success" message={texts.ordered[told.act]} focusKey={told.turn} />}
      {told.at === 'failed' && <Problem error={told.error} focusKey={told.error} />}
      {loaded.at === 'loaded' && loaded.value.heldRemovals !== null && (
        <HeldRemovals held={loaded.value.heldRemovals} isAllowed={isAllowed} onAllow={() => void order('allowRemovals')} />
      )}
      <div className={styles.actions}>
        <Button
          appearance="primary"
          className={styles.button}
          disabled={!isAllowed}
          disabledFocusable={told.at === 'asking'}
          onClick={() => void order('run')}
        >
          {texts.now}
        </Button>
        <Button
          className={styles.button}
          disabled={!isAllowed}
          disabledFocusable={told.at === 'asking'}
          onClick={() => void order('fullRun')}
        >
          {texts.full}
        </Button>
      </div>
      {loaded.at === 'loading' && <Spinner label={strings.loading} />}
      {loaded.at === 'failed' && <Problem error={loaded.error} onTryAgain={again} />}
      {loaded.at === 'loaded' && (
        <>
          <SyncAgents agents={loaded.value.agents} />
          <Orders orders={loaded.value.orders} />
        </>
      )}
      <Card title={texts.runs.title}>
        <Runs />
      </Card>
      <div className={styles.tasks}>
        <Task entry="conflicts" task="conflicts" count={loaded.at === 'loaded' ? loaded.value.counts.quarantined : 0} />
        <Task entry="explain" task="explain" />
        <Task entry="syncSettings" task="settings" />
        <Task entry="deletedUsers" task="deleted" count={loaded.at === 'loaded' ? loaded.value.counts.deletedUsers : 0} />
      </div>
    </Page>
  );
}

interface TaskProps {
  readonly entry: 'conflicts' | 'explain' | 'syncSettings' | 'deletedUsers';
  readonly task: 'conflicts' | 'explain' | 'settings' | 'deleted';
  readonly count?: number;
}

function Task({ entry, task, count = 0 }: TaskProps) {
  const styles = useStyles();
  const { title, text } = useStrings().synchronization.tasks[task];
  return (
    <Card title={count > 0 ? `${title} (${count})` : title}>
      <p className={styles.text}>{text}</p>
      <RouteLink to={PATHS[entry]}>{title}</RouteLink>
    </Card>
  );
}

/** What administrators have asked for lately, newest first, and what became of it. */
function Orders({ orders }: { readonly orders: readonly SyncOrder[] }) {
  const styles = useStyles();
  const { synchronization } = useStrings();
  const { orders: texts } = synchronization;
  const dateTime = useDateTime();
  if (orders.length === 0) return null;
  return (
    <Card title={texts.title}>
      <ul className={styles.list}>
        {orders.slice(0, 5).map((one) => (
          <li key={one.id}>
            {texts.line({ order: texts.names[one.order], by: one.requestedBy, at: dateTime(one.requestedAt), state: texts.states[one.state] })}
            {one.problem !== null && `: ${one.problem.message}`}
          </li>
        ))}
      </ul>
    </Card>
  );
}
