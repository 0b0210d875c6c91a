/** A wizard of an environment's agent: its one-time address, and how to end it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { until } from './environment.mjs';

const PROGRAM = `${process.env.TILBAGE_BIN ?? new URL('../../build/release/bin', import.meta.url).pathname}/tilbage-connect`;

export async function openWizard(environment) {
  const { CONNECT_CONFIG, CONNECT_STATE_DIR } = environment.variables;
  const root = new URL('../../web/dist/wizard', import.meta.url).pathname;
  const wizard = spawn(PROGRAM, ['wizard', '--no-browser', '--config', CONNECT_CONFIG, '--state-dir', CONNECT_STATE_DIR, '--web-root', root], {
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(wizard, 'exit');
  let said = '';
  wizard.stdout.on('data', (piece) => (said += piece));
  const find = () => said.match(/http:\/\/127\.0\.0\.1:\d+\/\?code=\S+/)?.[0];
  await until(() => find() !== undefined || wizard.exitCode !== null, { what: 'the wizard prints its address' });
  return {
    url: find(),
    end: async () => {
      wizard.kill();
      await ended;
    },
  };
}
