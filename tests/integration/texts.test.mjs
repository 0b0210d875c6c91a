/**
 * Codes by text message through both kinds of provider, each of somebody else's make: a webhook receiver that verifies with the
 * standard's library, and an SMSC. Down and up again, killed in between, throttled, silent: a text comes once, or not at all.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';

import { until } from '../lib/environment.mjs';
import { expectStatus, ResetClient } from '../lib/reset_client.mjs';
import { INVALID_NUMBER, Smsc, THROTTLED } from '../lib/smsc.mjs';
import { TenantAlone } from '../lib/tenant_alone.mjs';
import { TextGateway } from '../lib/text_gateway.mjs';

const run = promisify(execFile);
const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const ON_PREMISES = 'urn:tilbage:params:scim:schemas:onprem:2.0:User';
const SIGNATURE_KEY = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const SECONDS = { seconds: 30 };

/** A tenant where everybody may reset, people with a mobile phone, and a folder with the provider's certificate and secrets. */
class World {
  static async up(textConfig) {
    const world = new World();
    world.folder = await mkdtemp(join(tmpdir(), 'tilbage-texts-'));
    await run('openssl', [
      'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1',
      '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', join(world.folder, 'key.pem'), '-out', join(world.folder, 'cert.pem'),
    ]);
    world.key = await readFile(join(world.folder, 'key.pem'));
    world.cert = await readFile(join(world.folder, 'cert.pem'));
    for (const [name, text] of [['signature', SIGNATURE_KEY], ['authorization', 'Bearer of-texts'], ['password', 'secret08']]) {
      await writeFile(join(world.folder, name), `${text}\n`, { mode: 0o600 });
    }
    world.people = 0;
    world.provider = await textConfig.provider(world).up();
    world.tenant = await TenantAlone.up({ config: `[text]\n${textConfig.lines(world)}` });
    await world.tenant.command('integration', '--tenant', 'ex1.test', '--writeback', 'yes');
    await world.tenant.command('password-reset', '--tenant', 'ex1.test', '--enabled', 'all');
    return world;
  }

