import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { launchBrowser, Person } from './browser.mjs';
import { eventually } from './eventually.mjs';
import { startMockTenant } from './mock_tenant.mjs';

let browser;
let tenant;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());
beforeEach(async () => {
  tenant = await startMockTenant();
});
afterEach(() => tenant.close());

test('the page looks and speaks as administrators chose, within its content security policy', async () => {
  tenant.settings = {
    ...tenant.settings,
    logo: '/reset/logo/0a.png',
    accentColor: '#5b2d90',
    identifyText: { da: 'Dit bruger-id er din arbejdsmail.\n<b>Ring</b> 12 34.', en: '' },
  };
  const person = await Person.open(browser, tenant, { language: 'da' });
  await person.page.getByText('<b>Ring</b> 12 34.').waitFor();
  await eventually(() => person.page.locator('.brandLogo').getAttribute('src'), '/reset/logo/0a.png');
  const next = person.page.getByRole('button', { name: 'Næste' });
  await person.page.waitForFunction((one) => getComputedStyle(one).backgroundColor !== '', await next.elementHandle());
  assert.match(await next.evaluate((one) => getComputedStyle(one).backgroundColor), /0\.356863 0\.176471 0\.564706|rgb\(91, 45, 144\)/);
  assert.deepEqual(person.faults, []);
  await person.close();
});

test('what is no colour and no picture of ours is left out', async () => {
  tenant.settings = { ...tenant.settings, logo: 'https://elsewhere.example/x.png', accentColor: 'red;x', identifyText: {} };
  const person = await Person.open(browser, tenant, { language: 'en' });
  await person.page.getByText('Nordhavn Kommune').first().waitFor();
  await eventually(() => person.page.locator('.brandLogo').count(), 0);
  await eventually(() => person.page.evaluate(() => document.documentElement.getAttribute('style')), null);
  assert.deepEqual(person.faults, []);
  await person.close();
});
