/** People register what they prove who they are by, and reset their password with it; Kerberos is the judge. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { inspector } from '../lib/administrator.mjs';
import { openBrowser, openPage } from '../lib/browser.mjs';
import { Environment } from '../lib/environment.mjs';
import { Mailbox } from '../lib/mailbox.mjs';
import { expectStatus, ResetClient } from '../lib/reset_client.mjs';
import { Policy, SecurityInfoVisitor, totp } from '../lib/security_info.mjs';
import { eventually } from '../../web/tests/eventually.mjs';

const { questions: QUESTIONS } = JSON.parse(readFileSync(new URL('../../languages/en.json', import.meta.url), 'utf8'));
const ALL = ['email', 'authenticatorApp', 'securityQuestions', 'recoveryCode', 'temporaryAccessCode'];

let environment;
let browser;
let mailbox;
let policy;
before(async () => {
  environment = await Environment.up();
  mailbox = new Mailbox(environment.variables.MAIL_DIR);
  browser = await openBrowser(environment);
  policy = await Policy.open(browser, environment);
  await policy.set({ methods: ALL, questions: { toRegister: 3, toReset: 3, predefined: ['q01', 'q02', 'q03', 'q04'] } });
});
after(async () => {
  await browser?.close();
  await environment?.down();
});

async function visitor(language = 'en', options = {}) {
  const page = await openPage(browser, { locale: language === 'da' ? 'da-DK' : 'en-US', ...options });
  const { look, problems } = inspector(page, `security-${language}`);
  return Object.assign(new SecurityInfoVisitor(page, environment, language, look), { problems });
}

async function leave(visit) {
  assert.deepEqual(visit.problems, []);
  assert.deepEqual(visit.page.troubles, []);
  await visit.page.context().close();
}

/** A reset by these proofs, one after the other. */
async function reset(person, password, ...proofs) {
  const client = new ResetClient(environment);
  try {
    expectStatus(await client.begin(environment.upnOf(person)), 201);
    for (const prove of proofs) expectStatus(await prove(client), 200);
    assert.equal((await client.reset(password)).reason, 'succeeded');
    assert.equal(await environment.kinit(person, password), 'ok', 'Kerberos accepts the new password');
  } finally {
    client.close();
  }
}

const byApp = (secret, step) => (client) => client.verify(totp(secret, step), 'authenticatorApp');
const byCode = (code) => (client) => client.verify(code, 'recoveryCode');
const byAnswers = (answers) => async (client) => {
  const { questions } = expectStatus(await client.questions(), 200).body;
  return client.answer(questions.map(({ id }) => ({ id, answer: answers.get(QUESTIONS[id]) })));
};

test('an app, questions and recovery codes are registered, and each resets the password, two together as well', async () => {
  const person = await environment.freshPerson();
  const visit = await visitor();
  await visit.openSecurityInfo(person);
  const secret = await visit.addApp('My phone');
  const told = await mailbox.next(person.alternate_mail);
  assert.match(told.subject, /A new method|en ny metode/);
  assert.doesNotMatch(told.text + told.html, new RegExp(secret));
  const answers = await visit.addQuestions();
  const codes = await visit.addRecoveryCodes();
  assert.equal(codes.length, 10);
  await visit.look('all');
  await visit.page.getByText('My phone · added today').waitFor();

  await reset(person, 'Nyt-Kodeord-2026-1', byApp(secret, 0));
  await reset(person, 'Nyt-Kodeord-2026-2', byAnswers(answers));
  await reset(person, 'Nyt-Kodeord-2026-3', byCode(codes[4]));
  await policy.set({ methodsRequired: 2 });
  try {
    await reset(person, 'Nyt-Kodeord-2026-4', byApp(secret, 1), byCode(codes[0].toLowerCase().replaceAll('-', ' ')));
  } finally {
    await policy.set({ methodsRequired: 1 });
  }
  const client = new ResetClient(environment);
  await client.begin(environment.upnOf(person));
  assert.equal((await client.verify(codes[4], 'recoveryCode')).body.error.code, 'code_wrong', 'it has served');
  client.close();
  await leave(visit);
});

test('in Danish, on a phone, in the dark: asked to register at sign-in, put off, an address added and another method removed', async () => {
  const person = await environment.person('noalternate');
  const visit = await visitor('da', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  const { words } = visit;
  const arrive = async () => {
    await visit.open();
    await visit.signIn(environment.upnOf(person), environment.password);
    await visit.heading(words.security).waitFor();
    await visit.message(words.asked).waitFor();
  };
  await arrive();
  await visit.look('asked');
  await visit.button(words.notNow).click();
  await visit.heading(words.home).waitFor();
  await visit.page.reload();
  await visit.heading(words.home).waitFor();
  await visit.button(words.signOut).click();
  await arrive();
  const address = 'nora.privat@hjemme.example';
  await visit.addEmail(address, mailbox);
  await visit.button(words.back).waitFor();
  await eventually(() => visit.message(words.asked).count(), 0, 'that was enough');
  await visit.addRecoveryCodes();
  await visit.remove(words.recovery);
  const subjects = (await mailbox.fresh(address)).map(({ subject }) => subject);
  assert.ok(subjects.length >= 1, 'the new address is told of the changes');
  const { scroll, width } = await visit.page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, width: innerWidth }));
  assert.ok(scroll <= width, 'nothing sticks out at the side');
  const client = new ResetClient(environment);
  expectStatus(await client.begin(environment.upnOf(person)), 201);
  expectStatus(await client.sendCode(), 202);
  expectStatus(await client.verify(await mailbox.nextCode(address)), 200);
  client.close();
  await leave(visit);
});

