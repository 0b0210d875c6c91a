/**
 * Something dies in the middle of a reset, twenty times each. The person is told the truth, nothing is written twice, and trying again
 * works.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { Environment, until } from '../lib/environment.mjs';
import { assertTold, NEW_PASSWORD, prepared, struckWhileInFlight } from '../lib/in_flight.mjs';
import { Mailbox } from '../lib/mailbox.mjs';
import { ResetClient } from '../lib/reset_client.mjs';

const TIMES = Number(process.env.TILBAGE_FAULT_TIMES ?? 20);
let environment;
let mailbox;
before(async () => {
  environment = await Environment.up('--proxy');
  mailbox = new Mailbox(environment.variables.MAIL_DIR);
});
after(() => environment?.down());

async function assertRetryWorks(request) {
  const again = new ResetClient(environment);
  try {
    await again.proveIdentity(environment.upnOf(request.person), request.person.alternate_mail, mailbox);
    const outcome = await again.reset('Endnu-En-Kode-2026');
    assert.equal(outcome.reason, 'succeeded');
    assert.equal(await environment.kinit(request.person, 'Endnu-En-Kode-2026'), 'ok');
  } finally {
    again.close();
  }
}

const KILLS = [
  { what: 'the agent before the write', place: 'received', part: 'connect' },
  { what: 'the agent after the write and before the reply', place: 'succeeded', part: 'connect', mustSucceed: true },
  { what: 'the tenant before the write', place: 'received', part: 'tenant', mustSucceed: true },
  { what: 'the tenant after the write', place: 'succeeded', part: 'tenant', mustSucceed: true },
];
for (const { what, place, part, mustSucceed } of KILLS) {
  test(`${what} is killed, ${TIMES} times`, async () => {
    for (let time = 0; time < TIMES; ++time) {
      const request = await prepared(environment, mailbox);
      const { outcome, writes } = await struckWhileInFlight(environment, request, place, async () => {
        await environment.kill(part);
        await environment.restart(part);
      });
      await assertTold(environment, request, outcome);
      assert.ok(writes <= 1, `${writes} writes`);
      if (mustSucceed) assert.equal(outcome.reason, 'succeeded');
      if (time % 5 === 0) await assertRetryWorks(request);
      request.client.close();
    }
  });
}

test(`the connection to the domain controller is cut before the write, ${TIMES} times`, async () => {
  for (let time = 0; time < TIMES; ++time) {
    const request = await prepared(environment, mailbox);
    await environment.proxy({ modify: 'drop-before', modify_times: 1 });
    const outcome = await request.client.submitAndInsist(request.ticket.requestId, request.sealed);
    await assertTold(environment, request, outcome);
    assert.notEqual(outcome.reason, 'outcome_unknown', 'the directory can be asked, so it is known');
    request.client.close();
  }
  await environment.proxy({});
});

test(`the connection to the domain controller is cut after the write, ${TIMES} times`, async () => {
  for (let time = 0; time < TIMES; ++time) {
    const request = await prepared(environment, mailbox);
    const forwarded = (await environment.proxyCounts()).totals.forwarded ?? 0;
    await environment.proxy({ modify: 'drop-after', modify_times: 1 });
    const outcome = await request.client.submitAndInsist(request.ticket.requestId, request.sealed);
    assert.equal(outcome.reason, 'succeeded');
    await assertTold(environment, request, outcome);
    assert.equal((await environment.proxyCounts()).totals.forwarded - forwarded, 1);
    request.client.close();
  }
  await environment.proxy({});
});

test(`the domain controller is killed and comes back, ${TIMES} times`, async () => {
  for (let time = 0; time < TIMES; ++time) {
    const request = await prepared(environment, mailbox);
    await environment.kill('dc');
    const outcome = await request.client.submitAndInsist(request.ticket.requestId, request.sealed);
    assert.equal(outcome.reason, 'directory_unavailable');
    assert.equal(outcome.retry, true);
    await environment.restart('dc');
    await assertTold(environment, request, outcome);
    const again = await until(async () => {
      const answer = await request.client.reset(NEW_PASSWORD);
      return answer.reason === 'directory_unavailable' ? undefined : answer;
    }, { what: 'the agent finds the domain controller again' });
    assert.equal(again.reason, 'succeeded');
    request.client.close();
  }
});
