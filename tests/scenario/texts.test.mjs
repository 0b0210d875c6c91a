/** A person who has a mobile phone in the directory resets a password with a code by text message. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, test } from 'node:test';

import { AccountClient } from '../lib/account.mjs';
import { accessibilityProblems, openBrowser, openPage, ResetVisitor } from '../lib/browser.mjs';
import { Environment, until } from '../lib/environment.mjs';
import { Mailbox } from '../lib/mailbox.mjs';
import { Phones } from '../lib/phone.mjs';
import { expectStatus, ResetClient } from '../lib/reset_client.mjs';

const WORDS = {
  en: { text: 'Text my mobile phone', number: 'Mobile phone number', wrong: /not the number we know/, said: /^Your code is \d{6}\./ },
  da: { text: 'Send en sms til min mobiltelefon', number: 'Mobilnummer', wrong: /ikke det nummer, vi kender/, said: /^Din kode er \d{6}\./ },
};
const NUMBERS = { en: ['+45 20 11 22 33', '+4520112233'], da: ['20 44 55 66', '+4520445566'] };

let environment;
let browser;
let phones;
before(async () => {
  environment = await Environment.up('--allow-unlock');
  phones = new Phones(environment.variables.SMS_FILE);
  browser = await openBrowser(environment);
});
after(async () => {
  await browser?.close();
  await environment?.down();
});

/** As the domain's own administrator writes it. */
function modify(person, lines) {
  const { AD_LDAPS, AD_ADMIN_DN, AD_ADMIN_PASSWORD, AD_CA } = environment.variables;
  return new Promise((resolve, reject) => {
    const child = execFile('ldapmodify', ['-x', '-H', AD_LDAPS, '-D', AD_ADMIN_DN, '-w', AD_ADMIN_PASSWORD],
      { env: { ...process.env, LDAPTLS_CACERT: AD_CA } }, (error) => (error ? reject(error) : resolve()));
    child.stdin.end(`dn: ${person.dn}\nchangetype: modify\n${lines.join('\n-\n')}\n`);
  });
}

/** Until the reset page offers it: the directory's number has come up. */
async function whenOffered(person) {
  await until(async () => {
    const client = new ResetClient(environment);
    const answer = await client.begin(environment.upnOf(person));
    client.close();
    return answer.body.methods?.some(({ id }) => id === 'mobilePhone');
  }, { what: 'a text message to be offered' });
}

for (const language of ['en', 'da']) {
  test(`with the whole number typed a code comes, in ${language}, and the password is set`, async () => {
    const person = await environment.freshPerson();
    const words = WORDS[language];
    const [inDirectory, number] = NUMBERS[language];
    await modify(person, [`replace: mobile\nmobile: ${inDirectory}`, 'replace: c\nc: DK']);
    await whenOffered(person);
    const page = await openPage(browser, { locale: language === 'da' ? 'da-DK' : 'en-US', viewport: { width: 390, height: 844 } });
    const visit = new ResetVisitor(page, environment, new Mailbox(environment.variables.MAIL_DIR), language);
    await visit.open();
    await visit.identify(environment.upnOf(person));
    await visit.choose(visit.words.forgot);
    await visit.heading(visit.words.step1).waitFor();
    await page.getByRole('radio', { name: words.text }).check();
    assert.deepEqual(await accessibilityProblems(page), []);
    await visit.field(words.number).fill('+45 20 11 22 34');
    await visit.button(visit.words.send).click();
    const field = visit.field(words.number);
    await until(async () => (await field.getAttribute('aria-invalid')) === 'true', { what: 'the number to be refused' });
    await page.getByText(words.wrong).first().waitFor();
    assert.deepEqual(await accessibilityProblems(page), []);
    assert.deepEqual(await phones.to(number), [], 'nothing goes out for a wrong number');
    await field.fill(number);
    await visit.button(visit.words.send).click();
    const text = await phones.next(number);
    assert.match(text.text, words.said);
    assert.equal(text.from, 'Example');
    await visit.field(visit.words.code).waitFor();
    assert.deepEqual(await accessibilityProblems(page), []);
    await visit.field(visit.words.code).fill(/\d{6}/.exec(text.text)[0]);
    await visit.button(visit.words.next).click();
    await visit.typePassword('Kode-Paa-Sms-2026');
    await visit.heading(visit.words.done).waitFor();
    assert.equal(await environment.kinit(person, 'Kode-Paa-Sms-2026'), 'ok');
    assert.deepEqual(page.troubles, []);
    assert.equal((await phones.to(number)).length, 1);
    await page.context().close();
  });
}

test('with the provider down the text comes once it is up again, and once only', async () => {
  const person = await environment.freshPerson();
  await modify(person, ['replace: mobile\nmobile: +45 20 77 88 99']);
  await whenOffered(person);
  await environment.kill('text');
  const client = new ResetClient(environment);
  await client.begin(environment.upnOf(person));
  assert.equal((await client.sendCode('mobilePhone', { number: '+4520778899' })).status, 202, 'as ever');
  await environment.restart('tenant');
  await environment.restart('text');
  const code = await phones.nextCode('+4520778899', { seconds: 60 });
  assert.equal((await client.verify(code, 'mobilePhone')).body.step, 'password');
  client.close();
  assert.equal((await phones.to('+4520778899')).length, 1);
});

test('a phone that the person registers under Security info gets the codes from then on', async () => {
  const person = await environment.freshPerson();
  const account = new AccountClient(environment);
  expectStatus(await account.signIn(environment.upnOf(person), environment.password), 200);
  const refused = await account.request('POST', '/methods', { kind: 'mobilePhone', number: 'hello' });
  assert.deepEqual([refused.status, refused.body.error.code], [422, 'destination_refused']);
  const begun = expectStatus(await account.request('POST', '/methods', { kind: 'mobilePhone', number: '+45 20 66 55 44' }), 201);
  const code = await phones.nextCode('+4520665544');
  expectStatus(await account.request('POST', `/methods/${begun.body.registration}/confirmation`, { code }), 200);
  const { methods } = expectStatus(await account.request('GET', '/methods'), 200).body;
  assert.ok(methods.some(({ kind, hint }) => kind === 'mobilePhone' && /44$/.test(hint)), JSON.stringify(methods));
  account.close();
  const client = new ResetClient(environment);
  expectStatus(await client.begin(environment.upnOf(person)), 201);
  expectStatus(await client.sendCode('mobilePhone', { number: '+4520665544' }), 202);
  assert.equal((await client.verify(await phones.nextCode('+4520665544'), 'mobilePhone')).body.step, 'password');
  client.close();
});
