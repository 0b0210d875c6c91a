/** Every reason of docs/protocol.md §3, as a person meets it. */

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { createFormats } from '../dist/lib/format.mjs';
import { isAboutThePassword, REASONS } from '../dist/lib/reasons.mjs';
import { reasonText, stringsOf } from '../dist/lib/strings.mjs';
import { GOOD_PASSWORD, launchBrowser, Person, WORDS } from './browser.mjs';
import { eventually } from './eventually.mjs';
import { startMockTenant } from './mock_tenant.mjs';

const DETAILS = {
  password_too_short: { minLength: 15 },
  password_too_long: { maxLength: 128 },
  password_not_complex: { categories: 2, categoriesNeeded: 3 },
  password_in_history: { historyLength: 24 },
  password_too_young: { minAgeSeconds: 86400, mayChangeAt: Date.now() + 5 * 86_400_000 },
  password_refused: { historyLength: 24 },
  current_password_wrong: { triesLeft: 2 },
};
const FAILED_RULE = {
  password_too_short: 'minLength',
  password_too_long: 'maxLength',
  password_not_complex: 'kinds',
  password_contains_name: 'notName',
  password_in_history: 'notInHistory',
};

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
  const words = WORDS[language];
  const formats = createFormats(words.locale);
  const strings = stringsOf(formats)[language];

  describe(`in ${language}`, () => {
    test('a refusal of the password keeps the form, names the rule, and another password works', async () => {
      const person = await Person.open(browser, tenant, { language });
      await person.reachPassword();
      for (const reason of REASONS.filter((one) => isAboutThePassword(one) && one !== 'password_too_young')) {
        const details = DETAILS[reason] ?? {};
        tenant.outcome = { reason, details, retry: true };
        await person.finish();
        const message = reasonText(reason, details, 'reset', strings, formats);
        const bar = person.page.getByRole('group', { name: message.title, exact: true });
        await bar.waitFor();
        await person.heading(words.choose);
        for (const text of [message.text, message.next]) await bar.getByText(text, { exact: true }).waitFor();
        assert.match(await bar.locator('code').textContent(), /^[0-9a-f-]{36}$/, 'the support code');
        await eventually(() => bar.evaluate((element) => element === document.activeElement), true, `${reason}: focus`);
        await eventually(() => person.field(words.password).inputValue(), '', 'nothing is kept');
        const failed = await person.page
          .locator('[data-state=failed]')
          .evaluateAll((all) => all.map((one) => one.dataset.rule));
        assert.deepEqual(failed, FAILED_RULE[reason] === undefined ? [] : [FAILED_RULE[reason]], reason);
      }
      tenant.outcome = { reason: 'succeeded', details: {}, retry: false };
      await person.finish();
      await person.heading(words.reset);
      assert.deepEqual(person.faults, []);
      await person.close();
    });

    test('every other reason ends on a page with its words, and with a way on', async () => {
      const person = await Person.open(browser, tenant, { language });
      await person.reachPassword();
      for (const reason of REASONS.filter((one) => !isAboutThePassword(one) && one !== 'succeeded')) {
        tenant.outcome = { reason, details: {}, retry: true };
        await person.finish();
        await person.heading(reason === 'outcome_unknown' ? words.unknown : words.notReset);
        const message = reasonText(reason, {}, 'reset', strings, formats);
        const outcome = person.page.locator(`[data-reason=${reason}]`);
        for (const text of [message.title, message.text, message.next])
          await outcome.getByText(text, { exact: true }).waitFor();
        assert.match(await outcome.locator('code').textContent(), /^[0-9a-f-]{36}$/);
        if (reason === 'outcome_unknown') break; // the last of the list: this one ends the session
        await person.button(words.tryAgain).click();
        await person.heading(words.choose);
        await person.field(words.password).waitFor();
      }
      assert.deepEqual(person.faults, []);
      await person.close();
    });

    test('a password changed too recently closes the form and says from when', async () => {
      tenant.outcome = { reason: 'password_too_young', details: DETAILS.password_too_young, retry: true };
      const person = await Person.open(browser, tenant, { language });
      await person.reachPassword();
      await person.finish();
      const day = formats.otherDay(DETAILS.password_too_young.mayChangeAt);
      await person.page.getByText(day).waitFor();
      assert.equal(await person.field(words.password).isDisabled(), true);
      await eventually(() => person.button(words.finish).count(), 0);
      await person.close();
    });

    test('without another try in this session the page ends it', async () => {
      tenant.outcome = { reason: 'password_too_short', details: { minLength: 15 }, retry: false };
      const person = await Person.open(browser, tenant, { language });
      await person.reachPassword();
      await person.finish();
      await person.heading(words.notReset);
      await eventually(() => person.button(words.tryAgain).count(), 0);
      await person.button(words.startAgain).click();
      await person.heading(words.identify);
      await eventually(() => person.field(words.userId).inputValue(), 'lise@nordhavn.example');
      await person.close();
    });

    test('an unlock that was refused says so in its own words', async () => {
      tenant.intents = ['reset', 'unlock'];
      tenant.outcome = { reason: 'account_protected', details: {}, retry: true };
      tenant.description.account = { locked: true, disabled: false, expired: false };
      const person = await Person.open(browser, tenant, { language });
      await person.identify();
      await person.choose(words.know);
      await person.sendCode();
      await person.enterCode();
      await person.heading(strings.failed.title.unlock);
      tenant.outcome = { reason: 'succeeded', details: {}, retry: false };
      await person.button(words.tryAgain).click();
      await person.heading(words.unlocked);
      await person.close();
    });
  });
}

test('the marks stop saying "failed" as soon as another password is typed', async () => {
  tenant.outcome = { reason: 'password_in_history', details: { historyLength: 24 }, retry: true };
  const person = await Person.open(browser, tenant);
  await person.reachPassword();
  await person.finish();
  await person.page.locator('[data-rule=notInHistory][data-state=failed]').waitFor();
  await person.field(person.words.password).fill(`${GOOD_PASSWORD}x`);
  await person.page.locator('[data-rule=notInHistory][data-state=later]').waitFor();
  await person.close();
});
