import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { GOOD_PASSWORD, launchBrowser, Person, WORDS } from './browser.mjs';
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

for (const language of ['en', 'da']) {
  describe(`in ${language}`, () => {
    const words = WORDS[language];

    test('a person with a code resets the password', async () => {
      const person = await Person.open(browser, tenant, { language });
      await person.reachPassword();
      await person.finish();
      await person.heading(words.reset);
      assert.deepEqual(tenant.passwords, [GOOD_PASSWORD]);
      assert.deepEqual(tenant.sessionsStarted, [{ userId: 'lise@nordhavn.example', locale: words.locale }]);
      await eventually(() => person.page.evaluate(() => document.documentElement.lang), language);
      assert.match(await person.page.title(), new RegExp(words.reset));
      assert.deepEqual(person.faults, []);
      await person.close();
    });

    test('a person who knows the password unlocks the account', async () => {
      tenant.settings.unlockAllowed = true;
      tenant.intents = ['reset', 'unlock'];
      tenant.description.account.locked = true;
      const person = await Person.open(browser, tenant, { language });
      await person.identify();
      await person.choose(words.know);
      await person.sendCode();
      await person.enterCode();
      await person.heading(words.unlocked);
      assert.deepEqual(tenant.passwords, []);
      assert.equal(tenant.count('GET', '/session/policy'), 1, 'only whether it was locked');
      assert.deepEqual(person.faults, []);
      await person.close();
    });

    test('who gets no further asks the administrators, once they have said who they are', async () => {
      const person = await Person.open(browser, tenant, { language });
      const contact = person.page.getByRole('button', { name: words.contact });
      await eventually(() => contact.count(), 0);
      await person.identify();
      tenant.helpRefused = true;
      await contact.click();
      await person.page.getByRole('status').filter({ hasText: words.tooMany }).waitFor();
      tenant.helpRefused = false;
      await contact.click();
      await person.page.getByRole('status').filter({ hasText: words.contacted }).waitFor();
      await eventually(() => contact.count(), 0);
      assert.equal(tenant.count('POST', '/session/help'), 2);
      assert.deepEqual(person.faults.filter((fault) => !fault.includes('429')), []);
      await person.close();
    });

    test('a person who forgot the password is asked so when unlocking is offered', async () => {
      tenant.intents = ['reset', 'unlock'];
      const person = await Person.open(browser, tenant, { language });
      await person.identify();
      await person.choose(words.forgot);
      await person.sendCode();
      await person.enterCode();
      await person.heading(words.choose);
      await person.finish();
      await person.heading(words.reset);
      await person.close();
    });
  });
}
