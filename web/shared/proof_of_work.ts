/**
 * The work that a busy network is asked for before another session: n such that SHA-256(challenge "." n) begins with
 * `bits` zero bits. In slices, so that the page stays alive; WebCrypto does the hashing, off the page's own thread.
 */

import type { WorkAsked } from './api_error';

/** At once: what keeps WebCrypto busy without holding the page up. */
const SLICE = 512;

export async function solve({ challenge, bits }: WorkAsked): Promise<string> {
  const encoder = new TextEncoder();
  for (let from = 0; ; from += SLICE) {
    const numbers = Array.from({ length: SLICE }, (_, index) => from + index);
    const digests = await Promise.all(
      numbers.map((n) => crypto.subtle.digest('SHA-256', encoder.encode(`${challenge}.${n}`))),
    );
    const found = digests.findIndex((digest) => leadingZeros(new DataView(digest)) >= bits);
    if (found >= 0) return String(from + found);
  }
}

function leadingZeros(digest: DataView): number {
  let zeros = 0;
  for (let at = 0; at < digest.byteLength; at += 4) {
    const word = Math.clz32(digest.getUint32(at));
    zeros += word;
    if (word < 32) break;
  }
  return zeros;
}
