/** People sign in to their account and change their password; the directory and Kerberos are the judges. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { AccountClient, AccountVisitor } from '../lib/account.mjs';
import { accessibilityProblems, openBrowser, openPage } from '../lib/browser.mjs';
import { Environment, until } from '../lib/environment.mjs';
import { eventually } from '../../web/tests/eventually.mjs';

const NEXT = 'Ny-Adgangskode-2026';

let environment;
let browser;
before(async () => {
  environment = await Environment.up();
  browser = await openBrowser(environment);
});
after(async () => {
  await browser?.close();
  await environment?.down();
});

async function visitor(language = 'en', options = {}) {
  const page = await openPage(browser, { locale: language === 'da' ? 'da-DK' : 'en-US', ...options });
  return new AccountVisitor(page, environment, language);
}

/** Signed in, at their own page. */
async function arrive(person, language = 'en', options = {}) {
  const visit = await visitor(language, options);
  await visit.open();
  await visit.signIn(environment.upnOf(person), environment.password);
  return visit;
}

async function assertChanged(person, password) {
  assert.equal(await environment.kinit(person, password), 'ok', 'Kerberos accepts the new password');
  assert.notEqual(await environment.kinit(person, environment.password), 'ok', 'and refuses the old one');
}

async function client(body) {
  const calls = new AccountClient(environment);
  try {
    return await body(calls);
  } finally {
    calls.close();
  }
}

for (const language of ['en', 'da']) {
  test(`a person signs in, changes the password and signs out, in ${language}, and no page has an accessibility violation`, async () => {
    const person = await environment.freshPerson();
    const visit = await visitor(language);
    const { words } = visit;
    const check = async () => assert.deepEqual(await accessibilityProblems(visit.page), []);
    await visit.open();
    await visit.heading(words.signIn).waitFor();
    await check();
    await visit.signIn(environment.upnOf(person), environment.password);
    await visit.heading(words.home).waitFor();
    await check();
    await visit.toChange();
    await check();
    await visit.change(environment.password, NEXT);
    await visit.message(words.changed).waitFor();
    await check();
    await assertChanged(person, NEXT);
    await visit.page.reload();
    await visit.heading(words.home).waitFor();
    await visit.button(words.signOut).click();
    await visit.heading(words.signIn).waitFor();
    await visit.page.reload();
    await visit.heading(words.signIn).waitFor();
    assert.deepEqual(visit.page.troubles, []);
    await visit.page.context().close();
  });
}

for (const [account, why] of [['mustchange', /You must choose a new password/], ['pwexpired', /Your password has expired/]]) {
  test(`who signs in as “${account}” changes the password first, and then may do everything`, async () => {
    const person = await environment.person(account);
    const visit = await arrive(person);
    await visit.heading(visit.words.change).waitFor();
    await visit.message(why).waitFor();
    assert.equal(await visit.button(visit.words.cancel).count(), 0, 'there is no way round it');
    assert.deepEqual(await accessibilityProblems(visit.page), []);
    await visit.page.reload();
    await visit.heading(visit.words.change).waitFor();
    await visit.field(visit.words.next).waitFor();
    await visit.change(environment.password, NEXT);
    await visit.message(visit.words.changed).waitFor();
    await assertChanged(person, NEXT);
    await visit.toChange();
    assert.deepEqual(visit.page.troubles, []);
  });
}

test('it works with the keyboard alone, on a phone, in the dark', async () => {
  const person = await environment.freshPerson();
  const visit = await visitor('da', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  const { page, words } = visit;
  const press = async (locator, key = 'Enter') => {
    await locator.waitFor();
    for (let stops = 0; stops < 40; ++stops) {
      if (await locator.evaluate((element) => element === document.activeElement)) return page.keyboard.press(key);
      await page.keyboard.press('Tab');
    }
    throw new Error(`${locator} is not reached with the Tab key`);
  };
  const type = async (name, text) => {
    await press(visit.field(name), 'End');
    await page.keyboard.type(text);
  };
  const fits = async () => {
    const { scroll, width } = await page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, width: innerWidth }));
    assert.ok(scroll <= width, 'nothing sticks out at the side');
    assert.deepEqual(await accessibilityProblems(page), []);
  };
  await visit.open();
  await type(words.userId, environment.upnOf(person));
  await type(words.password, environment.password);
  await fits();
  await page.keyboard.press('Enter');
  await press(visit.button(words.change));
  await type(words.current, environment.password);
  await type(words.next, NEXT);
  await type(words.confirm, NEXT);
  await fits();
  await page.keyboard.press('Enter');
  await visit.message(words.changed).waitFor();
  await fits();
  await assertChanged(person, NEXT);
});

