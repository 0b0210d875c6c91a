/** Proof Key for Code Exchange (RFC 7636), S256. */
import { encodeBase64Url } from '../../shared/base64url';

/** 256 random bits. */
export function randomToken(): string {
  return encodeBase64Url(crypto.getRandomValues(new Uint8Array(32)));
}

export async function challengeOf(verifier: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  return encodeBase64Url(new Uint8Array(digest));
}
