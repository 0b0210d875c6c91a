import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { accessibilityProblems } from './accessibility_problems.mjs';
import { launchBrowser } from './browser.mjs';
import { eventually } from './eventually.mjs';
import { ADMIN, MockSignin, SECRET, SIGNIN_DIST, USER_CODE } from './mock_signin.mjs';
import { firstLoad } from './first_load.mjs';

const { SCREENSHOTS } = process.env;
const WORDS = {
  en: {
    locale: 'en-US',
    title: 'Sign in',
    userId: 'User ID',
    password: 'Password',
    submit: 'Sign in',
    second: 'Enter the code from your app',
    code: 'Code',
    go: 'Continue',
    enrol: 'Set up your authenticator app',
    device: 'Sign in on another device',
    deviceCode: 'Code from the device',
    next: 'Next',
    consent: 'Let the configuration wizard sign in as you?',
    allow: 'Allow',
    deny: 'Don’t allow',
    done: 'You’re signed in',
    denied: 'Nothing was allowed',
    failed: 'This sign-in can’t continue',
    wrong: 'The user ID or the password is wrong',
    other: 'Dansk',
  },
  da: {
    locale: 'da-DK',
    title: 'Log på',
    userId: 'Bruger-id',
    password: 'Adgangskode',
    submit: 'Log på',
    second: 'Skriv koden fra din app',
    code: 'Kode',
    go: 'Fortsæt',
    enrol: 'Sæt din godkendelsesapp op',
    device: 'Log på en anden enhed',
    deviceCode: 'Kode fra enheden',
    next: 'Næste',
    consent: 'Må konfigurationsguiden logge på som dig?',
    allow: 'Giv lov',
    deny: 'Giv ikke lov',
    done: 'Du er logget på',
    denied: 'Der blev ikke givet lov',
    failed: 'Du kan ikke komme videre her',
    wrong: 'Bruger-id eller adgangskode er forkert',
    other: 'English',
  },
};

let browser;
let tenant;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());
beforeEach(async () => {
  tenant = new MockSignin();
  await tenant.listen();
});
afterEach(() => tenant.close());

