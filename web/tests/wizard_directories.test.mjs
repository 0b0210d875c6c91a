/** Further directories on the wizard's pages: added, chosen from, removed, each by itself. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { launchBrowser } from './browser.mjs';
import { eventually } from './eventually.mjs';
import { startMockWizard } from './mock_wizard.mjs';
import { Administrator } from './wizard_person.mjs';

const SECOND = {
  number: 2,
  forest: 'ex2.test',
  servers: ['ldaps://dc1.ex2.test'],
  account: 'svc-tilbage@ex2.test',
  scope: { mode: 'all', include: [], exclude: [], includeNewUnits: true, pilotGroup: null },
};
const REMOVAL = {
  change: 'known',
  added: 0,
  removed: 244,
  removedElsewhere: 0,
  sampleAdded: [],
  sampleRemoved: ['carl@ex2.test', 'dora@ex2.test'],
  removalLimit: 200,
  removalsWait: true,
};

const TEXTS = {
  en: {
    change: 'Change ex2.test',
    remove: 'Remove ex2.test',
    removeFirst: 'Remove ex1.test',
    confirm: 'Remove',
    rights: 'Rights of the connector account in ex2.test',
    removed: '244 people are removed from the tenant',
    wait: /more than the 200 removals/,
    plan: /Leave the directory ex2\.test: its people are removed/,
    first: 'Nobody of this directory is synchronized yet, so nobody is removed.',
    together: /With the 30 people whom your choices for the other directories remove/,
  },
  da: {
    change: 'Ret ex2.test',
    remove: 'Fjern ex2.test',
    removeFirst: 'Fjern ex1.test',
    confirm: 'Fjern',
    rights: 'Forbindelseskontoens rettigheder i ex2.test',
    removed: '244 personer bliver fjernet fra tenanten',
    wait: /flere end de 200 fjernelser/,
    plan: /Forlad kataloget ex2\.test: personerne i det bliver fjernet/,
    first: 'Ingen i dette katalog er synkroniseret endnu, så ingen bliver fjernet.',
    together: /Sammen med de 30 personer, som valgene for de andre kataloger fjerner/,
  },
};

let browser;
let wizard;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());
beforeEach(async () => {
  wizard = await startMockWizard();
});
afterEach(() => wizard.close());

/** Two are configured already. */
function configureBoth() {
  wizard.state.configured.further = [SECOND];
  wizard.state.draft.further = [{ ...SECOND, created: false }];
}

