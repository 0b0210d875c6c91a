import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { Administrator, PERSON } from './administrator.mjs';
import { launchBrowser } from './browser.mjs';
import { eventually } from './eventually.mjs';
import { startMockGraph } from './mock_graph.mjs';

const USERS = '/portal/directory/users';
const OTHER = '00000000-0000-4000-8000-000000000020';

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

const open = (id, options = {}) => Administrator.open(browser, graph, { path: `${USERS}/${id}`, ...options });

async function closed(one) {
  assert.deepEqual(one.faults, []);
  await one.close();
}

/** Names and values of the card with that heading. */
async function factsOf(one, title) {
  const card = one.page.locator('section', { has: one.page.getByRole('heading', { level: 2, name: title, exact: true }) });
  await card.waitFor();
  const names = await card.locator('dt').allInnerTexts();
  const values = await card.locator('dd').allInnerTexts();
  return Object.fromEntries(names.map((name, index) => [name, values[index]]));
}

const titlesOf = (one) => one.page.getByRole('heading', { level: 2 }).allInnerTexts();

describe('what synchronisation brings of a person', () => {
  test('is shown in groups, and what the person has not is left out', async () => {
    const one = await open(PERSON, { timezoneId: 'Europe/Copenhagen' });
    await one.link('Niels Holm 000003').waitFor();
    assert.deepEqual(await factsOf(one, 'Identity'), {
      'First name': 'Åse',
      'Last name': 'Bæk',
      'Employee ID': '4711',
      Mail: 'åse.000012@nordhavn.example',
      'Alternate mail': '000012@mail.example',
      'Mail nickname': 'aase',
      'Proxy addresses': 'SMTP:aase.000012@nordhavn.example\nsmtp:aase@nordhavn.example',
    });
    assert.deepEqual(await factsOf(one, 'Job'), {
      'Job title': 'Sagsbehandler',
      Department: 'Borgerservice',
      Company: 'Nordhavn Kommune',
      Office: 'Rådhuset, 2. sal',
      Manager: 'Niels Holm 000003',
    });
    assert.deepEqual(await factsOf(one, 'Contact'), {
      'Business phone': '+45 99 44 10 12',
      'Mobile phone': '+45 20 30 40 50',
      'Street address': 'Havnegade 12',
      City: '2150 Nordhavn',
      'Country or region': 'Danmark',
      'Usage location': 'Denmark',
    });
    const onPremises = await factsOf(one, 'On-premises attributes');
    assert.equal(onPremises['Distinguished name'], 'CN=Åse Bæk,OU=Borgerservice,OU=Medarbejdere,DC=nordhavn,DC=example');
    assert.equal(onPremises['Security identifier (SID)'], 'S-1-5-21-1004336348-1177238915-682003330-1112');
    assert.equal(onPremises['User principal name there'], 'aase@nordhavn.example');
    assert.match(onPremises['Last synchronized change'], /^Nov 20, 2026, 10:30/);
    assert.equal(onPremises['Extension attribute 2'], 'Vagtplan B');
    assert.equal('Extension attribute 1' in onPremises, false);
    assert.match((await factsOf(one, 'Account'))['Password last changed'], /^Oct 2, 2026, 9:15/);
    await closed(one);
  });

  test('the manager is one click away, and a person without any has no empty groups', async () => {
    const one = await open(PERSON);
    await one.link('Niels Holm 000003').click();
    await one.heading('Niels Holm 000003');
    await one.text('Locked out');
    const titles = await titlesOf(one);
    assert.ok(titles.includes('Identity'), 'there is a mail address');
    assert.deepEqual(titles.filter((title) => ['Job', 'Contact'].includes(title)), []);
    await closed(one);
  });

  test('a manager who cannot be fetched hides nothing else', async () => {
    graph.answerNext(`GET /beta/users/${PERSON}/manager`, 503, 'busy');
    const one = await open(PERSON);
    await one.text('Sagsbehandler');
    const facts = await factsOf(one, 'Job');
    assert.notEqual(facts.Manager ?? '', '');
    await eventually(() => one.link('Niels Holm 000003').count(), 0);
    await closed(one);
  });
});

