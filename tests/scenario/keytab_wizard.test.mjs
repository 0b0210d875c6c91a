/** The wizard's page with a Kerberos keytab in the place of a password, from an agent that knows nothing to a reset. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, copyFile, readFile, writeFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';

import { ADMIN_WORDS, inspector, PortalVisitor, WizardVisitor } from '../lib/administrator.mjs';
import { openBrowser, openPage } from '../lib/browser.mjs';
import { Environment } from '../lib/environment.mjs';
import { Mailbox } from '../lib/mailbox.mjs';
import { ResetClient } from '../lib/reset_client.mjs';

const NEW_PASSWORD = 'Ny-Adgangskode-2026';
const words = ADMIN_WORDS.en;

let environment;
let browser;
before(async () => {
  environment = await Environment.up('--bare', '--keytab');
  browser = await openBrowser(environment);
});
after(async () => {
  await browser?.close();
  await environment?.down();
});

function connect(verb, ...more) {
  const program = `${process.env.TILBAGE_BIN ?? 'build/release/bin'}/tilbage-connect`;
  const { CONNECT_CONFIG, NSS_WRAPPER_HOSTS } = environment.variables;
  const env = { ...process.env, LC_ALL: 'C.UTF-8', LD_PRELOAD: 'libnss_wrapper.so', NSS_WRAPPER_HOSTS };
  return new Promise((resolve) => {
    execFile(program, [verb, ...more, '--config', CONNECT_CONFIG], { env },
      (error, stdout, stderr) => resolve({ code: error ? error.code : 0, text: stdout + stderr }));
  });
}

test('a directory is added with a keytab, and what is wrong with one is told', async () => {
  const { variables } = environment;
  const keytab = `${environment.folder}/svc.keytab`;
  await copyFile(variables.AD_CONNECTOR_KEYTAB, keytab);
  const page = await openPage(browser);
  const { look, problems } = inspector(page, 'keytab');
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
  const tryWith = async ({ server = `ldap://${variables.AD_HOST_NAME}`, principal = 'svc-writeback', file = keytab }) => {
    await fill('Servers', server);
    await fill('Principal', principal);
    await fill('Path of the keytab file', file);
    await dialog.getByRole('button', { name: 'Connect' }).click();
  };
  await fill('Forest', variables.AD_DOMAIN);
  await dialog.getByRole('radio', { name: /^Use an existing account with a Kerberos keytab/ }).check();
  await chmod(keytab, 0o640);
  await tryWith({});
  await dialog.getByText('The keytab file cannot be used').waitFor();
  await look('wizard-keytab-refused');
  await chmod(keytab, 0o600);
  await tryWith({ principal: 'svc-nothing' });
  await dialog.getByText('The keytab does not fit the account').waitFor();
  await tryWith({ server: `ldap://${variables.AD_DOMAIN}` });
  await dialog.getByText('Kerberos does not know this server name').waitFor();
  await tryWith({ server: variables.AD_LDAPS });
  await dialog.getByText('The servers must be given by name').waitFor();
  await tryWith({});
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText('svc-writeback@EX1.TEST').first().waitFor();

  await wizard.next();
  await wizard.at('filtering');
  await page.getByRole('radio', { name: words.selected }).check();
  await page.getByRole('treeitem', { name: 'People', exact: true }).press('Space');
  await page.getByText('people are in').waitFor();
  await wizard.next();
  await wizard.at('features');
  await wizard.features();
  await wizard.ready();
  await wizard.complete();
  assert.deepEqual(problems, [], 'axe finds nothing');
  assert.deepEqual(page.troubles, []);
  await page.context().close();
  const config = await readFile(variables.CONNECT_CONFIG, 'utf8');
  assert.match(config, /^account = "svc-writeback@EX1\.TEST"/m);
  assert.match(config, /^keytab_file = ".*directory-keytab-\d+"/m);
  assert.doesNotMatch(config, /bind_dn|password_file/);
});

test('what the wizard configured is what apply would make of it', async () => {
  const exported = await connect('export');
  assert.equal(exported.code, 0, exported.text);
  assert.match(exported.text, /keytab; chmod 600 it/);
  const file = `${environment.folder}/exported.toml`;
  await writeFile(file, exported.text);
  const checked = await connect('apply', '--check', file);
  assert.equal(checked.code, 0, checked.text);
  assert.match(checked.text, /nothing to do/i);
});

test('a reset is written back by it', async () => {
  const page = await openPage(browser);
  await new PortalVisitor(page, environment, 'en').allFive();
  await page.context().close();
  const person = await environment.freshPerson();
  const client = new ResetClient(environment);
  try {
    await client.proveIdentity(environment.upnOf(person), person.alternate_mail, new Mailbox(environment.variables.MAIL_DIR));
    assert.equal((await client.reset(NEW_PASSWORD)).reason, 'succeeded');
  } finally {
    client.close();
  }
  assert.equal(await environment.kinit(person, NEW_PASSWORD), 'ok');
});
