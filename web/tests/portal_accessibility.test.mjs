import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { accessibilityProblems } from './accessibility_problems.mjs';
import { Administrator, PERSON, WORDS } from './administrator.mjs';
import { launchBrowser } from './browser.mjs';
import { eventually } from './eventually.mjs';
import { startMockGraph } from './mock_graph.mjs';

const PASSWORD = 'Blåbærgrød-2026!';

let browser;
let graph;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());
beforeEach(async () => {
  graph = await startMockGraph();
});
afterEach(() => graph.close());

/** Takes an administrator past every page by its links, failing ones too, and looks at each with `look(name)`. */
async function walk(one, look) {
  const { words, page } = one;
  const dialog = page.getByRole('dialog');
  const openMenu = async () => {
    const menu = page.getByRole('button', { name: 'Menu', exact: true });
    if (await menu.isVisible()) await menu.click();
  };
  const choose = async (name) => {
    await openMenu();
    await one.link(name).first().click();
    await one.heading(name);
  };
  await one.button(words.signIn).waitFor();
  await look('landing');
  await one.signIn();
  await look('home');
  await page.getByRole('button', { name: 'Astrid Admin' }).click();
  await one.button(words.signOut).waitFor();
  await look('account');
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox', { name: words.search }).fill('a');
  await page.getByRole('link', { name: /Azure Active Directory/ }).waitFor();
  await look('search');
  await page.getByRole('link', { name: /Azure Active Directory/ }).click();
  await one.heading(words.directory);
  await page.getByText('Nordhavn Kommune').waitFor();
  await look('directory');
  await choose(words.users);
  await page.getByRole('row').nth(3).waitFor();
  await look('users');
  await choose(words.groups);
  await page.getByRole('link', { name: 'Ansatte' }).waitFor();
  await look('groups');
  await page.getByRole('link', { name: 'Ansatte' }).click();
  await one.heading('Ansatte');
  await page.getByRole('link', { name: 'Drift' }).waitFor();
  await look('group');
  await choose(words.agents);
  await one.text('connect-01.nordhavn.example');
  await page.getByRole('button', { name: words.test }).click();
  await one.text('dc1.nordhavn.example');
  await look('agents');
  await page.getByRole('button', { name: words.remove }).click();
  await dialog.waitFor();
  await look('agents-remove');
  await page.keyboard.press('Escape');
  const application = graph.applications.all[0] ?? graph.applications.add();
  if (application.passwordCredentials.length === 0) graph.applications.addSecret(application, { displayName: 'Drift' });
  await choose(words.applications);
  await page.getByRole('link', { name: 'Intranet' }).waitFor();
  await look('applications');
  await one.button(words.newRegistration).click();
  await dialog.waitFor();
  await one.button(words.register).click();
  await dialog.getByRole('alert').first().waitFor();
  await look('applications-new');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Intranet' }).click();
  await one.heading('Intranet');
  await page.getByRole('radio').nth(1).check();
  await page.getByRole('button', { name: /Ansatte/ }).waitFor();
  await look('application');
  await page.getByRole('radio').nth(0).check();
  await one.button(words.newSecret).click();
  await dialog.waitFor();
  await look('application-secret');
  await page.keyboard.press('Escape');
  await one.button(words.deleteRegistration).click();
  await dialog.waitFor();
  await look('application-delete');
  await page.keyboard.press('Escape');
  await choose(words.synchronization);
  await page.getByText('ldaps://dc1.nordhavn.example:636').waitFor();
  await page.getByRole('table').waitFor();
  await look('synchronization');
  await one.button(words.allowRemovals).click();
  await dialog.waitFor();
  await look('synchronization-allow');
  await page.keyboard.press('Escape');
  await choose(words.conflicts);
  await page.getByRole('table').waitFor();
  await look('conflicts');
  await choose(words.explain);
  await page.getByRole('textbox').fill('bo');
  await page.getByRole('textbox').press('Enter');
  await page.getByText('CN=Bo,OU=Gæster').first().waitFor();
  await look('explain');
  await choose(words.syncSettings);
  await page.getByRole('radio').nth(2).check();
  await look('sync-settings');
  await choose(words.users);
  await choose(words.deletedUsers);
  await page.getByRole('table').waitFor();
  await look('deleted-users');
  await choose(words.passwordReset);
  await look('password-reset');
  const groupIds = ['10000000-0000-4000-8000-000000000000'];
  graph.resetPolicy.change({ enabled: 'selected', groupIds, methods: ['email', 'securityQuestions'] });
  for (const [index, name] of words.resetPages.entries()) {
    await choose(name);
    await page.getByRole('progressbar').waitFor({ state: 'detached' });
    await look(`password-reset-${index + 1}`);
  }
  await choose(words.integration);
  await one.answer(words.writeback, words.no).check();
  await look('integration');
  graph.changeSettings({ accountUnlockEnabled: true });
  await one.button(words.save).click();
  await page.getByRole('alert').first().waitFor();
  await look('integration-conflict');
  await page.goto(`${graph.url}/portal/directory/users/${PERSON}`);
  await one.heading('Åse Bæk 000012');
  await one.text('u000012');
  await page.locator('dd').filter({ hasText: /^(Locked out|Låst ude)$/ }).waitFor();
  await page.getByRole('link', { name: 'Niels Holm 000003' }).waitFor();
  await page.getByRole('link', { name: 'Anna Bæk' }).waitFor();
  await look('person');
  await one.button(words.unlock).click();
  await dialog.waitFor();
  await look('unlock');
  await page.keyboard.press('Escape');
  await one.button(words.accessCode).click();
  await dialog.waitFor();
  await look('access-code');
  await one.button(words.showCode).click();
  await dialog.getByText('7KQM-P2XA').waitFor();
  await look('access-code-issued');
  await page.keyboard.press('Escape');
  await one.button(words.signOutEverywhere).click();
  await dialog.waitFor();
  await look('sign-out-everywhere');
  await page.keyboard.press('Escape');
  await one.button(words.addMethod).click();
  await dialog.waitFor();
  await look('add-method');
  await page.keyboard.press('Escape');
  await one.openReset();
  await look('reset');
  graph.outcome = { reason: 'permission_missing', details: { object: 'OU=Staff', right: 'reset_password' }, retry: true };
  await dialog.getByLabel(words.next, { exact: true }).fill(PASSWORD);
  await dialog.getByLabel(words.confirm, { exact: true }).fill(PASSWORD);
  await dialog.getByRole('button', { name: words.reset, exact: true }).click();
  await dialog.getByText('OU=Staff').waitFor();
  await look('reset-refused');
  await page.keyboard.press('Escape');
  await page.goto(`${graph.url}/portal/nothing`);
  await page.getByRole('search').waitFor();
  await page.locator('h1').waitFor();
  await look('not-found');
}

