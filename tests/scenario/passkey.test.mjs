/** People register passkeys with Chromium's virtual authenticator, and reset their password with them; Kerberos is the judge. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { inspector } from '../lib/administrator.mjs';
import { openBrowser, openPage, ResetVisitor } from '../lib/browser.mjs';
import { Environment } from '../lib/environment.mjs';
import { Mailbox } from '../lib/mailbox.mjs';
import { Authenticator, passkeyWords } from '../lib/passkeys.mjs';
import { expectStatus, ResetClient } from '../lib/reset_client.mjs';
import { Policy, SecurityInfoVisitor } from '../lib/security_info.mjs';

let environment;
let browser;
let mailbox;
let policy;
before(async () => {
  environment = await Environment.up('--named');
  mailbox = new Mailbox(environment.variables.MAIL_DIR);
  browser = await openBrowser(environment);
  policy = await Policy.open(browser, environment);
  await policy.set({ methods: ['email', 'passkey', 'recoveryCode'] });
});
after(async () => {
  await browser?.close();
  await environment?.down();
});

/** A page with an authenticator; the person at Security info, and at the reset page. */
async function visitor(language = 'en', options = {}) {
  const page = await openPage(browser, { locale: language === 'da' ? 'da-DK' : 'en-US', ...options });
  const { look, problems } = inspector(page, `passkey-${language}`);
  const account = new SecurityInfoVisitor(page, environment, language, look);
  const reset = new ResetVisitor(page, environment, mailbox, language);
  return { page, account, reset, look, problems, words: passkeyWords(language), authenticator: await Authenticator.of(page) };
}

async function leave({ page, problems }) {
  assert.deepEqual(problems, []);
  assert.deepEqual(page.troubles, []);
  await page.context().close();
}

async function add({ account, look, words }, name = '') {
  await account.chooseKind(words.passkey);
  await account.field(words.name).fill(name);
  await look('add-passkey');
  await account.button(words.add).click();
  await account.message(words.added).waitFor();
}

/** From the user ID to the choice of a passkey. */
async function choosePasskey({ page, reset, words }, person) {
  await reset.open();
  await reset.identify(environment.upnOf(person));
  await page.getByRole('radio', { name: words.use }).check();
}

async function next({ reset }) { await reset.button(reset.words.next).click(); }

test('a passkey is registered, told of by mail, and resets the password; the list says when it was used', async () => {
  const person = await environment.freshPerson();
  const visit = await visitor();
  await visit.account.openSecurityInfo(person);
  await add(visit, 'My laptop');
  await visit.page.getByText('My laptop · added today').waitFor();
  const [credential, ...others] = await visit.authenticator.credentials();
  assert.equal(others.length, 0);
  assert.equal(credential.rpId, 'localhost');
  assert.equal(Buffer.from(credential.userHandle, 'base64').length, 32, 'a handle that tells nobody who it is');
  assert.match((await mailbox.next(person.alternate_mail)).subject, /A new method|en ny metode/);

  await choosePasskey(visit, person);
  await visit.look('reset-choice');
  await next(visit);
  await visit.reset.typePassword('Nyt-Kodeord-2026-Nøgle');
  await visit.reset.heading(visit.reset.words.done).waitFor();
  assert.equal(await environment.kinit(person, 'Nyt-Kodeord-2026-Nøgle'), 'ok', 'Kerberos accepts the new password');

  const { account } = visit;
  await account.open();
  await account.signIn(environment.upnOf(person), 'Nyt-Kodeord-2026-Nøgle');
  await account.heading(account.words.home).waitFor();
  await account.button(account.words.security).click();
  await visit.page.getByText('My laptop · added today · used today').waitFor();
  await leave(visit);
});

test('in Danish, on a phone, in the dark, by the keyboard: a passkey as the second of two, and none that fits', async () => {
  const person = await environment.freshPerson();
  const visit = await visitor('da', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  const { account, authenticator, page, reset, words } = visit;
  await account.openSecurityInfo(person);
  await account.chooseKind(words.passkey);
  await visit.look('add-passkey');
  await account.field(words.name).focus();
  await page.keyboard.type('Telefonen');
  await page.keyboard.press('Enter');
  await account.message(words.added).waitFor();
  await page.getByText('Telefonen · tilføjet i dag').waitFor();
  await visit.look('added');
  const [credential] = await authenticator.credentials();

  await mailbox.next(person.alternate_mail);
  await policy.set({ methodsRequired: 2 });
  try {
    await reset.open();
    await reset.identify(environment.upnOf(person));
    await reset.verify(person.alternate_mail);
    await reset.heading(words.step2).waitFor();
    await page.getByRole('radio', { name: words.use }).focus();
    await page.keyboard.press('Space');
    await authenticator.forget();
    await page.keyboard.press('Enter');
    await page.getByText(words.notUsed).waitFor();
    await visit.look('none-fits');
    const { scroll, width } = await page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, width: innerWidth }));
    assert.ok(scroll <= width, 'nothing sticks out at the side');
    await authenticator.take(credential);
    await next(visit);
    await reset.heading(reset.words.choose).waitFor();
  } finally {
    await policy.set({ methodsRequired: 1 });
  }
  await leave(visit);
});

