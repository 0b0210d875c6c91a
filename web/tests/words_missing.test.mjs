/** The words of a language do not come: at the start, and when the language is changed. */

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { accessibilityProblems } from './accessibility_problems.mjs';
import { Administrator } from './administrator.mjs';
import { launchBrowser, Person } from './browser.mjs';
import { eventually } from './eventually.mjs';
import { startMockGraph } from './mock_graph.mjs';
import { startMockTenant } from './mock_tenant.mjs';

const SHOTS = process.env.SCREENSHOTS;
const DANISH = /\/assets\/words-da-[^/]+\.js$/;
const NOT_LOADED = 'Siden blev ikke hentet. Hent den igen';
const PAGES = [
  ['reset', startMockTenant, '/reset', (page) => page.getByRole('heading', { level: 1, name: 'Få adgang til din konto igen' })],
  ['portal', startMockGraph, '/portal', (page) => page.getByRole('button', { name: 'Log på', exact: true })],
];

let browser;
let server;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());
afterEach(() => server.close());

for (const [name, startServer, path, shown] of PAGES) {
  for (const [colorScheme, width] of [['light', 1280], ['dark', 390]]) {
    test(`the ${name} page says so in the middle, and loads anew, ${colorScheme}, ${width} px`, async () => {
      server = await startServer();
      const viewport = { width, height: 800 };
      const context = await browser.newContext({ locale: 'da-DK', colorScheme, viewport });
      const page = await context.newPage();
      await page.route(DANISH, (route) => route.abort());
      await page.route(/\.css$/, (route) => route.abort());
      await page.goto(server.url + path);
      const button = page.getByRole('button', { name: NOT_LOADED, exact: true });
      await button.waitFor();
      const box = await button.boundingBox();
      assert.ok(Math.abs(box.x + box.width / 2 - viewport.width / 2) < 5, JSON.stringify(box));
      assert.ok(box.y > 250 && box.y + box.height < 500, JSON.stringify(box));
      assert.ok(box.height >= 44);
      assert.deepEqual(await accessibilityProblems(page), []);
      if (SHOTS !== undefined) {
        mkdirSync(SHOTS, { recursive: true });
        await page.screenshot({ path: join(SHOTS, `words-missing-${name}-${colorScheme}-${width}.png`) });
      }
      await page.unroute(DANISH);
      await page.unroute(/\.css$/);
      await button.click();
      await shown(page).waitFor();
      assert.equal(await button.count(), 0);
      await context.close();
    });
  }
}

test('the reset page stays as it is when another language does not come, and turns when it does', async () => {
  server = await startMockTenant();
  const person = await Person.open(browser, server);
  await staysUsable(person, async () => {
    await person.field(person.words.userId).fill('lise@nordhavn.example');
    await person.button(person.words.next).click();
    await person.heading(person.words.verify);
  });
  await person.heading('Bekræftelsestrin 1');
  assert.deepEqual(person.faults, []);
  await person.close();
});

test('the portal stays as it is when another language does not come, and turns when it does', async () => {
  server = await startMockGraph();
  const one = await Administrator.open(browser, server);
  await staysUsable(one, async () => {
    await one.page.getByRole('main').getByRole('link').first().click();
    await one.heading('Help desk');
  });
  await one.heading('Helpdesk');
  assert.deepEqual(one.faults, []);
  await one.close();
});

async function staysUsable({ page }, goOn) {
  await page.route(DANISH, (route) => route.abort());
  const failed = page.waitForEvent('requestfailed', (request) => DANISH.test(request.url()));
  const turn = page.getByRole('button', { name: 'Dansk', exact: true });
  await turn.click();
  await failed;
  await goOn();
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
  assert.ok(!page.url().includes('da-DK'), page.url());
  await page.unroute(DANISH);
  await turn.click();
  await eventually(() => page.evaluate(() => document.documentElement.lang), 'da');
}
