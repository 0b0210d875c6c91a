import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { launchBrowser } from './browser.mjs';
import { eventually } from './eventually.mjs';
import { ADMIN, MANY, MISSING, PILOT, startMockWizard } from './mock_wizard.mjs';
import { Administrator, WORDS } from './wizard_person.mjs';

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

async function fresh() {
  await wizard.close();
  wizard = await startMockWizard({ known: false });
}

for (const language of ['en', 'da']) {
  describe(`in ${language}`, () => {
    test('the eight steps, as administrators are told to take them', async () => {
      const person = await Administrator.open(browser, wizard, { language });
      const { words } = person;
      await person.arrive(words.welcome);
      await person.press(words.configure);
      await person.arrive(words.tasks);
      await person.radio(words.customize).check();
      await person.press(words.next);
      await person.arrive(words.cloud);
      await person.press(words.signIn);
      await person.page.getByText(ADMIN.userPrincipalName).waitFor();
      assert.equal(wizard.signInOrigin, wizard.url);
      assert.equal(wizard.lastBody('POST /cloud/sign-in').mkt, words.locale);
      await person.press(words.next);
      await person.arrive(words.directories);
      await person.press(words.next);
      await person.arrive(words.filtering);
      await person.press(words.next);
      await person.arrive(words.features);
      await person.box(words.writeback).check();
      await person.press(words.next);
      await person.arrive(words.ready);
      await person.page.getByText(words.enable, { exact: true }).waitFor();
      await person.press(words.configure);
      await person.arrive(words.complete);
      await person.press(words.exit);
      await person.page.getByRole('heading', { level: 1, name: words.ended }).waitFor();
      assert.equal(wizard.hasEnded, true);
      assert.deepEqual(wizard.state.configured.features, { passwordWriteback: true });
      await eventually(() => person.page.evaluate(() => document.documentElement.lang), language);
      assert.deepEqual(person.faults, []);
      await person.close();
    });

    test('a machine that knows nothing: tenant, directory, units', async () => {
      await fresh();
      const person = await Administrator.open(browser, wizard, { language });
      const { words } = person;
      await person.choose(words.customize);
      await person.arrive(words.cloud);
      await person.field(words.address).fill('https://tilbage.nordhavn.example');
      await person.signIn();
      await person.press(words.next);
      await person.arrive(words.directories);
      await person.press(words.add);
      await person.field(words.forest).fill('ex1.test');
      await person.press(words.find);
      await person.page.getByText(/^2 /).waitFor();
      await person.field(words.account).fill('svc-tilbage@ex1.test');
      await person.field(words.password).fill('Rødgrød-med-fløde-1');
      await person.button(words.connect).click();
      await person.page.getByText(words.rightsGood).waitFor();
      assert.deepEqual(wizard.lastBody('POST /directories'), {
        forest: 'ex1.test',
        servers: ['ldaps://dc1.ex1.test', 'ldaps://dc2.ex1.test'],
        account: { mode: 'existing', name: 'svc-tilbage@ex1.test', password: 'Rødgrød-med-fløde-1' },
      });
      await person.press(words.next);
      await person.arrive(words.filtering);
      await person.radio(words.selected).check();
      await person.unit('Staff').click();
      await person.press(words.next);
      await person.arrive(words.features);
      assert.deepEqual(wizard.lastBody('PUT /scope').include, ['OU=Staff,DC=ex1,DC=test']);
      assert.ok(!(await person.page.content()).includes('Rødgrød'));
      assert.deepEqual(person.faults, []);
      await person.close();
    });

    test('a step that fails is named, can be tried again, and everything can be rolled back', async () => {
      wizard.failingStep = 'onboard_writeback';
      const person = await Administrator.open(browser, wizard, { language });
      const { words, page } = person;
      await person.reachReady();
      await person.press(words.configure);
      await page.getByText('dc1 did not answer').waitFor();
      await page.getByText(/No domain controller answers\.|Ingen domænecontroller svarer\./).waitFor();
      await page.locator('[data-step=onboard_writeback][data-state=failed]').waitFor();
      await page.locator('[data-step=write_configuration][data-state=done]').waitFor();
      await page.locator('[data-step=first_import][data-state=waiting]').waitFor();
      await person.press(words.rollBack);
      await person.button(words.configure).waitFor();
      wizard.failingStep = 'onboard_writeback';
      await person.press(words.configure);
      await page.getByText('dc1 did not answer').waitFor();
      await person.press(words.retry);
      await person.arrive(words.complete);
      await person.close();
    });
  });
}

