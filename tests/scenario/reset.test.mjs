/** A person resets a password on the page, and Kerberos is the judge. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { accessibilityProblems, openBrowser, openPage, ResetVisitor } from '../lib/browser.mjs';
import { Environment, until } from '../lib/environment.mjs';
import { Mailbox } from '../lib/mailbox.mjs';

let environment;
let mailbox;
let browser;
before(async () => {
  environment = await Environment.up('--allow-unlock');
  mailbox = new Mailbox(environment.variables.MAIL_DIR);
  browser = await openBrowser(environment);
});
after(async () => {
  await browser?.close();
  await environment?.down();
});

async function visitor(language = 'en', options = {}) {
  const page = await openPage(browser, { locale: language === 'da' ? 'da-DK' : 'en-US', ...options });
  return new ResetVisitor(page, environment, mailbox, language);
}

/** To the page where a password is chosen. */
async function arrive(person, language = 'en', options = {}) {
  const visit = await visitor(language, options);
  await visit.open();
  await visit.identify(environment.upnOf(person));
  await visit.choose(visit.words.forgot);
  await visit.verify(person.alternate_mail);
  await visit.heading(visit.words.choose).waitFor();
  return visit;
}

async function assertReset(person, password) {
  assert.equal(await environment.kinit(person, password), 'ok', 'Kerberos accepts the new password');
  assert.notEqual(await environment.kinit(person, environment.password), 'ok', 'and refuses the old one');
}

for (const language of ['en', 'da']) {
  test(`a person who forgot a password sets a new one, in ${language}, and no page has an accessibility violation`, async () => {
    const person = await environment.freshPerson();
    const visit = await visitor(language);
    const check = async () => assert.deepEqual(await accessibilityProblems(visit.page), []);
    await visit.open();
    await check();
    await visit.identify(environment.upnOf(person));
    await visit.heading(visit.words.why).waitFor();
    await check();
    await visit.choose(visit.words.forgot);
    await visit.heading(visit.words.step1).waitFor();
    await check();
    await visit.verify(person.alternate_mail);
    await visit.heading(visit.words.choose).waitFor();
    await check();
    await visit.typePassword('Ny-Adgangskode-2026');
    await visit.heading(visit.words.done).waitFor();
    await check();
    assert.deepEqual(visit.page.troubles, []);
    await assertReset(person, 'Ny-Adgangskode-2026');
    const notice = await mailbox.next(person.alternate_mail);
    assert.match(notice.subject, /password|adgangskode/i, 'the person is told by mail');
    assert.doesNotMatch(notice.text + notice.html, /Ny-Adgangskode-2026/);
    await visit.page.context().close();
  });
}

test('it works on a phone, in the dark', async () => {
  const person = await environment.freshPerson();
  const visit = await arrive(person, 'da', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  assert.deepEqual(await accessibilityProblems(visit.page), []);
  const { scroll, width } = await visit.page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, width: innerWidth }));
  assert.ok(scroll <= width, 'nothing sticks out at the side');
  await visit.typePassword('Telefon-Kode-2026');
  await visit.heading(visit.words.done).waitFor();
  await assertReset(person, 'Telefon-Kode-2026');
});

