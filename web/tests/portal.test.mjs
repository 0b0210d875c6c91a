import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { Administrator, PERSON, WORDS } from './administrator.mjs';
import { launchBrowser } from './browser.mjs';
import { eventually } from './eventually.mjs';
import { DIST, startMockGraph } from './mock_graph.mjs';
import { firstLoad } from './first_load.mjs';

const PASSWORD = 'Blåbærgrød-2026!';
const USERS = '/portal/directory/users';
const INTEGRATION = '/portal/directory/password-reset/on-premises-integration';
const SETTINGS_CALL = '/beta/policies/onPremisesIntegration';

let browser;
let graph;
let opened = [];
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());
beforeEach(async () => {
  graph = await startMockGraph();
});
afterEach(async () => {
  for (const one of opened) {
    assert.deepEqual(one.faults, []);
    await one.close();
  }
  opened = [];
  await graph.close();
});

async function open(options) {
  const administrator = await Administrator.open(browser, graph, options);
  opened.push(administrator);
  return administrator;
}

test('the first load is at most 160 kB gzipped in any language, and nothing in it is inline or from elsewhere', () => {
  const html = readFileSync(join(DIST, 'index.html'), 'utf8');
  const { bytes } = firstLoad(DIST, ['frame', 'portal']);
  assert.ok(bytes <= 160_000, `${bytes} bytes`);
  assert.doesNotMatch(html, /style=|<style|onload=|javascript:|data:|<script(?![^>]*\bsrc=)/);
  for (const [, address] of html.matchAll(/(?:src|href)="([^"]+)"/g)) assert.match(address, /^\/portal\/assets\//);
  assert.ok(readdirSync(join(DIST, 'assets')).some((name) => /^person-.*\.js$/.test(name)), 'pages are loaded when opened');
});

describe('signing in', () => {
  test('goes through authorize with PKCE, comes back to the page that was asked for, and keeps no token', async () => {
    const one = await open({ path: USERS });
    await one.heading('Users');
    assert.equal(new URL(one.page.url()).pathname, USERS);
    const [asked] = graph.authorizations;
    assert.equal(asked.response_type, 'code');
    assert.match(asked.code_challenge, /^[\w-]{43}$/);
    assert.match(asked.state, /^[\w-]{43}$/);
    const stored = await one.page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }]));
    assert.doesNotMatch(stored, /pending|verifier/);
    assert.doesNotMatch(one.page.url(), /code=|state=/);
  });

  test('is silent after a reload, and asks again when the session has ended', async () => {
    const one = await open({ path: USERS });
    await one.heading('Users');
    await one.page.reload();
    await one.heading('Users');
    assert.equal(graph.authorizations.at(-1).prompt, 'none');
    graph.endSessions();
    await one.page.reload();
    await one.text('Your sign-in has ended');
    await one.signIn();
    await one.heading('Users');
  });

  test('takes no answer that this tab did not ask for', async () => {
    const one = await open({ path: '/portal/callback?code=stolen&state=guessed', signIn: false });
    await one.text('The sign-in did not succeed');
    assert.ok(!graph.log.some((call) => call.includes('/token')));
  });

  test('never leads out of the portal, whatever stands in the storage', async () => {
    const one = await open({ signIn: false });
    await one.page.route('**/authorize?**', async (route) => {
      await route.continue();
    });
    await one.page.addInitScript(() => {
      const pending = sessionStorage.getItem('tilbage-portal.pending');
      if (pending === null) return;
      const path = 'https://evil.example/portal';
      sessionStorage.setItem('tilbage-portal.pending', JSON.stringify({ ...JSON.parse(pending), path }));
    });
    await one.signIn();
    assert.equal(one.page.url(), `${graph.url}/portal`);
  });

  test('ends at Sign out, on the server too', async () => {
    const one = await open();
    await one.button('Signed in as Astrid Admin').click();
    await one.text('Global Administrator');
    await one.button('Sign out').click();
    await one.text('You are signed out');
    await one.page.reload();
    await one.button('Sign in').waitFor();
    assert.equal(graph.authorizations.length, 1, 'nobody is signed in silently afterwards');
  });

  test('a token that is no longer good leads back to the sign-in, not to an empty page', async () => {
    const one = await open();
    graph.endSessions();
    await one.page.getByRole('link', { name: /connection/ }).click();
    await one.text('Your sign-in has ended');
  });
});

