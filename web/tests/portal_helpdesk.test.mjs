import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { Administrator, PERSON } from './administrator.mjs';
import { launchBrowser } from './browser.mjs';
import { startMockGraph } from './mock_graph.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PAGE = `/portal/helpdesk/${PERSON}`;
const NAME = 'Åse Bæk 000012';
const TEXTS = {
  en: {
    page: 'Help desk',
    find: 'Find the caller',
    send: 'Send code to the caller',
    code: 'Code that the caller reads out',
    check: 'Check the code',
    isCaller: `The caller is ${NAME}`,
    unlock: 'Unlock account',
    unlocked: `${NAME}’s account has been unlocked`,
    link: 'Send a link to reset',
    sendLink: 'Send the link',
    accessCode: 'Temporary access code',
    locked: 'The account is locked',
    end: 'The call is over',
  },
  da: {
    page: 'Helpdesk',
    find: 'Find den, der ringer',
    send: 'Send kode til den, der ringer',
    code: 'Koden, der læses op',
    check: 'Kontrollér koden',
    isCaller: `Det er ${NAME}, der ringer`,
    unlock: 'Lås konto op',
    unlocked: `Kontoen for ${NAME} er låst op`,
    link: 'Send link til nulstilling',
    sendLink: 'Send linket',
    accessCode: 'Midlertidig kode',
    locked: 'Kontoen er låst',
    end: 'Samtalen er slut',
  },
};

let browser;
let graph;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());
beforeEach(async () => {
  graph = await startMockGraph();
  graph.roles = ['Helpdesk Administrator'];
});
afterEach(() => graph.close());

const open = (options = {}) => Administrator.open(browser, graph, { path: PAGE, ...options });

async function closed(one) {
  assert.deepEqual(one.faults, []);
  await one.close();
}

async function verify(one, texts) {
  await one.button(texts.send).click();
  const field = one.page.getByRole('textbox', { name: texts.code });
  await field.fill('123 456');
  await field.press('Enter');
  await one.page.getByText(texts.isCaller).waitFor();
}

async function assertAccessible(one) {
  await one.page.evaluate(AXE);
  const { violations } = await one.page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), []);
}

async function assertNoSidewaysScroll(one) {
  const { inner, outer } = await one.page.evaluate(() => ({
    inner: document.documentElement.scrollWidth,
    outer: document.documentElement.clientWidth,
  }));
  assert.ok(inner <= outer, `${inner} px in ${outer}`);
}

