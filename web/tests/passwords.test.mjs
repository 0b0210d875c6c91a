/**
 * Passwords are what people chose: each arrives at the agents exactly, or is refused with a reason before anything is
 * sent.
 */

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { GOOD_PASSWORD, launchBrowser, Person } from './browser.mjs';
import { eventually } from './eventually.mjs';
import { DOMAIN_POLICY, startMockTenant } from './mock_tenant.mjs';

let browser;
let tenant;
let person;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());
beforeEach(async () => {
  tenant = await startMockTenant();
  tenant.description.policy = { ...DOMAIN_POLICY, minLength: 1, complexity: false };
  person = await Person.open(browser, tenant);
});
afterEach(async () => {
  assert.deepEqual(person.faults, []);
  await person.close();
  await tenant.close();
});

/** Sets what `fill` cannot type: the browser is asked to take the text as the element's value, as a paste does. */
async function put(name, text) {
  await person.field(name).evaluate(
    (input, units) => {
      input.value = String.fromCharCode(...units);
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    },
    Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)),
  );
}

const EXACT = {
  'Danish letters': 'Blåbærgrød Ærø ÆØÅ',
  'emoji, joined and flagged': '👩‍👩‍👧‍👦🇩🇰🫐',
  quotes: `"'„“»«\`´`,
  backslashes: '\\\\n\\u0041\\',
  'spaces at both ends': '  two before and two after  ',
  'no-break and thin spaces': '\u00a0a\u2009b\u00a0',
  'letters not normalised': 'A\u030Angstro\u0308m o\u0308',
  'markup and code': '<script>alert(1)</script>&amp;{{x}}${y}%00',
  '256 characters': `${'aB3$'.repeat(63)}Øæå!`,
  '256 units in 128 emoji': '🫐'.repeat(128),
  'right to left': 'سلام שלום',
  'a byte order mark': '\ufeffabc',
  'one character': 'x',
};

for (const [name, password] of Object.entries(EXACT)) {
  test(`arrives exactly: ${name}`, async () => {
    await person.reachPassword();
    await put('New password', password);
    await put('Confirm new password', password);
    await person.button('Finish').click();
    await person.heading('Your password has been reset');
    assert.deepEqual(tenant.passwords, [password]);
  });
}

const REFUSED = [
  ['nothing', '', 'Enter a new password.'],
  ['a lone surrogate', 'abc\ud83e', /broken character/],
  ['a null character', 'abc\0def', /invisible null character/],
  ['257 characters', 'a'.repeat(257), /at most 256 characters. It has 257/],
  ['129 emoji', '🫐'.repeat(129), /at most 256 characters. It has 258/],
];

for (const [name, password, says] of REFUSED) {
  test(`is refused before anything is sent: ${name}`, async () => {
    await person.reachPassword();
    await put('New password', password);
    await put('Confirm new password', password);
    await person.button('Finish').click();
    await person.page.getByText(says).waitFor();
    const field = person.field('New password');
    await eventually(() => field.getAttribute('aria-invalid'), 'true');
    await eventually(() => field.evaluate((element) => element === document.activeElement), true);
    assert.equal(tenant.count('POST', '/session/requests'), 0);
  });
}

test('text that normalises to little but takes more bytes than fit is refused, not cut', async () => {
  await person.reachPassword();
  const jamo = '\u1112\u1161\u11ab'.repeat(250); // 250 syllables after NFC, 2,250 bytes as typed
  await put('New password', jamo);
  await put('Confirm new password', jamo);
  await person.button('Finish').click();
  await person.page.getByText('The password is too long to be sent').waitFor();
  assert.equal(tenant.count('POST', '/session/requests/{id}'), 0);
});

test('two passwords that differ are not sent, and the fields keep them', async () => {
  await person.reachPassword();
  await person.finish('Blåbærgrød-2026!', 'Blåbærgrød-2026');
  await person.page.getByText('The two passwords are not the same.').waitFor();
  await eventually(() => person.field('Confirm new password').evaluate((element) => element === document.activeElement), true);
  await eventually(() => person.field('New password').inputValue(), 'Blåbærgrød-2026!');
  assert.equal(tenant.count('POST', '/session/requests'), 0);
});

