import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError } from '../dist/lib/api_error.mjs';
import { awaitOutcome } from '../dist/lib/await_outcome.mjs';

const DONE = { reason: 'succeeded', kind: 'reset', supportCode: 'c', details: {}, retry: false };
const LOST = new ApiError('no_connection');
const GATEWAY = new ApiError('unexpected', 502);
const USED = new ApiError('request_in_progress', 409);

/**
 * A network from a script: each step is what the next call gives and how many ms it takes. Time passes only in calls
 * and pauses. When the script is used up the last step repeats.
 */
function play(steps) {
  let now = 0;
  const calls = [];
  const connection = [];
  const next = async (name) => {
    const [takesMs, answer] = steps.length > 1 ? steps.shift() : steps[0];
    calls.push(name);
    now += takesMs;
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const run = awaitOutcome({
    submit: () => next('submit'),
    poll: (seconds) => next(`poll ${seconds}`),
    now: () => now,
    pause: async (ms) => {
      now += ms;
    },
    onConnection: (connected) => connection.push(connected),
  });
  return { run, calls, connection, elapsed: () => now };
}

test('an answer to the submission ends it', async () => {
  const { run, calls } = play([[700, DONE]]);
  assert.deepEqual(await run, DONE);
  assert.deepEqual(calls, ['submit']);
});

test('a submission whose answer got lost is sent again, and a used ticket is asked about', async () => {
  const { run, calls, connection } = play([
    [100, LOST],
    [100, LOST],
    [50, USED],
    [900, DONE],
  ]);
  assert.deepEqual(await run, DONE);
  assert.deepEqual(calls, ['submit', 'submit', 'submit', 'poll 25']);
  assert.deepEqual(connection, [false, false, true]);
});

test('a gateway error is no answer', async () => {
  const { run } = play([
    [100, GATEWAY],
    [50, USED],
    [900, DONE],
  ]);
  assert.deepEqual(await run, DONE);
});

test('after 35 seconds without a connection the outcome is not known', async () => {
  const { run, elapsed } = play([[10, LOST]]);
  assert.equal(await run, null);
  assert.ok(elapsed() >= 35_000 && elapsed() < 41_000, String(elapsed()));
});

test('a submission that hangs until the patience ends is looked after once more', async () => {
  const { run, calls } = play([
    [35_000, LOST],
    [10, DONE],
  ]);
  assert.deepEqual(await run, DONE);
  assert.deepEqual(calls, ['submit', 'poll 0']);
});

test('a server that is still at it is waited for longer, but not for ever', async () => {
  const { run, elapsed } = play([[25_000, null]]);
  assert.equal(await run, null);
  assert.ok(elapsed() >= 70_000 && elapsed() <= 105_000, String(elapsed()));
});

test('a server that answers a long poll at once is not stormed', async () => {
  const { run, calls } = play([[1, null]]);
  assert.equal(await run, null);
  assert.ok(calls.length < 80, String(calls.length));
});

for (const code of [
  'agent_unavailable',
  'directory_unavailable',
  'busy',
  'request_expired',
  'too_many_attempts',
  'wrong_origin',
]) {
  test(`${code} at the first submission means that nothing was changed`, async () => {
    await assert.rejects(play([[10, new ApiError(code, 503)]]).run, (error) => error.code === code);
  });
}

for (const code of ['session_missing', 'not_found', 'wrong_step']) {
  test(`${code} at the first submission means that the outcome is not known, since browsers repeat requests`, async () => {
    assert.equal(await play([[10, new ApiError(code, 401)]]).run, null);
  });
}

for (const code of ['session_missing', 'not_found', 'request_expired', 'wrong_step']) {
  test(`${code} after a lost answer means that the outcome is not known`, async () => {
    assert.equal(
      await play([
        [10, LOST],
        [10, new ApiError(code, 401)],
      ]).run,
      null,
    );
  });
}

test('agent_unavailable after a lost answer means that the lost submission was never used', async () => {
  const { run } = play([
    [10, LOST],
    [10, new ApiError('agent_unavailable', 503)],
  ]);
  await assert.rejects(run, (error) => error.code === 'agent_unavailable');
});

test('a busy server is asked again about a request that it has', async () => {
  const { run, calls } = play([
    [10, USED],
    [10, new ApiError('busy', 503)],
    [10, DONE],
  ]);
  assert.deepEqual(await run, DONE);
  assert.deepEqual(calls, ['submit', 'poll 25', 'poll 25']);
});