describe('the search box', () => {
  test('finds the Directory by the names that other products gave it', async () => {
    const one = await open();
    for (const name of ['Azure Active Directory', 'Azure AD', 'Microsoft Entra ID']) {
      await one.page.getByRole('searchbox', { name: 'Search', exact: true }).fill(name);
      await one.page.getByRole('link', { name: /^Directory .*Azure Active Directory/ }).click();
      await one.heading('Directory');
      await one.link('Users').click();
      await one.heading('Users');
    }
  });

  test('finds settings and people, and is used with the keyboard alone', async () => {
    const one = await open();
    const { keyboard } = one.page;
    const box = one.page.getByRole('searchbox', { name: 'Search' });
    await box.fill('writeback');
    await one.page.getByRole('link', { name: /^On-premises integration/ }).waitFor();
    await box.fill('lise holm 000000');
    await one.page.getByRole('link', { name: /^Lise Holm 000000/ }).waitFor();
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await one.heading('Lise Holm 000000');
    await one.page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  });
});

test('a hundred thousand users come page by page, and are searched and filtered on the server', async () => {
  const one = await open({ path: USERS });
  await one.text('50 of 100,000 shown');
  await one.button('Show more').click();
  await one.text('100 of 100,000 shown');
  await one.page.getByLabel('Find people by name or user name').fill('"000042"');
  await one.text('Nobody matches');
  await one.page.getByLabel('Find people by name or user name').fill('åse sørensen 000042');
  await one.text('1 of 1 shown');
  await one.page.getByLabel('Show', { exact: true }).selectOption('Disabled accounts');
  await one.text('Nobody matches');
  await one.page.getByLabel('Find people by name or user name').fill('bo ');
  await one.text('50 of 10,000 shown');
  await one.page.getByRole('link', { name: /^Bo / }).first().click();
  await one.page.getByRole('heading', { level: 1, name: /^Bo / }).waitFor();
  await one.page.goBack();
  await one.text('50 of 10,000 shown');
});

describe('on-premises integration', () => {
  test('is reached and saved as the guide says', async () => {
    graph.integration = { passwordWritebackEnabled: false, accountUnlockEnabled: false };
    const one = await open();
    await one.page.getByRole('searchbox', { name: 'Search' }).fill('Azure Active Directory');
    await one.page.getByRole('link', { name: /^Directory/ }).click();
    await one.link('Password reset').click();
    await one.link('On-premises integration').click();
    await one.answer(WORDS.en.writeback, 'Yes').check();
    await one.answer(WORDS.en.unlocking, 'Yes').check();
    await one.button('Save').click();
    await one.text('Saved');
    assert.deepEqual(graph.integration, { passwordWritebackEnabled: true, accountUnlockEnabled: true });
    await one.page.reload();
    await one.heading('On-premises integration');
    await eventually(() => one.answer(WORDS.en.writeback, 'Yes').isChecked(), true);
  });

  test('tells the later of two administrators, shows the other’s choice, and loads it', async () => {
    const one = await open({ path: INTEGRATION });
    await one.answer(WORDS.en.unlocking, 'Yes').check();
    graph.changeSettings({ passwordWritebackEnabled: false });
    await one.button('Save').click();
    await one.text('Somebody else has changed these settings meanwhile');
    assert.deepEqual(graph.integration, { passwordWritebackEnabled: false, accountUnlockEnabled: false });
    await one.button('Load their settings').click();
    await eventually(() => one.answer(WORDS.en.writeback, 'No').isChecked(), true);
    await one.answer(WORDS.en.unlocking, 'Yes').check();
    await one.button('Save').click();
    await one.text('Saved');
    assert.deepEqual(graph.integration, { passwordWritebackEnabled: false, accountUnlockEnabled: true });
  });

  test('Discard goes back to what applies', async () => {
    const one = await open({ path: INTEGRATION });
    await one.answer(WORDS.en.writeback, 'No').check();
    await one.text('You are about to turn password writeback off');
    await one.button('Discard').click();
    await eventually(() => one.answer(WORDS.en.writeback, 'Yes').isChecked(), true);
    assert.ok(!graph.log.some((call) => call.startsWith('PATCH')));
  });

  test('is only looked at by those who may not change it', async () => {
    graph.roles = ['Global Reader'];
    const one = await open({ path: INTEGRATION });
    await one.text('Only a Global Administrator may change these settings.');
    assert.equal(await one.button('Save').isDisabled(), true);
    assert.equal(await one.answer(WORDS.en.writeback, 'No').isDisabled(), true);
  });

  test('says what the server says when a role was taken away meanwhile', async () => {
    const one = await open({ path: INTEGRATION });
    graph.roles = ['Global Reader'];
    await one.answer(WORDS.en.writeback, 'No').check();
    await one.button('Save').click();
    await one.text('Your role may not do this');
    await one.text('mock-request-id');
    assert.equal(graph.integration.passwordWritebackEnabled, true);
  });

  test('tells the state of the connection in words', async () => {
    const [agent] = graph.agents;
    const one = await open({ path: INTEGRATION });
    for (const [change, text] of [
      [{}, 'Your agents are up and running'],
      [{ state: 'disconnected' }, 'Your agents cannot be reached right now'],
      [{ passwordWriteback: false, problem: 'not_configured' }, 'password writeback is not configured'],
      [{ staging: true }, 'Connected, but in staging mode'],
      [{ problem: 'outdated' }, 'The connection cannot be checked'],
    ]) {
      graph.agents = [{ ...agent, ...change }];
      await one.page.reload();
      await one.text(text);
    }
    graph.agents = [];
    await one.page.reload();
    await one.text('No agent is set up yet');
  });

  test('tells that it cannot tell', async () => {
    graph.answerNext('GET /beta/onPremisesAgents', 503, 'busy');
    const one = await open({ path: INTEGRATION });
    await one.text('We cannot tell how the connection is');
    await one.button('Try again').click();
    await one.text('Your agents are up and running');
  });
});

