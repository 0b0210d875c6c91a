import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { Administrator } from './administrator.mjs';
import { launchBrowser } from './browser.mjs';
import { eventually } from './eventually.mjs';
import { startMockGraph } from './mock_graph.mjs';

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

const open = (page, options = {}) =>
  Administrator.open(browser, graph, { path: `/portal/directory/password-reset/${page}`, ...options });

async function closed(one) {
  assert.deepEqual(one.faults, []);
  await one.close();
}

describe('Password reset', () => {
  test('the menu has every page, and the search finds them', async () => {
    const one = await open('properties', { language: 'da' });
    await one.heading('Egenskaber');
    for (const name of ['Godkendelsesmetoder', 'Registrering', 'Meddelelser', 'Tilpasning', 'Lokal integration', 'Beskyttelse af adgangskoder', 'Administratorpolitik', 'Overvågningslogge', 'Forbrug og indsigt']) {
      await one.page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
      await one.heading(name);
    }
    await closed(one);
  });

  test('is enabled for the members of several groups', async () => {
    const one = await open('properties');
    await one.answer('Self-service password reset enabled', 'Selected').click();
    await one.button('Save').click();
    await one.text('Choose between 1 and 50 groups that are in the directory.');
    await one.page.getByLabel('Find groups by the beginning of their name').fill('d');
    await one.button('Add Drift').click();
    await one.page.getByLabel('Find groups by the beginning of their name').fill('ans');
    await one.button('Add Ansatte').click();
    await one.button('Save').click();
    await one.text('It applies from now on.');
    assert.deepEqual(graph.resetPolicy.policy.groupIds, ['10000000-0000-4000-8000-000000000001', '10000000-0000-4000-8000-000000000000']);
    await one.page.reload();
    const chosen = one.page.getByRole('list', { name: 'Chosen groups' });
    await chosen.getByText('Drift').waitFor();
    await one.button('Remove Drift').click();
    await one.button('Discard').click();
    await chosen.getByText('Drift').waitFor();
    await closed(one);
  });

  test('what another administrator saved meanwhile is not overwritten', async () => {
    const one = await open('registration');
    await one.page.getByLabel('Number of days before').fill('90');
    graph.resetPolicy.change({ reconfirmDays: 30 });
    await one.button('Save').click();
    await one.text('Somebody else has changed these settings meanwhile');
    assert.equal(graph.resetPolicy.policy.reconfirmDays, 30);
    await one.button('Load their settings').click();
    await eventually(() => one.page.getByLabel('Number of days before').inputValue(), '30');
    await closed(one);
  });

  test('words are banned, one a line, in both modes', async () => {
    const one = await open('password-protection');
    await one.heading('Password protection');
    await one.answer('Ban these words and names?', 'Yes').click();
    await one.page.getByLabel('Banned words').fill('blåbærgrød\n\n  sommer \nabc');
    await one.text('3 now');
    await one.button('Save').click();
    await one.text('A word has 4 to 16 characters');
    await one.page.getByLabel('Banned words').fill('blåbærgrød\n\n  sommer \n');
    await one.page.getByLabel('Enforced: a banned password is refused').click();
    await one.button('Save').click();
    await one.text('It applies from now on.');
    assert.deepEqual(graph.resetPolicy.protection, { enabled: true, mode: 'enforce', words: ['blåbærgrød', 'sommer'] });
    await one.page.reload();
    await eventually(() => one.page.getByLabel('Banned words').inputValue(), 'blåbærgrød\nsommer');
    await closed(one);
  });

  test('unsaved changes are not left by mistake', async () => {
    const one = await open('notifications');
    const question = 'Notify users on password resets?';
    await one.answer(question, 'No').click();
    const asked = [];
    let answer = false;
    one.page.on('dialog', (dialog) => {
      asked.push(dialog.message());
      void (answer ? dialog.accept() : dialog.dismiss());
    });
    await one.link('Registration').click();
    await eventually(() => one.answer(question, 'No').isChecked(), true);
    assert.equal(asked.length, 1);
    answer = true;
    await one.link('Registration').click();
    await one.heading('Registration');
    await one.link('Properties').click();
    await one.heading('Properties');
    assert.equal(asked.length, 2, 'nothing was changed there');
    assert.equal(graph.resetPolicy.policy.notifyPeople, true);
    await closed(one);
  });

  test('people are reminded on the days, at the hour and in the time zone that are chosen', async () => {
    const one = await open('notifications');
    const { page } = one;
    assert.equal(await page.getByLabel('Days before it expires').isDisabled(), true, 'nobody is reminded');
    await one.answer('Remind users before their password expires?', 'Yes').click();
    const here = await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
    assert.equal(await page.getByLabel('Time zone').inputValue(), here, 'where the administrator is');
    await page.getByLabel('Days before it expires').fill('30, 5,');
    await page.getByLabel('Time of day').selectOption('07:00');
    await page.getByLabel('Time zone').fill('Europe/Atlantis');
    await one.button('Save').click();
    await one.text('The name of a time zone that the server knows, such as Europe/Copenhagen.');
    await page.getByLabel('Time zone').fill('Europe/Copenhagen');
    await one.answer('Send one more when it has expired?', 'Yes').click();
    await one.button('Save').click();
    await one.text('It applies from now on.');
    assert.deepEqual(graph.resetPolicy.policy.expiryReminders, {
      enabled: true,
      daysBefore: [30, 5],
      atHour: 7,
      timeZone: 'Europe/Copenhagen',
      after: true,
    });
    await page.getByLabel('Days before it expires').fill('91');
    await one.button('Save').click();
    await one.text('Up to six different whole numbers of days from 1 to 90, and at least one unless one more is sent when it has expired.');
    await one.button('Discard').click();
    assert.equal(await page.getByLabel('Days before it expires').inputValue(), '30, 5');
    await closed(one);
  });

  test('only methods that the tenant can do are offered, and the others stay as they are', async () => {
    const one = await open('authentication-methods');
    await one.page.getByRole('checkbox', { name: 'Email', exact: true }).waitFor();
    await eventually(() => one.page.getByRole('checkbox', { name: 'Passkey', exact: true }).count(), 0);
    await one.answer('Number of methods required to reset', '2').click();
    await one.page.getByRole('checkbox', { name: 'Mobile phone', exact: true }).click();
    await one.button('Save').click();
    await one.text('It applies from now on.');
    assert.deepEqual(graph.resetPolicy.policy.methods, ['email', 'recoveryCode', 'temporaryAccessCode']);
    assert.equal(graph.resetPolicy.policy.methodsRequired, 2);
    await closed(one);
  });

  test('security questions are chosen, and own ones added', async () => {
    const one = await open('authentication-methods');
    await one.page.getByRole('checkbox', { name: 'Security questions', exact: true }).click();
    await one.button('Save').click();
    await one.text('Offer at least as many questions as are to be registered.');
    for (const name of ['What was your first job?', 'What was the make of your first car?', 'What was the name of your first pet?']) {
      await one.page.getByRole('checkbox', { name, exact: true }).click();
    }
    await one.page.getByLabel('Number of questions required to register').fill('4');
    await one.button('Add a question').click();
    await one.page.getByLabel('Question 1').fill('Which house were you in?');
    await one.button('Save').click();
    await one.text('It applies from now on.');
    const { toRegister, predefined, custom } = graph.resetPolicy.policy.questions;
    assert.deepEqual([toRegister, predefined, custom], [4, ['q01', 'q07', 'q08'], [{ number: 1, text: 'Which house were you in?' }]]);
    await closed(one);
  });

  test('a colour that cannot be read on is told in words', async () => {
    const one = await open('customization');
    await one.page.getByLabel('Accent colour').fill('#ffff00');
    await one.button('Save').click();
    await one.text('A colour such as #0f6cbd, dark enough for white text on it.');
    await closed(one);
  });

  test('a logo is saved at once, and what was typed stays', async () => {
    const one = await open('customization');
    await one.page.getByLabel('Helpdesk link').fill('tel:+4512345678');
    const file = one.page.locator('input[type=file]');
    await file.setInputFiles({ name: 'x.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') });
    await one.text('That picture cannot be used');
    await file.setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer: Buffer.from('png') });
    await one.text('The logo is saved');
    assert.equal(graph.resetPolicy.policy.customization.logo.type, 'image/png');
    await one.button('Save').click();
    await one.text('It applies from now on.');
    assert.equal(graph.resetPolicy.policy.customization.helpdesk, 'tel:+4512345678');
    await one.button('Remove the logo').click();
    await one.text('There is no logo.');
    await closed(one);
  });

  test('who may not change reads only', async () => {
    graph.roles = ['Global Reader'];
    const one = await open('properties');
    await one.text('Only a Global Administrator may change these settings.');
    assert.equal(await one.button('Save').isDisabled(), true);
    assert.equal(await one.answer('Self-service password reset enabled', 'All').isDisabled(), true);
    await closed(one);
  });

  test('the audit is read page by page, filtered, and taken away as a file', async () => {
    const one = await open('audit-logs');
    const table = one.page.getByRole('table', { name: 'Audit logs' });
    await table.getByText('Reset password (self-service)').first().waitFor();
    await table.getByText('The code was wrong').first().waitFor();
    await one.text('50 shown');
    await one.button('Show more').click();
    await one.text('100 shown');
    await one.page.getByLabel('User name').fill("o'neil@nordhavn.example");
    await one.page.getByLabel('From').fill('2026-11-01');
    await one.page.getByLabel('Outcome').selectOption('failure');
    await table.getByText('Reset password (self-service)').first().waitFor();
    await one.text('48 shown');
    assert.match(graph.resetPolicy.lastFilter, /^category eq 'SelfServicePasswordManagement' and userPrincipalName eq 'o''neil@nordhavn\.example' and result eq 'failure' and activityDateTime ge 2026-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/);
    await one.page.getByLabel('Outcome').selectOption('all');
    await one.page.getByLabel('Kind').selectOption('all');
    await one.text('50 shown');
    const [download] = await Promise.all([one.page.waitForEvent('download'), one.button('Export as CSV').click()]);
    const lines = readFileSync(await download.path(), 'utf8').trimEnd().split('\r\n');
    assert.equal(lines.length, 121);
    assert.match(lines[0], /^\uFEFFactivityDateTime,/);
    assert.match(lines[3], /^2026-11-22T07:30:00\.000Z,Self-service password reset policy changes,success,,astrid@nordhavn\.example,,c-2,setting=enabled; old==none; new=all$/);
    await closed(one);
  });

  test('usage tells how much, how it went day by day, and why it failed', async () => {
    const one = await open('usage-and-insights');
    await one.page.getByRole('img', { name: /^Bar chart: \d+ succeeded and \d+ failed/ }).waitFor();
    await one.page.getByRole('table', { name: 'Day by day' }).waitFor();
    await one.page.getByRole('table', { name: 'Why it failed' }).getByText('12').waitFor();
    await one.page.getByLabel('Period').selectOption('7');
    await one.page.getByRole('table', { name: 'Day by day' }).waitFor();
    await eventually(() => one.page.getByRole('table', { name: 'Day by day' }).getByRole('row').count(), 6);
    await closed(one);
  });
});
