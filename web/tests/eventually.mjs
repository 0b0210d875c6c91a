import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';

const MOST_MS = 30_000;

/**
 * Fails unless what `read` finds comes to be `expected`. For what a page does a moment after what a test has waited
 * for: moving the focus, emptying a field, taking a button away.
 */
export async function eventually(read, expected, message) {
  const last = Date.now() + MOST_MS;
  for (;;) {
    const found = await read();
    try {
      return assert.deepEqual(found, expected, message);
    } catch (difference) {
      if (Date.now() > last) throw difference;
    }
    await pause(20);
  }
}
