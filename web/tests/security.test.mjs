import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { launchBrowser, Person } from './browser.mjs';
import { eventually } from './eventually.mjs';
import { firstLoad } from './first_load.mjs';
import { DIST, POLICY, startMockTenant } from './mock_tenant.mjs';

const BUDGET_BYTES = 36_000;
const MARKER = 'Mærkværdig-7f3a9c-kodeord!';

let browser;
let tenant;
before(async () => {
  browser = await launchBrowser();
});
after(() => browser.close());
beforeEach(async () => {
  tenant = await startMockTenant();
});
afterEach(() => tenant.close());

const assets = () => readdirSync(join(DIST, 'assets'));
/** Loaded when a password is typed. */
const isLater = (name) => name.startsWith('strength_meter-');

test('the first load is at most 36 kB gzipped in any language, and the meter of strength is not in it', () => {
  const { bytes, files } = firstLoad(DIST, ['shared']);
  assert.equal(files.length, 4, 'mark, script, style, words');
  assert.ok(bytes <= BUDGET_BYTES, `${bytes} bytes`);
  assert.ok(assets().some(isLater));
  assert.ok(!files.some(isLater));
});

test('beside every file lie its gzip and its brotli, with the same content', () => {
  const plain = [
    'index.html',
    ...assets()
      .filter((name) => !/\.(gz|br)$/.test(name))
      .map((name) => join('assets', name)),
  ];
  for (const name of plain) {
    const content = readFileSync(join(DIST, name));
    assert.deepEqual(gunzipSync(readFileSync(join(DIST, `${name}.gz`))), content, name);
    assert.deepEqual(brotliDecompressSync(readFileSync(join(DIST, `${name}.br`))), content, name);
  }
});

test('every asset carries a hash in its name', () => {
  for (const name of assets()) assert.match(name, /^(words-[a-z]+-)?[a-z_]+-[\w-]{8}\.(js|css|svg)(\.gz|\.br)?$/);
});

test('nothing is inline, nothing comes from elsewhere', () => {
  const html = readFileSync(join(DIST, 'index.html'), 'utf8');
  assert.doesNotMatch(html, /style=|<style|onload=|javascript:|data:/);
  for (const [, address] of html.matchAll(/(?:src|href)="([^"]+)"/g)) assert.match(address, /^\/reset\/assets\//);
  assert.doesNotMatch(html, /<script(?![^>]*\bsrc=)/);
  for (const name of assets().filter((one) => /\.(js|css)$/.test(one))) {
    const content = readFileSync(join(DIST, 'assets', name), 'utf8');
    assert.doesNotMatch(
      content,
      /\beval\(|new Function|url\(data:|localStorage|sessionStorage|indexedDB|console\./,
      name,
    );
  }
});

test('under the real policy the page has its style and no violation', async () => {
  const person = await Person.open(browser, tenant);
  const response = await person.page.reload();
  assert.equal(response.headers()['content-security-policy'], POLICY);
  await person.reachPassword();
  const radius = await person.page.locator('main').evaluate((main) => getComputedStyle(main).borderTopLeftRadius);
  assert.equal(radius, '16px');
  await person.finish();
  await person.heading('Your password has been reset');
  assert.deepEqual(person.faults, []);
  await person.close();
});

test('the password leaves the page sealed, and is kept nowhere in it', async () => {
  const person = await Person.open(browser, tenant);
  const sent = [];
  const addresses = [];
  const said = [];
  person.page.on('request', (request) => {
    addresses.push(request.url());
    sent.push(request.postData() ?? '');
  });
  person.page.on('console', (message) => said.push(message.text()));
  tenant.outcome = { reason: 'password_banned', details: {}, retry: true };
  await person.reachPassword();
  await person.finish(MARKER);
  await person.page.getByRole('group', { name: /aren’t allowed/ }).waitFor();
  assert.deepEqual(tenant.passwords, [MARKER], 'it did arrive');

  const kept = await person.page.evaluate(() => ({
    html: document.documentElement.outerHTML,
    values: Array.from(document.querySelectorAll('input'), (input) => input.value).join(),
    storage: JSON.stringify([
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      history.state,
      location.href,
    ]),
  }));
  for (const [where, text] of Object.entries({
    ...kept,
    sent: sent.join(),
    addresses: addresses.join(),
    said: said.join(),
  })) {
    for (const form of [
      MARKER,
      encodeURIComponent(MARKER),
      JSON.stringify(MARKER).slice(1, -1),
      btoa(unescape(encodeURIComponent(MARKER))),
    ]) {
      assert.ok(!text.includes(form), where);
    }
  }
  await person.close();
});

test('leaving the page empties the fields, so that going back does not show them', async () => {
  const person = await Person.open(browser, tenant);
  await person.reachPassword();
  await person.field('New password').fill(MARKER);
  const left = await person.page.evaluate(() => {
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
    return document.querySelector('#new-password').value;
  });
  assert.equal(left, '');
  await person.close();
});

test('what a link or the server says is shown as text', async () => {
  const markup = '<img src=x onerror=alert(1)>';
  tenant.settings = {
    tenantName: markup,
    unlockAllowed: false,
    helpdesk: { url: 'javascript:alert(1)', text: markup },
  };
  const person = await Person.open(browser, tenant, { query: `?username=${encodeURIComponent(markup)}&mkt=en-US` });
  await person.page.getByText(markup).first().waitFor();
  await eventually(() => person.page.locator('img[src=x]').count(), 0);
  await eventually(() => person.page.locator('a').count(), 0, 'an address that is no web address is no link');
  await eventually(() => person.field('User ID').inputValue(), markup);
  assert.deepEqual(person.faults, []);
  await person.close();
});