test('Previous leads back through every page and keeps what was chosen', async () => {
  const person = await Administrator.open(browser, wizard);
  const { words } = person;
  await person.reachFiltering();
  await person.radio(words.selected).check();
  await person.unit('Schools').click();
  await person.press(words.next);
  await person.arrive(words.features);
  await person.box(words.writeback).check();
  await person.press(words.next);
  await person.arrive(words.ready);
  for (const page of ['features', 'filtering', 'directories', 'cloud', 'tasks', 'welcome']) {
    await person.press(words.previous);
    await person.arrive(words[page]);
  }
  await eventually(() => person.button(words.previous).count(), 0, 'there is nothing before Welcome');
  await person.press(words.configure);
  await person.arrive(words.tasks);
  await eventually(() => person.radio(words.customize).isChecked(), true);
  await person.press(words.next);
  await person.arrive(words.cloud);
  await person.page.getByText(ADMIN.userPrincipalName).waitFor();
  await person.press(words.next);
  await person.arrive(words.directories);
  await person.press(words.next);
  await person.arrive(words.filtering);
  await eventually(() => person.radio(words.selected).isChecked(), true);
  await eventually(() => person.unit('Schools').getAttribute('aria-checked'), 'true');
  await eventually(() => person.unit('ex1.test').getAttribute('aria-checked'), 'mixed');
  await person.press(words.next);
  await person.arrive(words.features);
  await eventually(() => person.box(words.writeback).isChecked(), true);
  await person.close();
});

test('a reload comes back to the same page, and a second tab sees the same run', async () => {
  const person = await Administrator.open(browser, wizard);
  const { words, page } = person;
  await person.reachReady();
  await page.reload();
  await person.arrive(words.ready);
  wizard.failingStep = 'create_keys';
  await person.press(words.configure);
  await page.locator('[data-step=create_keys][data-state=failed]').waitFor();
  await page.reload();
  await page.locator('[data-step=create_keys][data-state=failed]').waitFor();
  const tab = await person.context.newPage();
  await tab.goto(wizard.url);
  await tab.locator('[data-step=create_keys][data-state=failed]').waitFor();
  await person.press(words.retry);
  await person.arrive(words.complete);
  await person.close();
});

test('another tab’s run is shown instead of a second one', async () => {
  const person = await Administrator.open(browser, wizard);
  const { words, page } = person;
  await person.reachReady();
  wizard.failingStep = 'create_keys';
  await page.evaluate(() =>
    fetch('/api/configure', { method: 'POST', headers: { 'X-Tilbage-Wizard': '1' }, body: '{}' }),
  );
  await person.press(words.configure);
  await page.locator('[data-step=create_keys][data-state=failed]').waitFor();
  await person.close();
});

