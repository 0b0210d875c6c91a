/**
 * One more file in languages/, and nothing else: the pages are built with it, in a folder of their own, and speak it.
 * What stands on a page in Latin letters all the same must have come from the server.
 */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { readLanguages } from '../scripts/words.mjs';
import { GOOD_PASSWORD, launchBrowser } from './browser.mjs';
import { eventually } from './eventually.mjs';
import { LOCALE, pseudo, TAG } from './pseudo_language.mjs';

const WEB = dirname(dirname(fileURLToPath(import.meta.url)));
const NOT_COPIED = new Set(['node_modules', 'dist', 'generated']);
const LANGUAGES = readLanguages();
const WORDS = pseudo(LANGUAGES.get('en'));
/** What stays as it is in every language: names, and what people type or copy. */
const KEPT = [...[...LANGUAGES.values()].map(({ language }) => language.name), 'Tilbage'];

let browser;
let folder;
let web;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'third-language-'));
  web = join(folder, 'web');
  for (const name of readdirSync(WEB)) if (!NOT_COPIED.has(name)) cpSync(join(WEB, name), join(web, name), { recursive: true });
  symlinkSync(join(WEB, 'node_modules'), join(web, 'node_modules'));
  cpSync(join(dirname(WEB), 'languages'), join(folder, 'languages'), { recursive: true });
  writeFileSync(join(folder, 'languages', `${TAG}.json`), JSON.stringify(WORDS));
  execFileSync(process.execPath, ['scripts/words.mjs', '--check'], { cwd: web });
  execFileSync(process.execPath, ['scripts/words.mjs'], { cwd: web });
  execFileSync(process.execPath, ['scripts/build.mjs', 'reset', 'signin', 'account', 'portal', 'wizard'], { cwd: web, stdio: 'pipe' });
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

const mock = (name) => import(pathToFileURL(join(web, 'tests', name)));

/** A page in the third language, and what servers have said to it. */
class Visitor {
  said = KEPT.join(' ');

  static async open(address) {
    const visitor = new Visitor();
    visitor.context = await browser.newContext({ locale: LOCALE, reducedMotion: 'reduce' });
    visitor.page = await visitor.context.newPage();
    visitor.page.setDefaultTimeout(30_000);
    visitor.page.on('response', (response) => {
      if (!(response.headers()['content-type'] ?? '').includes('json')) return;
      void response.text().then((text) => (visitor.said += ` ${text}`), () => undefined);
    });
    await visitor.page.goto(address);
    return visitor;
  }

  heading(name) {
    return this.page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  }

