/** The errors of docs/protocol.md §1 and a network that breaks, as a person meets them. */

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { GOOD_PASSWORD, launchBrowser, Person } from './browser.mjs';
import { eventually } from './eventually.mjs';
import { CODE, startMockTenant } from './mock_tenant.mjs';

let browser;
let tenant;
let person;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());
beforeEach(async () => {
  tenant = await startMockTenant();
  person = await Person.open(browser, tenant);
});
afterEach(async () => {
  assert.deepEqual(person.faults, []);
  await person.close();
  await tenant.close();
});

const says = (text) => person.page.getByText(text).first().waitFor();

test('an empty user ID is not sent', async () => {
  await person.identify('   ');
  await says('Enter your user ID.');
  const field = person.field('User ID');
  await eventually(() => field.getAttribute('aria-invalid'), 'true');
  await eventually(() => field.evaluate((element) => element === document.activeElement), true);
  assert.deepEqual(tenant.sessionsStarted, []);
});

test('odd user IDs are sent as they are typed', async () => {
  const odd = '*)(uid=*))(|(uid=*\\00 <b>"Ærø"</b>';
  await person.identify(odd);
  await person.heading('Verification step 1');
  assert.equal(tenant.sessionsStarted[0].userId, odd);
});

test('too many attempts says for how long', async () => {
  tenant.answerNext('POST', '/sessions', {
    status: 429,
    code: 'too_many_attempts',
    details: { retryAfterSeconds: 86_400 },
  });
  await person.identify();
  await says('Too many attempts');
  await says(/you have to wait 24 hours/);
  await says(/You can try again at \d{1,2}:\d{2}/);
});

test('where writeback is switched off, everybody is told at the first step whom to ask', async () => {
  tenant.answerNext('POST', '/sessions', { status: 403, code: 'writeback_disabled' });
  await person.identify();
  await says('Your organisation has turned this service off');
  await says(/Contact your administrator and give them this code: SSPR_0010/);
});

test('writeback that is switched off halfway stops the reset, and offers no second try', async () => {
  await person.reachPassword();
  tenant.answerNext('POST', '/session/requests/{id}', { status: 403, code: 'writeback_disabled' });
  await person.finish();
  await person.heading('Your password was not reset');
  await says(/SSPR_0010/);
  await eventually(() => person.button('Try again').count(), 0);
});

test('no connection while identifying: the same button works when the network is back', async () => {
  tenant.goDown();
  await person.identify();
  await says('There is no connection');
  tenant.comeBack();
  await person.button('Next').click();
  await person.heading('Verification step 1');
});

test('a gateway page instead of an answer is an error on our side', async () => {
  tenant.answerNext('POST', '/sessions', { status: 502, raw: '<html>Bad gateway</html>' });
  await person.identify();
  await says('Something went wrong on our side');
});

test('wrong codes count down, and after the last a new one is needed', async () => {
  tenant.resendAfterSeconds = 1;
  await person.identify();
  await person.sendCode();
  for (const left of ['4 tries', '3 tries', '2 tries', '1 try']) {
    await person.enterCode('000000');
    await says(new RegExp(`You have ${left} left`));
    const field = person.field('Verification code');
    await eventually(() => field.inputValue(), '', 'ready for the next');
    await eventually(() => field.evaluate((element) => element === document.activeElement), true);
    const described = await field.getAttribute('aria-describedby');
    assert.ok(described.split(' ').includes('code-error'));
  }
  await person.enterCode('000000');
  await person.enterCode(CODE);
  await says('That code has been tried too many times');
  await person.button('Send a new code').click();
  await assertEventually(() => tenant.codesSent === 2);
  await person.enterCode();
  await person.heading('Choose a new password');
});

test('an expired code says so', async () => {
  await person.identify();
  await person.sendCode();
  tenant.answerNext('POST', '/session/verification', { status: 422, code: 'code_expired' });
  await person.enterCode();
  await says(/The code has expired/);
});

test('a code that is no code is not sent', async () => {
  await person.identify();
  await person.sendCode();
  await person.enterCode('');
  await says('Enter the code.');
  await person.enterCode('12345');
  await says('The code has 6 digits.');
  assert.equal(tenant.count('POST', '/session/verification'), 0);
});

test('a code pasted with spaces is accepted', async () => {
  await person.identify();
  await person.sendCode();
  const field = person.field('Verification code');
  await field.evaluate((input) => {
    input.value = ' 123 456 ';
    input.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
  });
  await eventually(() => field.inputValue(), '123456');
  await person.button('Next').click();
  await person.heading('Choose a new password');
});

test('a new code can be asked for when the countdown ends, not before', async () => {
  tenant.resendAfterSeconds = 2;
  await person.identify();
  await person.sendCode();
  const again = person.button('Send a new code');
  await says(/You can ask for a new code in \d seconds?/);
  await again.dispatchEvent('click');
  assert.equal(tenant.codesSent, 1);
  await person.page.getByText(/You can ask for a new code/).waitFor({ state: 'detached' });
  await again.click();
  await assertEventually(() => tenant.codesSent === 2);
});

test('a session that ended starts again, with the reason and the user ID', async () => {
  await person.identify();
  await person.sendCode();
  tenant.endSession();
  await person.enterCode();
  await person.heading('Get back into your account');
  await says('Your session has ended');
  await eventually(() => person.field('User ID').inputValue(), 'lise@nordhavn.example');
});

test('a session about to end is announced, and ends by itself', async () => {
  tenant.sessionSeconds = 4;
  await person.identify();
  await says(/left to finish/);
  await person.heading('Get back into your account');
  await says('Your session has ended');
});