test('without a sign-in, a directory or a unit, Next says what is missing', async () => {
  await fresh();
  const person = await Administrator.open(browser, wizard);
  const { words, page } = person;
  await person.choose(words.customize);
  await person.arrive(words.cloud);
  await person.press(words.next);
  await page.getByText('You have not signed in').waitFor();
  await person.press(words.signIn);
  await page.getByText('Enter the address of the tenant.').waitFor();
  await person.field(words.address).fill('https://tilbage.nordhavn.example');
  await person.signIn();
  await person.press(words.next);
  await person.arrive(words.directories);
  await person.press(words.next);
  await page.getByText('There is no directory yet').waitFor();
  await person.press(words.add);
  await person.press(words.connect);
  await page.getByText('This has to be filled in.').waitFor();
  await eventually(() => person.field(words.forest).evaluate((input) => input === document.activeElement), true);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await eventually(() => person.button(words.add).evaluate((button) => button === document.activeElement), true);
  await page.evaluate(() =>
    fetch('/api/page', { method: 'PUT', headers: { 'X-Tilbage-Wizard': '1' }, body: '{"page": "filtering"}' }),
  );
  await page.reload();
  await person.arrive(words.filtering);
  await person.radio(words.selected).check();
  await person.press(words.next);
  await page.getByText('Nothing is chosen').waitFor();
  await person.close();
});

test('every problem of the sign-in is told in words', async () => {
  const person = await Administrator.open(browser, wizard);
  const { words, page } = person;
  await person.choose(words.customize);
  for (const [code, details, told] of [
    ['not_administrator', {}, /not a Global Administrator/],
    ['wrong_tenant', {}, /another tenant/],
    ['clock_skew', { seconds: 600 }, /10 minutes ahead of the tenant/],
    ['certificate_untrusted', {}, /certificate is not trusted/],
    ['sign_in_refused', {}, /was refused/],
    ['sign_in_expired', {}, /has expired/],
    ['tenant_unreachable', {}, /does not answer/],
  ]) {
    wizard.problem = { code, details };
    await person.press(words.signIn);
    await page.getByText(told).first().waitFor();
  }
  wizard.answerNext('POST /cloud/sign-in', { code: 'clock_skew', details: { seconds: -600 } });
  await person.press(words.signIn);
  await page.getByText(/10 minutes behind the tenant/).waitFor();
  await person.press('Change address');
  await person.field(words.address).fill('http://x/y');
  await person.press(words.signIn);
  await page.getByText(/not the address of a tenant/).waitFor();
  await eventually(() => person.field(words.address).inputValue(), 'http://x/y', 'what was typed stays');
  await person.close();
});

test('a code on another device signs in, too', async () => {
  const person = await Administrator.open(browser, wizard);
  const { words, page } = person;
  await person.choose(words.customize);
  await person.arrive(words.cloud);
  await person.press(words.useCode);
  await page.getByText('BCDF-GHJK').waitFor();
  wizard.state.cloud.signedIn = ADMIN;
  await page.getByText(/Signed in as Anna Admin/).waitFor();
  await person.close();
});

test('every problem of a directory is told, and what was typed stays, but for the password', async () => {
  await fresh();
  wizard.state.page = 'directories';
  const person = await Administrator.open(browser, wizard);
  const { words, page } = person;
  await person.arrive(words.directories);
  await person.press(words.add);
  await person.field(words.forest).fill('wrong.test');
  await person.press(words.find);
  await page.getByText(/forest was not found/).waitFor();
  await person.field(words.account).fill('svc');
  for (const [code, told] of [
    ['directory_unreachable', /No domain controller answers/],
    ['certificate_untrusted', /certificate is not trusted/],
    ['credentials_wrong', /refused the account/],
    ['account_is_administrator', /administrator of the domain/],
    ['signing_required', /safer connection/],
    ['read_only_server', /read-only/],
    ['keytab_unreadable', /keytab file cannot be used/],
    ['keytab_wrong', /does not fit the account/],
    ['host_name_needed', /must be given by name/],
    ['server_name_unknown', /does not know this server name/],
    ['kerberos_unreachable', /does not answer/],
    ['kerberos_clock_skew', /clocks disagree/],
    ['something_new', /Something went wrong/],
  ]) {
    wizard.answerNext('POST /directories', { code, details: { message: `80090308: ${code}` }, message: 'Sorry.' });
    await person.field(words.password).fill('geheim');
    await person.press(words.connect);
    await page.getByText(told).first().waitFor();
    if (code !== 'something_new') await page.getByText(`80090308: ${code}`).waitFor();
    await eventually(() => person.field(words.password).inputValue(), '');
    await eventually(() => person.field(words.account).inputValue(), 'svc');
  }
  await person.radio('Create a new account').check();
  await person.field('Administrator’s account').fill('Administrator');
  await person.field('Administrator’s password').fill('geheim');
  await person.press(words.connect);
  await page.getByText('svc-tilbage@ex1.test (created by the wizard)').waitFor();
  assert.deepEqual(wizard.lastBody('POST /directories').account, {
    mode: 'create',
    administrator: 'Administrator',
    password: 'geheim',
  });
  await person.press('Remove wrong.test');
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await person.press(words.add);
  await person.radio('Use an existing account with a Kerberos keytab').check();
  await person.field(words.forest).fill('ex1.test');
  await person.field('Principal').fill('svc-tilbage');
  await person.field('Path of the keytab file').fill('/etc/tilbage/svc.keytab');
  await person.press(words.connect);
  await page.getByText('svc-tilbage', { exact: true }).waitFor();
  assert.deepEqual(wizard.lastBody('POST /directories').account, {
    mode: 'keytab',
    name: 'svc-tilbage',
    keytabFile: '/etc/tilbage/svc.keytab',
  });
  await person.close();
});

