import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { accessibilityProblems } from './accessibility_problems.mjs';
import { Administrator } from './administrator.mjs';
import { launchBrowser } from './browser.mjs';
import { eventually } from './eventually.mjs';
import { DIST, startMockGraph } from './mock_graph.mjs';

const ROOT = '/portal/directory/applications';
const TENANT = '0b8e7d16-2f43-4c59-9a7e-d15c60f2b384';
const CALLBACK = 'https://intranet.nordhavn.example/oidc/callback';
const DAY_MS = 24 * 60 * 60 * 1000;
const TEXTS = {
  en: {
    page: 'App registrations',
    none: 'No application is registered yet',
    open: 'New registration',
    name: 'Name',
    isPublic: 'A mobile, desktop or browser application, without a secret',
    redirects: 'Redirect URIs',
    signOuts: 'Sign-out URIs',
    register: 'Register',
    notRegistered: 'Nothing was registered',
    wrongName: 'A name has 1 to 120 characters.',
    wrongAddress: 'http://intranet.nordhavn.example cannot be used.',
    confidential: 'Confidential',
    publicKind: 'Public',
    clientId: 'Application (client) ID',
    noSecret: 'There is no client secret',
    add: 'New client secret',
    description: 'Description',
    lifetime: 'Expires after',
    submit: 'Add',
    added: 'Copy it now: it is not shown again.',
    close: 'Close',
    remove: 'Remove',
    removeOf: 'Remove Drift',
    removeText: 'An application that still uses it can sign nobody in any more.',
    groups: 'Members of selected groups',
    addGroup: 'Add Ansatte',
    groupsOf: 'Members of 1 group',
    saved: 'Saved',
    conflict: 'Somebody else changed the application meanwhile',
    loadTheirs: 'Load their settings',
    delete: 'Delete the registration',
    deleteSubmit: 'Delete',
    deleteMeans: 'Its secrets, and all tokens that it holds, end at once.',
    deleted: 'Intranet has been deleted',
    onlyGlobal: 'Only a Global Administrator may register, change and delete applications.',
  },
  da: {
    page: 'Appregistreringer',
    none: 'Der er ikke registreret noget program endnu',
    open: 'Ny registrering',
    name: 'Navn',
    isPublic: 'En app på mobil eller pc eller i browseren, uden hemmelighed',
    redirects: 'Omdirigerings-URI’er',
    signOuts: 'URI’er efter aflogning',
    register: 'Registrer',
    notRegistered: 'Der blev ikke registreret noget',
    wrongName: 'Et navn har 1 til 120 tegn.',
    wrongAddress: 'http://intranet.nordhavn.example kan ikke bruges.',
    confidential: 'Fortroligt',
    publicKind: 'Offentligt',
    clientId: 'Program-id (klient-id)',
    noSecret: 'Der er ingen klienthemmelighed',
    add: 'Ny klienthemmelighed',
    description: 'Beskrivelse',
    lifetime: 'Udløber efter',
    submit: 'Tilføj',
    added: 'Kopiér den nu: den vises ikke igen.',
    close: 'Luk',
    remove: 'Fjern',
    removeOf: 'Fjern Drift',
    removeText: 'Et program, der stadig bruger den, kan ikke logge nogen på mere.',
    groups: 'Medlemmer af valgte grupper',
    addGroup: 'Tilføj Ansatte',
    groupsOf: 'Medlemmer af 1 gruppe',
    saved: 'Gemt',
    conflict: 'En anden har ændret programmet imens',
    loadTheirs: 'Hent den andens indstillinger',
    delete: 'Slet registreringen',
    deleteSubmit: 'Slet',
    deleteMeans: 'Dets hemmeligheder og alle de tokens, det har, ophører med det samme.',
    deleted: 'Intranet er slettet',
    onlyGlobal: 'Kun en global administrator må registrere, ændre og slette programmer.',
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
});
afterEach(() => graph.close());

const open = (options = {}) => Administrator.open(browser, graph, { path: ROOT, ...options });

async function closed(one) {
  assert.deepEqual(one.faults, []);
  await one.close();
}

const dialogOf = (one) => one.page.getByRole('dialog');
const inDialog = (one, name) => dialogOf(one).getByRole('button', { name, exact: true });
const field = (one, name) => one.page.getByRole('textbox', { name, exact: true });

async function openOne(one, application) {
  await one.goTo(`${ROOT}/${application.id}`, application.displayName);
  await one.text(application.id);
}

