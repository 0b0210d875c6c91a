/**
 * The Concat KDF of NIST SP 800-56A §5.8.1 with SHA-256 as RFC 7518 §4.6.2 uses it, for keys of at most 256 bits (one
 * round). The caller owns and wipes `sharedSecret`.
 */

const MAX_KEY_BITS = 256;

export interface KdfInput {
  readonly sharedSecret: Uint8Array;
  /** "alg" for key wrapping, "enc" for direct agreement: here the latter. */
  readonly algorithmId: string;
  readonly partyUInfo: Uint8Array;
  readonly partyVInfo: Uint8Array;
  readonly keyBits: number;
}

export async function concatKdf(input: KdfInput): Promise<Uint8Array> {
  if (input.keyBits > MAX_KEY_BITS) throw new RangeError('concatKdf derives at most 256 bits');
  const message = concatenate([
    uint32(1),
    input.sharedSecret,
    lengthPrefixed(new TextEncoder().encode(input.algorithmId)),
    lengthPrefixed(input.partyUInfo),
    lengthPrefixed(input.partyVInfo),
    uint32(input.keyBits),
  ]);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', message));
  message.fill(0);
  const key = digest.slice(0, input.keyBits / 8);
  digest.fill(0);
  return key;
}

function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

function lengthPrefixed(data: Uint8Array): Uint8Array {
  return concatenate([uint32(data.length), data]);
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}