test('a password shorter than the directory wants is stopped with both numbers', async () => {
  tenant.description.policy = { ...DOMAIN_POLICY };
  await person.reachPassword();
  await person.finish('Kort-1');
  await person.page.getByText('The password must have at least 14 characters. It has 6.').waitFor();
  assert.equal(tenant.count('POST', '/session/requests'), 0);
});

test('too few kinds of characters is for the directory to judge', async () => {
  tenant.description.policy = { ...DOMAIN_POLICY };
  await person.reachPassword();
  await person.finish('kun små bogstaver');
  await person.heading('Your password has been reset');
  assert.deepEqual(tenant.passwords, ['kun små bogstaver']);
});

test('the rules stand there before anything is typed, and are marked while typing', async () => {
  tenant.description.policy = { ...DOMAIN_POLICY };
  await person.reachPassword();
  for (const rule of [
    'At least 14 characters',
    'At least 3 of these kinds of characters',
    'Not one of your last 24 passwords',
    'At most 256 characters',
  ]) {
    await person.page.getByText(rule, { exact: true }).waitFor();
  }
  const marks = () =>
    person.page
      .locator('[data-rule]')
      .evaluateAll((all) => Object.fromEntries(all.map((one) => [one.dataset.rule, one.dataset.state])));
  const untouched = {
    minLength: 'notMet',
    kinds: 'notMet',
    notName: 'later',
    notInHistory: 'later',
    maxLength: 'notMet',
  };
  assert.deepEqual(await marks(), untouched);
  await person.field('New password').fill(GOOD_PASSWORD);
  await person.page.locator('[data-rule=minLength][data-state=met]').waitFor();
  assert.deepEqual(await marks(), { ...untouched, minLength: 'met', kinds: 'met', maxLength: 'met' });
  await person.page.getByRole('status').filter({ hasText: '3 of 3 rules met' }).waitFor({ state: 'attached' });
});

test('history that the directory does not enforce is not claimed', async () => {
  tenant.description.policy = { ...DOMAIN_POLICY, historyEnforced: false };
  await person.reachPassword();
  await eventually(() => person.page.getByText(/last 24 passwords/).count(), 0);
});

test('rules that are not known are not made up', async () => {
  tenant.description.policy = {
    ...DOMAIN_POLICY,
    source: 'unknown',
    minLength: null,
    complexity: null,
    historyLength: null,
    historyEnforced: false,
    minAgeSeconds: null,
  };
  await person.reachPassword();
  await person.page.getByText('Your organisation’s directory has not told its rules.').waitFor();
  assert.deepEqual(await person.page.locator('[data-rule]').evaluateAll((all) => all.map((one) => one.dataset.rule)), [
    'maxLength',
  ]);
});

test('before the minimum age the form is closed, says from when, and opens by itself then', async () => {
  tenant.description.policy = { ...DOMAIN_POLICY, mayChangeAt: Date.now() + 4000 };
  await person.reachPassword();
  await person.page.getByText(/It may be changed again at \d{1,2}:\d{2}/).waitFor();
  assert.equal(await person.field('New password').isDisabled(), true);
  await eventually(() => person.button('Finish').count(), 0);
  await person.button('Finish').waitFor();
  await person.finish();
  await person.heading('Your password has been reset');
});

for (const state of ['disabled', 'expired']) {
  test(`an account that is ${state} gets no form to fill in for nothing`, async () => {
    tenant.description.account[state] = true;
    await person.reachPassword();
    await person.page.getByText('Contact your administrator.').waitFor();
    assert.equal(await person.field('New password').isDisabled(), true);
  });
}

test('a locked account is told that the reset unlocks it', async () => {
  tenant.description.account.locked = true;
  await person.reachPassword();
  await person.page.getByText('Choosing a new password unlocks it too.').waitFor();
  await person.finish();
  await person.heading('Your password has been reset');
});

