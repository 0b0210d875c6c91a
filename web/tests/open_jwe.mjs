/**
 * Opens what the page sealed, as an agent does, with Node's OpenSSL and none of the page's code: so a mistake made
 * twice in the same way cannot pass. Returns every intermediate value, for the test vectors.
 */

import { createDecipheriv, createHash, createPrivateKey, createPublicKey, diffieHellman } from 'node:crypto';

export function openCompact(jwe, privateJwk) {
  const [encodedHeader, encryptedKey, iv, ciphertext, tag] = jwe.split('.');
  if (encryptedKey !== '') throw new Error('direct key agreement has no encrypted key');
  const header = JSON.parse(Buffer.from(encodedHeader, 'base64url').toString('utf8'));
  if (header.alg !== 'ECDH-ES' || header.enc !== 'A256GCM') throw new Error('unexpected algorithm');

  const sharedSecret = diffieHellman({
    privateKey: createPrivateKey({ key: privateJwk, format: 'jwk' }),
    publicKey: createPublicKey({ key: header.epk, format: 'jwk' }),
  });
  const kdfInput = Buffer.concat([
    Buffer.from('00000001', 'hex'),
    sharedSecret,
    Buffer.from('00000007', 'hex'),
    Buffer.from('A256GCM'),
    Buffer.from('00000000', 'hex'),
    Buffer.from('00000000', 'hex'),
    Buffer.from('00000100', 'hex'),
  ]);
  const key = createHash('sha256').update(kdfInput).digest();

  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'));
  decipher.setAAD(Buffer.from(encodedHeader, 'ascii'));
  decipher.setAuthTag(Buffer.from(tag, 'base64url'));
  const plaintext = Buffer.concat([decipher.update(Buffer.from(ciphertext, 'base64url')), decipher.final()]);
  return { header, encodedHeader, iv, ciphertext, tag, sharedSecret, key, plaintext };
}

/** Reads the fixed layout of docs/protocol.md §2 and insists on the zeros behind it. */
export function readPlaintext(plaintext) {
  if (plaintext.length !== 1604) throw new Error(`plain text of ${plaintext.length} bytes`);
  const texts = [];
  let offset = 0;
  for (let i = 0; i < 2; i += 1) {
    const length = plaintext.readUInt16BE(offset);
    const bytes = plaintext.subarray(offset + 2, offset + 2 + length);
    texts.push(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
    offset += 2 + length;
  }
  if (plaintext.subarray(offset).some((byte) => byte !== 0)) throw new Error('padding is not zero');
  const [current, next] = texts;
  return { current, next };
}