for (const language of ['en', 'da']) {
  const texts = TEXTS[language];

  test(`an application is registered, gets a secret that is shown once, and is listed, in ${language}`, async () => {
    const one = await open({ language });
    await one.heading(texts.page);
    await one.text(texts.none);
    await one.shoot(`applications-none-${language}`);
    await one.button(texts.open).click();
    await dialogOf(one).getByRole('textbox', { name: texts.name, exact: true }).fill('Intranet');
    await dialogOf(one).getByRole('textbox', { name: texts.redirects }).fill(` ${CALLBACK}\n\nhttp://localhost:8080/cb \n${CALLBACK}`);
    await one.shoot(`applications-new-${language}`);
    await inDialog(one, texts.register).click();
    await one.heading('Intranet');
    const [made] = graph.applications.all;
    assert.deepEqual(made.web.redirectUris, [CALLBACK, 'http://localhost:8080/cb'], 'one a line, each once');
    assert.equal(made.isFallbackPublicClient, false);
    await one.text(made.id);
    await one.text(`${graph.url}/${TENANT}/v2.0/.well-known/openid-configuration`);
    await one.text(texts.noSecret);
    await one.shoot(`application-${language}`);

    await one.button(texts.add).click();
    await field(one, texts.description).fill('Drift');
    await one.page.getByRole('combobox', { name: texts.lifetime }).selectOption('730');
    await inDialog(one, texts.submit).click();
    await one.text(texts.added);
    const [secret] = graph.applications.secrets;
    await dialogOf(one).getByText(secret, { exact: true }).waitFor();
    await one.shoot(`application-secret-${language}`);
    assert.deepEqual(await accessibilityProblems(one.page), []);
    const end = Date.parse(made.passwordCredentials[0].endDateTime) - Date.now();
    assert.ok(end > 729 * DAY_MS && end < 730 * DAY_MS, `${end} ms`);
    await inDialog(one, texts.close).last().click();
    await one.button(texts.removeOf).waitFor();
    await eventually(() => one.page.getByText(secret).count(), 0, 'it is shown once');
    await one.page.reload();
    await one.button(texts.removeOf).waitFor();
    assert.ok(!(await one.page.content()).includes(secret));

    await one.goTo(ROOT, texts.page);
    const row = one.page.getByRole('row').filter({ hasText: 'Intranet' });
    await row.getByText(texts.confidential).waitFor();
    await row.getByText(made.id).waitFor();
    await one.shoot(`applications-${language}`);
    await closed(one);
  });

  test(`what the API refuses stands at its field, and nothing that was typed is lost, in ${language}`, async () => {
    const one = await open({ language });
    await one.button(texts.open).click();
    await inDialog(one, texts.register).click();
    await dialogOf(one).getByText(texts.notRegistered).waitFor();
    const name = field(one, texts.name);
    await eventually(() => name.getAttribute('aria-invalid'), 'true');
    assert.equal(await dialogOf(one).getByText(texts.wrongName).count(), 2, 'in the notice and at the field');
    await name.fill('Intranet');
    const redirects = field(one, texts.redirects);
    await redirects.fill(`${CALLBACK}\nhttp://intranet.nordhavn.example`);
    await inDialog(one, texts.register).click();
    await eventually(() => redirects.getAttribute('aria-invalid'), 'true');
    await eventually(() => name.getAttribute('aria-invalid'), null);
    assert.equal(await dialogOf(one).getByText(texts.wrongAddress).count(), 2);
    assert.equal(await redirects.inputValue(), `${CALLBACK}\nhttp://intranet.nordhavn.example`);
    assert.deepEqual(await accessibilityProblems(one.page), []);
    await one.shoot(`applications-wrong-${language}`);
    await redirects.fill('http://127.0.0.1/cb');
    await one.page.getByRole('radio', { name: texts.isPublic }).check();
    await inDialog(one, texts.register).click();
    await one.heading('Intranet');
    const [made] = graph.applications.all;
    assert.equal(made.isFallbackPublicClient, true);
    assert.deepEqual(made.publicClient.redirectUris, ['http://127.0.0.1/cb']);
    await one.text(texts.publicKind);
    assert.equal(await one.button(texts.add).count(), 0, 'a public application has no secret');
    await field(one, texts.signOuts).fill('http://intranet.nordhavn.example');
    await one.button(one.words.save).click();
    await eventually(() => field(one, texts.signOuts).getAttribute('aria-invalid'), 'true');
    await eventually(() => field(one, texts.redirects).getAttribute('aria-invalid'), null);
    await one.button(one.words.discard).click();
    await eventually(() => field(one, texts.signOuts).inputValue(), '');
    await closed(one);
  });

  test(`who may sign in, addresses and the name are changed, and what was not touched is not sent, in ${language}`, async () => {
    const application = graph.applications.add({ web: { redirectUris: [CALLBACK] } });
    const one = await open({ language });
    await one.heading(texts.page);
    await openOne(one, application);
    await one.page.getByRole('radio', { name: texts.groups }).check();
    await one.button(texts.addGroup).click();
    await field(one, texts.signOuts).fill('https://intranet.nordhavn.example/bye');
    await one.shoot(`application-settings-${language}`);
    await one.button(one.words.save).click();
    await one.text(texts.saved);
    const [saved] = graph.applications.all;
    assert.equal(saved.appRoleAssignmentRequired, true);
    assert.deepEqual(saved.assignedGroupIds, ['10000000-0000-4000-8000-000000000000']);
    assert.deepEqual(saved.postLogoutRedirectUris, ['https://intranet.nordhavn.example/bye']);
    assert.deepEqual(graph.applications.changes.map(Object.keys), [
      ['postLogoutRedirectUris', 'appRoleAssignmentRequired', 'assignedGroupIds'],
    ]);
    await one.link(texts.page).first().click();
    await one.heading(texts.page);
    await one.text(texts.groupsOf);
    await closed(one);
  });

  test(`what somebody else saved meanwhile is not overwritten, in ${language}`, async () => {
    const application = graph.applications.add({ web: { redirectUris: [CALLBACK] } });
    const one = await open({ language });
    await one.heading(texts.page);
    await openOne(one, application);
    graph.applications.addSecret(application, { displayName: 'Drift' });
    await field(one, texts.name).fill('Ours');
    await one.button(one.words.save).click();
    await one.text(texts.saved);
    await one.heading('Ours');

    application.displayName = 'Theirs';
    await field(one, texts.signOuts).fill('https://intranet.nordhavn.example/bye');
    await one.button(one.words.save).click();
    await one.text(texts.conflict);
    await one.shoot(`application-conflict-${language}`);
    assert.deepEqual(await accessibilityProblems(one.page), []);
    assert.deepEqual(application.postLogoutRedirectUris, []);
    assert.equal(await field(one, texts.name).inputValue(), 'Ours', 'until theirs are wanted');
    await one.button(texts.loadTheirs).click();
    await one.heading('Theirs');
    await eventually(() => field(one, texts.name).inputValue(), 'Theirs');
    assert.equal(await field(one, texts.signOuts).inputValue(), '');

    await field(one, texts.signOuts).fill('https://intranet.nordhavn.example/bye');
    await one.button(one.words.save).click();
    await one.text(texts.saved);
    assert.equal(application.displayName, 'Theirs');
    assert.deepEqual(application.postLogoutRedirectUris, ['https://intranet.nordhavn.example/bye']);
    await closed(one);
  });

  test(`a secret and a registration go after a question that says what it means, in ${language}`, async () => {
    const application = graph.applications.add();
    graph.applications.addSecret(application, { displayName: 'Drift' });
    graph.applications.addSecret(application, { displayName: 'Reserve' });
    const one = await open({ language });
    await one.heading(texts.page);
    await openOne(one, application);
    await one.button(texts.removeOf).waitFor();
    assert.equal(await one.button(texts.add).isDisabled(), true, 'there are two');
    await one.button(texts.removeOf).click();
    await dialogOf(one).getByText(texts.removeText).waitFor();
    await inDialog(one, texts.remove).click();
    await eventually(() => one.button(texts.removeOf).count(), 0);
    await eventually(() => one.button(texts.add).isDisabled(), false);
    assert.deepEqual(application.passwordCredentials.map(({ displayName }) => displayName), ['Reserve']);
    await field(one, texts.signOuts).fill('https://typed.example and not saved');
    await one.button(texts.delete).click();
    await dialogOf(one).getByText(texts.deleteMeans).waitFor();
    await one.shoot(`application-delete-${language}`);
    assert.equal(graph.applications.all.length, 1, 'not before the answer');
    await inDialog(one, texts.deleteSubmit).click();
    await one.text(texts.deleted);
    assert.equal(graph.applications.all.length, 0);
    await one.link(texts.page).first().click();
    await one.text(texts.none);
    await closed(one);
  });

  test(`who may only read sees all of it, and why they cannot change it, in ${language}`, async () => {
    graph.roles = ['Global Reader'];
    const application = graph.applications.add({ web: { redirectUris: [CALLBACK] } });
    graph.applications.addSecret(application, { displayName: 'Drift' });
    const one = await open({ language });
    await one.text(texts.onlyGlobal);
    assert.equal(await one.button(texts.open).isDisabled(), true);
    await one.link('Intranet').click();
    await one.heading('Intranet');
    await one.text(texts.onlyGlobal);
    await one.text('Drift');
    assert.equal(await field(one, texts.redirects).inputValue(), CALLBACK);
    for (const name of [texts.add, texts.delete, one.words.save]) {
      assert.equal(await one.button(name).isDisabled(), true, name);
    }
    assert.equal(await field(one, texts.redirects).isDisabled(), true);
    assert.equal(await one.button(texts.removeOf).count(), 0);
    await one.shoot(`application-reader-${language}`);
    await closed(one);
  });
}