describe('a person', () => {
  const path = `${USERS}/${PERSON}`;

  test('is shown with where they come from, how they sign in, and the lockout as it is now', async () => {
    const one = await open({ path });
    await one.heading('Åse Bæk 000012');
    for (const text of ['Pass-through authentication', 'Your on-premises directory, nordhavn.example', 'u000012', 'NORDHAVN', 'Locked out', 'Nothing has been written back']) {
      await one.text(text);
    }
  });

  test('whose directory cannot be asked is shown all the same, and it is said', async () => {
    graph.answerNext(`GET /beta/users/${PERSON}/onPremisesState`, 503, 'agent_unavailable');
    const one = await open({ path });
    await one.text('The directory could not be asked: no agent is connected');
    await one.text('u000012');
    await one.button('Try again').click();
    await one.text('Locked out');
  });

  test('gets a new password, sealed in the browser for the agent and bound to this one act', async () => {
    const one = await open({ path });
    const sent = [];
    one.page.on('request', (request) => sent.push(request.postData() ?? ''));
    const dialog = await one.openReset();
    await dialog.getByText('Cloud sign-in asks your directory each time.').waitFor();
    await dialog.getByText('At least 14 characters').waitFor();
    await dialog.getByLabel('New password', { exact: true }).fill(PASSWORD);
    await dialog.getByLabel('Confirm new password').fill(PASSWORD);
    await dialog.getByRole('button', { name: 'Reset password' }).click();
    await dialog.getByText('The password of Åse Bæk 000012 has been reset').waitFor();
    await dialog.getByText('It must be changed at the next sign-in.').waitFor();
    assert.deepEqual(
      graph.writebacks.map(({ kind, mustChange, password }) => ({ kind, mustChange, password })),
      [{ kind: 'reset', mustChange: true, password: PASSWORD }],
    );
    assert.ok(!sent.some((body) => body.includes(PASSWORD)), 'the plain text goes nowhere');
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
    await one.text('An administrator');
    await one.text('Not locked');
  });

  test('may keep the password that was set', async () => {
    const one = await open({ path });
    const dialog = await one.openReset();
    await dialog.getByLabel('Must be changed at next sign-in').uncheck();
    await dialog.getByLabel('New password', { exact: true }).fill(PASSWORD);
    await dialog.getByLabel('Confirm new password').fill(PASSWORD);
    await dialog.getByRole('button', { name: 'Reset password' }).click();
    await dialog.getByText('has been reset').waitFor();
    assert.equal(graph.writebacks[0].mustChange, false);
  });

  test('a password that cannot be right is not sent', async () => {
    const one = await open({ path });
    const dialog = await one.openReset();
    const submit = dialog.getByRole('button', { name: 'Reset password' });
    await submit.click();
    await dialog.getByText('Enter a new password.').waitFor();
    await dialog.getByLabel('New password', { exact: true }).fill('Kort-1');
    await submit.click();
    await dialog.getByText('At least 14 characters are needed. It has 6.').waitFor();
    await dialog.getByLabel('New password', { exact: true }).fill(PASSWORD);
    await submit.click();
    await dialog.getByText('The two passwords are not the same.').waitFor();
    assert.ok(!graph.log.some((call) => call.includes('passwordWritebacks')));
  });

  test('a refusal names the rule, and the missing right with its object', async () => {
    const one = await open({ path });
    const dialog = await one.openReset();
    const attempt = async (outcome) => {
      graph.outcome = outcome;
      await dialog.getByLabel('New password', { exact: true }).fill(PASSWORD);
      await dialog.getByLabel('Confirm new password').fill(PASSWORD);
      await dialog.getByRole('button', { name: 'Reset password' }).click();
    };
    await attempt({ reason: 'password_in_history', details: { historyLength: 24 }, retry: true });
    await dialog.getByText('The directory remembers the last 24.').waitFor();
    await eventually(() => dialog.getByLabel('New password', { exact: true }).inputValue(), '', 'nothing typed is kept');
    const object = 'CN=Åse Bæk,OU=Staff,DC=nordhavn,DC=example';
    await attempt({ reason: 'permission_missing', details: { object, right: 'reset_password' }, retry: true });
    await dialog.getByText(object).waitFor();
    await dialog.getByText('Reset Password', { exact: true }).waitFor();
  });

  test('what a reset means for their sign-in type is said before it', async () => {
    const one = await open({ path });
    for (const [signInType, text] of [
      ['none', 'This domain has no cloud sign-in of its own.'],
      ['passwordHashSync', 'Cloud sign-in follows when the new hash has been synchronised'],
      ['passThrough', 'Cloud sign-in asks your directory each time.'],
      ['federated', 'Your federation service asks the directory.'],
    ]) {
      graph.signInType = signInType;
      await one.page.reload();
      const dialog = await one.openReset();
      await dialog.getByText(text).waitFor();
    }
  });

  test('is unlocked without a password', async () => {
    const one = await open({ path });
    await one.button('Unlock account').click();
    const dialog = one.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Unlock account' }).click();
    await dialog.getByText('Åse Bæk 000012’s account has been unlocked').waitFor();
    assert.equal(graph.writebacks[0].kind, 'unlock');
    await one.page.keyboard.press('Escape');
    await one.text('Not locked');
    const focused = () => one.page.evaluate(() => document.activeElement.textContent);
    await eventually(focused, 'Unlock account', 'the focus is where it was');
  });

  test('cannot be reset by a reader, nor while writeback is off; and it is said why', async () => {
    graph.roles = ['Global Reader'];
    const reader = await open({ path });
    await reader.text('Your role may not reset passwords');
    assert.equal(await reader.button('Reset password').isDisabled(), true);
    graph.roles = ['Helpdesk Administrator'];
    graph.integration.passwordWritebackEnabled = false;
    const helpdesk = await open({ path });
    await helpdesk.text('Password writeback is turned off for your organisation.');
    assert.equal(await helpdesk.button('Unlock account').isDisabled(), true);
  });

  test('who is disabled cannot be reset, and it is said why', async () => {
    const one = await open({ path: `${USERS}/00000000-0000-4000-8000-000000000009` });
    await one.text('This account is disabled.');
    assert.equal(await one.button('Reset password').isDisabled(), true);
  });

  test('who is not there is told of in words', async () => {
    const one = await open({ path: `${USERS}/nobody` });
    await one.text('It is not there');
  });
});