for (const [language, colorScheme, viewport] of [
  ['en', 'light', { width: 1280, height: 800 }],
  ['da', 'dark', { width: 390, height: 844 }],
]) {
  test(`axe finds nothing on any page, ${language}, ${colorScheme}, ${viewport.width} px`, async () => {
    const one = await Administrator.open(browser, graph, { language, colorScheme, viewport, signIn: false });
    const found = [];
    await walk(one, async (name) => {
      await one.shoot(`${name}-${language}-${colorScheme}-${viewport.width}`);
      const violations = await accessibilityProblems(one.page);
      found.push(...violations.map((violation) => `${name}: ${violation}`));
    });
    assert.deepEqual(found, []);
    assert.deepEqual(one.faults, []);
    await one.close();
  });
}

test('at 320 px, which is 200 % zoom of a small window, nothing is cut off and every target is large enough', async () => {
  const one = await Administrator.open(browser, graph, {
    language: 'da',
    viewport: { width: 320, height: 640 },
    hasTouch: true,
    signIn: false,
  });
  const faults = [];
  await walk(one, async (name) => {
    await one.shoot(`${name}-da-light-320`);
    const found = await one.page.evaluate(() => {
      const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth;
      const isSeen = (element) => element.checkVisibility() && element.getBoundingClientRect().left >= 0;
      const small = Array.from(document.querySelectorAll('button, a, input, select'))
        .filter(isSeen)
        .map((element) => {
          const { width, height } = element.getBoundingClientRect();
          return width >= 24 && height >= 24 || element.closest('td, dd, p, div > a') !== null // WCAG 2.5.8
            ? ''
            : `${element.textContent || element.id} ${width}x${height}`;
        });
      return [wide ? 'scrolls sideways' : '', ...small].filter((fault) => fault !== '');
    });
    faults.push(...found.map((fault) => `${name}: ${fault}`));
  });
  assert.deepEqual(faults, []);
  await one.close();
});

