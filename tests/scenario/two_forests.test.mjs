/** One agent on two forests, ex1.test and ex2.test, whose people have the same names: each is their own, and one that is away keeps nobody waiting. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';

import { inspector, WizardVisitor } from '../lib/administrator.mjs';
import { openBrowser, openPage } from '../lib/browser.mjs';
import { Environment, until } from '../lib/environment.mjs';
import { Mailbox } from '../lib/mailbox.mjs';
import { openWizard } from '../lib/open_wizard.mjs';
import { ResetClient } from '../lib/reset_client.mjs';
import { eventually } from '../../web/tests/eventually.mjs';

const NEW_PASSWORD = 'Blåbærgrød-2026-Sol!';
const ANOTHER_PASSWORD = 'Rødgrød-2026-Fløde!';

let environment;
let second; // the same environment, seen from ex2.test
let mailbox;
before(async () => {
  environment = process.env.TILBAGE_AT ? await Environment.at(process.env.TILBAGE_AT) : await Environment.up('--second-forest');
  const { variables } = environment;
  second = new Environment(environment.folder, {
    ...variables, AD_LDAPS: variables.AD2_LDAPS, AD_CA: variables.AD2_CA, AD_BASE_DN: variables.AD2_BASE_DN, AD_DOMAIN: variables.AD2_DOMAIN,
    AD_REALM: variables.AD2_DOMAIN.toUpperCase(), AD_ADMIN_DN: variables.AD2_ADMIN_DN, AD_ADMIN_PASSWORD: variables.AD2_ADMIN_PASSWORD,
    KRB5_CONFIG: variables.KRB5_CONFIG_2,
  });
  mailbox = new Mailbox(variables.MAIL_DIR);
});
after(async () => { if (!process.env.TILBAGE_AT) await environment?.down(); });

function connect(...args) {
  const command = `${process.env.TILBAGE_BIN ?? 'build/release/bin'}/tilbage-connect`;
  return new Promise((resolve) => {
    execFile(command, [...args, '--config', environment.variables.CONNECT_CONFIG], (error, stdout, stderr) => {
      resolve({ code: error ? error.code : 0, text: stdout + stderr });
    });
  });
}
async function told(...args) { return JSON.parse((await connect(...args, '--json')).text || '{}'); }
const status = () => told('sync', 'status');
async function directory(domain) { return (await status()).directories?.find((one) => one.domain === domain); }

async function reset(forest, person, password) {
  const client = new ResetClient(environment);
  try {
    await client.proveIdentity(forest.upnOf(person), person.alternate_mail, mailbox);
    return await client.reset(password);
  } finally {
    client.close();
  }
}

/** Sets ms-DS-ConsistencyGuid. */
async function anchor(forest, person, bytes) {
  const { AD_LDAPS, AD_ADMIN_DN, AD_ADMIN_PASSWORD, AD_CA } = forest.variables;
  const dn = await forest.attribute(person, 'distinguishedName');
  const change = `dn: ${dn}\nchangetype: modify\nreplace: mS-DS-ConsistencyGuid\nmS-DS-ConsistencyGuid:: ${bytes.toString('base64')}\n`;
  await new Promise((resolve, reject) => {
    const child = execFile('ldapmodify', ['-x', '-H', AD_LDAPS, '-D', AD_ADMIN_DN, '-w', AD_ADMIN_PASSWORD],
      { env: { ...process.env, LDAPTLS_CACERT: AD_CA } }, (error, _stdout, stderr) => (error ? reject(new Error(stderr)) : resolve()));
    child.stdin.end(change);
  });
}

const explain = (user) => told('sync', 'explain', user);

test('people of both are in the tenant, and the agent tells of both', async () => {
  await until(async () => (await directory('ex1.test')) && (await directory('ex2.test')), { what: 'both are read' });
  await until(async () => (await status()).state === 'idle', { seconds: 60, what: 'everybody is told' });
  for (const forest of [environment, second]) {
    const { exported, joined } = await explain(`user0001@${forest.variables.AD_DOMAIN}`);
    assert.equal(exported, 'yes');
    assert.equal(joined, true);
  }
  const shown = (await connect('status')).text;
  assert.match(shown, /^directory {3}ex1\.test at ldaps:/m);
  assert.match(shown, /^directory2 {2}ex2\.test at ldaps:/m);
  const checked = await connect('check-config');
  assert.equal(checked.code, 0, checked.text);
  assert.match(checked.text, /a writable domain controller of ex2\.test/);
});