test('a missing right is named with its object and both commands, and tested again', async () => {
  const recommended = { ...MISSING, right: 'read_password_settings', needed: 'recommended', people: 0 };
  wizard.nextRights = { missing: [MISSING, recommended], protected: 2 };
  const person = await Administrator.open(browser, wizard, { permissions: ['clipboard-read', 'clipboard-write'] });
  const { page } = person;
  await person.reachDirectories();
  await person.press('Test the rights');
  await page.getByText('A needed right is missing').waitFor();
  await page.getByText('OU=Staff,DC=ex1,DC=test').first().waitFor();
  await page.getByText(/120 people cannot be served/).waitFor();
  await page.getByText(/2 people in scope are administrators/).waitFor();
  await page.getByText(/Inheritance is disabled/).first().waitFor();
  for (const [name, command] of [
    ['Copy: Command for samba-tool, Reset Password', MISSING.commands.sambaTool],
    ['Copy: Command for PowerShell (dsacls), Reset Password', MISSING.commands.dsacls],
  ]) {
    await person.press(name);
    await page.getByText('Copied').first().waitFor();
    await eventually(() => page.evaluate(() => navigator.clipboard.readText()), command);
  }
  wizard.nextRights = { missing: [], protected: 0 };
  await person.press('Test again');
  await page.getByText('All rights are there').waitFor();
  await person.close();
});