test('who is new changes the password first, and is asked to register then', async () => {
  const person = await environment.person('mustchange');
  await policy.set({ methodsRequired: 2 });
  try {
    const visit = await visitor();
    const { words } = visit;
    await visit.open();
    await visit.signIn(environment.upnOf(person), environment.password);
    await visit.heading(words.change).waitFor();
    await visit.change(environment.password, 'Ny-Adgangskode-2026');
    await visit.heading(words.security).waitFor();
    await visit.message(words.changed).waitFor();
    await visit.message(words.asked).waitFor();
    await visit.look('changed-and-asked');
    await visit.addRecoveryCodes();
    await visit.button(words.back).click();
    await visit.heading(words.home).waitFor();
    await leave(visit);
  } finally {
    await policy.set({ methodsRequired: 1 });
  }
});

test('“This was not me” from the mail locks the method, signs out and tells the administrators', async () => {
  const person = await environment.freshPerson();
  const visit = await visitor();
  const { words } = visit;
  await visit.openSecurityInfo(person);
  const secret = await visit.addApp();
  const mail = await mailbox.next(person.alternate_mail, ({ text }) => text.includes('#not-me='));
  const link = /https:\S+#not-me=[a-p]{64}/.exec(mail.text)[0];
  assert.ok(mail.html.includes(link));
  assert.ok(link.startsWith(`${environment.url}/account#`));

  const other = await visitor();
  await other.page.goto(link);
  await other.heading(words.notMe).waitFor();
  await other.look('not-me');
  assert.doesNotMatch(other.page.url(), /not-me/, 'it does not stay in the address');
  assert.equal(await visit.page.evaluate(() => fetch('/account/v1/session').then(({ status }) => status)), 200, 'looking does nothing');
  await other.button(words.report).click();
  await other.heading(words.reported).waitFor();
  await other.look('reported');
  assert.equal(await visit.page.evaluate(() => fetch('/account/v1/session').then(({ status }) => status)), 401);
  await mailbox.next(environment.variables.TILBAGE_ADMIN_UPN, ({ text }) => text.includes(environment.upnOf(person)));
  await other.page.goto('about:blank');
  await other.page.goto(link);
  await other.button(words.report).click();
  await other.message(words.used).waitFor();

  const client = new ResetClient(environment);
  await client.begin(environment.upnOf(person));
  assert.equal((await client.verify(totp(secret), 'authenticatorApp')).status, 422);
  client.close();
  await visit.openSecurityInfo(person);
  await visit.page.getByText(words.blocked).waitFor();
  await visit.look('locked');
  await leave(other);
  await leave(visit);
});

test('it works with the keyboard alone', async () => {
  const person = await environment.freshPerson();
  const visit = await visitor();
  const { page, words } = visit;
  await visit.openSecurityInfo(person);
  const press = async (locator, key = 'Enter') => {
    await locator.waitFor();
    for (let stops = 0; stops < 40; ++stops) {
      if (await locator.evaluate((element) => element === document.activeElement)) return page.keyboard.press(key);
      await page.keyboard.press('Tab');
    }
    throw new Error(`${locator} is not reached with the Tab key`);
  };
  await press(visit.button(words.add));
  const first = page.getByRole('radio', { checked: true });
  await press(first, 'ArrowDown');
  const recovery = page.getByRole('radio', { name: words.recovery, exact: true });
  for (let i = 0; i < 5 && !(await recovery.isChecked()); ++i) await page.keyboard.press('ArrowDown');
  await press(visit.button(words.nextStep));
  await page.locator('.recoveryCodes code').first().waitFor();
  await press(visit.button(words.kept));
  await visit.message(words.added).waitFor();
  await press(page.getByRole('button', { name: new RegExp(`^${words.remove} ${words.recovery}`) }));
  await visit.heading(`${words.remove}: ${words.recovery}`).waitFor();
  await press(visit.button(words.remove));
  await visit.message(words.removed).waitFor();
  await leave(visit);
});

test('a change long after the sign-in asks for the password again, and goes on where it was', async () => {
  const person = await environment.freshPerson();
  const visit = await visitor('da');
  const { words } = visit;
  await visit.openSecurityInfo(person);
  let refused = 0;
  await visit.page.route('**/account/v1/methods', (route) => {
    if (route.request().method() !== 'POST' || refused++ > 0) return route.continue();
    return route.fulfill({ status: 403, json: { error: { code: 'sign_in_too_old', message: '' } } });
  });
  await visit.button(words.add).click();
  await visit.page.getByRole('radio', { name: words.app, exact: true }).check();
  await visit.button(words.nextStep).click();
  await visit.heading(words.again).waitFor();
  await visit.look('again');
  await visit.field(words.password).fill(environment.password);
  await visit.button(words.goOn).click();
  await visit.heading(words.app).waitFor();
  await visit.page.locator('.secret code').waitFor();
  await leave(visit);
});
