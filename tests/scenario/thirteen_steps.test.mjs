/** The guide, followed to the letter: thirteen steps from an agent that knows its directory to a password that is written back. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { inspector, PortalVisitor, WizardVisitor } from '../lib/administrator.mjs';
import { openBrowser, openPage, ResetVisitor } from '../lib/browser.mjs';
import { Environment } from '../lib/environment.mjs';
import { Mailbox } from '../lib/mailbox.mjs';

const running = [];
after(async () => {
  for (const { browser, environment } of running) {
    await browser.close();
    await environment.down();
  }
});

async function unconfigured() {
  const environment = await Environment.up('--unconfigured');
  const browser = await openBrowser(environment);
  running.push({ browser, environment });
  return { browser, environment };
}

async function resetIsRefused(browser, environment, language, person) {
  const page = await openPage(browser);
  const visit = new ResetVisitor(page, environment, null, language);
  await visit.open();
  await visit.identify(environment.upnOf(person));
  await page.getByText('SSPR_0010').waitFor();
  assert.equal(await environment.kinit(person, environment.password), 'ok', 'nothing was changed');
  await page.context().close();
}

async function resetIsWrittenBack(browser, environment, language, person, password) {
  const page = await openPage(browser);
  const visit = new ResetVisitor(page, environment, new Mailbox(environment.variables.MAIL_DIR), language);
  await visit.open();
  await visit.identify(environment.upnOf(person));
  await visit.choose(visit.words.forgot);
  await visit.verify(person.alternate_mail);
  await visit.typePassword(password);
  await visit.heading(visit.words.done).waitFor();
  assert.equal(await environment.kinit(person, password), 'ok', 'Kerberos accepts the new password');
  await page.context().close();
}

for (const language of ['en', 'da']) {
  test(`after the thirteen steps, and not before, a reset is written back, in ${language}`, async () => {
    const { browser, environment } = await unconfigured();
    const person = await environment.freshPerson();
    const locale = language === 'da' ? 'da-DK' : 'en-US';

    const wizardPage = await openPage(browser, { locale });
    const wizardLook = inspector(wizardPage, language);
    await resetIsRefused(browser, environment, language, person);
    await new WizardVisitor(wizardPage, environment, language, wizardLook.look).allEight();
    await resetIsRefused(browser, environment, language, person);

    const portalPage = await openPage(browser, { locale });
    const portalLook = inspector(portalPage, language);
    const portal = new PortalVisitor(portalPage, environment, language, portalLook.look);
    await portal.signIn();
    await portal.openIntegration();
    await portal.answer('writeBack', 'yes');
    await portal.answer('unlock', 'yes');
    await resetIsRefused(browser, environment, language, person);
    await portal.save();

    await resetIsWrittenBack(browser, environment, language, person, 'Ny-Adgangskode-2026');
    assert.deepEqual([...wizardLook.problems, ...portalLook.problems], [], 'axe finds nothing');
    assert.deepEqual([...wizardPage.troubles, ...portalPage.troubles], []);
  });
}