describe('the tree', () => {
  test(`holds ${MANY} units in one, is searched, and goes by keyboard`, async () => {
    const person = await Administrator.open(browser, wizard);
    const { words, page } = person;
    await person.reachFiltering();
    await person.radio(words.selected).check();
    await person.unit('Schools').waitFor();
    assert.equal(wizard.count('GET /tree'), 2, 'only what is open is loaded');
    const press = async (key, rdn) => {
      await page.keyboard.press(key);
      await page.waitForFunction((start) => document.activeElement.dataset.dn?.startsWith(start), `${rdn},`);
    };
    const schools = person.unit('Schools');
    await person.unit('ex1.test').focus();
    await press('ArrowRight', 'OU=Schools');
    await page.keyboard.press('ArrowRight');
    await schools.and(page.locator('[aria-expanded=true]')).waitFor();
    await person.unit('Class 2999').waitFor({ state: 'attached' });
    await press('ArrowRight', 'OU=Class 0');
    await eventually(() => page.evaluate(() => document.activeElement.getAttribute('aria-setsize')), String(MANY));
    await press('ArrowDown', 'OU=Class 1');
    await press('ArrowLeft', 'OU=Schools');
    await page.keyboard.press('Space');
    await schools.and(page.locator('[aria-checked=true]')).waitFor();
    await person.unit('Class 1').and(page.locator('[aria-checked=true]')).waitFor({ state: 'attached' });
    await press('ArrowRight', 'OU=Class 0');
    await page.keyboard.press('Space');
    await schools.and(page.locator('[aria-checked=mixed]')).waitFor();
    await press('End', 'CN=Users');
    await press('s', 'OU=Schools');
    await press('Home', 'DC=ex1');
    await page.getByText('900 people are in, 3,300 are out.').waitFor();

    await page.getByRole('searchbox').fill('class 299');
    await page.getByText('11 found').waitFor();
    await person.unit('Class 2990').click();
    await page.getByRole('searchbox').fill('');
    await page.getByRole('searchbox').fill('zebra');
    await page.getByText('Nothing found').waitFor();
    await person.press(words.next);
    await person.arrive(words.features);
    assert.deepEqual(wizard.lastBody('PUT /scope'), {
      mode: 'selected',
      include: ['OU=Schools,DC=ex1,DC=test'],
      exclude: ['OU=Class 0,OU=Schools,DC=ex1,DC=test', 'OU=Class 2990,OU=Schools,DC=ex1,DC=test'],
      includeNewUnits: true,
      pilotGroup: null,
    });
    await person.close();
  });

  test('that cannot be read says why, and is read again', async () => {
    wizard.answerNext('GET /tree', { code: 'directory_unreachable' });
    const person = await Administrator.open(browser, wizard);
    const { words, page } = person;
    await person.reachFiltering();
    await person.radio(words.selected).check();
    await page.getByText('No domain controller answers').waitFor();
    await person.press('Try again');
    await person.unit('Staff').waitFor();
    await person.close();
  });
});

describe('what a scope changes', () => {
  const SOME = {
    change: 'known',
    added: 1,
    removed: 1300,
    sampleAdded: ['anna@ex1.test'],
    sampleRemoved: Array.from({ length: 20 }, (_, index) => `user${index}@ex1.test`),
    removalLimit: 500,
    removalsWait: true,
  };

  async function atFiltering(language = 'en') {
    const person = await Administrator.open(browser, wizard, { language });
    await person.reachFiltering();
    return person;
  }

  for (const [language, added, removed, names, waits] of [
    ['en', '1 person is added:', '1,300 people are removed from the tenant', 'user4@ex1.test and 1,295 more', /more than the 500 removals .* until a Global Administrator allows them/],
    ['da', '1 person kommer til:', '1.300 personer bliver fjernet fra tenanten', 'user4@ex1.test og 1.295 mere', /flere end de 500 fjernelser.* til en global administrator tillader dem/],
  ]) {
    test(`is told before it is done: who comes, who goes, and that the guard holds them, ${language}`, async () => {
      wizard.change = SOME;
      const person = await atFiltering(language);
      const { page, words } = person;
      await page.getByText(/4[.,]200/).waitFor();
      await eventually(() => page.getByRole('alert').count(), 0, 'the scope in force changes nothing');
      await person.radio(words.selected).check();
      await person.unit('Staff').click();
      const status = page.getByRole('status').filter({ hasText: added });
      await status.waitFor();
      await status.getByText('anna@ex1.test').waitFor();
      const warning = page.getByRole('alert').filter({ hasText: removed });
      await warning.getByText(names).waitFor();
      await warning.getByText(waits).waitFor();
      await person.radio(words.all).check();
      await page.getByText(/4[.,]200 /).waitFor();
      await eventually(() => page.getByRole('alert').count(), 0);
      assert.deepEqual(wizard.lastBody('POST /tree/counts').include ?? [], [], 'all is all');
      await person.close();
    });
  }

  test('with fewer removals than the threshold they go at once, and without one nobody is asked', async () => {
    wizard.change = { ...SOME, added: 0, removed: 1, sampleAdded: [], sampleRemoved: ['bo@ex1.test'], removalsWait: false };
    const person = await atFiltering();
    const { page, words } = person;
    await person.radio(words.selected).check();
    await person.unit('Staff').click();
    await page.getByText('1 person is removed from the tenant').waitFor();
    await page.getByText(/as soon as the configuration is in use: only more than 500 removals/).waitFor();
    wizard.change = { ...wizard.change, removalLimit: null };
    await person.unit('Schools').click();
    await page.getByText(/the tenant has switched off the protection/).waitFor();
    wizard.change = { ...wizard.change, removed: 0, sampleRemoved: [] };
    await person.unit('Users').click();
    await page.getByText('Nobody is added and nobody is removed.').waitFor();
    await eventually(() => page.getByRole('alert').count(), 0);
    await person.close();
  });

  test('is not told of a first configuration: only how many are in', async () => {
    await fresh();
    wizard.state.draft.directory = { forest: 'ex1.test', servers: ['ldaps://dc1.ex1.test'], account: 'svc', created: false };
    wizard.change = SOME;
    wizard.state.page = 'filtering';
    const person = await Administrator.open(browser, wizard);
    await person.page.getByText('4,200 people are in, 0 are out.').waitFor();
    await eventually(() => person.page.getByText(/added|removed/).count(), 0);
    await eventually(() => person.page.getByRole('button', { name: 'Count again' }).count(), 0);
    await person.close();
  });

  test('cannot be told while the agent is stopped or busy, or the directory is away: it is asked again', async () => {
    const person = await atFiltering();
    const { page, words } = person;
    await person.radio(words.selected).check();
    await person.unit('Staff').click();
    await page.getByText('can only be told while the agent runs').waitFor();
    await page.getByText('1,000 people are in').waitFor();
    wizard.change = { change: 'agent_busy' };
    await person.press('Count again');
    await page.getByText('The agent is busy').waitFor();
    wizard.answerNext('POST /tree/counts', { code: 'directory_unreachable' });
    await person.press('Count again');
    await page.getByText('No domain controller answers').waitFor();
    await eventually(() => page.getByText('people are in').count(), 0);
    wizard.change = SOME;
    await person.press('Count again');
    await page.getByText('1,300 people are removed from the tenant').waitFor();
    assert.deepEqual(person.faults, []);
    await person.close();
  });
});