test('who does not unlock it, has it already, or cancels is told, and nothing is registered', async () => {
  const person = await environment.freshPerson();
  const visit = await visitor();
  const { account, authenticator, page, words } = visit;
  await account.openSecurityInfo(person);
  await account.chooseKind(words.passkey);
  await authenticator.unlocks(false);
  await account.button(words.add).click();
  await account.message(words.notUsed).waitFor();
  await visit.look('not-unlocked');
  await authenticator.unlocks(true);
  await authenticator.touches(false);
  await account.button(words.add).click();
  await page.getByText('Follow your browser’s instructions').waitFor();
  await account.button(account.words.cancel ?? 'Cancel').click();
  await account.heading(account.words.security).waitFor();
  await authenticator.touches(true);
  assert.equal((await authenticator.credentials()).length, 0);
  await add(visit);
  await account.chooseKind(words.passkey);
  await account.button(words.add).click();
  await account.message(words.twice).waitFor();
  await visit.look('twice');
  await leave(visit);
});

test('one that was removed proves nothing, and a challenge serves once', async () => {
  const person = await environment.freshPerson();
  const visit = await visitor();
  const { account, authenticator, words } = visit;
  await account.openSecurityInfo(person);
  await add(visit);
  const [credential] = await authenticator.credentials();
  await account.remove(words.passkey);

  const client = new ResetClient(environment);
  expectStatus(await client.begin(environment.upnOf(person)), 201);
  assert.ok((await client.state()).body.methods.every(({ id }) => id !== 'passkey'), 'it is not offered any more');
  const asked = expectStatus(await client.request('POST', '/reset/v1/session/passkey', {}), 200).body;
  const bare = { id: credential.credentialId, rawId: credential.credentialId, type: 'public-key', response: {} };
  const answer = { method: 'passkey', assertion: bare };
  const refused = await client.request('POST', '/reset/v1/session/verification', answer);
  assert.equal(refused.body.error.code, 'code_wrong');
  assert.equal((await client.request('POST', '/reset/v1/session/verification', answer)).body.error.code, 'wrong_step', 'the challenge has served');
  assert.ok(asked.allowCredentials.length >= 1, 'and looks like anybody’s');
  client.close();
  await leave(visit);
});

test('a browser that knows no passkeys says so, at Security info and at the reset page', async () => {
  const person = await environment.freshPerson();
  const visit = await visitor('da');
  const { account, page, reset, words } = visit;
  await account.openSecurityInfo(person);
  await add(visit);
  await page.addInitScript(() => { delete globalThis.PublicKeyCredential; });
  await choosePasskey(visit, person);
  await page.getByText(words.unsupported).waitFor();
  assert.equal(await reset.button(reset.words.next).count(), 0);
  await visit.look('reset-unsupported');
  await account.open();
  await account.heading(account.words.home).waitFor();
  await account.button(account.words.security).click();
  await account.chooseKind(words.passkey);
  await account.message(words.unsupported).waitFor();
  assert.equal(await account.button(words.add).count(), 0);
  await visit.look('unsupported');
  await leave(visit);
});

test('nobody learns who has a passkey: the same status, shape, headers and number of calls for who does not exist', async () => {
  const person = await environment.freshPerson();
  const visit = await visitor();
  await visit.account.openSecurityInfo(person);
  await add(visit);
  await leave(visit);
  const shapes = [];
  for (const userId of [environment.upnOf(person), environment.upnOf(await environment.freshPerson()), `nobody.at.all@${environment.variables.AD_DOMAIN}`]) {
    const client = new ResetClient(environment);
    expectStatus(await client.begin(userId), 201);
    const asked = await client.request('POST', '/reset/v1/session/passkey', {});
    const wrong = await client.request('POST', '/reset/v1/session/verification', { method: 'passkey', assertion: { id: 'AAAA' } });
    const shape = (value) => (Array.isArray(value) ? [shape(value[0])] : value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shape(one)])) : typeof value);
    shapes.push({ asked: [asked.status, Object.keys(asked.headers).sort(), shape(asked.body)], wrong: [wrong.status, Object.keys(wrong.headers).sort(), wrong.body.error.code, wrong.body.error.details] });
    const again = await client.request('POST', '/reset/v1/session/passkey', {});
    assert.deepEqual(again.body.allowCredentials, asked.body.allowCredentials, 'the same ones every time');
    assert.notEqual(again.body.challenge, asked.body.challenge);
    client.close();
  }
  assert.deepEqual(shapes[1], shapes[0]);
  assert.deepEqual(shapes[2], shapes[0]);
});