async function open(path = '/signin?flow=flow-1', { language = 'en', ...options } = {}) {
  const words = WORDS[language];
  const context = await browser.newContext({ locale: words.locale, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const faults = [];
  page.on('pageerror', (error) => faults.push(`script: ${error}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) faults.push(message.text());
  });
  await page.goto(tenant.url + path);
  return {
    page,
    words,
    faults,
    heading: (name) => page.getByRole('heading', { level: 1, name, exact: true }).waitFor(),
    field: (name) => page.getByLabel(name, { exact: true }),
    press: (name) => page.getByRole('button', { name, exact: true }).click(),
    async signIn(password = ADMIN.password) {
      await page.getByLabel(words.userId, { exact: true }).fill(ADMIN.userName);
      await page.getByLabel(words.password, { exact: true }).fill(password);
      await page.getByRole('button', { name: words.submit, exact: true }).click();
    },
    async enterCode(code = ADMIN.code) {
      await page.getByLabel(words.code, { exact: true }).fill(code);
      await page.getByRole('button', { name: words.go, exact: true }).click();
    },
    close: () => context.close(),
  };
}

for (const language of ['en', 'da']) {
  describe(`in ${language}`, () => {
    test('an administrator signs in with a password and a code, and comes to the portal', async () => {
      const person = await open(undefined, { language });
      const { words, page } = person;
      await person.heading(words.title);
      await eventually(() => person.field(words.userId).getAttribute('autocomplete'), 'username');
      await eventually(() => person.field(words.password).getAttribute('autocomplete'), 'current-password');
      await person.signIn();
      await person.heading(words.second);
      await eventually(() => person.field(words.code).getAttribute('autocomplete'), 'one-time-code');
      await person.enterCode('246 810');
      await page.waitForURL('**/portal/callback*');
      assert.deepEqual(tenant.visits, ['/portal/callback?code=abc&state=xyz']);
      assert.deepEqual(tenant.bodies.filter(Boolean), [
        { userName: ADMIN.userName, password: ADMIN.password },
        { code: ADMIN.code },
      ]);
      assert.deepEqual(person.faults, []);
      await person.close();
    });

    test('a device’s code leads through sign-in to a question, and a no is a no', async () => {
      for (const allow of [true, false]) {
        tenant.client = 'tilbage-connect';
        tenant.redirectTo = null;
        const person = await open('/device', { language });
        const { words } = person;
        await person.heading(words.device);
        await person.field(words.deviceCode).fill(USER_CODE.toLowerCase());
        await person.press(words.next);
        await person.signIn();
        await person.heading(words.second);
        await person.enterCode();
        await person.heading(words.consent);
        await person.page.getByText(ADMIN.userName).waitFor();
        await person.press(allow ? words.allow : words.deny);
        await person.heading(allow ? words.done : words.denied);
        assert.deepEqual(tenant.bodies.at(-1), { allow });
        await person.close();
      }
    });
  });
}

test('an administrator without a second step sets it up: picture, key, code', async () => {
  tenant.hasSecondFactor = false;
  const evil = '<script>document.title=1</script><rect onload="document.title=1" style="fill:red"';
  tenant.qr = tenant.qr.replace('<rect', evil);
  const person = await open();
  await person.signIn();
  await person.heading(WORDS.en.enrol);
  const picture = person.page.getByRole('img', { name: 'QR code for the authenticator app' });
  await picture.locator('path').waitFor();
  await eventually(() => picture.locator('script').count(), 0, 'only shapes are taken over');
  await eventually(() => picture.locator('[style], [onload]').count(), 0);
  assert.equal((await person.page.locator('code').textContent()).replaceAll(' ', ''), SECRET);
  await person.enterCode('000000');
  await person.page.getByText(/The code is wrong/).waitFor();
  await person.enterCode();
  await person.page.waitForURL('**/portal/callback*');
  await eventually(() => person.page.title(), 'Portal', 'nothing in the picture ran');
  await person.close();
});

test('a wrong password is told, keeps the user ID, and leaves the password field empty', async () => {
  const person = await open();
  await person.signIn('wrong');
  await person.page.getByText(WORDS.en.wrong).waitFor();
  await eventually(() => person.field('Password').inputValue(), '');
  await eventually(() => person.field('User ID').inputValue(), ADMIN.userName);
  await person.signIn();
  await person.heading(WORDS.en.second);
  const kept = await person.page.evaluate(() => document.documentElement.outerHTML + JSON.stringify({ ...localStorage }));
  assert.ok(!kept.includes(ADMIN.password));
  await person.close();
});

test('an empty field is asked for, and has the focus', async () => {
  const person = await open();
  await person.press('Sign in');
  await person.page.getByText('Enter your user ID.').waitFor();
  await eventually(() => person.field('User ID').evaluate((input) => input === document.activeElement), true);
  await person.field('User ID').fill('x');
  await person.press('Sign in');
  await person.page.getByText('Enter your password.').waitFor();
  assert.deepEqual(tenant.calls, ['GET ']);
  await person.close();
});

test('every error of a call is told with what to do next', async () => {
  const person = await open();
  await person.heading('Sign in');
  for (const [answer, told] of [
    [{ status: 429, code: 'too_many_attempts', details: { retryAfterSeconds: 900 } }, /Try again in 15 minutes/],
    [{ status: 503, code: 'busy' }, /Try again in a minute/],
    [{ status: 403, code: 'wrong_origin' }, /another address/],
    [{ status: 500, code: 'odd' }, /Something went wrong/],
  ]) {
    tenant.answerNext('/password', answer);
    await person.signIn();
    await person.page.getByText(told).waitFor();
  }
  tenant.isDown = true;
  await person.signIn();
  await person.page.getByText(/no connection/).waitFor();
  tenant.isDown = false;
  tenant.answerNext('/password', { status: 403, code: 'wrong_step' });
  tenant.step = 'totp';
  await person.signIn();
  await person.heading(WORDS.en.second);
  tenant.answerNext('/totp', { status: 410, code: 'flow_expired' });
  await person.enterCode();
  await person.heading(WORDS.en.failed);
  await person.page.getByText(/took too long/).waitFor();
  await person.close();
});

test('what authorize could not go on with is told on a page', async () => {
  for (const [code, told] of [
    ['client_unknown', /don’t know the program/],
    ['redirect_wrong', /not its own/],
    ['tenant_unknown', /no such organisation/],
    ['too_many_attempts', /Try again later/],
    ['__proto__', /Something went wrong/],
  ]) {
    const person = await open(`/signin?error=${code}`);
    await person.heading(WORDS.en.failed);
    await person.page.getByText(told).waitFor();
    await person.close();
  }
  assert.deepEqual(tenant.calls, []);
});

test('the page goes nowhere but to its own server and this machine', async () => {
  for (const target of ['javascript:alert(1)', 'https://evil.example/', '//evil.example/', 'http://127.0.0.1.evil.example/']) {
    tenant.step = 'done';
    tenant.redirectTo = target;
    const person = await open();
    await person.heading(WORDS.en.failed);
    await person.close();
  }
});

test('the language can be changed at any step and stays', async () => {
  const person = await open();
  await person.heading('Sign in');
  await person.field('User ID').fill('admin');
  await person.press('Dansk');
  await person.heading('Log på');
  await eventually(() => person.field('Bruger-id').inputValue(), 'admin');
  await person.page.reload();
  await person.heading('Log på');
  await person.close();
});

test('the first load is at most 29 kB gzipped in any language, and nothing is inline or from elsewhere', () => {
  const assets = readdirSync(join(SIGNIN_DIST, 'assets'));
  const { bytes } = firstLoad(SIGNIN_DIST, ['shared', 'signin']);
  assert.ok(bytes <= 29_000, `${bytes} bytes`);
  const html = readFileSync(join(SIGNIN_DIST, 'index.html'), 'utf8');
  assert.doesNotMatch(html, /style=|<style|onload=|javascript:|data:|<script(?![^>]*\bsrc=)/);
  for (const [, address] of html.matchAll(/(?:src|href)="([^"]+)"/g)) assert.match(address, /^\/signin\/assets\//);
  for (const name of assets.filter((one) => one.endsWith('.js'))) {
    assert.doesNotMatch(
      readFileSync(join(SIGNIN_DIST, 'assets', name), 'utf8'),
      /\beval\(|new Function|localStorage|sessionStorage|console\./,
    );
  }
});

for (const [language, colorScheme, width] of [
  ['en', 'light', 1024],
  ['da', 'dark', 320],
]) {
  test(`axe finds nothing on any page, and nothing is cut off, ${language}, ${colorScheme}, ${width} px`, async () => {
    tenant.hasSecondFactor = false;
    tenant.client = 'tilbage-connect';
    tenant.redirectTo = null;
    const person = await open('/device', { language, colorScheme, viewport: { width, height: 700 } });
    const { words, page } = person;
    const found = [];
    const look = async (name) => {
      if (SCREENSHOTS !== undefined) {
        mkdirSync(SCREENSHOTS, { recursive: true });
        await page.screenshot({ path: join(SCREENSHOTS, `signin-${language}-${width}-${name}.png`), fullPage: true });
      }
      const all = await accessibilityProblems(page);
      if (await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)) all.push('wide');
      found.push(...all.map((violation) => `${name}: ${violation}`));
    };
    await person.heading(words.device);
    await look('1-device');
    await person.field(words.deviceCode).fill(USER_CODE);
    await person.press(words.next);
    await person.heading(words.title);
    await look('2-password');
    await person.signIn('wrong');
    await page.getByText(words.wrong).waitFor();
    await look('3-wrong');
    await person.signIn();
    await person.heading(words.enrol);
    await page.locator('.qr path').waitFor();
    await look('4-enrol');
    await person.enterCode();
    await person.heading(words.consent);
    await look('5-consent');
    await person.press(words.allow);
    await person.heading(words.done);
    await look('6-done');
    await page.goto(`${tenant.url}/signin?error=redirect_wrong`);
    await person.heading(words.failed);
    await look('7-failed');
    tenant.step = 'totp';
    await page.goto(`${tenant.url}/signin?flow=flow-1`);
    await person.heading(words.second);
    await look('8-second');
    assert.deepEqual(found, []);
    assert.deepEqual(person.faults, []);
    await person.close();
  });
}