test('it works with the keyboard alone', async () => {
  const person = await environment.freshPerson();
  const visit = await visitor();
  const { keyboard } = visit.page;
  const tabTo = async (name) => {
    for (let presses = 0; presses < 30; ++presses) {
      const focused = await visit.page.evaluate(() => {
        const at = document.activeElement;
        const label = at.labels?.[0]?.textContent ?? at.getAttribute('aria-label') ?? at.textContent;
        return label?.trim() ?? '';
      });
      if (focused === name || focused.startsWith(name)) return;
      await keyboard.press('Tab');
    }
    assert.fail(`the Tab key never came to “${name}”`);
  };
  // A new step takes the focus to its heading; what is typed before that is lost to the one that goes.
  const arrive = async (name) => {
    await visit.heading(name).waitFor();
    await until(() => visit.heading(name).evaluate((heading) => heading === document.activeElement), { what: `the focus is at “${name}”` });
  };
  await visit.open();
  await tabTo(visit.words.userId);
  await keyboard.type(environment.upnOf(person));
  await keyboard.press('Enter');
  await arrive(visit.words.why);
  await tabTo(visit.words.forgot);
  await keyboard.press('Space');
  await tabTo(visit.words.next);
  await keyboard.press('Enter');
  await arrive(visit.words.step1);
  await tabTo(visit.words.send);
  await keyboard.press('Enter');
  const code = await mailbox.nextCode(person.alternate_mail);
  await visit.field(visit.words.code).waitFor(); // the mail may be here before the answer
  await tabTo(visit.words.code);
  await keyboard.type(code);
  await keyboard.press('Enter');
  await arrive(visit.words.choose);
  await tabTo(visit.words.newPassword);
  await keyboard.type('Kun-Tastatur-2026');
  await tabTo(visit.words.confirm);
  await keyboard.type('Kun-Tastatur-2026');
  await keyboard.press('Enter');
  await visit.heading(visit.words.done).waitFor();
  await assertReset(person, 'Kun-Tastatur-2026');
});

describe('passwords are what people chose', () => {
  const passwords = {
    'Danish letters': 'Blåbærgrød-Ærø-2026',
    'an emoji': 'Sol 😀 Måne 🌙 2026',
    'quotes and backslashes': `"a'b\`c\\d"e\\\\F1`,
    'spaces at both ends': '  Luft Foran Og Bagved 1  ',
    '256 characters': 'Aa1-'.repeat(64),
  };
  for (const [name, password] of Object.entries(passwords)) {
    test(`${name} arrive exactly`, async () => {
      const person = await environment.freshPerson();
      const visit = await arrive(person);
      await visit.typePassword(password);
      await visit.heading(visit.words.done).waitFor();
      await assertReset(person, password);
      if (password !== password.trim()) assert.notEqual(await environment.kinit(person, password.trim()), 'ok');
    });
  }

  test('a letter typed in two parts is the same letter', async () => {
    const person = await environment.freshPerson();
    const visit = await arrive(person);
    await visit.typePassword('A\u030Angst-Kode-2026');
    await visit.heading(visit.words.done).waitFor();
    await assertReset(person, '\u00C5ngst-Kode-2026');
  });
});

test('the rules shown before typing are those of the policy in force for that person', async () => {
  const ordinary = await arrive(await environment.freshPerson());
  await ordinary.page.getByText('At least 8 characters').waitFor();
  const strict = await arrive(await environment.person('strict'));
  await strict.page.getByText('At least 14 characters').waitFor();
  const throughGroup = await arrive(await environment.person('strictgroup'));
  await throughGroup.page.getByText('At least 14 characters').waitFor();
});

test('a refused password is told with the rule that failed, and the next one is taken', async () => {
  const person = await environment.freshPerson();
  const visit = await arrive(person);
  await visit.typePassword('kunsmåbogstaver');
  await visit.page.getByText('The password has too few kinds of characters').waitFor();
  assert.equal(await environment.kinit(person, environment.password), 'ok', 'nothing was changed');
  await visit.typePassword('Nu-Med-Flere-Slags-1');
  await visit.heading(visit.words.done).waitFor();
  await assertReset(person, 'Nu-Med-Flere-Slags-1');
});

test('somebody who is locked out unlocks the account and keeps the password', async () => {
  const person = await environment.freshPerson();
  await environment.lock(person.account);
  assert.notEqual(await environment.kinit(person, environment.password), 'ok');
  const visit = await visitor('da');
  await visit.open();
  await visit.identify(environment.upnOf(person));
  await visit.choose(visit.words.locked);
  await visit.verify(person.alternate_mail);
  await visit.heading(visit.words.unlocked).waitFor();
  assert.deepEqual(await accessibilityProblems(visit.page), []);
  assert.equal(await environment.kinit(person, environment.password), 'ok');
});

