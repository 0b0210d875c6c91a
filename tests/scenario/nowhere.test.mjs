/** A marker password, set through the real page, is found nowhere but in the directory: on no disk, in no process, on no wire. */
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { after, before, test } from 'node:test';

import { openBrowser, openPage, ResetVisitor } from '../lib/browser.mjs';
import { Environment, until } from '../lib/environment.mjs';
import { Mailbox } from '../lib/mailbox.mjs';
import { contains, disguisesOf, whereIs } from '../lib/search.mjs';
import { Tap } from '../lib/tap.mjs';

const MARKER = 'Mærkelig-Rød-Giraf-4711';
const REFUSED = 'rødgiraffenmedmaerket';

let environment;
let tap;
let browser;
before(async () => {
  environment = await Environment.up();
  tap = await Tap.on(environment);
  browser = await openBrowser(environment);
});
after(async () => {
  await browser?.close();
  await environment?.down();
  await tap?.close();
});

test('the search itself finds what is there', async () => {
  const haystacks = [MARKER, `x"${MARKER}"y`].flatMap((text) => [
    Buffer.from(text), Buffer.from(text, 'utf16le'), Buffer.from(Buffer.from(text).toString('base64')),
    Buffer.from(Buffer.from(`ab${text}cd`, 'utf16le').toString('base64url')), Buffer.from(Buffer.from(text).toString('hex')),
  ]);
  for (const [index, haystack] of haystacks.entries()) assert.ok(contains(haystack, disguisesOf(MARKER)), `disguise ${index}`);
});

test('the marker is nowhere after one refused and one accepted password', async () => {
  const person = await environment.freshPerson();
  const mailbox = new Mailbox(environment.variables.MAIL_DIR);
  await until(async () => tap.heard().some((bytes) => bytes.includes('"type":"welcome"')), { what: 'the agent is heard' });
  const page = await openPage(browser);
  const visit = new ResetVisitor(page, environment, mailbox);
  await visit.open();
  await visit.identify(environment.upnOf(person));
  await visit.verify(person.alternate_mail);
  await visit.typePassword(REFUSED);
  await page.getByText('The password has too few kinds of characters').waitFor();
  await visit.typePassword(MARKER);
  await visit.heading(visit.words.done).waitFor();
  assert.equal(await environment.kinit(person, MARKER), 'ok');

  for (const secret of [MARKER, REFUSED]) {
    const disguises = disguisesOf(secret);
    assert.ok(!contains(Buffer.from(await page.content()), disguises), 'in the page');
    const heard = tap.heard();
    assert.ok(heard.some((bytes) => bytes.includes('"sealed"')), 'the relay was heard');
    assert.deepEqual(heard.filter((bytes) => contains(bytes, disguises)).map((bytes) => bytes.subarray(0, 80).toString('latin1')), []);
  }
  await page.context().close();
  await mailbox.next(person.alternate_mail, ({ subject }) => /has been reset|was reset|nulstillet/i.test(subject)).catch(() => {});

  // A crash must not leave it either: no core file, wherever the system would put one.
  await environment.kill('connect', 'ABRT');
  await environment.kill('tenant', 'ABRT');
  for (const secret of [MARKER, REFUSED]) {
    assert.deepEqual(await whereIs(secret, [environment.folder, '/var/crash', '/var/lib/systemd/coredump']), []);
  }
  assert.deepEqual((await readdir('.')).filter((name) => /^core(\.|$)/.test(name)), []);
});