describe('first-line people', () => {
  for (const language of ['en', 'da']) {
    const texts = TEXTS[language];
    test(`land on the help desk, find the caller, verify them and unlock, in ${language}`, async () => {
      const one = await open({ language, path: '/portal' });
      await one.heading(texts.page);
      await one.page.getByRole('textbox', { name: texts.find }).fill('åse bæk 000012');
      await one.page.getByRole('link', { name: NAME }).waitFor();
      await assertAccessible(one);
      await one.shoot(`helpdesk-found-${language}`);
      await one.page.getByRole('link', { name: NAME }).click();
      await one.heading(NAME);
      await one.text(texts.locked);
      await one.shoot(`helpdesk-${language}`);
      assert.equal(await one.button(texts.unlock).isDisabled(), true, 'the caller is verified first');
      assert.equal(await one.button(texts.accessCode).isDisabled(), true);
      await assertAccessible(one);
      await verify(one, texts);
      await one.shoot(`helpdesk-verified-${language}`);
      await assertAccessible(one);
      assert.deepEqual(graph.helpdesk.sent, [{ method: 'email', locale: one.words.locale }]);
      await one.button(texts.unlock).click();
      const dialog = one.page.getByRole('dialog');
      await dialog.getByRole('button', { name: texts.unlock, exact: true }).click();
      await dialog.getByText(texts.unlocked).waitFor();
      await one.page.keyboard.press('Escape');
      await one.page.getByText(texts.locked, { exact: true }).waitFor({ state: 'detached' });
      assert.deepEqual(graph.writebacks.map(({ kind }) => kind), ['unlock']);
      await one.button(texts.end).click();
      await one.button(texts.send).waitFor();
      assert.equal(graph.helpdesk.verification, null);
      await closed(one);
    });

    test(`work on a telephone, in the dark, with the keyboard alone, in ${language}`, async () => {
      const one = await open({ language, viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
      await one.heading(NAME);
      await assertNoSidewaysScroll(one);
      await assertAccessible(one);
      await one.shoot(`helpdesk-phone-dark-${language}`);
      await one.button(texts.send).focus();
      await one.page.keyboard.press('Enter');
      const field = one.page.getByRole('textbox', { name: texts.code });
      await field.waitFor();
      for (let presses = 0; presses < 10; presses += 1) {
        if (await field.evaluate((element) => element === document.activeElement)) break;
        await one.page.keyboard.press('Tab');
      }
      await one.page.keyboard.type('123456');
      await one.page.keyboard.press('Enter');
      await one.page.getByText(texts.isCaller).waitFor();
      await one.shoot(`helpdesk-phone-dark-verified-${language}`);
      await assertNoSidewaysScroll(one);
      await closed(one);
    });
  }

  test('are told that a code is wrong and how many tries are left, and nothing opens', async () => {
    const one = await open();
    const texts = TEXTS.en;
    await one.button(texts.send).click();
    await one.page.getByRole('textbox', { name: texts.code }).fill('999999');
    await one.button(texts.check).click();
    await one.text('Tries left: 4.');
    assert.equal(await one.button(texts.unlock).isDisabled(), true);
    await one.page.getByRole('textbox', { name: texts.code }).fill('');
    await one.button(texts.check).click();
    await one.text('Type the code that the caller reads out.');
    await closed(one);
  });

  test('take a code from the app without sending anything', async () => {
    const one = await open();
    const texts = TEXTS.en;
    await one.page.getByRole('radio', { name: 'Authenticator app' }).check();
    await one.page.getByRole('textbox', { name: texts.code }).fill('654321');
    await one.button(texts.check).click();
    await one.page.getByText(texts.isCaller).waitFor();
    assert.deepEqual(graph.helpdesk.sent, []);
    await closed(one);
  });

  test('send the link to reset, and issue a code to read out', async () => {
    const one = await open();
    const texts = TEXTS.en;
    const dialog = one.page.getByRole('dialog');
    await one.button(texts.link).click();
    await dialog.getByRole('radio', { name: /Text message/ }).check();
    await dialog.getByRole('button', { name: texts.sendLink }).click();
    await dialog.getByText('The link is on its way to ••• 50').waitFor();
    await one.page.keyboard.press('Escape');
    assert.deepEqual(graph.helpdesk.links, [{ method: 'mobilePhone', locale: 'en-US' }]);
    await verify(one, texts);
    await one.button(texts.accessCode).click();
    await dialog.getByRole('button', { name: one.words.showCode }).click();
    await dialog.getByText('7KQM-P2XA').waitFor();
    await closed(one);
  });

  test('do not get past what the server refuses', async () => {
    graph.helpdesk.verifyCaller = 'recommended';
    graph.answerNext(`POST /beta/users/${PERSON}/passwordWritebacks`, 422, 'caller_not_verified');
    const one = await open();
    await one.button('Unlock account').click();
    await one.page.getByRole('dialog').getByRole('button', { name: 'Unlock account', exact: true }).click();
    await one.text(/it is not verified who calls/);
    await closed(one);
  });

  test('cannot help an administrator', async () => {
    graph.helpdesk.isAdministrator = true;
    const one = await open();
    await one.page.getByText('This person is an administrator here.').first().waitFor();
    assert.equal(await one.button('Unlock account').isDisabled(), true);
    assert.equal(await one.button('Send code to the caller').count(), 0);
    await closed(one);
  });
});

describe('others', () => {
  test('whoever works elsewhere too has the menu of the directory, on a phone behind its button', async () => {
    const menuOf = (one) => one.page.getByRole('navigation', { name: 'Directory menu' });
    const firstLine = await open();
    await firstLine.heading(NAME);
    assert.equal(await menuOf(firstLine).count(), 0);
    await closed(firstLine);

    graph.roles = ['Global Administrator'];
    const one = await open();
    await one.heading(NAME);
    await menuOf(one).getByRole('link', { name: 'Users', exact: true }).waitFor();
    await one.shoot('helpdesk-menu');
    await menuOf(one).getByRole('link', { name: TEXTS.en.page }).click();
    await one.heading(TEXTS.en.page);
    await menuOf(one).locator('[aria-current=page]').getByText(TEXTS.en.page).waitFor();
    await assertAccessible(one);
    await menuOf(one).getByRole('link', { name: 'Users', exact: true }).click();
    await one.heading('Users');
    await closed(one);

    const phone = await open({ viewport: { width: 390, height: 844 } });
    await phone.heading(NAME);
    await menuOf(phone).waitFor({ state: 'hidden' });
    await phone.page.locator('[aria-controls=menu]').click();
    await menuOf(phone).waitFor();
    await phone.shoot('helpdesk-menu-390');
    await closed(phone);
  });

  test('a Global Reader sees and cannot act', async () => {
    graph.roles = ['Global Reader'];
    const one = await open();
    await one.text('The account is locked');
    for (const name of ['Unlock account', 'Send a link to reset', 'Temporary access code']) {
      assert.equal(await one.button(name).isDisabled(), true, name);
    }
    assert.equal(await one.button('Send code to the caller').count(), 0);
    await closed(one);
  });

  test('a Password Administrator may say how they were sure, and act without a code', async () => {
    graph.roles = ['Password Administrator'];
    const one = await open();
    await one.button('Unlock account').waitFor();
    assert.equal(await one.button('Unlock account').isDisabled(), false);
    await one.button('I am sure in another way').click();
    await one.page.getByRole('textbox', { name: 'How are you sure who it is?' }).fill('Stands beside me');
    await one.button('Write down, and go on').click();
    await one.page.getByText(TEXTS.en.isCaller).waitFor();
    assert.deepEqual(graph.helpdesk.notes, ['Stands beside me']);
    await closed(one);
  });

  test('an administrator of everything lands on the front page, and finds the help desk there', async () => {
    graph.roles = ['Global Administrator'];
    const one = await open({ path: '/portal' });
    await one.page.getByRole('main').getByRole('link', { name: /Help a person/ }).click();
    await one.heading('Help desk');
    await closed(one);
  });
});

describe('why somebody cannot sign in', () => {
  const TROUBLES = {
    accountMissing: 'The account is not in the directory any more',
    accountDisabled: 'The account is disabled',
    accountExpired: 'The account has expired',
    outsideHours: 'The account may not sign in at this hour',
    accountLocked: 'The account is locked',
    signInPaused: 'Sign-in to these pages is paused',
    passwordMustChange: 'The password must be changed at the next sign-in',
    passwordExpired: 'The password has expired',
    certainWorkstations: 'The account may sign in at certain computers only',
    passwordTooYoung: 'The password was changed so recently that it cannot be changed yet',
    wrongPasswords: 'Wrong passwords counted by the directory: 2',
    notFromDirectory: 'This person is not from a directory',
    accountProtected: 'The account is protected',
    outOfScope: 'The account is outside of what is served from here',
    writebackDisabled: 'Password writeback is turned off',
    resetNotEnabled: 'They may not reset their password themselves',
    tooFewMethods: 'They have too few methods to reset with',
    resetPaused: 'The reset page asks them to wait',
  };

  test('is said in plain words for everything that the server tells', async () => {
    const one = await open();
    for (const [trouble, title] of Object.entries(TROUBLES)) {
      graph.helpdesk.set(trouble, { count: 2 });
      await one.button('Ask again').click();
      await one.page.getByText(title, { exact: true }).waitFor();
    }
    await closed(one);
  });

  test('is not guessed: nothing known is said to be that, and old facts to be old', async () => {
    graph.helpdesk.set(null);
    const one = await open();
    await one.text(`Nothing we can see keeps ${NAME} from signing in`);
    graph.helpdesk.directory = { isLive: false, reason: 'agent_unavailable' };
    await one.button('Ask again').click();
    await one.text(`Nothing is known to keep ${NAME} from signing in`);
    await one.text('The directory could not be asked.');
    await closed(one);
  });

  test('tells what was tried lately, how often, and where it ended', async () => {
    const one = await open();
    await one.text('The code was wrong');
    await one.text(/3 times/);
    await one.text('192.0.2.0/24');
    await closed(one);
  });
});

test('the policy says whether callers must be verified', async () => {
  graph.roles = ['Global Administrator'];
  const one = await open({ path: '/portal/directory/password-reset/properties' });
  await one.answer('Must the helpdesk verify who calls?', 'Required').waitFor();
  assert.equal(await one.answer('Must the helpdesk verify who calls?', 'Required').isChecked(), true);
  await one.answer('Must the helpdesk verify who calls?', 'Recommended').check();
  await one.button('Save').click();
  await one.text('Saved');
  await one.shoot('helpdesk-policy');
  assert.deepEqual(graph.resetPolicy.policy.helpdesk, { verifyCaller: 'recommended' });
  await closed(one);
});
