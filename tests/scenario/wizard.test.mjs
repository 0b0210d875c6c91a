/** The wizard and the portal beyond the thirteen steps: from nothing, the same without a browser, and an administrator's own acts. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';

import { ADMIN_WORDS, inspector, PortalVisitor, WizardVisitor } from '../lib/administrator.mjs';
import { openBrowser, openPage, ResetVisitor } from '../lib/browser.mjs';
import { Environment, until } from '../lib/environment.mjs';
import { openWizard } from '../lib/open_wizard.mjs';

const run = promisify(execFile);
const words = ADMIN_WORDS.en;

const PROGRAM = `${process.env.TILBAGE_BIN ?? new URL('../../build/release/bin', import.meta.url).pathname}/tilbage-connect`;

let environment;
let browser;
before(async () => {
  environment = await Environment.up('--bare');
  browser = await openBrowser(environment);
});
after(async () => {
  await browser?.close();
  await environment?.down();
});

/** tilbage-connect with this environment's configuration: exit code and what it said. */
async function connect(verb, ...more) {
  try {
    const { stdout } = await run(PROGRAM, [verb, ...more, '--config', environment.variables.CONNECT_CONFIG], { env: { ...process.env, LC_ALL: 'C.UTF-8' } });
    return { code: 0, text: stdout };
  } catch ({ code, stdout, stderr }) {
    return { code, text: stdout + stderr };
  }
}

async function portalAt(path) {
  const page = await openPage(browser);
  const portal = new PortalVisitor(page, environment, 'en');
  await portal.signIn();
  await page.goto(`${environment.url}${path}`);
  return portal;
}