describe('a value that is kept away from a person', () => {
  const banner = (one) => one.page.getByRole('alert').filter({ hasText: 'kept away' });

  test('is named, with whose it is and what to do', async () => {
    const one = await open(PERSON);
    await banner(one).getByRole('link', { name: 'Anna Bæk' }).waitFor();
    const text = await banner(one).innerText();
    assert.match(text, /A value is kept away, because somebody else has it/);
    assert.match(text, /Change one of the two in your directory/);
    assert.match(text, /User name anna@nordhavn\.example, since .*\. It belongs to Anna Bæk \(anna@nordhavn\.example\)\./);
    assert.match(text, /User name until then: åse\.000012@nordhavn\.example/);
    await banner(one).getByRole('link', { name: 'Open Duplicates' }).click();
    await one.heading('Duplicates');
    await closed(one);
  });

  test('is found behind the first page; an administrator has one of two, nobody the other', async () => {
    const [first] = graph.synchronization.conflicts;
    const filler = Array.from({ length: 999 }, (_, index) => ({ ...first, id: `filler-${index}` }));
    const address = { ...first, id: OTHER, property: 'proxyAddresses' };
    graph.synchronization.conflicts = [
      ...filler,
      { ...address, value: 'smtp:it@nordhavn.example', collidesWith: { id: 'x', userPrincipalName: 'admin@nordhavn.example', displayName: 'Astrid', kind: 'administrator' } },
      { ...address, value: 'smtp:free@nordhavn.example', collidesWith: null },
    ];
    const one = await open(OTHER);
    await banner(one).getByText('It belongs to admin@nordhavn.example, administrator of this tenant.').waitFor();
    const text = await banner(one).innerText();
    assert.match(text, /2 values are kept away, because others have them/);
    assert.match(text, /Address smtp:free@nordhavn\.example, since .*\. Nobody has it any longer/);
    assert.doesNotMatch(text, /until then/, 'the user name is the wanted one');
    await closed(one);
  });

  test('is told of also when it cannot be found out whose it is', async () => {
    graph.answerNext('GET /beta/onPremisesSynchronization/conflicts', 503, 'busy');
    const one = await open(PERSON);
    await banner(one).getByText('Whose it is could not be found out right now.').waitFor();
    await closed(one);
  });

  test('there is no banner where nothing is kept away', async () => {
    const one = await open(OTHER);
    await one.text('Locked out');
    await eventually(() => banner(one).count(), 0);
    assert.ok(!graph.log.some((call) => call.includes('conflicts')), 'nothing is asked for nothing');
    await closed(one);
  });
});

