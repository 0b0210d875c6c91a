/** Entry of dist/lib/seal.mjs, for scripts and system tests on Node. Node 18 keeps WebCrypto in a module of its own. */

if (globalThis.crypto === undefined) {
  const { webcrypto } = await import('node:crypto');
  Object.defineProperty(globalThis, 'crypto', { value: webcrypto, configurable: true });
}

export * from './seal';
export * from './sealed_plaintext';
export * from './jwe';
export * from './concat_kdf';
export * from './base64url';
