/** A request on its way, stopped at a known place by the LDAP proxy, so that something can be killed just there. */
import assert from 'node:assert/strict';

import { until } from './environment.mjs';
import { ResetClient } from './reset_client.mjs';

export const NEW_PASSWORD = 'Ny-Adgangskode-2026';
/** How long the proxy holds a modify, or the answer to one; a kill must come well within it. */
const HELD_MS = 700;

export async function prepared(environment, mailbox, kind = 'reset') {
  const person = await environment.freshPerson();
  const client = new ResetClient(environment);
  await client.proveIdentity(environment.upnOf(person), person.alternate_mail, mailbox);
  return { person, client, ...(await client.prepare(NEW_PASSWORD, kind)) };
}

async function total(environment, what) {
  return (await environment.proxyCounts()).totals[what] ?? 0;
}

/** Runs `strike` when the modify has reached the proxy ('received') or the domain controller has done it ('succeeded'). */
export async function struckWhileInFlight(environment, request, place, strike) {
  const before = await total(environment, place);
  const forwarded = await total(environment, 'forwarded');
  await environment.proxy(place === 'received' ? { delay_request_ms: HELD_MS } : { delay_response_ms: HELD_MS });
  const answer = request.client.submitAndInsist(request.ticket.requestId, request.sealed);
  answer.catch(() => {}); // awaited below; a strike that throws must not leave it unhandled
  await until(async () => (await total(environment, place)) > before, { what: `the modify is ${place}` });
  await environment.proxy({});
  await strike();
  const outcome = await answer;
  return { outcome, writes: (await total(environment, 'forwarded')) - forwarded };
}

/** What the person was told is what Kerberos finds. */
export async function assertTold(environment, request, outcome) {
  const accepted = (await environment.kinit(request.person, NEW_PASSWORD)) === 'ok';
  if (outcome.reason === 'succeeded') assert.ok(accepted, 'told as done, and it is');
  else if (outcome.reason !== 'outcome_unknown') assert.ok(!accepted, `told as ${outcome.reason}, and nothing was changed`);
  if (!accepted) assert.equal(await environment.kinit(request.person, environment.password), 'ok', 'the old password still works');
}
