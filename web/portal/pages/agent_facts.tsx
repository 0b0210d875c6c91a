import { useLanguage } from '../../fluent/language';
import { useDateTime } from '../date_time';
import type { Agent } from '../graph/answers';
import { Facts } from '../page';
import { useStrings } from '../strings';

/** What is known of one agent. */
export function AgentFacts({ agent }: { readonly agent: Agent }) {
  const strings = useStrings();
  const { agents: texts } = strings;
  const { formats } = useLanguage();
  const dateTime = useDateTime();
  const writeback = agent.passwordWriteback ? texts.on : texts.off;
  return (
    <Facts
      facts={[
        [texts.columns.state, agent.isConnected ? texts.connected : texts.disconnected],
        [texts.columns.host, agent.host ?? strings.notKnown],
        [texts.columns.version, agent.version ?? strings.notKnown],
        [texts.columns.heartbeat, agent.lastHeartbeatAt === null ? texts.never : dateTime(agent.lastHeartbeatAt)],
        [
          texts.columns.roundTrip,
          agent.roundTripMilliseconds === null
            ? strings.notKnown
            : texts.milliseconds({ value: formats.number(agent.roundTripMilliseconds) }),
        ],
        [texts.columns.domains, agent.domains.length === 0 ? null : agent.domains.join(', ')],
        [texts.columns.writeback, agent.staging ? texts.staging : writeback],
      ]}
    />
  );
}
