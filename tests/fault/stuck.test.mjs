/** Things that do not die but hang, lie or are not there. Deadlines are short here so that waiting for them is. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';

import { Environment, until } from '../lib/environment.mjs';
import { assertTold, NEW_PASSWORD, prepared } from '../lib/in_flight.mjs';
import { Mailbox } from '../lib/mailbox.mjs';

const run = promisify(execFile);
const DEADLINE_SECONDS = 5;
let environment;
let mailbox;
before(async () => {
  environment = await Environment.up('--proxy', '--allow-unlock');
  mailbox = new Mailbox(environment.variables.MAIL_DIR);
  const file = environment.variables.TENANT_CONFIG;
  const config = await readFile(file, 'utf8');
  await writeFile(file, `${config}\n[reset]\ndeadline_seconds = ${DEADLINE_SECONDS}\n`);
  await environment.restart('tenant');
  await connected();
});
after(() => environment?.down());

async function connected() {
  await until(async () => (await status()).connected, { what: 'the agent is connected' });
}

async function status() {
  const { stdout } = await run(`${process.env.TILBAGE_BIN ?? 'build/release/bin'}/tilbage-connect`, ['status', '--config', environment.variables.CONNECT_CONFIG, '--json']).catch((error) => error);
  return JSON.parse(stdout || '{}');
}

/** Exit code and everything printed. */
function checkConfig() {
  return new Promise((resolve) => {
    execFile(`${process.env.TILBAGE_BIN ?? 'build/release/bin'}/tilbage-connect`, ['check-config', '--config', environment.variables.CONNECT_CONFIG],
      (error, stdout, stderr) => resolve({ code: error ? error.code : 0, text: stdout + stderr }));
  });
}

/** The agent finds the domain controller again by itself; a person tries a few times, not forty a second. */
async function assertRetryWorks(request) {
  for (let tries = 0; tries < 6; ++tries) {
    if ((await request.client.reset(NEW_PASSWORD)).reason === 'succeeded') return;
    await new Promise((resolve) => setTimeout(resolve, 1500));
  }
  assert.fail('no retry worked');
}

async function auditOf(requestId) {
  const { stdout } = await run('/usr/bin/python3', ['-c',
    'import sqlite3, sys, json; c = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True); ' +
    'print(json.dumps([r[0] for r in c.execute("select result from audit where correlation_id = ? order by sequence", (sys.argv[2],))]))',
    `${environment.variables.TENANT_STATE_DIR}/tenant.db`, requestId]);
  return JSON.parse(stdout);
}

test('a domain controller that hangs after the write: the person is told that nobody knows, and the late outcome closes the audit', async () => {
  const request = await prepared(environment, mailbox);
  await environment.proxy({ delay_response_ms: (DEADLINE_SECONDS + 4) * 1000 });
  const began = Date.now();
  const outcome = await request.client.submitAndInsist(request.ticket.requestId, request.sealed);
  const took = Date.now() - began;
  await environment.proxy({});
  assert.ok(took < (DEADLINE_SECONDS + 4) * 1000, `the answer came after ${took} ms`);
  assert.ok(['outcome_unknown', 'succeeded'].includes(outcome.reason), outcome.reason);
  await assertTold(environment, request, outcome);
  await until(async () => (await auditOf(request.ticket.requestId)).at(-1) === 'succeeded', { what: 'the late outcome is in the audit' });
  request.client.close();
});

test('a domain controller that hangs before anything: told as it is, and a retry works', async () => {
  const request = await prepared(environment, mailbox);
  await environment.kill('dc', 'STOP');
  let outcome;
  try {
    outcome = await request.client.submitAndInsist(request.ticket.requestId, request.sealed);
  } finally {
    await environment.kill('dc', 'CONT');
  }
  assert.ok(['directory_unavailable', 'outcome_unknown', 'deadline_passed'].includes(outcome.reason), outcome.reason);
  const again = await prepared(environment, mailbox);
  assert.equal((await again.client.submitAndInsist(again.ticket.requestId, again.sealed)).reason, 'succeeded');
  request.client.close();
  again.client.close();
});