describe('who is not let in', () => {
  test('a wrong password, a locked account, a protected one and nobody at all read the same', async () => {
    const person = await environment.freshPerson();
    await environment.lock('locked');
    const texts = new Set();
    for (const [name, password] of [
      [environment.upnOf(person), 'wrong'], [environment.upnOf({ account: 'locked' }), environment.password],
      [environment.upnOf({ account: 'nested.admin' }), environment.password], [environment.upnOf({ account: 'outside' }), environment.password],
      [environment.upnOf({ account: 'nobody.at.all' }), 'wrong'],
    ]) {
      const visit = await visitor();
      await visit.open();
      await visit.signIn(name, password);
      await visit.message('You were not signed in').waitFor();
      texts.add(await visit.page.locator('.message').innerText());
      await eventually(() => visit.field(visit.words.password).inputValue(), '', 'the password does not stay');
      assert.deepEqual(await accessibilityProblems(visit.page), []);
      await visit.page.context().close();
    }
    assert.equal(texts.size, 1);
    assert.equal(await environment.attribute({ account: 'nested.admin' }, 'badPwdCount'), '0', 'nobody asked about an administrator');
  });

  test('a disabled and an expired account are told so, only with the right password', async () => {
    for (const [account, code] of [['disabled', 'account_disabled'], ['expired', 'account_expired']]) {
      const upn = environment.upnOf({ account });
      const right = await client((calls) => calls.signIn(upn, environment.password));
      assert.equal(right.status, 403);
      assert.equal(right.body.error.code, code);
      assert.equal(right.headers['set-cookie'], undefined);
      const wrong = await client((calls) => calls.signIn(upn, 'wrong'));
      assert.equal(wrong.body.error.code, 'sign_in_failed');
    }
    const visit = await visitor();
    await visit.open();
    await visit.signIn(environment.upnOf({ account: 'disabled' }), environment.password).catch(() => undefined);
    await visit.page.locator('.message').waitFor();
  });

  test('a stranger’s name gets the same answers, headers and time as a person’s', async () => {
    const shape = ({ status, headers, body }) => ({
      status,
      headers: Object.keys(headers).sort(),
      body: JSON.stringify(body, (key, value) => (typeof value === 'string' && key !== 'kind' ? value.length : typeof value === 'number' ? 0 : value)),
    });
    const seen = { person: [], stranger: [] };
    const times = { person: [], stranger: [] };
    const begins = { person: [], stranger: [] };
    for (let i = 0; i < 6; ++i) {
      for (const [who, upn] of [['person', environment.upnOf(await environment.freshPerson())], ['stranger', environment.upnOf({ account: `strang${i}x` })]]) {
        await client(async (calls) => {
          const start = performance.now();
          seen[who].push(shape(await calls.begin(upn)));
          begins[who].push(performance.now() - start);
          const began = performance.now();
          seen[who].push(shape(await calls.signIn(upn, 'wrong')));
          times[who].push(performance.now() - began);
        });
      }
    }
    assert.deepEqual(seen.stranger, seen.person);
    const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
    const apart = Math.abs(median(times.person) - median(times.stranger));
    assert.ok(median(times.stranger) >= 1000, 'a whole second');
    assert.ok(apart < 200, `the answers are ${apart.toFixed(1)} ms apart`);
    assert.ok(Math.abs(median(begins.person) - median(begins.stranger)) < 50, 'and so are the tickets');
  });

  test('guessing stops before the directory locks the person', async () => {
    const person = await environment.freshPerson();
    await client(async (calls) => {
      const codes = [];
      for (let i = 0; i < 6; ++i) codes.push((await calls.signIn(environment.upnOf(person), `wrong ${i}`)).body.error.code);
      assert.equal(codes[0], 'sign_in_failed');
      assert.deepEqual(new Set(codes.slice(1)), new Set(['too_many_attempts']));
      const blocked = await calls.signIn(environment.upnOf(person), environment.password);
      assert.equal(blocked.status, 429);
      assert.ok(Number(blocked.headers['retry-after']) > 60);
    });
    assert.equal(await environment.attribute(person, 'badPwdCount'), '1');
    assert.ok(['0', undefined].includes(await environment.attribute(person, 'lockoutTime')));
    assert.equal(await environment.kinit(person, environment.password), 'ok', 'at their own desk they get in');
    const visit = await visitor();
    await visit.open();
    await visit.signIn(environment.upnOf(person), environment.password);
    await visit.message('Too many attempts').waitFor();
    assert.deepEqual(await accessibilityProblems(visit.page), []);
  });

  test('many guesses at once lock nobody either', async () => {
    const person = await environment.freshPerson();
    await Promise.all(Array.from({ length: 12 }, (_, i) => client((calls) => calls.signIn(environment.upnOf(person), `wrong ${i}`))));
    assert.equal(await environment.attribute(person, 'badPwdCount'), '1');
  });
});

