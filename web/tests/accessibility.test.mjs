import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { accessibilityProblems } from './accessibility_problems.mjs';
import { GOOD_PASSWORD, launchBrowser, Person, WORDS } from './browser.mjs';
import { eventually } from './eventually.mjs';
import { CODE, startMockTenant } from './mock_tenant.mjs';


let browser;
let tenant;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());
beforeEach(async () => {
  tenant = await startMockTenant();
  tenant.settings = {
    tenantName: 'Nordhavn Kommune',
    unlockAllowed: true,
    helpdesk: { url: 'https://help.example.org', text: 'Helpdesk, 12 34 56 78' },
  };
  tenant.intents = ['reset', 'unlock'];
  tenant.methods = [
    { id: 'email', hint: 'l•••@n•••' },
    { id: 'mobilePhone', hint: '••• 78' },
    { id: 'authenticatorApp' },
    { id: 'securityQuestions' },
    { id: 'recoveryCode' },
  ];
  tenant.description.account.locked = true;
});
afterEach(() => tenant.close());

/** Takes a person past every page, failing ones too, and looks at each with `look(name)`. */
async function walk(person, look) {
  const { words } = person;
  await look('identify');
  await person.button(words.next).click();
  await look('identify, nothing typed');
  await person.identify();
  await person.heading(words.intent);
  await look('intent');
  await person.choose(words.forgot);
  await person.heading(words.verify);
  await look('verify');
  const radios = person.page.getByRole('radio');
  await radios.nth(1).check();
  await person.button(words.send).click();
  await person.page.locator('[aria-invalid=true]').waitFor();
  await look('verify, no number');
  await radios.nth(2).check();
  await person.field(words.code).waitFor();
  await look('verify, app');
  await radios.nth(3).check();
  await person.page.locator('#answer-q01').waitFor();
  await person.button(words.next).click();
  await person.page.locator('[aria-invalid=true]').first().waitFor();
  await look('verify, questions');
  await radios.nth(0).check();
  await person.sendCode();
  await look('verify, code sent');
  await person.enterCode('000000');
  await person.page.locator('[aria-invalid=true]').waitFor();
  await look('verify, wrong code');
  await person.enterCode();
  await person.field(words.password).waitFor();
  await look('password');
  await person.finish('Kort-1', 'x');
  await person.page.locator('[aria-invalid=true]').waitFor();
  await look('password, too short');
  tenant.outcome = { reason: 'password_in_history', details: { historyLength: 24 }, retry: true };
  await person.finish();
  await person.page.locator('[data-state=failed]').waitFor();
  await look('password, refused');
  tenant.outcome = { reason: 'agent_unavailable', details: {}, retry: true };
  tenant.outcomeDelayMs = 3000;
  await person.finish();
  await person.page.getByRole('progressbar').waitFor();
  await look('working');
  await person.heading(words.notReset);
  await look('failed');
  tenant.outcome = { reason: 'succeeded', details: {}, retry: false };
  tenant.outcomeDelayMs = 0;
  tenant.description.policy.mayChangeAt = Date.now() + 90_000_000;
  await person.button(words.tryAgain).click();
  await person.field(words.password).waitFor();
  await look('password, too young');
  tenant.description.policy.mayChangeAt = null;
  await person.page.goto(person.page.url());
  await person.identify();
  await person.choose(words.forgot);
  await person.sendCode();
  await person.enterCode();
  await person.heading(words.choose);
  await person.finish();
  await person.heading(words.reset);
  await look('done');
}

for (const [language, colorScheme] of [
  ['en', 'light'],
  ['da', 'dark'],
]) {
  test(`axe finds nothing on any page, ${language}, ${colorScheme}`, async () => {
    const person = await Person.open(browser, tenant, { language, colorScheme });
    const found = [];
    await walk(person, async (name) => {
      const violations = await accessibilityProblems(person.page);
      found.push(...violations.map((violation) => `${name}: ${violation}`));
    });
    assert.deepEqual(found, []);
    await person.close();
  });
}

test('at 320 px and at 200 % zoom of a small window nothing is cut off, and every target is 44 px', async () => {
  const person = await Person.open(browser, tenant, {
    language: 'da',
    viewport: { width: 320, height: 568 },
    hasTouch: true,
  });
  const faults = [];
  await walk(person, async (name) => {
    const found = await person.page.evaluate(() => {
      const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth;
      const small = Array.from(document.querySelectorAll('button, input:not([aria-hidden]), a'), (element) => {
        const target = element.type === 'radio' ? element.closest('label') : element;
        const { width, height } = target.getBoundingClientRect();
        const isInline = element.tagName === 'A'; // WCAG 2.5.8 leaves links in a sentence alone
        return isInline || (width >= 43.5 && height >= 43.5)
          ? ''
          : `${element.textContent || element.id} ${width}x${height}`;
      });
      return [wide ? 'scrolls sideways' : '', ...small].filter((fault) => fault !== '');
    });
    faults.push(...found.map((fault) => `${name}: ${fault}`));
  });
  assert.deepEqual(faults, []);
  await person.close();
});

