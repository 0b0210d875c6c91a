import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Administrator, PERSON } from './administrator.mjs';
import { launchBrowser } from './browser.mjs';
import { startMockGraph } from './mock_graph.mjs';

let browser;
let graph;
before(async () => {
  browser = await launchBrowser();
  graph = await startMockGraph();
});
after(async () => {
  await browser.close();
  await graph.close();
});

test('groups are found by the beginning of their name, and lead to their members and back', async () => {
  const one = await Administrator.open(browser, graph, { path: '/portal/directory/groups' });
  await one.heading('Groups');
  await one.text('3 of 3 shown');
  await one.page.getByRole('textbox', { name: 'Find groups by the beginning of their name' }).fill("øk");
  await one.text('1 shown');
  await one.page.getByRole('textbox', { name: 'Find groups by the beginning of their name' }).fill("o'brien");
  await one.text('No group has a name that begins so.');
  assert.ok(graph.log.some((call) => call.includes("startswith(displayName,'o''brien')")), 'a quote is doubled');
  await one.page.getByRole('textbox', { name: 'Find groups by the beginning of their name' }).fill('');
  await one.link('Ansatte').click();
  await one.heading('Ansatte');
  await one.link('Åse Bæk 000012').click();
  await one.heading('Åse Bæk 000012');
  assert.ok(one.page.url().endsWith(PERSON));
  await one.link('Ansatte').click();
  await one.heading('Ansatte');
  assert.deepEqual(one.faults, []);
  await one.close();
});
