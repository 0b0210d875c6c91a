import assert from 'node:assert/strict';
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

const open = (path, options = {}) => Administrator.open(browser, graph, { path: `/portal/directory/${path}`, ...options });

async function closed(one) {
  assert.deepEqual(one.faults, []);
  await one.close();
}

describe('the synchronization', () => {
  test('tells who synchronizes, how it goes, and what each run changed', async () => {
    const one = await open('synchronization');
    await one.heading('Synchronization');
    await one.text('Removals wait for your decision');
    await one.text('ldaps://dc1.nordhavn.example:636');
    await one.text('Deletions are noticed late');
    const runs = one.page.getByRole('table', { name: 'Last runs' });
    await runs.getByText('1 changed, 1 refused').waitFor();
    await runs.getByText('Refused (1)').click();
    await runs.getByText('kaj@nordhavn.example: 400 userName is too long').waitFor();
    await one.button('Show more').click();
    await runs.getByText('9,800 created, 1 changed').waitFor();
    await closed(one);
  });

  test('many removals are allowed by who has read the number', async () => {
    const one = await open('synchronization');
    await one.text('612 of 9,800 people would be removed');
    await one.button('Allow these removals').click();
    const dialog = one.page.getByRole('dialog', { name: 'Remove 612 people?' });
    await dialog.getByRole('textbox').fill('600');
    await dialog.getByRole('button', { name: 'Allow these removals' }).click();
    await dialog.getByText('That is not the number.').waitFor();
    assert.notEqual(graph.synchronization.heldRemovals, null);
    await dialog.getByRole('textbox').fill('612');
    await dialog.getByRole('button', { name: 'Allow these removals' }).click();
    await one.text('The removals are allowed');
    await one.page.getByText('612 of 9,800 people would be removed').waitFor({ state: 'detached' });
    await one.text(/Allow removals: astrid@nordhavn\.example, .*; waiting for the agent/);
    await closed(one);
  });

  test('a run is asked for, and what an agent lacks is said', async () => {
    const one = await open('synchronization');
    await one.button('Full run').click();
    await one.text('A full run has been asked for');
    assert.equal(graph.synchronization.orders[0].order, 'full');
    graph.answerNext('POST /beta/onPremisesSynchronization/run', 503, 'agent_unavailable');
    await one.button('Synchronize now').click();
    await one.text('No agent is connected');
    await closed(one);
  });

  test('a reader sees everything and changes nothing', async () => {
    graph.roles = ['Global Reader'];
    const one = await open('synchronization');
    await one.text('612 of 9,800 people would be removed');
    await eventually(() => one.page.getByRole('button', { name: 'Allow these removals' }).count(), 0);
    assert.equal(await one.button('Full run').isDisabled(), true);
    await closed(one);
  });

  test('it goes on by itself: an agent that fails is seen without a reload', async () => {
    const one = await open('synchronization');
    await one.text('Removals wait for your decision');
    graph.synchronization.agents[0].state = 'failed';
    graph.synchronization.agents[0].problem = { code: 'directory_unavailable', message: 'dc1 does not answer' };
    await one.page.getByText('dc1 does not answer').waitFor({ timeout: 30_000 });
    await closed(one);
  });
});

test('duplicates lead to both people; an administrator is named as one', async () => {
  const one = await open('synchronization/duplicates');
  await one.heading('Duplicates');
  await one.text('admin@nordhavn.example');
  await one.text('administrator of this tenant');
  const link = one.page.getByRole('link', { name: 'Anna Bæk' });
  assert.ok((await link.getAttribute('href')).endsWith('/portal/directory/users/00000000-0000-4000-8000-000000000013'));
  await closed(one);
});

test('why somebody is not here is said in words, with what to do', async () => {
  const one = await open('synchronization/explain');
  await one.heading('Why is somebody not here?');
  await one.button('Look').click();
  await one.text('Say whom to look for.');
  const field = one.page.getByRole('textbox', { name: 'Account name, user name or mail address' });
  await field.fill('bo');
  await one.button('Look').click();
  await one.text('This person is not in the tenant: The person stands outside of the chosen units');
  await one.text('CN=Bo,OU=Gæster,DC=nordhavn,DC=example');
  await one.page.getByRole('table', { name: 'What would change' }).getByText('Bo Berg').waitFor();
  await field.fill('nobody');
  await one.button('Look').click();
  await one.text('The directory has nobody of that name');
  graph.synchronization.explanation = { ...graph.synchronization.explanation, inScope: true, joined: true, why: 'in_scope', exported: 'yes', tenantId: 'x' };
  await field.fill('bo');
  await one.button('Look').click();
  await one.text('This person is synchronized');
  await closed(one);
});

test('the threshold is saved when it can be one', async () => {
  const one = await open('synchronization/settings');
  await one.heading('Synchronization settings');
  await one.page.getByRole('radio', { name: 'Above a percentage of the people' }).check();
  await one.page.getByRole('textbox', { name: 'Per cent' }).fill('101');
  await one.button('Save').click();
  await one.text('A whole number from 0 to 100.');
  await one.page.getByRole('textbox', { name: 'Per cent' }).fill('20');
  await one.page.getByRole('checkbox', { name: 'Block soft matching' }).check();
  await one.button('Save').click();
  await one.text('The agents follow it within ten seconds.');
  const { configuration, features } = graph.synchronization.settings;
  assert.deepEqual(configuration.accidentalDeletionPrevention, { synchronizationPreventionType: 'enabledForPercentage', alertThreshold: 20 });
  assert.equal(features.blockSoftMatchEnabled, true);
  await one.page.getByRole('radio', { name: 'Do not prevent' }).check();
  await one.text('A mistake in a filter then removes everybody at once');
  await closed(one);
});

test('deleted users: who is the directory’s is not restored here; the others are, or go for good', async () => {
  const one = await open('deleted-users');
  await one.heading('Deleted users');
  await one.text('The directory decides');
  await eventually(() => one.page.getByRole('button', { name: 'Restore Gerda Gået' }).count(), 0);
  await one.button('Restore Egon Egen').click();
  await one.text('Egon Egen is restored');
  await one.button('Delete for good: Gerda Gået').click();
  await one.page.getByRole('dialog').getByRole('button', { name: 'Delete for good' }).click();
  await one.text('Gerda Gået is deleted for good');
  await one.text('Nobody was deleted in the last 30 days.');
  await closed(one);
});
