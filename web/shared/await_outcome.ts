/**
 * Hands in a request and finds out how it ended, over a network that may break at any moment. The same body may be
 * sent again: a ticket works once, so a second delivery is answered 409 and the outcome is then asked for. What cannot
 * be found out in time is `outcome_unknown`, never a failure.
 */

import { ApiError, asApiError } from './api_error';
import type { Outcome } from './reset_answers';

/** The server's own deadline is 30 seconds unless its operator says otherwise. */
export const GIVE_UP_AFTER_MS = 35_000;
/**
 * While the server answers that it is still at it, we wait for the longest deadline that an operator can set (60 s)
 * and a bit.
 */
export const GIVE_UP_ON_A_LIVE_SERVER_MS = 70_000;
const POLL_SECONDS = 25;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 4_000;
/** For a server that answers a long poll at once. */
const SOONEST_REPEAT_MS = 1_000;

export interface OutcomePorts<Told extends Outcome = Outcome> {
  /** Null when the answer does not tell yet. */
  submit(patienceMs: number): Promise<Told | null>;
  poll(waitSeconds: number): Promise<Told | null>;
  now(): number;
  /** Ends early when the network comes back. */
  pause(ms: number): Promise<void>;
  onConnection(connected: boolean): void;
}

/**
 * Null means that the outcome is not known. Throws ApiError only when the server refused and nothing can have been
 * changed.
 */
export async function awaitOutcome<Told extends Outcome>(ports: OutcomePorts<Told>): Promise<Told | null> {
  const start = ports.now();
  const elapsed = () => ports.now() - start;
  /** Grows from 'no' to 'yes'; 'maybe' after a delivery whose answer got lost. */
  let delivered: 'no' | 'maybe' | 'yes' = 'no';
  let giveUpAt = GIVE_UP_AFTER_MS;
  let pauseMs = FIRST_PAUSE_MS;

  while (elapsed() < giveUpAt) {
    const left = giveUpAt - elapsed();
    const asked = elapsed();
    try {
      const outcome: Told | null =
        delivered === 'yes'
          ? await ports.poll(Math.min(POLL_SECONDS, Math.ceil(left / 1000)))
          : await ports.submit(left);
      if (outcome !== null) return outcome;
      delivered = 'yes';
      giveUpAt = GIVE_UP_ON_A_LIVE_SERVER_MS;
      pauseMs = FIRST_PAUSE_MS;
      ports.onConnection(true);
      if (elapsed() - asked < SOONEST_REPEAT_MS) await ports.pause(SOONEST_REPEAT_MS);
    } catch (thrown) {
      const error = asApiError(thrown);
      const meaning = readRefusal(error, delivered);
      if (meaning === 'nothing_changed') throw error;
      if (meaning === 'unknown') return null;
      if (meaning === 'in_progress') {
        delivered = 'yes';
        ports.onConnection(true);
        continue;
      }
      if (delivered === 'no') delivered = 'maybe';
      giveUpAt = GIVE_UP_AFTER_MS;
      ports.onConnection(false);
      await ports.pause(pauseMs);
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
  }
  return lastLook(ports);
}

type Meaning = 'nothing_changed' | 'in_progress' | 'unknown' | 'try_again';

function readRefusal(error: ApiError, delivered: 'no' | 'maybe' | 'yes'): Meaning {
  switch (error.code) {
    case 'no_connection':
    case 'unexpected': // a gateway's error page, say: anything may be true behind it
      return 'try_again';
    case 'request_in_progress':
      return delivered === 'yes' ? 'try_again' : 'in_progress';
    case 'agent_unavailable':
    case 'directory_unavailable':
    case 'busy':
      // About a ticket that was not used before, also when an earlier delivery was in doubt: a used one is answered 409.
      return delivered === 'yes' ? 'try_again' : 'nothing_changed';
    case 'session_missing':
    case 'not_found':
    case 'wrong_step':
      // Browsers repeat a request by themselves when a reused connection breaks, so even the first answer may be to the
      // second delivery; and then a session that has done its work looks like one that never was.
      return 'unknown';
    default:
      return delivered === 'no' ? 'nothing_changed' : 'unknown';
  }
}

async function lastLook<Told extends Outcome>(ports: OutcomePorts<Told>): Promise<Told | null> {
  try {
    return await ports.poll(0);
  } catch {
    return null;
  }
}
