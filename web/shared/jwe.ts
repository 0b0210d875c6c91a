/**
 * Compact JWE (RFC 7516 §7.1) with ECDH-ES direct key agreement on P-256 (RFC 7518 §4.6) and A256GCM (§5.3), on
 * WebCrypto alone. Encrypts only; the private keys are the agents'.
 */

import { encodeBase64Url } from './base64url';
import { concatKdf } from './concat_kdf';

const CONTENT_ENCRYPTION = 'A256GCM';
const KEY_BITS = 256;
const IV_BYTES = 12;
const TAG_BYTES = 16;

export interface EcPublicJwk {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
}

/** Members of the protected header beside alg, enc, kid and epk, in the order in which they are written. */
export type HeaderClaims = Readonly<Record<string, string | number>>;

export interface Recipient {
  readonly kid: string;
  readonly jwk: EcPublicJwk;
}

/** What must be fresh for every JWE. Only a test vector may bring its own. */
export interface Fresh {
  readonly ephemeral: CryptoKeyPair;
  readonly iv: Uint8Array<ArrayBuffer>;
}

export async function makeFresh(): Promise<Fresh> {
  const ephemeral = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']);
  return { ephemeral, iv: crypto.getRandomValues(new Uint8Array(IV_BYTES)) };
}

/**
 * Encrypts to one recipient. `plaintext` stays the caller's, who wipes it. Throws when the recipient's key is no P-256
 * point.
 */
export async function encryptCompact(
  recipient: Recipient,
  claims: HeaderClaims,
  plaintext: Uint8Array<ArrayBuffer>,
  fresh: Fresh,
): Promise<string> {
  const header = {
    alg: 'ECDH-ES',
    enc: CONTENT_ENCRYPTION,
    kid: recipient.kid,
    epk: await exportPublicJwk(fresh.ephemeral.publicKey),
    ...claims,
  };
  const encodedHeader = encodeBase64Url(new TextEncoder().encode(JSON.stringify(header)));
  const key = await agreeOnKey(recipient.jwk, fresh.ephemeral.privateKey);
  const sealed = new Uint8Array(
    await crypto.subtle.encrypt(
      {
        name: 'AES-GCM',
        iv: fresh.iv,
        additionalData: new TextEncoder().encode(encodedHeader),
        tagLength: TAG_BYTES * 8,
      },
      key,
      plaintext,
    ),
  );
  const ciphertext = sealed.subarray(0, sealed.length - TAG_BYTES);
  const tag = sealed.subarray(sealed.length - TAG_BYTES);
  const noEncryptedKey = '';
  return [
    encodedHeader,
    noEncryptedKey,
    encodeBase64Url(fresh.iv),
    encodeBase64Url(ciphertext),
    encodeBase64Url(tag),
  ].join('.');
}

async function exportPublicJwk(key: CryptoKey): Promise<EcPublicJwk> {
  const jwk = await crypto.subtle.exportKey('jwk', key);
  return { kty: 'EC', crv: 'P-256', x: String(jwk.x), y: String(jwk.y) };
}

async function agreeOnKey(recipient: EcPublicJwk, ephemeralPrivate: CryptoKey): Promise<CryptoKey> {
  const { kty, crv, x, y } = recipient;
  const publicKey = await crypto.subtle.importKey(
    'jwk',
    { kty, crv, x, y },
    { name: 'ECDH', namedCurve: 'P-256' },
    false,
    [],
  );
  const sharedSecret = new Uint8Array(
    await crypto.subtle.deriveBits({ name: 'ECDH', public: publicKey }, ephemeralPrivate, KEY_BITS),
  );
  const rawKey = await concatKdf({
    sharedSecret,
    algorithmId: CONTENT_ENCRYPTION,
    partyUInfo: new Uint8Array(),
    partyVInfo: new Uint8Array(),
    keyBits: KEY_BITS,
  });
  sharedSecret.fill(0);
  const key = await crypto.subtle.importKey('raw', new Uint8Array(rawKey), 'AES-GCM', false, ['encrypt']);
  rawKey.fill(0);
  return key;
}