describe('a pilot group', () => {
  for (const [language, box, search, remove] of [
    ['en', 'Synchronize only the members of one group (pilot)', 'Search for a group', 'Remove Pilot, IT'],
    ['da', 'Synkroniser kun medlemmerne af én gruppe (pilot)', 'Søg efter en gruppe', 'Fjern Pilot, IT'],
  ]) {
    test(`is searched for, shown by name and DN, counted, saved, and taken away again, ${language}`, async () => {
      const person = await Administrator.open(browser, wizard, { language });
      const { words, page } = person;
      await person.reachFiltering();
      await person.box(box).check();
      await person.press(words.next);
      await page.getByText(/No group is chosen|ikke valgt nogen gruppe/).waitFor();
      await person.field(search).fill('zebra');
      await page.getByText(/Nothing found|Intet fundet/).waitFor();
      await person.field(search).fill('pilot');
      await page.getByRole('button', { name: /^Pilot, IT/ }).click();
      await page.getByText(PILOT, { exact: true }).waitFor();
      await page.waitForFunction((name) => document.activeElement?.ariaLabel === name, remove);
      await page.getByText(/^12 /).waitFor();
      await person.press(words.next);
      await person.arrive(words.features);
      assert.equal(wizard.lastBody('PUT /scope').pilotGroup, PILOT);
      assert.equal(wizard.lastBody('PUT /scope').mode, 'all');
      await person.press(words.previous);
      await person.arrive(words.filtering);
      await eventually(() => person.box(box).isChecked(), true);
      await person.press(remove);
      await page.waitForFunction(() => document.activeElement?.type === 'search');
      await person.box(box).uncheck();
      await page.getByText(/4[.,]200 /).waitFor();
      await person.press(words.next);
      await person.arrive(words.features);
      assert.equal(wizard.lastBody('PUT /scope').pilotGroup, null);
      assert.deepEqual(person.faults, []);
      await person.close();
    });
  }
});

