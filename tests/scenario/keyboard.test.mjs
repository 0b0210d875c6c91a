/** The thirteen steps by keyboard alone, in a window as wide as 200 % zoom leaves of 1280 pixels. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { inspector, PortalVisitor, WizardVisitor } from '../lib/administrator.mjs';
import { openBrowser, openPage } from '../lib/browser.mjs';
import { Environment } from '../lib/environment.mjs';
import { eventually } from '../../web/tests/eventually.mjs';

const MOST_STOPS = 120;

let environment;
let browser;
before(async () => {
  environment = await Environment.up('--unconfigured');
  browser = await openBrowser(environment);
});
after(async () => {
  await browser?.close();
  await environment?.down();
});

/** Tab until it has the focus. */
async function reach(page, locator) {
  await locator.waitFor();
  for (let stops = 0; stops < MOST_STOPS; ++stops) {
    if (await locator.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${locator} is not reached with the Tab key`);
}

async function press(page, locator, key = 'Enter') {
  await reach(page, locator);
  await page.keyboard.press(key);
}

async function type(page, locator, text) {
  await reach(page, locator);
  await page.keyboard.type(text);
}

async function signIn(visitor) {
  const { page, words } = visitor;
  const { TILBAGE_ADMIN_UPN, TILBAGE_ADMIN_PASSWORD } = environment.variables;
  await type(page, page.getByRole('textbox', { name: words.userId, exact: true }), TILBAGE_ADMIN_UPN);
  await type(page, page.getByLabel(words.password, { exact: true }), TILBAGE_ADMIN_PASSWORD);
  await page.keyboard.press('Enter');
}

async function noSidewaysScrolling(page) {
  const { scroll, width } = await page.evaluate(() => ({ scroll: document.documentElement.scrollWidth, width: innerWidth }));
  assert.ok(scroll <= width, `the page is ${scroll} wide in a window of ${width}`);
}

function half(language) {
  return { locale: language === 'da' ? 'da-DK' : 'en-US', viewport: { width: 640, height: 400 } };
}

test('the wizard, in Danish', async () => {
  const page = await openPage(browser, half('da'));
  const { look, problems } = inspector(page, 'half-da');
  const wizard = new WizardVisitor(page, environment, 'da', async (name) => {
    await noSidewaysScrolling(page);
    await look(name);
  });
  const { words } = wizard;
  const next = () => press(page, wizard.button(words.next));
  await wizard.start();
  await press(page, wizard.button(words.configure));
  await wizard.at('tasks');
  await press(page, page.getByRole('radio', { name: words.customize, exact: true }), 'Space');
  await next();
  await wizard.at('cloud');
  await press(page, wizard.button(words.signIn));
  await signIn(wizard);
  await wizard.at('cloud');
  await next();
  await wizard.at('directories');
  await next();
  await wizard.at('filtering');
  await next();
  await wizard.at('features');
  await press(page, page.getByRole('checkbox', { name: words.writeback, exact: true }), 'Space');
  await next();
  await wizard.at('ready');
  await press(page, wizard.button(words.configure));
  await wizard.heading(words.complete).waitFor({ timeout: 60_000 });
  await press(page, wizard.button(words.exit));
  await wizard.button(words.exit).waitFor({ state: 'hidden' });
  assert.deepEqual(problems, [], 'axe finds nothing');
  await page.context().close();
});

test('the portal, in English', async () => {
  const page = await openPage(browser, half('en'));
  const { look, problems } = inspector(page, 'half-en');
  const portal = new PortalVisitor(page, environment, 'en');
  const { words } = portal;
  await page.goto(`${environment.url}/portal`);
  await press(page, portal.button(words.signIn));
  await signIn(portal);
  await type(page, portal.searchBox(), 'Azure Active Directory');
  await press(page, page.getByRole('link', { name: /^Directory.*Azure Active Directory/ }));
  await portal.heading(words.directory).waitFor();
  const menu = page.getByRole('button', { name: 'Menu', exact: true });
  const choose = async (name) => {
    if (await menu.isVisible()) await press(page, menu);
    await press(page, portal.menu(name).first());
    await portal.heading(name).waitFor();
    await noSidewaysScrolling(page);
    await look(name.replaceAll(' ', '-'));
  };
  await choose(words.passwordReset);
  await choose(words.integration);
  for (const question of ['writeBack', 'unlock']) {
    await reach(page, portal.question(question).getByRole('radio', { name: words.no, exact: true }));
    await page.keyboard.press('ArrowLeft');
    await eventually(() => portal.question(question).getByRole('radio', { name: words.yes, exact: true }).isChecked(), true);
  }
  await press(page, portal.button(words.save));
  await page.getByText('Saved', { exact: true }).waitFor();
  assert.deepEqual(problems, [], 'axe finds nothing');
  await page.context().close();
});