test('somebody who was not locked out is told so, and keeps the password', async () => {
  const person = await environment.freshPerson();
  const visit = await visitor();
  await visit.open();
  await visit.identify(environment.upnOf(person));
  await visit.choose(visit.words.locked);
  await visit.verify(person.alternate_mail);
  await visit.heading('Your account was not locked').waitFor();
  assert.deepEqual(await accessibilityProblems(visit.page), []);
  assert.equal(await environment.kinit(person, environment.password), 'ok');
});

test('a reload in the middle comes back to the same step', async () => {
  const person = await environment.freshPerson();
  const visit = await visitor();
  await visit.open();
  await visit.identify(environment.upnOf(person));
  await visit.heading(visit.words.why).waitFor();
  await visit.page.reload();
  await visit.choose(visit.words.forgot);
  await visit.heading(visit.words.step1).waitFor();
  await visit.page.reload();
  await visit.verify(person.alternate_mail);
  await visit.heading(visit.words.choose).waitFor();
  await visit.page.reload();
  await visit.typePassword('Efter-Genindlaesning-1');
  await visit.heading(visit.words.done).waitFor();
  await visit.page.reload();
  await visit.heading(visit.words.done).waitFor();
  await assertReset(person, 'Efter-Genindlaesning-1');
});

test('a reset unlocks too', async () => {
  const person = await environment.person('locked');
  const visit = await arrive(person);
  await visit.typePassword('Igen-Inde-2026');
  await visit.heading(visit.words.done).waitFor();
  assert.equal(await environment.kinit(person, 'Igen-Inde-2026'), 'ok');
});

describe('people with something special', () => {
  for (const account of ['mustchange', 'pwexpired', 'cannotchange', 'neverexpires', 'escape']) {
    test(`${account} can reset`, async () => {
      const person = await environment.person(account);
      const visit = await arrive(person);
      await visit.typePassword('Saerlig-Person-2026');
      await visit.heading(visit.words.done).waitFor();
      await assertReset(person, 'Saerlig-Person-2026');
    });
  }

  for (const account of ['nested.admin', 'marked.admin']) {
    test(`${account} is protected: refused by the agent, and told to ask an administrator`, async () => {
      const person = await environment.person(account);
      const before = await environment.attribute(person, 'pwdLastSet');
      const visit = await visitor();
      await visit.open();
      await visit.identify(environment.upnOf(person));
      await visit.choose(visit.words.forgot);
      await visit.verify(person.alternate_mail);
      const refusal = visit.page.getByText(/administrator/i).first();
      const choose = visit.heading(visit.words.choose);
      await refusal.or(choose).first().waitFor();
      if (await choose.isVisible()) {
        await visit.typePassword('Hemmelig-Admin-2026');
        await refusal.waitFor();
      }
      assert.equal(await environment.attribute(person, 'pwdLastSet'), before);
      assert.equal(await environment.kinit(person, environment.password), 'ok');
    });
  }
});

test('the page loads under its policy, and its first load is small', async () => {
  const visit = await visitor();
  const bytes = [];
  visit.page.on('response', async (response) => bytes.push((await response.request().sizes()).responseBodySize));
  const response = await visit.page.goto(`${environment.url}/reset`);
  await visit.heading(visit.words.identify).waitFor();
  await visit.page.waitForLoadState('networkidle');
  const policy = response.headers()['content-security-policy'];
  assert.match(policy, /default-src 'self'/);
  assert.doesNotMatch(policy, /unsafe|nonce|data:|https?:|\*/);
  const total = bytes.reduce((sum, size) => sum + size, 0);
  assert.ok(total > 0 && total <= 40_000, `${total} bytes over the wire`);
});