describe('the other tasks', () => {
  test('show the configuration, refresh the schema, find faults', async () => {
    const person = await Administrator.open(browser, wizard);
    const { words, page } = person;
    await person.choose('View or export current configuration');
    await person.arrive('View or export current configuration');
    await page.getByText('url = "https://tilbage.nordhavn.example"').waitFor();
    const download = page.waitForEvent('download');
    await person.press('Save as file');
    assert.equal((await download).suggestedFilename(), 'tilbage-connect.toml');
    await person.press(words.previous);
    await person.arrive(words.tasks);
    await person.radio('Refresh directory schema').check();
    await person.press(words.next);
    await person.arrive('Refresh directory schema');
    await person.press('Refresh');
    await page.getByText('1,496 attributes, read from ldaps://dc1.ex1.test.').waitFor();
    await person.press(words.previous);
    wizard.findings = [{ weight: 'error', subject: 'tenant', text: 'The certificate has expired.' }];
    await person.radio('Troubleshoot').check();
    await person.press(words.next);
    await page.getByText('The certificate has expired.').waitFor();
    wizard.findings = [];
    await person.press('Test again');
    await page.getByText('No problems found').waitFor();
    await person.close();
  });

  test('set staging mode', async () => {
    const person = await Administrator.open(browser, wizard);
    const { words, page } = person;
    await person.choose('Configure staging mode');
    await person.arrive('Configure staging mode');
    await person.box('Enable staging mode').check();
    await person.press(words.next);
    await person.arrive(words.ready);
    await page.getByText('Enable staging mode', { exact: true }).waitFor();
    await person.press(words.configure);
    await person.arrive(words.complete);
    await page.getByText('Staging mode is on', { exact: true }).waitFor();
    await person.close();
  });

  test('change the sign-in of a domain and remove an agent', async () => {
    const person = await Administrator.open(browser, wizard);
    const { words, page } = person;
    await person.choose('Change user sign-in');
    await person.signIn();
    await person.press(words.next);
    await person.arrive('Change user sign-in');
    await page.getByLabel('Sign-in for nordhavn.example').selectOption('Federation');
    await person.press('Save');
    await page.getByText('Saved.').waitFor();
    assert.deepEqual(wizard.lastBody('PUT /sign-in'), {
      domains: [{ id: 'nordhavn.example', signInType: 'federated' }],
    });
    await person.press(words.previous);
    await person.press(words.previous);
    await person.arrive(words.tasks);
    await person.radio('Manage agents').check();
    await person.press(words.next);
    await person.arrive(words.cloud);
    await person.press(words.next);
    await person.arrive('Manage agents');
    await page.getByText('dc1 (this agent)').waitFor();
    await person.press('Remove old-dc');
    await page.getByRole('dialog', { name: 'Remove old-dc?' }).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText('old-dc has been removed.').waitFor();
    assert.deepEqual(wizard.agents.map(({ id }) => id), ['a-1']);
    await person.close();
  });
});

test('a wizard that is gone, or does not know the tab any more, is told with what to do', async () => {
  const person = await Administrator.open(browser, wizard);
  const { words, page } = person;
  await person.arrive(words.welcome);
  wizard.isDown = true;
  await person.press(words.configure);
  await page.getByText('There is no connection to the wizard').waitFor();
  wizard.isDown = false;
  await person.press(words.configure);
  await person.arrive(words.tasks);
  wizard.isForbidden = true;
  await person.press(words.next);
  await page.getByText('Run tilbage-connect wizard on the machine, and open the address it prints.').waitFor();
  await person.close();
});