test('the password can be shown and hidden, and pasted', async () => {
  await person.reachPassword();
  const toggle = person.button('Show password');
  await eventually(() => toggle.getAttribute('aria-pressed'), 'false');
  await toggle.click();
  await eventually(() => toggle.getAttribute('aria-pressed'), 'true');
  for (const name of ['New password', 'Confirm new password']) {
    await eventually(() => person.field(name).getAttribute('type'), 'text');
    await eventually(() => person.field(name).getAttribute('autocomplete'), 'new-password');
  }
  await person.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  for (const name of ['New password', 'Confirm new password']) {
    await person.page.evaluate((text) => navigator.clipboard.writeText(text), GOOD_PASSWORD);
    await person.field(name).press('Control+V');
  }
  await toggle.click();
  await eventually(() => person.field('New password').getAttribute('type'), 'password');
  await person.button('Finish').click();
  await person.heading('Your password has been reset');
  assert.deepEqual(tenant.passwords, [GOOD_PASSWORD]);
});

test('a password manager finds the account beside the new password', async () => {
  await person.reachPassword();
  const user = person.page.locator('input[autocomplete=username]');
  await eventually(() => user.inputValue(), tenant.account);
  await eventually(() => user.evaluate((input) => input.form !== null && input.form === document.querySelector('#new-password').form), true);
});

test('Caps Lock is pointed out', async () => {
  await person.reachPassword();
  await person.field('New password').evaluate((input) => {
    const event = new KeyboardEvent('keydown', { key: 'A', bubbles: true, modifierCapsLock: true });
    input.dispatchEvent(event);
  });
  await person.page.getByText('Caps Lock is on').waitFor();
});

test('how hard it is to guess is told while typing, loaded with the first key, and hinders nobody', async () => {
  const later = [];
  person.page.on('request', (request) => {
    if (request.url().includes('strength_meter')) later.push(request.url());
  });
  await person.reachPassword();
  assert.deepEqual(later, []);
  await put('New password', 'Password123456');
  const hint = person.page.locator('.strength [role="status"]');
  await person.page.getByText('Strength: Easy to guess. It looks like').waitFor();
  assert.equal(later.length, 1);
  await put('New password', 'Nordhavn.example-2026');
  await put('New password', 'hest batteri klammer rigtig');
  await person.page.getByText('Strength: Very good.').waitFor();
  await eventually(() => hint.count(), 1);
  await put('New password', '');
  await person.page.locator('.strength [role="status"]:empty').waitFor({ state: 'attached' });
  await put('New password', 'Password123456');
  await put('Confirm new password', 'Password123456');
  await person.button('Finish').click();
  await person.heading('Your password has been reset');
});

test('nothing moves under the finger when the hint comes, on a phone either', async () => {
  await person.page.setViewportSize({ width: 360, height: 780 });
  await person.reachPassword();
  const finish = person.button('Finish');
  await put('New password', 'Nordhavn.example-2026');
  const before = await finish.boundingBox();
  for (const [typed, told] of [
    ['abcdefghijklmnop', 'Strength: Very easy to guess. Sequences such as'],
    ['hest batteri klammer rigtig', 'Strength: Very good.'],
  ]) {
    await put('New password', typed);
    await person.page.getByText(told).waitFor();
    assert.deepEqual(await finish.boundingBox(), before, told);
  }
});

test('the form works where the hint cannot be loaded', async () => {
  await person.page.route(/strength_meter/, (route) => route.abort());
  await person.reachPassword();
  await put('New password', 'Password123456');
  await put('Confirm new password', 'Password123456');
  await person.button('Finish').click();
  await person.heading('Your password has been reset');
});

for (const [banned, title] of [
  ['word', /contains words that aren’t allowed/],
  ['name', /contains your name/],
  ['organization', /contains your organisation’s name/],
  ['breached', /known from a data breach/],
  [undefined, /contains words that aren’t allowed/],
]) {
  test(`a banned password is told with its rule: ${banned}`, async () => {
    tenant.outcome = { reason: 'password_banned', details: { banned }, retry: true };
    await person.reachPassword();
    await person.finish('Blåbærgrød-2026!', 'Blåbærgrød-2026!');
    await person.page.getByText(title).waitFor();
  });
}