describe('what the directory refuses is told with its rule', () => {
  test('length, kinds of characters, the name, history, a wrong current password', async () => {
    const person = await environment.freshPerson();
    const visit = await arrive(person);
    await visit.toChange();
    const refused = async (current, next, text) => {
      await visit.change(current, next);
      await visit.message(text).waitFor();
      await visit.field(visit.words.next).waitFor();
      await eventually(() => visit.field(visit.words.current).inputValue(), '', 'nothing stays in the fields');
    };
    await visit.change(environment.password, 'Ab1-');
    await visit.page.getByText('The password must have at least 8 characters. It has 4.').waitFor();
    await refused(environment.password, 'kunsmaabogstaver', /It has 1, and 3 are needed/);
    assert.deepEqual(await accessibilityProblems(visit.page), []);
    await refused(environment.password, environment.password, /The directory remembers your last 5 passwords/);
    await refused('not the password', NEXT, /You have 2 tries left before your account is locked/);
    await visit.change(environment.password, NEXT);
    await visit.message(visit.words.changed).waitFor();
    await assertChanged(person, NEXT);
  });

  test('who may not change their password, and whose is too young, are told so', async () => {
    const fixed = await arrive({ account: 'cannotchange' }, 'da');
    await fixed.toChange();
    await fixed.change(environment.password, NEXT);
    await fixed.heading(fixed.words.failed).waitFor();
    await fixed.page.getByText('Adgangskoden til denne konto kan ikke skiftes her').waitFor();
    const young = await arrive({ account: 'strictyoung' });
    await young.heading(young.words.home).waitFor();
    await young.button(young.words.change).click();
    await young.message(/It may be changed again/).waitFor();
    await eventually(() => young.page.locator('form button[type=submit]').count(), 0);
    assert.deepEqual(await accessibilityProblems(young.page), []);
  });
});

test('a reset ends the session, and “Forgot my password” goes there with the name', async () => {
  const person = await environment.freshPerson();
  const visit = await arrive(person);
  await visit.heading(visit.words.home).waitFor();
  const other = await client(async (calls) => {
    assert.equal((await calls.signIn(environment.upnOf(person), environment.password)).status, 200);
    assert.equal((await calls.change(environment.password, NEXT)).body.outcome.reason, 'succeeded');
    return calls.request('GET', '/session');
  });
  assert.equal(other.status, 200, 'who changed it stays signed in');
  await visit.button(visit.words.change).click();
  await visit.message('You are not signed in any more').waitFor();
  await visit.page.getByRole('link', { name: visit.words.forgot }).click();
  await until(() => visit.page.url().includes('/reset?'), { what: 'the reset page' });
  await eventually(() => visit.page.getByLabel('User ID').inputValue(), environment.upnOf(person));
});

test('without an agent everybody is told that there is none', async () => {
  await environment.kill('connect');
  try {
    // Its keys are still offered for a while: a broken connection is back in seconds.
    const signIn = (account) => client((calls) => calls.signIn(environment.upnOf({ account }), environment.password));
    let asked = 0;
    await until(async () => (await signIn(`gone${++asked}`)).status === 503, { what: 'the tenant has noticed' });
    for (const account of [(await environment.freshPerson()).account, 'nobody.without.agent']) {
      const answer = await signIn(account);
      assert.equal(answer.status, 503);
      assert.equal(answer.body.error.code, 'agent_unavailable');
    }
  } finally {
    await environment.restart('connect');
  }
});