test('a session that ended while the password was typed says that nothing was changed', async () => {
  await person.reachPassword();
  tenant.endSession();
  await person.finish();
  await person.heading('Get back into your account');
  await says(/nothing was changed/);
  assert.deepEqual(tenant.passwords, []);
});

test('without an agent the rules page says so and can be tried again', async () => {
  await person.identify();
  await person.sendCode();
  tenant.answerNext('GET', '/session/policy', { status: 503, code: 'agent_unavailable' });
  await person.enterCode();
  await says('There is no connection to your organisation right now');
  await person.button('Try again').click();
  await person.field('New password').waitFor();
});

test('without the rules alone a password can still be chosen', async () => {
  await person.identify();
  await person.sendCode();
  tenant.answerNext('GET', '/session/policy', { status: 500, raw: 'x' });
  await person.enterCode();
  await says('We couldn’t get the password rules');
  await person.finish('x');
  await person.heading('Your password has been reset');
  assert.deepEqual(tenant.passwords, ['x']);
});

test('a ticket that could not be had leaves the password in the fields', async () => {
  await person.reachPassword();
  tenant.goDown();
  await person.finish();
  await says('There is no connection');
  tenant.comeBack();
  await eventually(() => person.field('New password').inputValue(), GOOD_PASSWORD);
  await person.button('Finish').click();
  await person.heading('Your password has been reset');
});

test('too many writes says for how long', async () => {
  await person.reachPassword();
  tenant.answerNext('POST', '/session/requests', {
    status: 429,
    code: 'too_many_attempts',
    details: { retryAfterSeconds: 1800 },
  });
  await person.finish();
  await says(/you have to wait 30 minutes/);
});

test('a ticket without recipients is no connection to the organisation', async () => {
  await person.reachPassword();
  tenant.agents = [];
  await person.finish();
  await says('There is no connection to your organisation right now');
  assert.equal(tenant.count('POST', '/session/requests/{id}'), 0);
});

test('a recipient key off the curve is not sealed to', async () => {
  await person.reachPassword();
  for (const agent of tenant.agents) agent.jwk = { ...agent.jwk, y: agent.jwk.x };
  await person.finish();
  await says('Your browser couldn’t encrypt the password');
  assert.equal(tenant.count('POST', '/session/requests/{id}'), 0);
});

test('the answer is lost after the write: the page finds out that it worked, and writes once', async () => {
  await person.reachPassword();
  tenant.answerNext('POST', '/session/requests/{id}', { cut: 'after' });
  await person.finish();
  await person.heading('Your password has been reset');
  assert.deepEqual(tenant.passwords, [GOOD_PASSWORD]);
  assert.ok(tenant.count('GET', '/session/requests/{id}') >= 1);
});

test('the submission is lost before it arrives: the page sends it again', async () => {
  await person.reachPassword();
  for (let i = 0; i < 3; i += 1) tenant.answerNext('POST', '/session/requests/{id}', { cut: 'before' });
  await person.finish();
  await person.heading('Your password has been reset');
  assert.deepEqual(tenant.passwords, [GOOD_PASSWORD]);
});

test('the network is lost in the middle and comes back: the page tells both and then the truth', async () => {
  await person.reachPassword();
  tenant.outcomeDelayMs = 2000;
  await person.finish();
  await person.heading('Setting your new password');
  await assertEventually(() => tenant.passwords.length === 1);
  tenant.goDown();
  await says(/The connection was lost/);
  tenant.comeBack();
  await person.heading('Your password has been reset');
  assert.deepEqual(tenant.passwords, [GOOD_PASSWORD]);
});

test('a session that is gone after a lost answer is an outcome that is not known', async () => {
  await person.reachPassword();
  tenant.answerNext('POST', '/session/requests/{id}', { cut: 'after' });
  tenant.answerNext('POST', '/session/requests/{id}', { status: 401, code: 'session_missing' });
  await person.finish();
  await person.heading('We couldn’t confirm what happened');
  await says(/Try to sign in with the new password, then with the old one/);
});

test('a directory that cannot be reached: nothing was changed, and trying again works', async () => {
  await person.reachPassword();
  tenant.answerNext('POST', '/session/requests/{id}', { status: 503, code: 'directory_unavailable' });
  await person.finish();
  await person.heading('Your password was not reset');
  await says('Nothing was changed.');
  await person.button('Try again').click();
  await person.field('New password').waitFor();
  await person.finish();
  await person.heading('Your password has been reset');
});

test('waiting says for how long', async () => {
  await person.reachPassword();
  tenant.outcomeDelayMs = 4500;
  await person.finish();
  await says('Waiting for your organisation’s directory…');
  await says(/[34] seconds so far/);
  await person.heading('Your password has been reset');
});

test('however often a button is pressed, the call is made once', async () => {
  const pressThrice = (name) => person.button(name).evaluate((button) => [1, 2, 3].forEach(() => button.click()));
  await person.field('User ID').fill('lise');
  await pressThrice('Next');
  await person.heading('Verification step 1');
  await pressThrice('Send code');
  await person.field('Verification code').fill(CODE);
  await pressThrice('Next');
  await person.heading('Choose a new password');
  await person.field('New password').fill(GOOD_PASSWORD);
  await person.field('Confirm new password').fill(GOOD_PASSWORD);
  await pressThrice('Finish');
  await person.heading('Your password has been reset');
  assert.deepEqual(
    ['/sessions', '/session/codes', '/session/verification', '/session/requests', '/session/requests/{id}'].map(
      (path) => tenant.count('POST', path),
    ),
    [1, 1, 1, 1, 1],
  );
});

async function assertEventually(condition) {
  const end = Date.now() + 5000;
  while (!condition()) {
    assert.ok(Date.now() < end, String(condition));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
