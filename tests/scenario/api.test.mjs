/** What the reset API answers to bad input and impatience, in a whole environment. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';

import { Environment, until } from '../lib/environment.mjs';
import { GraphClient } from '../lib/graph_client.mjs';
import { Mailbox } from '../lib/mailbox.mjs';
import { expectStatus, ResetClient } from '../lib/reset_client.mjs';

const run = promisify(execFile);
const GOOD = 'Ny-Adgangskode-2026';
let environment;
let mailbox;
const clients = [];
before(async () => {
  environment = await Environment.up('--proxy', '--allow-unlock');
  mailbox = new Mailbox(environment.variables.MAIL_DIR);
});
after(async () => {
  for (const client of clients) client.close();
  await environment?.down();
});

function newClient() {
  const client = new ResetClient(environment);
  clients.push(client);
  return client;
}

async function proven(person) {
  const client = newClient();
  await client.proveIdentity(environment.upnOf(person), person.alternate_mail, mailbox);
  return client;
}

async function forwardedDuring(work) {
  const count = async () => (await environment.proxyCounts()).totals.forwarded ?? 0;
  const before = await count();
  await work();
  return (await count()) - before;
}

describe('who somebody is', () => {
  test('the user principal name, the mail address, DOMAIN\\name and the bare name all mean the same person', async () => {
    const person = await environment.freshPerson();
    const { AD_NETBIOS } = environment.variables;
    for (const userId of [environment.upnOf(person).toUpperCase(), `${AD_NETBIOS}\\${person.account}`, person.account, ` ${environment.upnOf(person)} `]) {
      const client = newClient();
      expectStatus(await client.begin(userId), 201);
      expectStatus(await client.sendCode(), 202);
      const code = await mailbox.nextCode(person.alternate_mail);
      expectStatus(await client.verify(code), 200);
    }
  });

  test('wildcards, parentheses, NULs and filters are simply unknown people', async () => {
    const reference = await newClient().start('nobody.at.all@ex1.test');
    for (const userId of ['*', 'user000*', '*)(objectClass=*', 'user0001)(|(cn=*', 'user0001\u0000', "' OR 1=1 --", '\\2a', 'a'.repeat(319)]) {
      const client = newClient();
      const answer = await client.begin(userId);
      assert.equal(answer.status, 201, userId);
      assert.deepEqual(Object.keys(answer.body).sort(), Object.keys(reference.body).sort());
      expectStatus(await client.sendCode(), 202);
      expectStatus(await client.verify('000000'), 422);
      expectStatus(await client.ticket(), 403);
    }
  });

  test('unknown, disabled, out of scope, without an address and known: same pages, same codes', async () => {
    const shape = ({ status, headers, body }) => ({
      status,
      headers: Object.keys(headers).sort(),
      cookie: headers['set-cookie']?.[0].replace(/=[\w-]{20,}/, '=…'),
      // What a hint shows, and what else than an address they have, is each name's own.
      body: JSON.stringify(body).replace(/\d{10,}/g, 'time').replace(/"hint":"[a-zæøå]•••@[a-z]•••"/g, '"hint"')
        .replace(/,\{"id":"(recoveryCode|temporaryAccessCode|mobilePhone|authenticatorApp)"[^}]*\}/g, ''),
    });
    const walk = async (userId) => {
      const client = newClient();
      const steps = [await client.begin(userId), await client.sendCode(), await client.verify('000000'), await client.policy(), await client.ticket()];
      return steps.map(shape);
    };
    const known = await walk(environment.upnOf(await environment.freshPerson()));
    for (const userId of ['nobody@ex1.test', 'disabled@ex1.test', 'outside@ex1.test', 'noalternate@ex1.test', 'somebody@elsewhere.example']) {
      assert.deepEqual(await walk(userId), known, userId);
    }
  });
});

describe('codes', () => {
  test('five wrong tries end a code, and the right one comes too late', async () => {
    const person = await environment.freshPerson();
    const client = newClient();
    await client.begin(environment.upnOf(person));
    await client.sendCode();
    const code = await mailbox.nextCode(person.alternate_mail);
    const wrong = code === '123456' ? '654321' : '123456';
    for (const left of [4, 3, 2, 1]) {
      const answer = expectStatus(await client.verify(wrong), 422);
      assert.deepEqual([answer.body.error.code, answer.body.error.details.triesLeft], ['code_wrong', left]);
    }
    expectStatus(await client.verify(wrong), 422);
    assert.equal(expectStatus(await client.verify(code), 422).body.error.code, 'code_exhausted');
  });

  test('five tries stay five tries when they come at once', async () => {
    const person = await environment.freshPerson();
    const client = newClient();
    await client.begin(environment.upnOf(person));
    await client.sendCode();
    const code = await mailbox.nextCode(person.alternate_mail);
    const wrong = code === '123456' ? '654321' : '123456';
    const answers = await Promise.all(Array.from({ length: 50 }, () => client.verify(wrong)));
    const judged = answers.filter(({ status, body }) => status === 422 && body.error.code === 'code_wrong');
    assert.ok(judged.length <= 5, `${judged.length} tries were judged`);
    assert.notEqual((await client.verify(code)).status, 200);
  });

  test('a newer code ends the older one, and a code works once', async () => {
    const person = await environment.freshPerson();
    const client = newClient();
    await client.begin(environment.upnOf(person));
    await client.sendCode();
    const older = await mailbox.nextCode(person.alternate_mail);
    await client.sendCode();
    const newer = await mailbox.nextCode(person.alternate_mail);
    if (older !== newer) expectStatus(await client.verify(older), 422);
    expectStatus(await client.verify(newer), 200);
    assert.notEqual((await client.verify(newer)).status, 200);
  });

  test('the eleventh code in ten minutes is not sent', async () => {
    const person = await environment.freshPerson();
    const client = newClient();
    await client.begin(environment.upnOf(person));
    const answers = await Promise.all(Array.from({ length: 50 }, () => client.sendCode()));
    assert.equal(answers.filter(({ status }) => status === 202).length, 10);
    const refused = answers.find(({ status }) => status === 429);
    assert.equal(refused.body.error.code, 'too_many_attempts');
    assert.ok(Number(refused.headers['retry-after']) > 0);
  });
});

describe('one password, one write', () => {
  test('fifty submits of one ticket at once are one write', async () => {
    const person = await environment.freshPerson();
    const client = await proven(person);
    const { ticket, sealed } = await client.prepare(GOOD);
    let answers;
    const forwarded = await forwardedDuring(async () => {
      answers = await Promise.all(Array.from({ length: 50 }, () => client.submit(ticket.requestId, sealed)));
    });
    assert.equal(forwarded, 1);
    const outcomes = answers.filter(({ status }) => status === 200);
    assert.ok(outcomes.length >= 1);
    for (const { body } of outcomes) assert.equal(body.outcome.reason, 'succeeded');
    for (const { status } of answers) assert.ok([200, 401, 409, 410].includes(status), String(status));
    assert.equal(await environment.kinit(person, GOOD), 'ok');
  });

  test('fifty tickets of one session at once are one write', async () => {
    const person = await environment.freshPerson();
    const client = await proven(person);
    const forwarded = await forwardedDuring(() =>
      Promise.all(Array.from({ length: 50 }, async () => {
        const answer = await client.ticket();
        if (answer.status !== 201) return;
        const { sealPasswords } = await import('../../web/dist/lib/seal.mjs');
        await client.submit(answer.body.requestId, await sealPasswords(answer.body, { current: '', next: GOOD }));
      })),
    );
    assert.equal(forwarded, 1);
    assert.equal(await environment.kinit(person, GOOD), 'ok');
  });

  test('after a success every session of the person has ended', async () => {
    const person = await environment.freshPerson();
    const other = await proven(person);
    const client = await proven(person);
    assert.equal((await client.reset(GOOD)).reason, 'succeeded');
    expectStatus(await client.ticket(), 401);
    expectStatus(await other.ticket(), 401);
  });

  test('a request is nobody else’s to see or to use', async () => {
    const client = await proven(await environment.freshPerson());
    const { ticket, sealed } = await client.prepare(GOOD);
    const stranger = await proven(await environment.freshPerson());
    expectStatus(await stranger.submit(ticket.requestId, sealed), 404);
    expectStatus(await stranger.outcome(ticket.requestId, 0), 404);
  });

  test('what was sealed for one person or ticket opens for no other', async () => {
    const client = await proven(await environment.freshPerson());
    const first = await client.prepare(GOOD);
    const second = await client.prepare(GOOD);
    const forwarded = await forwardedDuring(async () => {
      const answer = expectStatus(await client.submit(second.ticket.requestId, first.sealed), 200);
      assert.ok(['cannot_open', 'malformed'].includes(answer.body.outcome.reason), answer.body.outcome.reason);
    });
    assert.equal(forwarded, 0);
  });
});

describe('passwords that cannot be', () => {
  const impossible = [
    ['too long', 'Aa1-'.repeat(64) + 'x', 'password_too_long'],
    ['with a NUL', 'Med-Nul-\u0000-2026', 'password_malformed'],
    ['empty', '', 'password_malformed'],
    ['too short', 'Aa1-x', 'password_too_short'],
    ['of one kind', 'kunsmaabogstaver', 'password_not_complex'],
  ];
  for (const [name, password, reason] of impossible) {
    test(`${name}: ${reason}, and nothing is changed`, async () => {
      const person = await environment.freshPerson();
      const client = await proven(person);
      const outcome = await client.reset(password);
      assert.equal(outcome.reason, reason);
      assert.equal(outcome.retry, true);
      if (reason === 'password_too_short') assert.equal(outcome.details.minLength, 8);
      if (reason === 'password_too_long') assert.equal(outcome.details.maxLength, 256);
      assert.equal(await environment.kinit(person, environment.password), 'ok');
      assert.equal((await client.reset(GOOD)).reason, 'succeeded', 'the same session may try again');
    });
  }

  test('bytes that are not UTF-8 are malformed', async () => {
    const { encryptCompact, makeFresh } = await import('../../web/dist/lib/seal.mjs');
    const client = await proven(await environment.freshPerson());
    const { ticket } = await client.prepare(GOOD);
    const plaintext = new Uint8Array(1604);
    plaintext.set([0, 0, 0, 4, 0xff, 0xfe, 0x41, 0x42]);
    const claims = { rid: ticket.requestId, tid: ticket.tenantId, sub: ticket.sourceAnchor, knd: ticket.kind, iat: ticket.iat, exp: ticket.exp };
    const sealed = await Promise.all(ticket.recipients.map(async (recipient) => ({
      kid: recipient.kid, jwe: await encryptCompact(recipient, claims, plaintext, await makeFresh()),
    })));
    assert.equal((await client.submit(ticket.requestId, sealed)).body.outcome.reason, 'password_malformed');
  });
});

describe('bodies', () => {
  test('a megabyte is answered 413', async () => {
    expectStatus(await newClient().request('POST', '/reset/v1/sessions', Buffer.alloc(1 << 20, 0x20)), 413);
  });
  test('what is no JSON is malformed, what is no application/json is 415, another origin is refused', async () => {
    const client = newClient();
    for (const body of ['', '{', '[]', '{"userId": 1}', '{"userId": {"a": 1}}', '"text"', '\u0000']) {
      expectStatus(await client.request('POST', '/reset/v1/sessions', body), 400);
    }
    expectStatus(await client.request('POST', '/reset/v1/sessions', '{}', { 'content-type': 'text/plain' }), 415);
    expectStatus(await client.request('POST', '/reset/v1/sessions', { userId: 'x', locale: 'en' }, { origin: 'https://evil.example' }), 403);
  });
  test('every step needs its session and the step before', async () => {
    const nobody = newClient();
    for (const answer of [await nobody.sendCode(), await nobody.verify('000000'), await nobody.policy(), await nobody.ticket()]) expectStatus(answer, 401);
    const client = newClient();
    await client.begin(environment.upnOf(await environment.freshPerson()));
    expectStatus(await client.ticket(), 403);
    expectStatus(await client.policy(), 403);
  });
});

describe('banned passwords', () => {
  const refused = async (client, password, banned) => {
    const forwarded = await forwardedDuring(async () => {
      const outcome = await client.reset(password);
      assert.equal(outcome.reason, 'password_banned');
      assert.deepEqual(outcome.details, { banned });
      assert.equal(outcome.retry, true);
    });
    assert.equal(forwarded, 0, 'the directory was not asked to write');
  };

  test('words and names are refused before the directory is asked, from the moment they are banned', async () => {
    const graph = await GraphClient.signIn(environment);
    const protect = async (settings) =>
      expectStatus(await graph.call('PATCH', '/beta/policies/passwordProtection', settings, { 'if-match': '*' }), 200);
    try {
      await protect({ enabled: true, mode: 'enforce', words: ['blåbærgrød', 'sommer'] });
      const person = await environment.freshPerson();
      const client = await proven(person);
      await refused(client, 'BlåbærGR0D-$ommer1', 'word');
      await refused(client, `Q7-${person.account}-2026x`, 'name');
      assert.equal(await environment.kinit(person, environment.password), 'ok');
      assert.equal((await client.reset('Blåbærgrød-Cykel7-Vind')).reason, 'succeeded', 'much of it is something else');
      await protect({ mode: 'audit' });
      const other = await proven(await environment.freshPerson());
      assert.equal((await other.reset('Blåbærgrød-Sommer1')).reason, 'succeeded');
      const log = await readFile(`${environment.folder}/log/connect.log`, 'utf8');
      assert.match(log, /password_would_be_banned.*banned=word/);
      assert.doesNotMatch(log, /sommer/i);
    } finally {
      await protect({ enabled: false });
      graph.close();
    }
  });

  test('a password that has leaked is refused, by a list that the running agent takes up', async () => {
    const agent = `${process.env.TILBAGE_BIN ?? 'build/release/bin'}/tilbage-connect`;
    const list = `${environment.folder}/breached.list`;
    const leaked = ['Leaked-Password-1', 'Laekket-Kodeord-2'];
    const hashes = leaked.map((password) => `${createHash('sha1').update(password).digest('hex').toUpperCase()}:7`);
    await writeFile(`${list}.txt`, `${hashes.sort().join('\r\n')}\r\n`);
    await run(agent, ['breached', 'build', '--from', `${list}.txt`, '--out', list]);
    const file = environment.variables.CONNECT_CONFIG;
    const config = await readFile(file, 'utf8');
    const client = await proven(await environment.freshPerson());
    // The agent that was there serves until the new one does.
    const connections = async () => (await readFile(`${environment.folder}/log/connect.log`, 'utf8')).split('relay_connected').length;
    try {
      const before = await connections();
      await writeFile(file, `${config}\n[banned]\nbreached_file = "${list}"\n`);
      await until(async () => (await connections()) > before);
      await until(async () => (await client.policy()).status === 200);
      await refused(client, leaked[1], 'breached');
      assert.equal((await client.reset('Ikke-Laekket-Kodeord-2')).reason, 'succeeded');
    } finally {
      const again = await connections();
      await writeFile(file, config);
      await until(async () => (await connections()) > again);
    }
  });
});

describe('a domain controller that has the policy-hints control', () => {
  test('history and minimum age are enforced on a reset, told before typing, and named', async () => {
    await environment.proxy({ policy_hints: ['2239'] });
    await environment.restart('connect');
    try {
      const young = await proven(await environment.person('strictyoung'));
      const { policy } = expectStatus(await young.policy(), 200).body;
      assert.equal(policy.minLength, 14);
      assert.equal(policy.historyEnforced, true);
      assert.equal(policy.minAgeSeconds, 86400);
      assert.ok(policy.mayChangeAt > Date.now());
      const outcome = await young.reset('Meget-Lang-Adgangskode-2026');
      assert.equal(outcome.reason, 'password_too_young');
      assert.equal(outcome.details.minAgeSeconds, 86400);
      assert.ok(Math.abs(outcome.details.mayChangeAt - policy.mayChangeAt) < 5000);

      const person = await environment.freshPerson();
      assert.equal((await (await proven(person)).reset(GOOD)).reason, 'succeeded');
      const again = await (await proven(person)).reset(GOOD);
      assert.ok(['password_in_history', 'password_refused'].includes(again.reason), again.reason);
      assert.equal(again.details.historyLength, 5);
      const { policy_hints: sent } = await environment.proxyCounts();
      assert.ok(sent.length >= 3 && sent.every(({ critical }) => critical));
    } finally {
      await environment.proxy({});
      await environment.restart('connect');
    }
  });
});

describe('the answers of a Windows domain controller', () => {
  const answers = { 'no-rights': 'permission_missing', 'no-such-object': 'user_not_found', busy: 'directory_unavailable', unavailable: 'directory_unavailable', 'reset-refused': 'password_refused' };
  for (const [windows, reason] of Object.entries(answers)) {
    test(`${windows} is told as ${reason}`, async () => {
      const client = await proven(await environment.freshPerson());
      await environment.proxy({ modify: { windows } });
      try {
        const outcome = await client.reset(GOOD);
        assert.equal(outcome.reason, reason);
        assert.equal(outcome.details.object, undefined, 'the person does not see the object');
      } finally {
        await environment.proxy({});
      }
    });
  }
});