test('a reset of somebody in each is written to their own domain controller, and to no other', async () => {
  const person = await environment.freshPerson();
  assert.equal((await reset(second, person, NEW_PASSWORD)).reason, 'succeeded');
  assert.equal(await second.kinit(person, NEW_PASSWORD), 'ok');
  assert.equal(await environment.kinit(person, environment.password), 'ok', 'who has the same name in the other forest');
  assert.equal((await reset(environment, person, ANOTHER_PASSWORD)).reason, 'succeeded');
  assert.equal(await environment.kinit(person, ANOTHER_PASSWORD), 'ok');
  assert.equal(await second.kinit(person, NEW_PASSWORD), 'ok');
});

test('the same person in both is nobody that a password could be written for', async () => {
  const person = await environment.freshPerson();
  const guid = randomBytes(16);
  const source = guid.toString('base64');
  await anchor(environment, person, guid);
  await until(async () => {
    const seen = await explain(environment.upnOf(person));
    return seen.anchor === source && seen.exported === 'yes';
  }, { what: 'the person is told by the new anchor' });
  await anchor(second, person, guid);
  await until(async () => (await explain(second.upnOf(person))).why === 'anchor_disputed', { what: 'the other is disputed' });
  for (const [forest, rival] of [[environment, /DC=ex2,DC=test$/], [second, /DC=ex1,DC=test$/]]) {
    const seen = await explain(forest.upnOf(person));
    assert.equal(seen.why, 'anchor_disputed');
    assert.match(seen.whyDetails.with[0], rival);
  }
  assert.equal((await reset(environment, person, NEW_PASSWORD)).reason, 'multiple_matches');
});

test('one that is away is told by name, nobody of it is removed, and the other goes on', async () => {
  const people = (await directory('ex2.test')).people;
  await environment.kill('dc2');
  await until(async () => /^ex2\.test: /.test((await status()).problem?.message ?? ''), { what: 'the report names it' });
  assert.match((await connect('sync', 'status')).text, /cannot be read: ex2\.test: /);
  const person = await environment.freshPerson();
  assert.equal((await reset(environment, person, NEW_PASSWORD)).reason, 'succeeded');
  assert.equal(await environment.kinit(person, NEW_PASSWORD), 'ok');
  await anchor(environment, person, randomBytes(16));
  await until(async () => (await explain(environment.upnOf(person))).exported === 'yes', { what: 'a change of the other is told' });
  assert.equal((await directory('ex2.test')).people, people);
  assert.equal((await explain('user0001@ex2.test')).exported, 'yes');
  assert.equal((await reset(second, person, NEW_PASSWORD)).reason, 'directory_unavailable');
});

test('an agent that begins without it serves the other, and takes it up when it is back', async () => {
  await environment.restart('connect', '--no-wait'); // it is not whole before both are there
  const person = await environment.freshPerson();
  await until(async () => (await told('status')).connected, { what: 'it is connected' });
  await until(async () => (await directory('ex1.test'))?.problem === undefined && (await status()).lease?.held, { seconds: 60, what: 'it has begun' });
  assert.equal((await reset(environment, person, NEW_PASSWORD)).reason, 'succeeded');
  assert.equal((await reset(second, person, NEW_PASSWORD)).reason, 'agent_busy', 'nothing was changed, and another time will do');
  assert.equal((await told('status')).directories[1].domain, '');
  assert.equal((await status()).held_removals ?? null, null);
  await environment.restart('dc2');
  await until(async () => (await told('status')).directories[1].domain === 'ex2.test', { seconds: 60, what: 'it is found' });
  await until(async () => (await status()).state === 'idle', { seconds: 60, what: 'all is well' });
  assert.equal((await reset(second, person, ANOTHER_PASSWORD)).reason, 'succeeded');
  assert.equal(await second.kinit(person, ANOTHER_PASSWORD), 'ok');
});

test('one that is taken out of the configuration takes its people away, and nobody else', async () => {
  const file = environment.variables.CONNECT_CONFIG;
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.slice(0, text.indexOf('[directory2]')) + text.slice(text.indexOf('[features]')));
  await until(async () => (await status()).directories?.length === 1 && !(await explain('user0002@ex2.test')).found, { seconds: 60, what: 'its people are gone' });
  assert.equal((await explain('user0002@ex1.test')).exported, 'yes');
  assert.ok((await directory('ex1.test')).people > 200);
  const { runs } = await status();
  const removed = runs.reduce((sum, { removed: some }) => sum + some, 0);
  assert.ok(removed > 200 && removed < 320, `${removed} were removed`);
});