test('each page has one h1, which takes the focus and names the window', async () => {
  const one = await Administrator.open(browser, graph);
  const { page, words } = one;
  const focused = () => page.evaluate(() => document.activeElement.tagName);
  await eventually(focused, 'BODY', 'the page that one lands on leaves the focus alone');
  await page.getByRole('searchbox', { name: words.search }).fill(words.directory);
  await page.getByRole('link', { name: /Azure Active Directory/ }).click();
  for (const name of [words.directory, words.users, words.agents, words.passwordReset, words.integration]) {
    if (name !== words.directory) await one.link(name).first().click();
    await one.heading(name);
    await eventually(() => page.locator('h1').allTextContents(), [name]);
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
    await eventually(() => page.title(), `${name} – Tilbage`);
  }
  await one.close();
});

test('writeback is switched on with the keyboard alone, and the focus can be seen', async () => {
  graph.integration = { passwordWritebackEnabled: false, accountUnlockEnabled: false };
  const one = await Administrator.open(browser, graph, { path: '/portal', signIn: false });
  const { page, words } = one;
  const { keyboard } = page;
  const tabTo = async (name) => {
    for (let presses = 0; presses < 25; presses += 1) {
      await keyboard.press('Tab');
      const here = await page.evaluate(() => {
        const { activeElement: element } = document;
        return element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent;
      });
      if (here.trim().startsWith(name)) return;
    }
    assert.fail(`Tab does not reach ${name}`);
  };
  await one.button(words.signIn).waitFor();
  await tabTo(words.signIn);
  await keyboard.press('Enter');
  await one.page.getByRole('search').waitFor();
  await tabTo(words.search);
  await keyboard.type('Azure Active Directory');
  await page.getByRole('link', { name: /Azure Active Directory/ }).waitFor();
  await keyboard.press('Enter');
  await one.heading(words.directory);
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  await page.locator('nav a').first().focus();
  await tabTo(words.passwordReset);
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.equal(outline, 'solid', 'focus is visible');
  await keyboard.press('Enter');
  await one.heading(words.passwordReset);
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  await page.locator('nav a').first().focus();
  await tabTo(words.integration);
  await keyboard.press('Enter');
  await one.answer(words.writeback, words.no).waitFor();
  await tabTo(words.no);
  await keyboard.press('ArrowUp');
  const group = page.getByRole('radiogroup', { name: words.writeback, exact: true });
  await group.getByRole('radio', { name: words.yes, exact: true, checked: true }).waitFor();
  await tabTo(words.save);
  await keyboard.press('Enter');
  await one.text('Saved');
  assert.equal(graph.integration.passwordWritebackEnabled, true);
  await one.close();
});

test('the language can be changed on every page, and stays through the sign-in and a reload', async () => {
  const one = await Administrator.open(browser, graph, { signIn: false });
  await one.button('Dansk').click();
  one.words = WORDS.da;
  await one.signIn();
  assert.equal(graph.authorizations[0].mkt, 'da-DK');
  await one.goTo('/portal/directory/users', 'Brugere');
  await eventually(() => one.page.evaluate(() => document.documentElement.lang), 'da');
  await one.button('English').click();
  await one.heading('Users');
  await one.page.reload();
  await one.heading('Users');
  await one.goTo('/portal/directory/users?mkt=da-DK', 'Brugere');
  await one.close();
});