test('each step has one h1, which takes the focus and names the window', async () => {
  const person = await Person.open(browser, tenant);
  const { words } = person;
  const check = async (name) => {
    await person.heading(name);
    await eventually(() => person.page.locator('h1').allTextContents(), [name]);
    await person.page.waitForFunction(() => document.activeElement?.tagName === 'H1', undefined, { timeout: 30_000 });
    await eventually(() => person.page.title(), `${name} – Nordhavn Kommune`);
  };
  await eventually(() => person.page.evaluate(() => document.activeElement.tagName), 'BODY', 'the landing page leaves the focus alone');
  await person.identify();
  await check(words.intent);
  await person.choose(words.forgot);
  await check(words.verify);
  await person.button(words.send).click();
  await person.field(words.code).waitFor();
  await eventually(() => person.field(words.code).evaluate((input) => input === document.activeElement), true);
  await person.enterCode();
  await check(words.choose);
  tenant.outcomeDelayMs = 1500;
  await person.field(words.password).waitFor();
  await person.finish();
  await check('Setting your new password');
  await check(words.reset);
  await person.close();
});

for (const language of ['en', 'da']) {
  test(`the whole way with the keyboard alone, ${language}`, async () => {
    const person = await Person.open(browser, tenant, { language });
    const { words, page } = person;
    const { keyboard } = page;
    const tabTo = async (name) => {
      for (let presses = 0; presses < 12; presses += 1) {
        await keyboard.press('Tab');
        const here = await page.evaluate(() => {
          const { activeElement: element } = document;
          const label = element.labels?.[0]?.textContent ?? element.textContent;
          return element.getAttribute('aria-label') ?? label;
        });
        if (here.trim() === name) return;
      }
      assert.fail(`Tab does not reach ${name}`);
    };
    // A heading is there a moment before the focus is.
    const arrive = async (name) => {
      await person.heading(name);
      await page.waitForFunction(() => document.activeElement?.tagName === 'H1', undefined, { timeout: 30_000 });
    };
    await tabTo(words.userId);
    await keyboard.type('lise@nordhavn.example');
    await keyboard.press('Enter');
    await arrive(words.intent);
    await keyboard.press('Tab');
    await keyboard.press('ArrowDown');
    await page.locator('input[type=radio]:checked').waitFor({ state: 'attached' });
    await eventually(() => page.getByRole('radio', { name: words.know, exact: true }).isChecked(), true);
    await keyboard.press('ArrowUp');
    await tabTo(words.next);
    await keyboard.press('Enter');
    await arrive(words.verify);
    await tabTo(words.send);
    await keyboard.press('Space');
    await person.field(words.code).waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === 'INPUT', undefined, { timeout: 30_000 });
    await keyboard.type(CODE);
    await keyboard.press('Enter');
    await arrive(words.choose);
    await person.field(words.password).waitFor();
    await tabTo(words.password);
    await keyboard.insertText(GOOD_PASSWORD);
    await tabTo(words.show);
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
    assert.equal(outline, 'solid', 'focus is visible');
    await keyboard.press('Space');
    await eventually(() => person.button(words.show).getAttribute('aria-pressed'), 'true');
    await tabTo(words.confirm);
    await keyboard.insertText(GOOD_PASSWORD);
    await tabTo(words.finish);
    await keyboard.press('Enter');
    await person.heading(words.reset);
    assert.deepEqual(tenant.passwords, [GOOD_PASSWORD]);
    await person.close();
  });
}

describe('the language', () => {
  test('can be changed on every page, keeps what was typed, and stays after a reload', async () => {
    const person = await Person.open(browser, tenant);
    const page = async (language, heading) => {
      await person.heading(WORDS[language][heading]);
      await eventually(() => person.page.evaluate(() => document.documentElement.lang), language);
    };
    await person.field('User ID').fill('lise');
    await person.button('Dansk').click();
    await page('da', 'identify');
    await eventually(() => person.field('Bruger-id').inputValue(), 'lise');
    assert.match(person.page.url(), /mkt=da-DK/);
    await person.page.reload();
    await page('da', 'identify');
    person.words = WORDS.da;
    await person.identify();
    await person.button('English').click();
    await page('en', 'intent');
    await person.button('Dansk').click();
    await person.choose(WORDS.da.forgot);
    await person.sendCode();
    await person.enterCode('000000');
    await person.page.getByText(/Du har 4 forsøg tilbage/).waitFor();
    await person.button('English').click();
    await person.page.getByText(/You have 4 tries left/).waitFor();
    person.words = WORDS.en;
    await person.enterCode();
    await page('en', 'choose');
    await person.field('New password').fill(GOOD_PASSWORD);
    await person.button('Dansk').click();
    await page('da', 'choose');
    await eventually(() => person.field('Ny adgangskode').inputValue(), GOOD_PASSWORD);
    await person.close();
  });

  test('is what the link says, whatever the browser prefers', async () => {
    const person = await Person.open(browser, tenant, { language: 'da', locale: 'en-US', query: '?mkt=da-DK' });
    await person.identify();
    await person.heading(WORDS.da.intent);
    assert.equal(tenant.sessionsStarted[0].locale, 'da-DK');
    await person.close();
  });
});

test('an organisation and a user ID in the link are used', async () => {
  const person = await Person.open(browser, tenant, {
    query: '?whr=nordhavn.example&username=lise%40nordhavn.example',
  });
  await eventually(() => person.field('User ID').inputValue(), 'lise@nordhavn.example');
  await person.button('Next').click();
  await person.heading(WORDS.en.intent);
  assert.deepEqual(tenant.sessionsStarted, [
    { userId: 'lise@nordhavn.example', locale: 'en-US', whr: 'nordhavn.example' },
  ]);
  await person.close();
});
