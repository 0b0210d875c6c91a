import { makeStyles, tokens } from '@fluentui/react-components';
import { Notice } from '../../fluent/notice';
import { useLanguage } from '../../fluent/language';
import { useDateTime } from '../date_time';
import type { SyncAgent, SyncDirectory } from '../graph/synchronization';
import { Card, Facts } from '../page';
import { useStrings } from '../strings';

const useStyles = makeStyles({
  domain: { margin: `0 0 ${tokens.spacingVerticalS}`, fontSize: tokens.fontSizeBase300, overflowWrap: 'anywhere' },
});

/** Which agent synchronises what, and how that goes. */
export function SyncAgents({ agents }: { readonly agents: readonly SyncAgent[] }) {
  const { synchronization: texts } = useStrings();
  if (agents.length === 0) return <Notice intent="warning" message={texts.nobody} />;
  return agents.map((agent) => <AgentCard key={agent.id} agent={agent} />);
}

function AgentCard({ agent }: { readonly agent: SyncAgent }) {
  const { synchronization: texts } = useStrings();
  const dateTime = useDateTime();
  return (
    <Card title={texts.agentOf({ name: agent.displayName })}>
      {!agent.checkedIn && <Notice intent="warning" message={texts.silent({ since: dateTime(agent.reportedAt) })} />}
      {agent.problem !== null && <Notice intent="error" message={texts.failed({ message: agent.problem.message })} />}
      {agent.directories.some((directory) => !directory.seesDeletions) && <Notice intent="info" message={texts.blind} />}
      <Facts facts={[[texts.facts.state, texts.states[agent.state]]]} />
      {agent.directories.map((directory) => (
        <DirectoryFacts key={directory.domain} directory={directory} />
      ))}
    </Card>
  );
}

function DirectoryFacts({ directory }: { readonly directory: SyncDirectory }) {
  const styles = useStyles();
  const { synchronization: texts } = useStrings();
  const { formats } = useLanguage();
  const dateTime = useDateTime();
  const at = (time: number | null) => (time === null ? texts.never : dateTime(time));
  const some = (count: number) => (count === 0 ? null : formats.number(count));
  return (
    <div>
      <h3 className={styles.domain}>{directory.domain}</h3>
      <Facts
        facts={[
          [texts.facts.server, directory.server],
          [texts.facts.people, formats.number(directory.people)],
          [texts.facts.groups, formats.number(directory.groups)],
          [texts.facts.units, formats.number(directory.units)],
          [texts.facts.lastChange, at(directory.lastChangeAt)],
          [texts.facts.full, at(directory.fullAt)],
          [texts.facts.disputed, some(directory.disputed)],
          [texts.facts.refused, some(directory.refused)],
        ]}
      />
    </div>
  );
}