describe('agents', () => {
  test('are listed, tested, and removed after a question', async () => {
    const one = await open({ path: '/portal/directory/agents' });
    for (const text of ['connect-01.nordhavn.example', '0.1.0', '12 ms']) await one.text(text);
    await one.button('Test connection of connect-01').click();
    await one.text('Round trip 14 ms; the directory answered in 5 ms (dc1.nordhavn.example).');
    await one.button('Remove connect-01').click();
    const dialog = one.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    assert.equal(graph.agents.length, 1);
    await one.button('Remove connect-01').click();
    await one.page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await one.text('connect-01 has been removed');
    await one.text('No agent is set up yet');
    assert.equal(graph.agents.length, 0);
  });

  test('a test that fails says why', async () => {
    const [{ id }] = graph.agents;
    graph.answerNext(`POST /beta/onPremisesAgents/${id}/testConnection`, 422, 'directory_unavailable');
    const one = await open({ path: '/portal/directory/agents' });
    await one.button('Test connection of connect-01').click();
    await one.text('The connection does not work: the agent cannot reach a domain controller');
  });

  test('are removed by Global Administrators only', async () => {
    graph.roles = ['Password Administrator'];
    const one = await open({ path: '/portal/directory/agents' });
    await one.text('Only a Global Administrator may remove an agent.');
    await eventually(() => one.button('Remove connect-01').count(), 0);
  });
});
