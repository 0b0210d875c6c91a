/** An agent that has nothing but a Kerberos keytab, and no TLS to the domain controller: what Kerberos seals is all there is. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, readdir, readFile, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';

import { Environment, until } from '../lib/environment.mjs';
import { Mailbox } from '../lib/mailbox.mjs';
import { ResetClient } from '../lib/reset_client.mjs';
import { contains, disguisesOf } from '../lib/search.mjs';

const run = promisify(execFile);
const NEW_PASSWORD = 'Blåbærgrød-2026-Sol!';

let environment;
let mailbox;
let wire;
before(async () => {
  environment = await Environment.up('--keytab');
  mailbox = new Mailbox(environment.variables.MAIL_DIR);
});
after(async () => {
  await environment?.down();
  wire?.close();
});

/** Everything that goes over the agent's LDAP connections from now on, by a port in front of the domain controller's. */
async function listenOnWire() {
  const heard = [];
  const sockets = new Set();
  const server = net.createServer((near) => {
    const far = net.connect(389, environment.variables.AD_HOST);
    for (const [from, to] of [[near, far], [far, near]]) {
      sockets.add(from);
      from.on('data', (bytes) => heard.push(bytes));
      from.on('error', () => to.destroy());
      from.pipe(to);
    }
  });
  await new Promise((resolve) => server.listen(0, environment.variables.AD_HOST, resolve));
  return {
    port: server.address().port,
    heard: () => Buffer.concat(heard),
    close: () => { for (const socket of sockets) socket.destroy(); server.close(); },
  };
}

async function changeConfig(from, to) {
  const file = environment.variables.CONNECT_CONFIG;
  const text = await readFile(file, 'utf8');
  assert.ok(text.includes(from), from);
  await writeFile(file, text.replace(from, to));
}

function connect(verb, ...args) {
  const command = `${process.env.TILBAGE_BIN ?? 'build/release/bin'}/tilbage-connect`;
  const { NSS_WRAPPER_HOSTS } = environment.variables;
  const env = { ...process.env, LD_PRELOAD: 'libnss_wrapper.so', NSS_WRAPPER_HOSTS };
  return new Promise((resolve) => {
    execFile(command, [verb, '--config', environment.variables.CONNECT_CONFIG, ...args], { env },
      (error, stdout, stderr) => resolve({ code: error ? error.code : 0, text: stdout + stderr }));
  });
}

function signIns() {
  return wire.heard().toString('latin1').split('GSSAPI').length;
}

async function isConnected() {
  return JSON.parse((await connect('status', '--json')).text || '{}').connected === true;
}

/** What becomes of a reset of somebody new. */
async function reset() {
  const person = await environment.freshPerson();
  const client = new ResetClient(environment);
  try {
    await client.proveIdentity(environment.upnOf(person), person.alternate_mail, mailbox);
    return { person, outcome: await client.reset(NEW_PASSWORD) };
  } finally {
    client.close();
  }
}

test('a reset is written back, and nothing of it goes over the wire in clear', async () => {
  assert.deepEqual((await readdir(environment.variables.CONNECT_STATE_DIR)).filter((name) => /password/.test(name)), []);
  wire = await listenOnWire();
  await changeConfig('"ldap://dc1.ex1.test"', `"ldap://dc1.ex1.test:${wire.port}"`);
  await until(() => wire.heard().includes('GSSAPI'), { what: 'the agent signs in by Kerberos over the port' });
  await until(isConnected, { what: 'the agent is connected' });

  const { person, outcome } = await reset();
  assert.equal(outcome.reason, 'succeeded');
  assert.equal(await environment.kinit(person, NEW_PASSWORD), 'ok');

  const heard = wire.heard();
  assert.ok(heard.length > 20_000, `only ${heard.length} bytes were heard`);
  assert.ok(!contains(heard, disguisesOf(NEW_PASSWORD)), 'the password');
  for (const clear of ['unicodePwd', person.account, 'OU=People']) assert.ok(!heard.includes(clear), clear);
});

test('check-config signs in with the keytab and says whom it found', async () => {
  const checked = await connect('check-config');
  assert.equal(checked.code, 0, checked.text);
  assert.match(checked.text, /signed in as svc-writeback@EX1\.TEST/);
});

test('a stale keytab is told, and a new one put in its place serves', async () => {
  const { AD_CONNECTOR_KEYTAB, CONNECT_STATE_DIR } = environment.variables;
  const samba = (...args) => run('samba-tool', [...args, '-s', `${environment.folder}/dc/etc/smb.conf`]);
  await samba('user', 'setpassword', 'svc-writeback', '--newpassword=Svc-Wr1teback-2027', '-H', `${environment.folder}/dc/private/sam.ldb`);
  const checked = await connect('check-config');
  assert.notEqual(checked.code, 0);
  assert.match(checked.text, /password was changed after the keytab was made/);
  assert.match(checked.text, /Make the keytab again/);

  const before = signIns();
  await samba('domain', 'exportkeytab', AD_CONNECTOR_KEYTAB, '--principal=svc-writeback@EX1.TEST');
  const keytab = `${CONNECT_STATE_DIR}/connector.keytab`;
  await writeFile(keytab, await readFile(AD_CONNECTOR_KEYTAB));
  await chmod(keytab, 0o600);
  await until(() => signIns() > before, { what: 'the agent signs in anew by itself' });
  await until(isConnected, { what: 'the agent is connected' });
  assert.equal((await connect('check-config')).code, 0);
  const { person, outcome } = await reset();
  assert.equal(outcome.reason, 'succeeded');
  assert.equal(await environment.kinit(person, NEW_PASSWORD), 'ok');
});
