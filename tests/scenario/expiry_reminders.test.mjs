/** Reminders that a password expires: the directory's own date, one mail in the person's mailbox, and one alone. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { Environment, until } from '../lib/environment.mjs';
import { Mailbox } from '../lib/mailbox.mjs';

const run = promisify(execFile);
const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const BINARY = join(process.env.TILBAGE_BIN ?? join(ROOT, 'build/release/bin'), 'tilbage-tenant');
// The tenant looks once a minute, and the agent has to bring the new date before.
const A_LOOK = { seconds: 180 };

describe('Reminders that a password expires', () => {
  let environment;
  let mailbox;
  before(async () => {
    environment = await Environment.up();
    mailbox = new Mailbox(environment.variables.MAIL_DIR);
  });
  after(() => environment?.down());

  const mailOf = (person) =>
    until(async () => (await mailbox.fresh(person.mail)).find((mail) => /expires|udløber/.test(mail.text)), {
      ...A_LOOK,
      what: `a reminder to ${person.mail}`,
    });
  const reset = (...options) =>
    run(BINARY, ['password-reset', '--config', join(environment.folder, 'tenant/tenant.toml'), '--tenant', environment.variables.AD_DOMAIN, ...options]);

  test('who has four days left of forty-two is told once, with the link, and who has forty-two is not', async () => {
    const [told, later, never] = [await environment.freshPerson(), await environment.freshPerson(), await environment.freshPerson()];
    await environment.age(told.account, 38);
    // At midnight, so that the time has come whatever time it is.
    const { stdout } = await reset('--expiry-reminders', 'yes', '--reminder-days', '3,7', '--reminder-hour', '0', '--time-zone', 'Europe/Copenhagen');
    assert.match(stdout, /^expiry reminders: 7, 3 days before, at 00:00 Europe\/Copenhagen$/m);

    const mail = await mailOf(told);
    const pwdLastSet = Number(BigInt(await environment.attribute(told, 'pwdLastSet')) / 10_000n) - 11_644_473_600_000;
    const dayIn = (language) =>
      new Intl.DateTimeFormat(language, { timeZone: 'Europe/Copenhagen', dateStyle: 'full' })
        .format(new Date(pwdLastSet + 42 * 86_400_000))
        .replaceAll(',', '');
    const text = mail.text.replace(/\s+/g, ' ');
    assert.ok([`expires on ${dayIn('en-GB')} at`, `udløber ${dayIn('da-DK')} kl.`].some((words) => text.includes(words)), text);
    for (const part of [mail.text, mail.html]) {
      assert.ok(part.includes(`${environment.url}/account`), part);
      assert.ok(part.includes('Europe/Copenhagen'), part);
    }

    // After a restart the tenant looks at once; by the time that another one's mail is there the first would have got theirs.
    await environment.restart('tenant');
    await environment.age(later.account, 38);
    await mailOf(later);
    assert.deepEqual(await mailbox.fresh(told.mail), []);
    assert.deepEqual(await mailbox.fresh(never.mail), []);
  });
});