for (const language of ['en', 'da']) {
  const texts = TEXTS[language];

  test(`one more is added with an account, rights and units of its own, ${language}`, async () => {
    const person = await Administrator.open(browser, wizard, { language });
    const { words, page } = person;
    await person.reachDirectories();
    await person.press(words.add);
    await eventually(() => person.field(words.forest).inputValue(), '', 'it begins empty');
    await person.field(words.forest).fill('ex2.test');
    await person.press(words.find);
    await page.getByText(/^1 /).waitFor();
    await person.field(words.account).fill('svc-tilbage@ex2.test');
    await person.field(words.password).fill('Rødgrød-med-fløde-2');
    await person.button(words.connect).click();
    await page.getByRole('region', { name: texts.rights }).getByText(words.rightsGood).waitFor();
    assert.deepEqual(wizard.directories.filter(([call]) => call === 'POST /directories').at(-1)[1], 'new');
    assert.deepEqual(wizard.directories.filter(([call]) => call === 'POST /rights/test').map(([, number]) => number), ['2']);
    await eventually(() => person.button(texts.removeFirst).count(), 0, 'the first goes last');
    assert.deepEqual(await person.inspect('two-directories'), []);

    await person.press(words.next);
    await person.arrive(words.filtering);
    await person.radio(words.selected).check();
    await person.unit('Staff').click();
    await page.getByRole('tab', { name: 'ex2.test' }).click();
    await page.getByRole('tabpanel', { name: 'ex2.test' }).waitFor();
    assert.deepEqual(wizard.state.draft.scope.include, ['OU=Staff,DC=ex1,DC=test'], 'what was chosen is kept');
    await eventually(() => person.radio(words.all).isChecked(), true, 'each has a choice of its own');
    await person.radio(words.selected).check();
    await page.getByRole('tab', { name: 'ex1.test' }).click();
    await page.getByRole('alert').waitFor();
    await person.unit('Guests').click();
    assert.deepEqual(await person.inspect('filtering-two'), []);
    await page.getByRole('tab', { name: 'ex1.test' }).click();
    await page.getByRole('tabpanel', { name: 'ex1.test' }).waitFor();
    await eventually(() => person.unit('Staff').getAttribute('aria-checked'), 'true');
    await page.getByRole('tab', { name: 'ex1.test' }).press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByRole('tabpanel', { name: 'ex2.test' }).waitFor();
    await person.press(words.next);
    await person.arrive(words.features);
    assert.deepEqual(wizard.state.draft.further[0].scope.include, ['OU=Guests,DC=ex2,DC=test']);
    assert.deepEqual(wizard.state.draft.scope.include, ['OU=Staff,DC=ex1,DC=test']);
    assert.ok(!(await page.content()).includes('Rødgrød'));
    await person.press(words.next);
    await person.arrive(words.ready);
    await page.getByText(/ex2\.test \(ldaps:\/\/dc1\.ex2\.test\)/).waitFor();
    await page.getByRole('region', { name: texts.rights }).getByText(words.rightsGood).waitFor();
    assert.deepEqual(await person.inspect('ready-two'), []);
    await person.press(words.configure);
    await person.arrive(words.complete);
    await page.getByText('ex2.test (ldaps://dc1.ex2.test)').waitFor();
    assert.deepEqual(person.faults, []);
    await person.close();
  });

  test(`one that is removed says first whom that removes, and that the guard holds them, ${language}`, async () => {
    configureBoth();
    wizard.removal = REMOVAL;
    const person = await Administrator.open(browser, wizard, { language, viewport: { width: 390, height: 800 } });
    const { words, page } = person;
    await person.reachDirectories();
    await person.press(texts.remove);
    const dialog = page.getByRole('dialog');
    await dialog.getByText(texts.removed).waitFor();
    await dialog.getByText(texts.wait).waitFor();
    await dialog.getByText('carl@ex2.test, dora@ex2.test').waitFor();
    assert.deepEqual(await person.inspect('remove-directory'), []);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    assert.equal(wizard.count('DELETE /directories'), 0);
    wizard.removal = { ...REMOVAL, removedElsewhere: 30 };
    await person.press(texts.remove);
    await dialog.getByText(texts.together).waitFor();
    await dialog.getByRole('button', { name: texts.confirm, exact: true }).click();
    await person.button(texts.remove).waitFor({ state: 'detached' });
    assert.deepEqual(wizard.state.draft.further, []);
    await person.press(words.next);
    await person.arrive(words.filtering);
    await eventually(() => page.getByRole('tab').count(), 0);
    await person.press(words.next);
    await person.press(words.next);
    await person.arrive(words.ready);
    await page.getByText(texts.plan).waitFor();
    assert.deepEqual(person.faults, []);
    await person.close();
  });
}

test('one that nobody has been brought from yet goes without a warning, and can be changed instead', async () => {
  configureBoth();
  const person = await Administrator.open(browser, wizard, { colorScheme: 'dark' });
  const { words, page } = person;
  const texts = TEXTS.en;
  await person.reachDirectories();
  await person.press(texts.remove);
  await page.getByRole('dialog').getByText(texts.first).waitFor();
  assert.deepEqual(await person.inspect('remove-directory-dark'), []);
  await person.press('Cancel');
  await person.press(texts.change);
  await eventually(() => person.field(words.forest).inputValue(), 'ex2.test');
  await person.field(words.password).fill('geheim');
  await person.button(words.connect).click();
  await page.getByRole('region', { name: texts.rights }).getByText(words.rightsGood).waitFor();
  assert.deepEqual(wizard.directories.filter(([call]) => call === 'POST /directories'), [['POST /directories', '2']]);
  wizard.answerNext('POST /directories', { code: 'directory_twice' });
  await person.press(words.add);
  await person.field(words.forest).fill('ex1.test');
  await person.field(words.account).fill('svc');
  await person.field(words.password).fill('geheim');
  await person.button(words.connect).click();
  await page.getByText('This directory is there already').waitFor();
  await person.close();
});

test('the schema of every directory is read again', async () => {
  configureBoth();
  const person = await Administrator.open(browser, wizard);
  await person.choose('Refresh directory schema');
  await person.press('Refresh');
  await person.page.getByText(/1,496 attributes/).first().waitFor();
  await person.page.waitForFunction(() => document.body.innerText.split('1,496 attributes').length === 3);
  assert.deepEqual(wizard.directories.map(([, number]) => number), ['1', '2']);
  await person.close();
});
