/** Two agents of one tenant, one for each of two forests: each tells of its own people, and a request goes to the one that has the person. */
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { chmod, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';

import { Environment, until } from '../lib/environment.mjs';
import { Mailbox } from '../lib/mailbox.mjs';
import { ResetClient } from '../lib/reset_client.mjs';

const run = promisify(execFile);
const BIN = process.env.TILBAGE_BIN ?? 'build/release/bin';
const NEW_PASSWORD = 'Blåbærgrød-2026-Sol!';

let environment;
let mailbox;
let config; // of the second agent
let agent;
before(async () => {
  environment = await Environment.up('--second-forest');
  mailbox = new Mailbox(environment.variables.MAIL_DIR);
});
after(async () => {
  agent?.kill('SIGKILL');
  await environment?.down();
});

/** `[name]` and its keys. */
function section(text, name) {
  const lines = text.split('\n');
  const begin = lines.indexOf(`[${name}]`);
  let end = begin + 1;
  while (end < lines.length && !lines[end].startsWith('[')) ++end;
  return lines.slice(begin, end).join('\n').trim();
}

async function startSecondAgent() {
  const { CONNECT_CONFIG, TENANT_CONFIG, TILBAGE_TENANT } = environment.variables;
  const text = await readFile(CONNECT_CONFIG, 'utf8');
  const folder = `${environment.folder}/connect2`;
  await mkdir(folder, { mode: 0o700 });
  await copyFile(`${CONNECT_CONFIG.replace(/[^/]*$/, '')}ad-password`, `${folder}/ad-password`);
  await chmod(`${folder}/ad-password`, 0o600);
  const parts = [
    section(text, 'agent').replace('connect1', 'connect2'), section(text, 'tenant'), section(text, 'features'),
    section(text, 'directory2').replace('directory2', 'directory'), section(text, 'scope2').replace('scope2', 'scope'),
  ];
  config = `${folder}/connect.toml`;
  await writeFile(config, `${parts.join('\n\n')}\n`);
  await writeFile(CONNECT_CONFIG, text.replace(section(text, 'directory2'), '').replace(section(text, 'scope2'), ''));
  // What the first one gave up goes; the second one brings it back.
  await until(async () => {
    const status = await told(CONNECT_CONFIG, 'sync', 'status');
    return status.directories?.length === 1 && status.state === 'idle' && !(await told(CONNECT_CONFIG, 'sync', 'explain', 'user0001@ex2.test')).found;
  }, { seconds: 60, what: 'the first agent has left ex2.test' });
  const { stdout } = await run(`${BIN}/tilbage-tenant`, ['enrolment-code', '--config', TENANT_CONFIG, '--tenant', TILBAGE_TENANT]);
  const code = stdout.match(/\S+\s*$/)[0].trim();
  await run(`${BIN}/tilbage-connect`, ['enroll', '--config', config, '--code', code]);
  agent = spawn(`${BIN}/tilbage-connect`, ['run', '--config', config], { stdio: 'ignore' });
}

async function told(file, ...args) {
  try {
    const { stdout } = await run(`${BIN}/tilbage-connect`, [...args, '--json', '--config', file]);
    return JSON.parse(stdout);
  } catch (error) {
    return JSON.parse(error.stdout || '{}');
  }
}

async function reset(domain, person) {
  const client = new ResetClient(environment);
  try {
    await client.proveIdentity(`${person.account}@${domain}`, person.alternate_mail, mailbox);
    return (await client.reset(NEW_PASSWORD)).reason;
  } finally {
    client.close();
  }
}

test('each holds the lease of its own directory, and tells of its own people', async () => {
  await startSecondAgent();
  for (const file of [environment.variables.CONNECT_CONFIG, config]) {
    await until(async () => {
      const status = await told(file, 'sync', 'status');
      return status.state === 'idle' && status.lease?.held && status.directories.length === 1;
    }, { seconds: 60, what: `${file} is idle and holds a lease` });
  }
  for (const [file, domain] of [[environment.variables.CONNECT_CONFIG, 'ex1.test'], [config, 'ex2.test']])
    assert.equal((await told(file, 'sync', 'explain', `user0001@${domain}`)).exported, 'yes');
});

test('a request goes to the agent that has the person', async () => {
  await until(async () => (await told(config, 'status')).connected, { what: 'the second is connected' });
  for (let i = 0; i < 3; ++i) {
    const person = await environment.freshPerson();
    assert.equal(await reset('ex2.test', person), 'succeeded');
    assert.equal(await reset('ex1.test', person), 'succeeded');
  }
});

test('a request for somebody whose agent is away waits for it and goes to no other', async () => {
  agent.kill('SIGKILL');
  await until(() => agent.signalCode || agent.exitCode !== null, { what: 'it has ended' });
  const person = await environment.freshPerson();
  assert.equal(await reset('ex2.test', person), 'agent_unavailable');
  assert.equal(await reset('ex1.test', person), 'succeeded');
});