describe('what does not succeed', () => {
  const texts = TEXTS.en;

  test('a secret that is refused is told with the reason', async () => {
    const application = graph.applications.add();
    const one = await open();
    await one.heading(texts.page);
    await openOne(one, application);
    graph.applications.addSecret(application);
    graph.applications.addSecret(application); // in another window
    await one.button(texts.add).click();
    await inDialog(one, texts.submit).click();
    await dialogOf(one).getByText('No secret was added').waitFor();
    await dialogOf(one).getByText('There are two secrets that work already.').waitFor();
    assert.equal(graph.applications.secrets.length, 2);
    await closed(one);
  });

  test('a list that cannot be read and an application that is gone say so', async () => {
    graph.answerNext('GET /v1.0/applications', 503, 'unavailable');
    const one = await open();
    await one.button('Try again').click();
    await one.text(texts.none);
    await one.goTo(`${ROOT}/00000000-0000-4000-8000-00000000dead`, texts.page);
    await one.text('It is not there');
    await one.link('All app registrations').click();
    await one.text(texts.none);
    await closed(one);
  });
});

test('the addresses can be copied', async () => {
  const application = graph.applications.add();
  const one = await open({ permissions: ['clipboard-read', 'clipboard-write'] });
  await one.heading(TEXTS.en.page);
  await openOne(one, application);
  const discovery = `${graph.url}/${TENANT}/v2.0/.well-known/openid-configuration`;
  for (const [label, text] of [
    [TEXTS.en.clientId, application.id],
    ['Directory (tenant) ID', TENANT],
    ['OpenID Connect discovery address', discovery],
  ]) {
    await one.button(`Copy ${label}`).click();
    await eventually(() => one.page.evaluate(() => navigator.clipboard.readText()), text);
  }
  await closed(one);
});

