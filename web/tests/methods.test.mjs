/** Every way to prove who one is, one or two of them, and coming back in the middle. */

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { GOOD_PASSWORD, launchBrowser, Person } from './browser.mjs';
import { eventually } from './eventually.mjs';
import { CODE, startMockTenant } from './mock_tenant.mjs';

const PAPER = '7KQM-P2XA-94TD-WHC3';
let browser;
let tenant;
let person;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());
beforeEach(async () => {
  tenant = await startMockTenant();
  tenant.methods = [
    { id: 'email', hint: 'l•••@n•••' },
    { id: 'mobilePhone', hint: '••• 78' },
    { id: 'authenticatorApp' },
    { id: 'securityQuestions' },
    { id: 'recoveryCode' },
    { id: 'telepathy' },
  ];
});
afterEach(async () => {
  await person.close();
  await tenant.close();
});

const radio = (name) => person.page.getByRole('radio', { name, exact: true });
const begin = async (language = 'en') => {
  person = await Person.open(browser, tenant, { language });
  await person.identify();
  await person.heading(person.words.verify);
};

test('the methods that this page knows are offered, with what may be shown of where a code goes', async () => {
  await begin();
  await eventually(() => person.page
      .getByRole('radio')
      .evaluateAll((all) => all.map((one) => document.getElementById(one.getAttribute('aria-labelledby')).textContent)), [
      'Email my alternate email',
      'Text my mobile phone',
      'Enter a code from my authenticator app',
      'Answer my security questions',
      'Use a recovery code',
    ]);
  await person.page.getByText('We send a code to l•••@n•••.').waitFor();
  await person.page.getByText('We send a code to the number that ends in 78.').waitFor();
});

test('a text message goes out once the whole number was typed', async () => {
  await begin();
  await radio('Text my mobile phone').check();
  await person.button('Send code').click();
  await person.page.getByText('Enter the whole number.').waitFor();
  await person.field('Mobile phone number').fill('+4587654321');
  await person.button('Send code').click();
  await person.page.getByText('That’s not the number we know').waitFor();
  assert.equal(tenant.codesSent, 0);
  await person.field('Mobile phone number').fill('+4512345678');
  await person.button('Send code').click();
  await person.enterCode();
  await person.heading('Choose a new password');
  assert.deepEqual(person.faults, []);
});

test('a code from an app needs no sending', async () => {
  await begin();
  await radio('Enter a code from my authenticator app').check();
  await person.enterCode('12345');
  await person.page.getByText('The code has 6 digits.').waitFor();
  await person.enterCode('000000');
  await person.page.getByText(/That’s not the right code.*4 tries left/).waitFor();
  await person.enterCode(CODE);
  await person.heading('Choose a new password');
  assert.equal(tenant.codesSent, 0);
});

test('a recovery code may be typed as it was printed', async () => {
  await begin();
  await radio('Use a recovery code').check();
  await person.enterCode(` ${PAPER} `);
  await person.page.getByText('That’s not the right code').waitFor();
  assert.equal(tenant.count('POST', '/session/verification'), 1);
});

test('questions are asked in the page’s language, and again when an answer was wrong', async () => {
  await begin('da');
  await radio('Besvar mine sikkerhedsspørgsmål').check();
  const pet = person.field('Hvad hed dit første kæledyr?');
  await pet.fill('rex');
  await person.field('Hvad hed skibet?').fill('rex');
  await person.button('Næste').click();
  await person.page.getByText('Svar på spørgsmålet.').waitFor();
  await person.field('Hvad er fornavnet på din ældste fætter eller kusine?').fill('bo');
  tenant.questions = [{ id: 'q03' }, { id: 'q04' }, { id: 'q05' }];
  await person.button('Næste').click();
  await person.page.getByText('Svarene er ikke rigtige').waitFor();
  for (const name of ['I hvilken by mødte dine forældre hinanden?', 'Hvad hed din første lærer?']) {
    await person.field(name).fill('rex');
  }
  await person.field('Hvad var dit kælenavn som barn?').fill('rex');
  await person.button('Næste').click();
  await person.heading('Vælg en ny adgangskode');
  assert.deepEqual(person.faults, []);
});

test('where two are asked for, the second is another one', async () => {
  tenant.methodsRequired = 2;
  await begin();
  await person.page.getByText('Step 2 of 4').waitFor();
  await person.button('Send code').click();
  await person.enterCode();
  await person.heading('Verification step 2');
  await person.page.getByText('Step 3 of 4').waitFor();
  await eventually(() => radio('Email my alternate email').count(), 0);
  await radio('Enter a code from my authenticator app').check();
  await person.enterCode();
  await person.heading('Choose a new password');
  await person.finish();
  await person.heading('Your password has been reset');
  assert.deepEqual(tenant.passwords, [GOOD_PASSWORD]);
});

test('a reload comes back to where one was', async () => {
  tenant.methodsRequired = 2;
  tenant.intents = ['reset', 'unlock'];
  person = await Person.open(browser, tenant);
  await person.identify();
  await person.heading('Why are you having trouble signing in?');
  await person.page.reload();
  await person.choose('I forgot my password');
  await person.sendCode();
  await person.enterCode();
  await person.heading('Verification step 2');
  await person.page.reload();
  await person.heading('Verification step 2');
  await radio('Enter a code from my authenticator app').check();
  await person.enterCode();
  await person.heading('Choose a new password');
  await person.page.reload();
  await person.heading('Choose a new password');
  await person.finish();
  await person.heading('Your password has been reset');
});

test('a reload while the directory works waits for the same outcome', async () => {
  tenant.outcomeDelayMs = 1500;
  await begin();
  await person.button('Send code').click();
  await person.enterCode();
  await person.heading('Choose a new password');
  await person.finish();
  await person.heading('Setting your new password');
  await person.page.reload();
  await person.heading('Your password has been reset');
  assert.deepEqual(tenant.passwords, [GOOD_PASSWORD]);
});

test('who opens the address anew begins anew', async () => {
  await begin();
  await person.page.goto(`${tenant.url}/reset`);
  await person.heading('Get back into your account');
});

test('a second tab that has gone on takes the first one along', async () => {
  await begin();
  await person.button('Send code').click();
  await person.field('Verification code').waitFor();
  const cookie = (await person.context.cookies(tenant.url)).map(({ name, value }) => `${name}=${value}`).join('; ');
  const elsewhere = await fetch(`${tenant.url}/reset/v1/session/verification`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Cookie: cookie },
    body: JSON.stringify({ method: 'email', code: CODE }),
  });
  assert.equal(elsewhere.status, 200);
  await person.enterCode();
  await person.heading('Choose a new password');
});

test('an account that was not locked is told so', async () => {
  tenant.intents = ['reset', 'unlock'];
  person = await Person.open(browser, tenant);
  await person.identify();
  await person.choose("I know my password, but still can't sign in");
  await person.sendCode();
  await person.enterCode();
  await person.heading('Your account was not locked');
});

test('a busy network’s work is done without the person doing anything', async () => {
  tenant.proofBits = 10;
  await begin();
  assert.equal(tenant.count('POST', '/sessions'), 2);
  assert.equal(tenant.sessionsStarted.length, 1);
});