test('no agent: nothing was changed, and it is said within seconds', async () => {
  const request = await prepared(environment, mailbox);
  await environment.kill('connect');
  const began = Date.now();
  const outcome = await request.client.submitAndInsist(request.ticket.requestId, request.sealed);
  assert.equal(outcome.reason, 'agent_unavailable');
  assert.ok(Date.now() - began < (DEADLINE_SECONDS + 2) * 1000);
  await environment.restart('connect');
  await connected();
  await assertTold(environment, request, outcome);
  const answer = await request.client.reset(NEW_PASSWORD);
  assert.equal(answer.reason, 'succeeded', 'the same session may try again');
  request.client.close();
});

for (const [tls, words] of [['untrusted', /certificate/i], ['wrong-name', /name|host/i], ['none', /TLS/i]]) {
  test(`a domain controller with ${tls} TLS is refused by check-config and at run time`, async () => {
    const request = await prepared(environment, mailbox);
    await environment.proxy({ tls });
    await environment.restart('proxy'); // cuts the connections that are open
    try {
      const check = await checkConfig();
      assert.equal(check.code, 1, check.text);
      assert.match(check.text, words);
      const outcome = await request.client.submitAndInsist(request.ticket.requestId, request.sealed);
      assert.equal(outcome.reason, 'directory_unavailable');
    } finally {
      await environment.proxy({});
    }
    await assertTold(environment, request, { reason: 'directory_unavailable' });
    await assertRetryWorks(request);
    request.client.close();
  });
}

test('a read-only domain controller is refused by check-config and at run time', async () => {
  const request = await prepared(environment, mailbox);
  await environment.proxy({ rodc: true });
  await environment.restart('proxy');
  try {
    const check = await checkConfig();
    assert.equal(check.code, 1, check.text);
    assert.match(check.text, /read-only/i);
    assert.equal((await request.client.submitAndInsist(request.ticket.requestId, request.sealed)).reason, 'directory_unavailable');
  } finally {
    await environment.proxy({});
  }
  await assertRetryWorks(request);
  request.client.close();
});

test('an address without TLS is refused by check-config, with file, line and key', async () => {
  const file = environment.variables.CONNECT_CONFIG;
  const config = await readFile(file, 'utf8');
  try {
    await writeFile(file, config.replace('ldaps://', 'ldap://'));
    const check = await checkConfig();
    assert.notEqual(check.code, 0);
    const line = config.split('\n').findIndex((text) => text.startsWith('servers')) + 1;
    assert.match(check.text, new RegExp(`connect\\.toml:${line}: directory\\.servers`));
    await writeFile(file, `${config}\n[limits]\nwrites = 1\n`);
    assert.match((await checkConfig()).text, /connect\.toml:\d+/);
  } finally {
    await writeFile(file, config);
  }
});

test('the missing policy-hints control is told by status, and once in the log', async () => {
  const { stdout } = await run(`${process.env.TILBAGE_BIN ?? 'build/release/bin'}/tilbage-connect`, ['status', '--config', environment.variables.CONNECT_CONFIG]);
  assert.match(stdout, /history/i);
  const text = await readFile(`${environment.folder}/log/connect.log`, 'utf8');
  const starts = text.match(/event=agent_started/g)?.length ?? 0;
  const warnings = text.match(/event=directory_warning .*history/gi)?.length ?? 0;
  assert.ok(starts >= 1 && warnings >= 1 && warnings <= starts, `${warnings} warnings in ${starts} starts`);
});

test('a mail server that refuses for a while delays a code and loses none', async () => {
  const person = await environment.freshPerson();
  const { ResetClient } = await import('../lib/reset_client.mjs');
  const client = new ResetClient(environment);
  await environment.refuseMails(2);
  await client.begin(environment.upnOf(person));
  await client.sendCode();
  const code = await mailbox.nextCode(person.alternate_mail);
  assert.equal((await client.verify(code)).status, 200);
  client.close();
});
