/** The state of the way to the on-premises directory, told from its agents. */
import type { Agent } from './graph/answers';

export type ConnectionState =
  | 'running'
  | 'outdated'
  | 'tooOld'
  | 'unreachable'
  | 'notConfigured'
  | 'staging'
  | 'noAgent'
  | 'unknown';

export function connectionOf(agents: readonly Agent[]): ConnectionState {
  if (agents.length === 0) return 'noAgent';
  const connected = agents.filter((agent) => agent.isConnected);
  if (connected.length === 0) return 'unreachable';
  if (connected.every((agent) => agent.problem === 'outdated')) return 'tooOld';
  const writing = connected.filter((agent) => agent.passwordWriteback && agent.problem !== 'not_configured');
  if (writing.length === 0) return 'notConfigured';
  if (writing.every((agent) => agent.staging)) return 'staging';
  return connected.some((agent) => agent.problem === 'outdated') ? 'outdated' : 'running';
}

/** How the state is to be shown. */
export function intentOf(state: ConnectionState): 'success' | 'warning' | 'error' | 'info' {
  switch (state) {
    case 'running':
      return 'success';
    case 'outdated':
    case 'staging':
    case 'notConfigured':
    case 'unknown':
      return 'warning';
    case 'noAgent':
      return 'info';
    case 'tooOld':
    case 'unreachable':
      return 'error';
  }
}
