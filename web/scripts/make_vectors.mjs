/**
 * Writes shared/testdata/jwe_vectors.json, which the page's tests and the agents' tests both read: sealed passwords
 * with fixed ephemeral keys and IVs, and every value on the way. Running it again gives the same bytes: run `npm run
 * build` first.
 */

import { createHash, webcrypto } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openCompact } from '../tests/open_jwe.mjs';
import { bindingClaims, encryptCompact, layOutPlaintext } from '../dist/lib/seal.mjs';

export const VECTORS_FILE = fileURLToPath(new URL('../shared/testdata/jwe_vectors.json', import.meta.url));

/** RFC 7518 Appendix C: Alice is the sender with the ephemeral key, Bob the recipient. */
const ALICE = {
  kty: 'EC',
  crv: 'P-256',
  x: 'gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0',
  y: 'SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps',
  d: '0_NxaRPUMQoAJt50Gz8YiTr8gRTwyEaCumd-MToTmIo',
};
const BOB = {
  kty: 'EC',
  crv: 'P-256',
  x: 'weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ',
  y: 'e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck',
  d: 'VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw',
};

const TICKET = {
  requestId: '3f2b8c1e-5d47-4e0a-9a61-0c9d7be4f210',
  tenantId: '9d0f6f5e-7a2b-4c38-8f1d-52b6a7c3e904',
  sourceAnchor: 'q83vEjRWeJCrze8SNFZ4kA==',
  kind: 'reset',
  iat: 1795370400,
  exp: 1795370520,
};

const CASES = [
  { name: 'reset with ASCII letters', kind: 'reset', current: '', next: 'Correct horse 42' },
  {
    name: 'reset with Danish letters, emoji, quotes and backslashes',
    kind: 'reset',
    current: '',
    next: 'Blåbærgrød "på" \\🫐\\ \'26\'',
  },
  { name: 'reset with spaces at both ends', kind: 'reset', current: '', next: '  spaces at both ends 1  ' },
  { name: 'reset with letters not normalised', kind: 'reset', current: '', next: 'A\u030Angstro\u0308m-2026' },
  { name: 'reset with 256 UTF-16 units of three bytes each', kind: 'reset', current: '', next: 'あ'.repeat(256) },
  { name: 'change with the current password', kind: 'change', current: 'Gammel-kode 1', next: 'Ny-kødbolle 2' },
];

async function ephemeralKeyPair(jwk) {
  const algorithm = { name: 'ECDH', namedCurve: 'P-256' };
  const { kty, crv, x, y, d } = jwk;
  const { subtle } = webcrypto;
  return {
    privateKey: await subtle.importKey('jwk', { kty, crv, x, y, d }, algorithm, false, ['deriveBits']),
    publicKey: await subtle.importKey('jwk', { kty, crv, x, y }, algorithm, true, []),
  };
}

async function makeVector({ name, kind, current, next }, index) {
  const iv = createHash('sha256').update(`tilbage jwe vector ${index}`).digest().subarray(0, 12);
  const recipient = { kid: 'bob-2026', jwk: { kty: BOB.kty, crv: BOB.crv, x: BOB.x, y: BOB.y } };
  const plaintext = layOutPlaintext({ current, next });
  const fresh = { ephemeral: await ephemeralKeyPair(ALICE), iv: new Uint8Array(iv) };
  const jwe = await encryptCompact(recipient, bindingClaims({ ...TICKET, kind }), plaintext, fresh);
  const opened = openCompact(jwe, BOB);
  return {
    name,
    current,
    next,
    header: opened.header,
    encoded_header: opened.encodedHeader,
    shared_secret: opened.sharedSecret.toString('base64url'),
    content_encryption_key: opened.key.toString('base64url'),
    iv: opened.iv,
    plaintext: opened.plaintext.toString('base64url'),
    ciphertext: opened.ciphertext,
    tag: opened.tag,
    jwe,
  };
}

export async function makeVectors() {
  return {
    comment:
      'Made by web/scripts/make_vectors.mjs. Binary values are base64url. Keys are those of RFC 7518 Appendix C and protect nothing.',
    recipient_private_jwk: { ...BOB, kid: 'bob-2026' },
    ephemeral_private_jwk: ALICE,
    concat_kdf: {
      comment: 'RFC 7518 Appendix C: enc A128GCM, apu "Alice", apv "Bob"',
      shared_secret: Buffer.from([
        158, 86, 217, 29, 129, 113, 53, 211, 114, 131, 66, 131, 191, 132, 38, 156, 251, 49, 110, 163, 218, 128, 106, 72,
        246, 218, 167, 121, 140, 254, 144, 196,
      ]).toString('base64url'),
      algorithm_id: 'A128GCM',
      party_u_info: 'QWxpY2U',
      party_v_info: 'Qm9i',
      key_bits: 128,
      derived_key: 'VqqN6vgjbSBcIijNcacQGg',
    },
    vectors: await Promise.all(CASES.map(makeVector)),
  };
}

export function readVectors() {
  return JSON.parse(readFileSync(VECTORS_FILE, 'utf8'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(VECTORS_FILE, `${JSON.stringify(await makeVectors(), null, 2)}\n`);
}