test('an agent that knows nothing is told its tenant and its directory in the wizard, which makes the connector account', async () => {
  const { variables } = environment;
  const page = await openPage(browser);
  const { look, problems } = inspector(page, 'bare');
  const wizard = new WizardVisitor(page, environment, 'en', look);
  await wizard.start();
  await wizard.welcome();
  await page.getByRole('radio', { name: words.customize }).check();
  await wizard.next();
  await wizard.at('cloud');
  await page.getByLabel('Address of the tenant').fill(variables.TILBAGE_URL);
  await page.getByLabel('Certificate authority of the tenant (PEM)').fill(await readFile(variables.TILBAGE_CA, 'utf8'));
  await wizard.cloud();

  await wizard.button(words.addDirectory).click();
  const dialog = page.getByRole('dialog');
  const fill = (label, text) => dialog.getByLabel(label, { exact: true }).fill(text);
  const fillIn = async (forest) => {
    await fill('Forest', forest);
    await fill('Servers', variables.AD_LDAPS);
    await fill('Certificate authority of the domain controllers (PEM)', await readFile(variables.AD_CA, 'utf8'));
    await dialog.getByRole('radio', { name: /^Create a new account/ }).check();
    await fill('Administrator’s account', `Administrator@${variables.AD_DOMAIN}`);
    await fill('Administrator’s password', variables.AD_ADMIN_PASSWORD);
  };
  await fillIn('nowhere.example');
  await look('wizard-add-directory');
  await dialog.getByRole('button', { name: 'Connect' }).click();
  await dialog.getByRole('alert').first().waitFor();
  await fillIn(variables.AD_DOMAIN);
  await dialog.getByRole('button', { name: 'Connect' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText('svc-tilbage').first().waitFor();

  await wizard.next();
  await wizard.at('filtering');
  await page.getByRole('radio', { name: words.selected }).check();
  await page.getByRole('treeitem', { name: 'People', exact: true }).press('Space');
  await page.getByText('244 people are in').waitFor();
  await wizard.next();
  await wizard.at('features');
  await wizard.features();
  await wizard.ready();
  await wizard.complete();
  assert.deepEqual(problems, [], 'axe finds nothing');
  assert.deepEqual(page.troubles, []);
  const secrets = await readFile(variables.CONNECT_CONFIG, 'utf8');
  assert.ok(!secrets.includes(variables.AD_ADMIN_PASSWORD), 'the administrator’s password is not kept');
  await page.context().close();
});

test('a changed choice tells who would go before it is done, and a pilot group is found, counted and kept', async () => {
  const page = await openPage(browser);
  const { look, problems } = inspector(page, 'changed');
  const wizard = new WizardVisitor(page, environment, 'en', look);
  const visit = await openWizard(environment);
  await wizard.start(visit.url);
  await wizard.welcome();
  await wizard.tasks();
  await wizard.cloud();
  await wizard.next();
  await wizard.at('filtering');
  await page.getByText('244 people are in').waitFor();
  await page.getByRole('checkbox', { name: /^Synchronize only the members of one group/ }).check();
  await page.getByLabel('Search for a group').fill('strict');
  await page.getByRole('button', { name: /^Strict policy/ }).click();
  await page.getByText('CN=Strict policy,OU=Groups,DC=ex1,DC=test').waitFor();
  await page.getByText('1 person is in').waitFor();
  await page.getByText('243 people are removed from the tenant').waitFor();
  await page.getByText(/only more than 500 removals within 24 hours stop/).waitFor();
  await look('wizard-pilot');
  await wizard.next();
  await wizard.at('features');
  await wizard.next();
  await wizard.at('ready');
  await page.getByText(/of the people only members of CN=Strict policy,OU=Groups/).waitFor();
  await wizard.previous();
  await wizard.previous();
  await page.getByRole('button', { name: 'Remove Strict policy' }).click();
  await page.getByRole('checkbox', { name: /^Synchronize only the members of one group/ }).uncheck();
  await page.getByText('244 people are in').waitFor();
  await wizard.next();
  await wizard.at('features');
  await wizard.next();
  await wizard.at('ready');
  await page.getByText('Everything is already as you have chosen.').waitFor();
  assert.deepEqual(problems, [], 'axe finds nothing');
  assert.deepEqual(page.troubles, []);
  await visit.end();
  await page.context().close();
  assert.match(await readFile(environment.variables.CONNECT_CONFIG, 'utf8'), /include = \[\{dn = "OU=People,DC=ex1,DC=test", guid = "[0-9a-f-]{36}"\}\]/);
});

test('what the wizard configured is what apply would make of it', async () => {
  const exported = await connect('export');
  assert.equal(exported.code, 0, exported.text);
  const file = `${environment.folder}/exported.toml`;
  await writeFile(file, exported.text);
  const checked = await connect('apply', '--check', file);
  assert.equal(checked.code, 0, checked.text);
  assert.match(checked.text, /nothing to do/i);
  await writeFile(file, exported.text.replace('password_writeback = true', 'password_writeback = false'));
  const other = await connect('apply', '--check', file);
  assert.equal(other.code, 2, other.text);
});

test('the used address of the wizard, and the wizard after Exit, let nobody in', async () => {
  const isGone = async () => {
    try {
      const { status } = await fetch(environment.variables.WIZARD_URL, { redirect: 'manual' });
      assert.equal(status, 403, 'while it ends');
      return false;
    } catch (failed) {
      if (failed instanceof assert.AssertionError) throw failed;
      return true;
    }
  };
  await until(isGone, { what: 'nobody listens there any more' });
});

test('the same steps in the portal, and an administrator resets and unlocks', async () => {
  const page = await openPage(browser);
  const portal = new PortalVisitor(page, environment, 'en');
  await portal.allFive();
  const person = await environment.freshPerson();
  const { look, problems } = inspector(page, 'portal');
  await page.getByRole('link', { name: words.users, exact: true }).first().click();
  await portal.heading(words.users).waitFor();
  await page.getByRole('textbox', { name: 'Find people by name or user name' }).fill(person.account);
  await page.getByRole('link', { name: person.display_name }).first().click();
  await portal.heading(person.display_name).waitFor();
  await look('person');

  await portal.button(words.resetPassword).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('New password', { exact: true }).fill('Ny-Adgangskode-2026');
  await dialog.getByLabel('Confirm new password', { exact: true }).fill('Ny-Adgangskode-2026');
  await look('reset');
  await dialog.getByRole('button', { name: words.resetPassword }).click();
  await dialog.getByText('has been reset').waitFor();
  // It is right, and Kerberos asks for a new one, which nobody types here. A wrong one is told as "Password incorrect".
  assert.match(await environment.kinit(person, 'Ny-Adgangskode-2026'), /Cannot read password|expired/);
  assert.equal(await environment.attribute(person, 'pwdLastSet'), '0');
  await dialog.getByRole('button', { name: 'Close' }).last().click();

  const locked = await environment.person('locked');
  await environment.lock('locked');
  await page.goto(`${environment.url}/portal/directory/users`);
  await page.getByRole('textbox', { name: 'Find people by name or user name' }).fill('locked');
  await page.getByRole('link', { name: locked.display_name }).first().click();
  await portal.heading(locked.display_name).waitFor();
  await portal.button(words.unlockAccount).click();
  await page.getByRole('dialog').getByRole('button', { name: words.unlockAccount }).click();
  await page.getByText('has been unlocked').waitFor();
  assert.equal(await environment.kinit(locked, environment.password), 'ok');
  assert.deepEqual(problems, [], 'axe finds nothing');
  await page.context().close();
});

test('switched off, nothing is written; switched on again, the agent has a new key', async () => {
  const keys = async () => (await readdir(environment.variables.CONNECT_STATE_DIR)).filter((name) => name.startsWith('sealing-key-'));
  const before = await keys();
  const portal = await portalAt('/portal/directory/password-reset/on-premises-integration');
  await portal.answer('writeBack', 'no');
  await portal.save();
  const visit = new ResetVisitor(await openPage(browser), environment, null, 'en');
  await visit.open();
  await visit.identify('user0002@ex1.test');
  await visit.page.getByText('SSPR_0010').waitFor();
  assert.deepEqual(await keys(), before);
  await portal.answer('writeBack', 'yes');
  await portal.save();
  await until(async () => (await keys()).some((name) => !before.includes(name)), { what: 'a new key' });
  await portal.page.context().close();
  await visit.page.context().close();
});

test('the agent tells what happened by the numbers that administrators know', async () => {
  const { code, text } = await connect('events', '--json');
  assert.equal(code, 0, text);
  const ids = text.trim().split('\n').map((line) => JSON.parse(line).id);
  for (const id of [31004, 31005, 31015, 31009, 31010]) assert.ok(ids.includes(id), `event ${id} among ${[...new Set(ids)]}`);
});

test('an agent that is removed in the portal is cut off at once', async () => {
  const portal = await portalAt('/portal/directory/agents');
  await portal.heading('Agents').waitFor();
  await portal.page.getByRole('button', { name: /^Test connection/ }).first().click();
  await portal.page.getByText('The connection works').waitFor();
  await portal.page.getByRole('button', { name: /^Remove/ }).first().click();
  await portal.page.getByRole('dialog').getByRole('button', { name: /^Remove/ }).click();
  await portal.page.getByRole('dialog').waitFor({ state: 'hidden' });
  await until(async () => JSON.parse((await connect('status', '--json')).text).connected === false, { what: 'the agent is disconnected' });
  await portal.page.context().close();
});
