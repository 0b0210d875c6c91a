import { Button, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { Modal } from '../../fluent/modal';
import { Notice } from '../../fluent/notice';
import type { Agent } from '../answers';
import { PageFrame } from '../parts/page_frame';
import { useTable } from '../parts/table';
import { useStrings } from '../strings';
import { useCall } from '../use_call';
import { useWizard } from '../wizard';

const useStyles = makeStyles({
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

export function Agents() {
  const styles = useStyles();
  const table = useTable();
  const strings = useStrings();
  const words = strings.agents;
  const { api, state } = useWizard();
  const call = useCall();
  const [agents, setAgents] = useState<readonly Agent[] | null>(null);
  const [asked, setAsked] = useState<Agent | null>(null);
  const [removed, setRemoved] = useState<string | null>(null);
  useEffect(() => void call.run(async () => setAgents(await api.agents())), []);
  const remove = (agent: Agent) =>
    void call.run(async () => {
      setAsked(null);
      await api.removeAgent(agent.id);
      setRemoved(agent.displayName);
      setAgents(await api.agents());
    });
  return (
    <>
      <PageFrame call={call} intro={words.intro} onNext={null}>
        {removed !== null && <Notice intent="success" message={{ title: words.removed({ name: removed }) }} />}
        {agents === null && call.busy && <Spinner label={strings.loading} />}
        {agents?.length === 0 && <Text>{words.empty}</Text>}
        {agents !== null && agents.length > 0 && (
          <table className={table.table} aria-label={words.table}>
            <thead>
              <tr>
                <th className={table.cell}>{words.name}</th>
                <th className={table.cell}>{words.host}</th>
                <th className={table.cell}>{words.version}</th>
                <th className={table.cell}>{words.state}</th>
                <th className={table.cell}>{words.remove}</th>
              </tr>
            </thead>
            <tbody>
              {agents.map((agent) => (
                <tr key={agent.id}>
                  <td className={table.cell}>
                    {agent.displayName}
                    {agent.id === state.configured.agentId && ` (${words.thisOne})`}
                  </td>
                  <td className={table.cell}>{agent.host}</td>
                  <td className={table.cell}>{agent.version}</td>
                  <td className={table.cell}>{agent.isConnected ? words.connected : words.disconnected}</td>
                  <td className={table.cell}>
                    <Button aria-label={words.removeOf({ name: agent.displayName })} onClick={() => setAsked(agent)}>
                      {words.remove}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </PageFrame>
      {asked !== null && (
        <Modal title={words.question({ name: asked.displayName })} shape="question" onClose={() => setAsked(null)}>
          <Text>{words.consequence}</Text>
          <div className={styles.actions}>
            <Button appearance="primary" onClick={() => remove(asked)}>
              {words.remove}
            </Button>
            <Button onClick={() => setAsked(null)}>{strings.cancel}</Button>
          </div>
        </Modal>
      )}
    </>
  );
}