describe('a temporary access code', () => {
  const ask = async (one) => {
    await one.button(one.words.accessCode).click();
    return one.page.getByRole('dialog');
  };

  test('is asked for after verifying the caller, shown once, copied, and gone with the dialog', async () => {
    const one = await open(PERSON, { permissions: ['clipboard-read', 'clipboard-write'] });
    const dialog = await ask(one);
    await dialog.getByText('Verify who is calling first').waitFor();
    await eventually(() => dialog.getByLabel('Works for').inputValue(), '60');
    await dialog.getByLabel('Works for').selectOption('240');
    assert.deepEqual(graph.accessCodes, [], 'nothing is made before');
    await dialog.getByRole('button', { name: one.words.showCode }).click();
    await dialog.getByText('7KQM-P2XA').waitFor();
    await dialog.getByText(/Works once, until .*20\d\d/).waitFor();
    assert.deepEqual(graph.accessCodes, [{ lifetimeInMinutes: 240 }]);
    await dialog.getByRole('button', { name: 'Copy Code' }).click();
    await dialog.getByText('Copied').waitFor();
    await eventually(() => one.page.evaluate(() => navigator.clipboard.readText()), '7KQM-P2XA');
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
    await dialog.waitFor({ state: 'detached' });
    await eventually(() => one.page.getByText('7KQM-P2XA').count(), 0);
    await closed(one);
  });

  test('is taken back', async () => {
    const one = await open(PERSON);
    const dialog = await ask(one);
    await dialog.getByRole('button', { name: one.words.showCode }).click();
    await dialog.getByRole('button', { name: 'Take the code back' }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.deepEqual(graph.accessCodes, []);
    await closed(one);
  });

  test('that the policy does not allow is refused in words', async () => {
    graph.answerNext(`POST /beta/users/${PERSON}/temporaryAccessCodes`, 422, 'temporary_access_code_not_allowed');
    const one = await open(PERSON);
    const dialog = await ask(one);
    await dialog.getByRole('button', { name: one.words.showCode }).click();
    await dialog.getByText('the password reset policy does not let this person use one').waitFor();
    await eventually(() => dialog.getByText('7KQM-P2XA').count(), 0);
    await closed(one);
  });

  test('is not for a reader to give', async () => {
    graph.roles = ['Global Reader'];
    const one = await open(PERSON);
    await one.text('Your role may not reset passwords');
    assert.equal(await one.button(one.words.accessCode).isDisabled(), true);
    await closed(one);
  });
});

describe('authentication methods', () => {
  const NUMBER = '+45 20 11 22 33';
  const card = (one) =>
    one.page.locator('section', { has: one.page.getByRole('heading', { level: 2, name: 'Authentication methods', exact: true }) });

  test('show what the directory has, until a registered one goes before it', async () => {
    graph.methods = [
      { '@odata.type': '#microsoft.graph.emailAuthenticationMethod', id: 'e1', emailAddress: 'aase@home.example', createdDateTime: '2026-11-01T10:00:00Z', addedBy: 'self', locked: false },
      { '@odata.type': '#microsoft.graph.softwareOathAuthenticationMethod', id: 'a1', displayName: 'Phone', createdDateTime: '2026-11-02T10:00:00Z', addedBy: 'self', locked: true },
      { '@odata.type': '#something.newer', id: 'n1' },
    ];
    const one = await open(PERSON);
    await card(one).getByText('aase@home.example').waitFor();
    const rows = await card(one).getByRole('listitem').allInnerTexts();
    assert.equal(rows.length, 3, rows.join(' | '));
    assert.match(rows[0], /^Email\n+aase@home.example\n+Registered by the person, Nov 1, 2026/);
    assert.match(rows[1], /^Authenticator app Locked: “this was not me”\n+Phone/);
    assert.match(rows[2], /^Mobile phone\n+\+45 20 30 40 50\n+From the directory/);
    await closed(one);
  });

  test('a number is filled in, and taken away again', async () => {
    const one = await open(PERSON);
    await card(one).getByRole('button', { name: 'Add method' }).click();
    const dialog = one.page.getByRole('dialog');
    await dialog.getByText('Make sure that it is the person’s own').waitFor();
    await dialog.getByRole('radio', { name: 'Mobile phone' }).check();
    await dialog.getByLabel('Mobile phone number').fill(NUMBER);
    await dialog.getByRole('button', { name: 'Add method' }).click();
    await dialog.waitFor({ state: 'detached' });
    await card(one).getByText(NUMBER).waitFor();
    assert.deepEqual(graph.methods.map(({ phoneNumber, phoneType }) => [phoneNumber, phoneType]), [[NUMBER, 'mobile']]);
    await card(one).getByRole('button', { name: `Remove Mobile phone, ${NUMBER}` }).click();
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await card(one).getByText('+45 20 30 40 50').waitFor();
    assert.deepEqual(graph.methods, []);
    await closed(one);
  });

  test('an address that cannot be one is told at its field, and what was typed stays', async () => {
    const one = await open(PERSON);
    await card(one).getByRole('button', { name: 'Add method' }).click();
    const dialog = one.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Add method' }).click();
    await dialog.getByText('Enter one email address').waitFor();
    await dialog.getByLabel('Email address').fill('nobody');
    await dialog.getByRole('button', { name: 'Add method' }).click();
    await dialog.getByText('Enter one email address').waitFor();
    await eventually(() => dialog.getByLabel('Email address').inputValue(), 'nobody');
    assert.deepEqual(graph.methods, []);
    await closed(one);
  });

  test('are not for a reader to see', async () => {
    graph.roles = ['Global Reader'];
    const one = await open(PERSON);
    await one.text('Your role may not reset passwords');
    await eventually(() => card(one).count(), 0);
    assert.ok(!graph.log.some((call) => call.includes('authentication')));
    await closed(one);
  });
});

describe('signing a person out everywhere', () => {
  const ask = async (one) => {
    await one.button(one.words.signOutEverywhere).click();
    return one.page.getByRole('dialog');
  };

  test('is asked about, done once, and told', async () => {
    const one = await open(PERSON, { language: 'da' });
    const dialog = await ask(one);
    await dialog.getByText('Log Åse Bæk 000012 af alle steder?').waitFor();
    assert.deepEqual(graph.signedOut, [], 'nothing is done before');
    await dialog.getByRole('button', { name: one.words.signOutEverywhere }).click();
    await dialog.getByText('Åse Bæk 000012 er logget af alle steder').waitFor();
    assert.deepEqual(graph.signedOut, [PERSON]);
    await dialog.getByRole('button', { name: 'Luk', exact: true }).last().click();
    await dialog.waitFor({ state: 'detached' });
    await closed(one);
  });

  test('that fails says so and can be tried again', async () => {
    graph.answerNext(`POST /beta/users/${PERSON}/revokeSignInSessions`, 403, 'Authorization_RequestDenied');
    const one = await open(PERSON);
    const dialog = await ask(one);
    await dialog.getByRole('button', { name: one.words.signOutEverywhere }).click();
    await dialog.getByText('Nobody was signed out').waitFor();
    await dialog.getByRole('button', { name: one.words.signOutEverywhere }).click();
    await dialog.getByText('is signed out everywhere').waitFor();
    await closed(one);
  });

  test('is not for a reader', async () => {
    graph.roles = ['Global Reader'];
    const one = await open(PERSON);
    await one.text('Your role may not reset passwords');
    assert.equal(await one.button(one.words.signOutEverywhere).isDisabled(), true);
    await closed(one);
  });
});
