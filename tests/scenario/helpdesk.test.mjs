/** Somebody calls the helpdesk; the directory itself says why they cannot sign in, and Kerberos is the judge of what helped. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { inspector } from '../lib/administrator.mjs';
import { openBrowser, openPage } from '../lib/browser.mjs';
import { Environment, until } from '../lib/environment.mjs';
import { GraphClient } from '../lib/graph_client.mjs';
import { HelpdeskVisitor, makeHelpdeskAdministrator } from '../lib/helpdesk.mjs';
import { Mailbox } from '../lib/mailbox.mjs';
import { expectStatus, ResetClient } from '../lib/reset_client.mjs';

let environment;
let browser;
let mailbox;
let helpdesk;
before(async () => {
  environment = await Environment.up();
  mailbox = new Mailbox(environment.variables.MAIL_DIR);
  browser = await openBrowser(environment);
  helpdesk = await makeHelpdeskAdministrator(environment);
});
after(async () => {
  await browser?.close();
  await environment?.down();
});

async function visitor(language = 'en', options = {}) {
  const page = await openPage(browser, { locale: language === 'da' ? 'da-DK' : 'en-US', ...options });
  const { look, problems } = inspector(page, `helpdesk-${language}`);
  const visit = new HelpdeskVisitor(page, environment, mailbox, language, look);
  await visit.signIn(helpdesk);
  return Object.assign(visit, { problems });
}

async function leave(visit) {
  assert.deepEqual(visit.problems, []);
  assert.deepEqual(visit.page.troubles, []);
  await visit.page.context().close();
}

/** As the tenant knows them, which is as the directory's synchronisation told it. */
async function nameOf(person) {
  const graph = await GraphClient.signIn(environment);
  try {
    const { body } = expectStatus(await graph.call('GET', `/v1.0/users/${environment.upnOf(person)}`), 200);
    return body.displayName;
  } finally {
    graph.close();
  }
}

for (const [language, options] of [['en', {}], ['da', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }]]) {
  test(`a locked caller is found, understood, verified and unlocked, in ${language}`, async () => {
    const person = await environment.freshPerson();
    const name = await nameOf(person);
    await environment.lock(person.account);
    const visit = await visitor(language, options);
    const { words, page } = visit;
    await visit.find(environment.upnOf(person), name);
    await page.getByText(words.locked, { exact: true }).waitFor();
    await page.getByText(words.verifyFirst).waitFor();
    assert.equal(await visit.button(words.unlock).isDisabled(), true);
    await visit.look('locked');
    await visit.verify(person, name);
    await visit.look('verified');
    await visit.unlock(name);
    await page.getByText(words.locked, { exact: true }).waitFor({ state: 'detached' });
    assert.equal(await environment.kinit(person, environment.password), 'ok', 'Kerberos lets them in again');
    await leave(visit);
  });
}

test('a temporary access code leads through a reset', async () => {
  const person = await environment.freshPerson();
  const name = await nameOf(person);
  const visit = await visitor();
  await visit.find(person.account, name);
  await visit.verify(person, name);
  const code = await visit.accessCode();
  const client = new ResetClient(environment);
  try {
    expectStatus(await client.begin(environment.upnOf(person)), 201);
    expectStatus(await client.verify(code, 'temporaryAccessCode'), 200);
    assert.equal((await client.reset('Hjulpet-Videre-2026')).reason, 'succeeded');
  } finally {
    client.close();
  }
  assert.equal(await environment.kinit(person, 'Hjulpet-Videre-2026'), 'ok', 'the person chose it, and Kerberos accepts it');
  await leave(visit);
});

test('nobody is helped before they are verified, whichever way it is asked for', async () => {
  const person = await environment.freshPerson();
  const graph = await GraphClient.signIn(environment, helpdesk);
  const user = `/beta/users/${environment.upnOf(person)}`;
  try {
    for (const [path, body] of [
      [`${user}/passwordWritebacks`, { kind: 'unlock' }],
      [`${user}/passwordWritebacks`, { kind: 'reset' }],
      [`${user}/temporaryAccessCodes`, {}],
      [`${user}/authentication/emailMethods`, { emailAddress: 'somebody@elsewhere.example' }],
      [`${user}/authentication/methods/28c10230-6103-485e-b985-444c60001490/resetPassword`, { newPassword: 'Overtalt-Af-En-Stemme-1' }],
    ]) {
      const answer = expectStatus(await graph.call('POST', path, body), 422);
      assert.equal(answer.body.error.code, 'caller_not_verified', path);
    }
    assert.equal(await environment.kinit(person, environment.password), 'ok', 'nothing was changed');
    const { body } = expectStatus(await graph.call('GET', '/v1.0/auditLogs/directoryAudits'), 200);
    assert.equal(body.value.filter((one) => one.activityDisplayName === 'helpdesk.act' && one.result === 'failure').length, 5);
  } finally {
    graph.close();
  }
});

test('the directory says what it has counted, and the page says no more than that', async () => {
  const person = await environment.freshPerson();
  const graph = await GraphClient.signIn(environment, helpdesk);
  const path = `/beta/helpdesk/people/${environment.upnOf(person)}`;
  try {
    const before = expectStatus(await graph.call('GET', path), 200).body;
    assert.equal(before.directory.isLive, true);
    assert.deepEqual(before.obstacles, []);
    assert.notEqual(before.directory.passwordSetDateTime, null);
    assert.notEqual(await environment.kinit(person, 'not the password'), 'ok');
    const counted = await until(async () => {
      const { body } = expectStatus(await graph.call('GET', path), 200);
      return body.obstacles.find(({ trouble }) => trouble === 'wrongPasswords');
    }, { what: 'the count of wrong passwords' });
    assert.equal(counted.count >= 1, true);
    assert.notEqual(counted.sinceDateTime, null);
    assert.equal(counted.untilDateTime, null);
    await environment.lock(person.account);
    const locked = (expectStatus(await graph.call('GET', path), 200).body).obstacles[0];
    assert.equal(locked.trouble, 'accountLocked');
    assert.equal(Date.parse(locked.untilDateTime) - Date.parse(locked.sinceDateTime), 30 * 60_000, 'the lockout duration of the domain');
  } finally {
    graph.close();
  }
});