  async down() {
    this.client?.close();
    await this.tenant?.down();
    await this.provider?.down();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** Somebody new; they have asked for a code by text, and this is their number. */
  async ask({ locale = 'en-US' } = {}) {
    this.people += 1;
    const name = `user${this.people}`;
    const number = `+4520${String(100000 + this.people)}`;
    const answer = await this.tenant.scim('POST', '/Users', {
      schemas: [USER, ON_PREMISES],
      userName: `${name}@ex1.test`,
      externalId: Buffer.alloc(16, this.people).toString('base64'),
      displayName: name,
      active: true,
      emails: [{ value: `${name}@home.example`, type: 'other' }],
      phoneNumbers: [{ value: `+45 20 ${String(100000 + this.people)}`, type: 'mobile' }],
      [ON_PREMISES]: { sAMAccountName: name, netbiosDomain: 'EX1', domain: 'ex1.test' },
    });
    assert.equal(answer.status, 201, answer.body);
    const client = new ResetClient({ url: this.tenant.url, variables: { TILBAGE_CA: join(this.tenant.folder, 'certificate.pem') } });
    this.client?.close();
    this.client = client;
    expectStatus(await client.begin(`${name}@ex1.test`, 'reset', locale), 201);
    expectStatus(await client.sendCode('mobilePhone', { number }), 202);
    return { client, number };
  }

  async waiting() {
    const { stdout } = await run('/usr/bin/python3', ['-c',
      `import sqlite3,sys; print(sqlite3.connect(sys.argv[1]).execute("SELECT count(*) FROM texts").fetchone()[0])`,
      join(this.tenant.folder, 'store/tenant.db')]);
    return Number(stdout);
  }
  settled() { return until(async () => (await this.waiting()) === 0, { what: 'an empty outbox', ...SECONDS }); }

  async assertNothingLeaks(...secrets) {
    const log = await this.tenant.logged();
    for (const secret of ['secret08', 'of-texts', ...secrets]) assert.ok(!log.includes(secret), `${secret} stands in the log`);
  }
}

const KINDS = {
  webhook: {
    provider: ({ key, cert }) => new TextGateway({ key, cert, signatureKey: SIGNATURE_KEY, authorization: 'Bearer of-texts' }),
    lines: ({ folder, provider }) => `provider = "webhook"
url = "https://127.0.0.1:${provider.port}/texts"
ca_file = "${folder}/cert.pem"
authorization_file = "${folder}/authorization"
signature_key_file = "${folder}/signature"
body = '{"recipients": [{"msisdn": "{digits}"}], "message": "{text}"}'
`,
    texts: ({ taken }) => taken.map(({ body }) => ({ digits: body.recipients[0].msisdn, text: body.message })),
    notNow: 503,
    never: 422,
  },
  smpp: {
    provider: ({ key, cert }) => new Smsc({ systemId: 'tilbage', password: 'secret08', tls: { key, cert } }),
    lines: ({ folder, provider }) => `provider = "smpp"
server = "smpps://127.0.0.1:${provider.port}"
ca_file = "${folder}/cert.pem"
system_id = "tilbage"
password_file = "${folder}/password"
sender = "Tilbage"
`,
    texts: ({ messages }) => messages.map((pdu) => ({ digits: pdu.destination_addr, text: pdu.short_message.message })),
    notNow: THROTTLED,
    never: INVALID_NUMBER,
  },
};

for (const [name, kind] of Object.entries(KINDS)) {
  describe(`through ${name}`, () => {
    let world;
    before(async () => { world = await World.up(kind); });
    after(async () => { await world?.down(); });

    const texts = (number) => kind.texts(world.provider).filter(({ digits }) => `+${digits}` === number);
    const arrives = (number) => until(() => texts(number)[0], { what: `a text to ${number}`, ...SECONDS });

    test('check-config says that the provider can be reached', async () => {
      assert.doesNotMatch(await world.tenant.command('check-config'), /text\.provider/);
    });

    for (const [locale, words] of [['da-DK', /^Din kode er (\d{6})\. Den virker i 5 minutter\./], ['en-US', /^Your code is (\d{6})\. It works for 5 minutes\./]]) {
      test(`a code comes in ${locale}, and proves the number`, async () => {
        const { client, number } = await world.ask({ locale });
        const { text } = await arrives(number);
        const [, code] = words.exec(text);
        const state = expectStatus(await client.verify(code, 'mobilePhone'), 200).body;
        assert.equal(state.step, 'password');
        await world.settled();
        await world.assertNothingLeaks(code, number.slice(1));
      });
    }

    test('what the provider does not take now is tried again, and comes once', async () => {
      world.provider.statuses.push(kind.notNow, kind.notNow);
      const { number } = await world.ask();
      await arrives(number);
      await world.settled();
      assert.equal(texts(number).length, 1);
    });

    test('what the provider refuses for good is given up', async () => {
      world.provider.statuses.push(kind.never);
      const { number } = await world.ask();
      await world.settled();
      assert.equal(texts(number).length, 0);
      assert.match(await world.tenant.logged(), /text_failed/);
    });

    test('what the provider never answered is not sent again', async () => {
      world.provider.statuses.push('silence');
      const { number } = await world.ask();
      await world.settled();
      assert.equal(texts(number).length, 0);
    });

    test('with the provider down and the tenant killed meanwhile, the text comes when both are back, once', async () => {
      await world.provider.down();
      const { number } = await world.ask();
      await until(async () => /text_delayed/.test((await world.tenant.logged()).split('tenant_listening').pop()), { what: 'a try', ...SECONDS });
      await world.tenant.stop('SIGKILL');
      assert.equal(await world.waiting(), 1);
      const store = await readFile(join(world.tenant.folder, 'store/tenant.db'));
      const wal = await readFile(join(world.tenant.folder, 'store/tenant.db-wal')).catch(() => Buffer.alloc(0));
      for (const bytes of [store, wal]) assert.ok(!bytes.includes('Your code is'), 'the text lies sealed');
      await world.provider.up();
      await world.tenant.start();
      await arrives(number);
      await world.settled();
      assert.equal(texts(number).length, 1);
    });

    test('a wrong number gets nothing, and nobody learns of it', async () => {
      const before = kind.texts(world.provider).length;
      const { client } = await world.ask();
      const wrong = await client.sendCode('mobilePhone', { number: '+4599999999' });
      assert.deepEqual([wrong.status, wrong.body.error.code], [422, 'number_wrong']);
      await world.settled();
      assert.equal(kind.texts(world.provider).length, before + 1);
    });
  });
}

describe('a webhook', () => {
  let world;
  before(async () => { world = await World.up(KINDS.webhook); });
  after(async () => { await world?.down(); });

  test('that says when it wants to be asked again is left alone until then', async () => {
    const { provider } = world;
    provider.statuses.push({ status: 429, retryAfter: 5 });
    await world.ask();
    await until(() => provider.taken.length === 1, { what: 'the text', ...SECONDS });
    const [refused, taken] = provider.calls;
    assert.ok(taken.at - refused.at >= 5000, `asked again after ${taken.at - refused.at} ms; unasked it is 2 s`);
  });

  test('that wants to be left alone until the code is of no use gets no second call', async () => {
    const { provider } = world;
    const before = provider.calls.length;
    provider.statuses.push({ status: 503, retryAfter: 3600 });
    await world.ask();
    await world.settled();
    assert.equal(provider.calls.length, before + 1);
    assert.match(await world.tenant.logged(), /text_failed/);
  });
});

describe('an SMSC', () => {
  let world;
  before(async () => { world = await World.up(KINDS.smpp); });
  after(async () => { await world?.down(); });

  test('sees one bind for many texts, sender and validity in each, and an unbind at the end', async () => {
    const { provider } = world;
    for (let i = 0; i < 3; ++i) await world.ask();
    await until(() => provider.messages.length === 3, { what: 'three texts', ...SECONDS });
    assert.equal(provider.binds, 1);
    for (const pdu of provider.messages) {
      assert.deepEqual([pdu.source_addr, pdu.source_addr_ton, pdu.dest_addr_ton, pdu.dest_addr_npi, pdu.data_coding], ['Tilbage', 5, 1, 1, 0]);
    }
    await world.settled();
    await world.tenant.stop();
    assert.equal(provider.unbinds, 1);
    await world.tenant.start();
  });

  test('is bound anew when it has cut the session off', async () => {
    for (const session of world.provider.sessions) session.destroy();
    const { number } = await world.ask();
    await until(() => world.provider.messages.some((pdu) => `+${pdu.destination_addr}` === number), { what: 'the text', ...SECONDS });
  });

  test('with another password is told about by check-config', async () => {
    await writeFile(join(world.folder, 'password'), 'wrong\n', { mode: 0o600 });
    assert.match(await world.tenant.command('check-config'), /text\.provider: the SMSC refuses to bind/);
  });
});