/** On "Connect directories", by somebody who is signed in. */
async function atDirectories(browser, url) {
  const page = await openPage(browser);
  const { look, problems } = inspector(page, 'two-forests');
  const wizard = new WizardVisitor(page, environment, 'en', look);
  await wizard.start(url);
  await wizard.welcome();
  await wizard.tasks();
  await wizard.cloud();
  return { page, wizard, look, problems };
}

test('in the wizard it is added again, with an account, rights and units of its own', async () => {
  const { variables } = second;
  const browser = await openBrowser(environment);
  const program = await openWizard(environment);
  try {
    const { page, wizard, look, problems } = await atDirectories(browser, program.url);
    await wizard.button('Add directory').click();
    const dialog = page.getByRole('dialog');
    const fill = (label, text) => dialog.getByLabel(label, { exact: true }).fill(text);
    await fill('Forest', variables.AD_DOMAIN);
    await fill('Servers', variables.AD_LDAPS);
    await fill('Certificate authority of the domain controllers (PEM)', await readFile(variables.AD_CA, 'utf8'));
    await dialog.getByRole('radio', { name: /^Create a new account/ }).check();
    await fill('Administrator’s account', `Administrator@${variables.AD_DOMAIN}`);
    await fill('Administrator’s password', variables.AD_ADMIN_PASSWORD);
    await fill('Name of the new account', 'svc-of-the-wizard');
    await dialog.getByRole('button', { name: 'Connect', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    const rights = page.getByRole('region', { name: 'Rights of the connector account in ex2.test' });
    await rights.getByText('All rights are there').waitFor({ timeout: 60_000 });
    await look('wizard-two-directories');
    await wizard.next();
    await wizard.at('filtering');
    await page.getByRole('tab', { name: 'ex2.test' }).click();
    await page.getByRole('tabpanel', { name: 'ex2.test' }).waitFor();
    await page.getByRole('radio', { name: 'Sync selected domains and OUs' }).check();
    await page.getByRole('treeitem', { name: 'People', exact: true }).press('Space');
    await page.getByText('244 people are in').waitFor();
    await look('wizard-filtering-second');
    await wizard.next();
    await wizard.at('features');
    await wizard.next();
    await wizard.at('ready');
    await page.getByText('ex2.test: Sync OU=People,DC=ex2,DC=test').waitFor();
    await wizard.ready();
    assert.deepEqual(problems, [], 'axe finds nothing');
    assert.deepEqual(page.troubles, []);
  } finally {
    await program.end();
    await browser.close();
  }
  assert.match(await readFile(environment.variables.CONNECT_CONFIG, 'utf8'), /\[scope2\][\s\S]*guid = /);
  await until(async () => (await explain('user0100@ex2.test')).exported === 'yes', { seconds: 60, what: 'its people are back' });
  const person = await environment.freshPerson();
  assert.equal((await reset(second, person, NEW_PASSWORD)).reason, 'succeeded');
  assert.equal(await second.kinit(person, NEW_PASSWORD), 'ok');
});

test('the wizard says whom its removal removes and whether they wait, and so it is', async () => {
  let waits;
  const browser = await openBrowser(environment);
  const program = await openWizard(environment);
  try {
    const { page, wizard, look, problems } = await atDirectories(browser, program.url);
    const dialog = page.getByRole('dialog');
    await wizard.button('Remove ex2.test').click();
    await dialog.getByText(/^24\d people are removed from the tenant/).waitFor(); // some are read that are out of scope
    await dialog.getByText(/ removals (that go through )?within 24 hours/).waitFor();
    waits = (await dialog.getByText('all of them stop and wait').count()) > 0; // those of the tests before count as well
    await look('wizard-remove-directory');
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await wizard.next();
    await wizard.at('filtering');
    await eventually(() => page.getByRole('tab').count(), 0);
    await wizard.next();
    await wizard.at('features');
    await wizard.next();
    await wizard.at('ready');
    await page.getByText(/^Leave the directory ex2\.test: its people are removed/).waitFor();
    await wizard.ready();
    assert.deepEqual(problems, [], 'axe finds nothing');
  } finally {
    await program.end();
    await browser.close();
  }
  await until(async () => {
    const { directories, held_removals: held } = await status();
    const gone = !(await explain('user0100@ex2.test')).found;
    return directories?.length === 1 && (waits ? held !== null && held !== undefined : gone);
  }, { seconds: 60, what: waits ? 'its people wait' : 'its people are gone' });
  assert.equal((await explain('user0100@ex1.test')).exported, 'yes');
});
