/**
 * The plain text inside a sealed password (docs/protocol.md §2): two length-prefixed UTF-8 strings, current and new,
 * padded with zeros to one fixed size so that the length of the JWE tells nothing about the password.
 */

import { hasLoneSurrogate } from './password_text';

export const PLAINTEXT_BYTES = 1604;
const LENGTH_BYTES = 2;

export interface Passwords {
  /** Empty for a reset. */
  readonly current: string;
  readonly next: string;
}

export class UnsealableText extends Error {
  readonly why: 'lone_surrogate' | 'too_long';
  constructor(why: 'lone_surrogate' | 'too_long') {
    super(`password cannot be sealed: ${why}`);
    this.name = 'UnsealableText';
    this.why = why;
  }
}

/**
 * The caller wipes the result. Throws UnsealableText; UTF-8 has no form for a lone surrogate (TextEncoder would put
 * U+FFFD).
 */
export function layOutPlaintext(passwords: Passwords): Uint8Array<ArrayBuffer> {
  const plaintext = new Uint8Array(PLAINTEXT_BYTES);
  let offset = 0;
  for (const text of [passwords.current, passwords.next]) {
    offset = appendText(plaintext, offset, text);
  }
  return plaintext;
}

function appendText(plaintext: Uint8Array, offset: number, text: string): number {
  if (hasLoneSurrogate(text)) throw new UnsealableText('lone_surrogate');
  const content = offset + LENGTH_BYTES;
  // Room for the length prefix of the text that follows is not needed: what does not fit there throws there.
  const { read, written } = new TextEncoder().encodeInto(text, plaintext.subarray(Math.min(content, PLAINTEXT_BYTES)));
  if (content > PLAINTEXT_BYTES || read < text.length) {
    plaintext.fill(0);
    throw new UnsealableText('too_long');
  }
  new DataView(plaintext.buffer).setUint16(offset, written);
  return content + written;
}