test('the language can be changed on every page, keeps what was typed, and survives the sign-in', async () => {
  const person = await Administrator.open(browser, wizard);
  const { page } = person;
  await person.choose(WORDS.en.customize);
  await person.arrive(WORDS.en.cloud);
  await person.press('Change address');
  await person.field(WORDS.en.address).fill('https://other.example');
  await person.press('Dansk');
  await eventually(() => person.field(WORDS.da.address).inputValue(), 'https://other.example');
  await person.press(WORDS.da.signIn);
  await page.getByText('Logget på som Anna Admin').waitFor();
  await person.close();
});

for (const [language, colorScheme, width] of [
  ['en', 'light', 1280],
  ['da', 'dark', 360],
]) {
  test(`axe finds nothing on any page and nothing is cut off, ${language}, ${colorScheme}, ${width} px`, async () => {
    wizard.nextRights = { missing: [MISSING], protected: 1 };
    wizard.change = {
      change: 'known',
      added: 2,
      removed: 1300,
      sampleAdded: ['anna@ex1.test', 'bo@ex1.test'],
      sampleRemoved: ['cecilie@ex1.test', 'ditte.marie.hansen-sørensen@ex1.test', 'emil@ex1.test', 'fie@ex1.test', 'gert@ex1.test', 'hans@ex1.test'],
      removalLimit: 500,
      removalsWait: true,
    };
    const viewport = { width, height: 800 };
    const person = await Administrator.open(browser, wizard, { language, colorScheme, viewport });
    const { words, page } = person;
    const found = [];
    const look = async (name) => found.push(...(await person.inspect(name)));
    await person.arrive(words.welcome);
    await look('1-welcome');
    await person.press(words.configure);
    await person.arrive(words.tasks);
    await look('2-tasks');
    await person.radio(words.customize).check();
    await person.press(words.next);
    await person.arrive(words.cloud);
    await look('3-cloud');
    await person.press(words.useCode);
    await page.getByText('BCDF-GHJK').waitFor();
    await look('3-cloud-code');
    await person.signIn();
    await look('3-cloud-signed-in');
    await person.press(words.next);
    await person.arrive(words.directories);
    await page.getByRole('button', { name: /Test the rights|Afprøv rettighederne/ }).click();
    await page.locator('pre').first().waitFor();
    await look('4-directories');
    await page.getByRole('button', { name: /^(Change|Ret) ex1\.test$/ }).click();
    await page.getByRole('dialog').waitFor();
    await look('4-directories-dialog');
    await page.keyboard.press('Escape');
    await person.press(words.next);
    await person.arrive(words.filtering);
    await person.radio(words.selected).check();
    await person.unit('Staff').click();
    await person.box(/pilot/).check();
    await page.getByRole('searchbox').last().fill('i');
    await page.getByRole('button', { name: /^Pilot, IT/ }).waitFor();
    await look('5-filtering-groups');
    await page.getByRole('button', { name: /^Pilot, IT/ }).click();
    await page.getByText('cecilie@ex1.test', { exact: false }).waitFor();
    await look('5-filtering');
    await person.press(words.next);
    await person.arrive(words.features);
    await person.box(words.writeback).check();
    await look('6-features');
    await person.press(words.next);
    await person.arrive(words.ready);
    await page.locator('pre').first().waitFor();
    await look('7-ready');
    wizard.failingStep = 'onboard_writeback';
    await person.press(words.configure);
    await person.button(words.retry).waitFor();
    await look('7-ready-failed');
    await person.press(words.retry);
    await person.arrive(words.complete);
    await look('8-complete');
    for (const name of ['view', 'staging', 'sign-in', 'agents', 'troubleshoot', 'schema']) {
      wizard.state.page = name;
      await page.reload();
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForFunction(() => document.querySelector('[role=progressbar]') === null);
      await look(`9-${name}`);
    }
    wizard.state.page = 'complete';
    await page.reload();
    await person.arrive(words.complete);
    await person.press(words.exit);
    await page.getByRole('heading', { level: 1, name: words.ended }).waitFor();
    await look('9-ended');
    assert.deepEqual(found, []);
    assert.deepEqual(person.faults, []);
    await person.close();
  });
}