test('the words of the pages are not in the first load', () => {
  const index = readFileSync(`${DIST}/index.html`, 'utf8');
  const files = readdirSync(`${DIST}/assets`).filter((name) => name.endsWith('.js'));
  const holding = files.filter((name) => readFileSync(`${DIST}/assets/${name}`, 'utf8').includes(TEXTS.en.none));
  assert.ok(holding.length > 0);
  for (const name of holding) assert.ok(!index.includes(name), name);
});

for (const [language, colorScheme] of [['en', 'light'], ['da', 'dark']]) {
  test(`nothing is cut off on a phone, ${language}, ${colorScheme}`, async () => {
    const application = graph.applications.add({ web: { redirectUris: [CALLBACK] } });
    graph.applications.addSecret(application, { displayName: 'Drift' });
    const one = await open({ language, colorScheme, viewport: { width: 390, height: 844 } });
    const look = async (name) => {
      await one.shoot(`${name}-${language}-${colorScheme}-390`);
      const [inner, outer] = await one.page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      assert.ok(inner <= outer, `${name}: ${inner} px in ${outer}`);
    };
    await one.link('Intranet').waitFor();
    await look('applications');
    await openOne(one, application);
    await look('application');
    for (const name of [TEXTS[language].add, TEXTS[language].redirects, TEXTS[language].delete]) {
      await one.page.getByText(name, { exact: true }).last().scrollIntoViewIfNeeded();
      await look(`application-${name === TEXTS[language].add ? 'secrets' : name === TEXTS[language].redirects ? 'settings' : 'delete'}`);
    }
    await closed(one);
  });
}

test('the codes that the portal knows a mistake by are those of the tenant', () => {
  const { mistakes } = JSON.parse(readFileSync(new URL('../../languages/en.json', import.meta.url), 'utf8')).applications;
  const source = readFileSync(new URL('../../src/tenant/graph/application_refusal.cpp', import.meta.url), 'utf8');
  for (const code of Object.keys(mistakes)) assert.ok(source.includes(`"${code}"`), code);
});