  button(name) {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Texts, names and hints on the page, but what the person typed, and code. */
  async isInItsLanguage(where) {
    await eventually(() => this.page.evaluate(() => document.documentElement.lang), TAG);
    await this.page.waitForLoadState('networkidle');
    await eventually(async () => {
      const texts = await this.page.evaluate(() => {
        const found = [];
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          if (node.nodeType === Node.TEXT_NODE) {
            if (node.parentElement.closest('noscript, script, style, code, [lang]:not(html)') === null) found.push(node.data);
          } else {
            for (const name of ['aria-label', 'title', 'placeholder', 'alt']) found.push(node.getAttribute(name) ?? '');
          }
        }
        return [document.title, ...found];
      });
      assert.ok(texts.some((text) => /[\uff21-\uff5a]/.test(text)), `${where}: nothing in the language`);
      return texts.flatMap((text) => text.match(/[A-Za-z][A-Za-z’']+/g) ?? []).filter((word) => !this.said.includes(word));
    }, []);
  }

  async close() {
    await this.context.close();
  }
}

test('a reset, from the name to the new password', async (t) => {
  const tenant = await (await mock('mock_tenant.mjs')).startMockTenant();
  t.after(() => tenant.close());
  tenant.intents = ['reset', 'unlock'];
  const visitor = await Visitor.open(`${tenant.url}/reset`);
  const { shared } = WORDS;
  await visitor.heading(shared.identify.title);
  await visitor.isInItsLanguage('identify');
  await visitor.button(shared.common.next).click();
  await visitor.page.getByText(shared.identify.missing).waitFor();
  await visitor.page.getByLabel(shared.identify.userId).fill('lise@nordhavn.example');
  await visitor.button(shared.common.next).click();
  await visitor.heading(shared.intent.title);
  await visitor.isInItsLanguage('intent');
  assert.equal(tenant.sessionsStarted[0].locale, LOCALE);
  await visitor.page.getByLabel(shared.intent.choices.reset.label).check();
  await visitor.button(shared.common.next).click();
  await visitor.button(shared.verify.send).click();
  await visitor.page.getByLabel(shared.verify.code).fill('123456');
  await visitor.isInItsLanguage('verify');
  await visitor.button(shared.common.next).click();
  await visitor.heading(shared.password.title);
  await visitor.page.getByLabel(shared.password.next, { exact: true }).fill('kort');
  await visitor.page.getByText(WORDS.strength.label).waitFor();
  await visitor.isInItsLanguage('password');
  for (const label of [shared.password.next, shared.password.confirm]) await visitor.page.getByLabel(label, { exact: true }).fill(GOOD_PASSWORD);
  await visitor.button(shared.password.finish).click();
  await visitor.heading(shared.done.reset.title);
  await visitor.isInItsLanguage('done');

  await visitor.button('English').click();
  await eventually(() => visitor.page.evaluate(() => document.documentElement.lang), 'en');
  await visitor.heading(LANGUAGES.get('en').shared.done.reset.title);
  await visitor.close();
});

test('an administrator’s sign-in', async (t) => {
  const { MockSignin } = await mock('mock_signin.mjs');
  const server = new MockSignin();
  await server.listen();
  t.after(() => server.close());
  const visitor = await Visitor.open(`${server.url}/signin?flow=flow-1`);
  await visitor.heading(WORDS.signin.signIn.title);
  await visitor.isInItsLanguage('sign-in');
  await visitor.button(WORDS.signin.signIn.submit).click();
  await visitor.page.getByText(WORDS.signin.signIn.userIdMissing).waitFor();
  await visitor.close();
});

test('the portal, page by page', async (t) => {
  const graph = await (await mock('mock_graph.mjs')).startMockGraph();
  t.after(() => graph.close());
  const { portal } = WORDS;
  const RESET = '/portal/directory/password-reset';
  const pages = [
    ['/portal/directory', portal.entries.directory.name],
    ['/portal/directory/users', portal.entries.users.name],
    ['/portal/directory/groups', portal.entries.groups.name],
    ['/portal/directory/agents', portal.entries.agents.name],
    ['/portal/directory/applications', portal.entries.applications.name],
    ['/portal/directory/synchronization', portal.entries.synchronization.name],
    ['/portal/directory/deleted-users', portal.entries.deletedUsers.name],
    ['/portal/helpdesk', portal.entries.helpdesk.name],
    [`${RESET}/properties`, portal.entries.resetProperties.name],
    [`${RESET}/authentication-methods`, portal.entries.resetMethods.name],
    [`${RESET}/customization`, portal.entries.resetCustomization.name],
    [`${RESET}/on-premises-integration`, portal.entries.integration.name],
    [`${RESET}/usage-and-insights`, portal.entries.usage.name],
  ];
  const visitor = await Visitor.open(`${graph.url}${pages[0][0]}`);
  await visitor.heading(portal.landing.title);
  await visitor.isInItsLanguage('landing');
  await visitor.button(portal.landing.signIn).click();
  for (const [path, heading] of pages) {
    if (path !== pages[0][0]) await visitor.page.goto(`${graph.url}${path}`);
    await visitor.heading(heading);
    await visitor.isInItsLanguage(path);
  }
  await visitor.close();
});

test('the wizard’s first page', async (t) => {
  const wizard = await (await mock('mock_wizard.mjs')).startMockWizard();
  t.after(() => wizard.close());
  const visitor = await Visitor.open(wizard.url);
  await visitor.heading(WORDS.wizard.pages.welcome);
  await visitor.isInItsLanguage('wizard');
  await visitor.close();
});
