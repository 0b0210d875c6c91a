/**
 * Seals a password to the agents that may write for one person (docs/protocol.md §2): one compact JWE for each
 * recipient of the ticket, each with an ephemeral key of its own, bound by its protected header to this one request.
 */

import { encryptCompact, makeFresh, type HeaderClaims, type Recipient } from './jwe';
import { layOutPlaintext, type Passwords } from './sealed_plaintext';

export { PLAINTEXT_BYTES, UnsealableText, type Passwords } from './sealed_plaintext';
export type { EcPublicJwk, Recipient } from './jwe';

/** The tenant's permission for one act on one person; `iat` and `exp` are seconds since 1970. */
export interface Ticket {
  readonly requestId: string;
  readonly tenantId: string;
  readonly sourceAnchor: string;
  readonly kind: string;
  readonly iat: number;
  readonly exp: number;
  readonly recipients: readonly Recipient[];
}

export interface SealedPassword {
  readonly kid: string;
  readonly jwe: string;
}

/**
 * Throws UnsealableText, or a DOMException when a recipient's key is no point on P-256. Its own copies are wiped
 * either way.
 */
export async function sealPasswords(ticket: Ticket, passwords: Passwords): Promise<SealedPassword[]> {
  const plaintext = layOutPlaintext(passwords);
  try {
    const claims = bindingClaims(ticket);
    const sealed: SealedPassword[] = [];
    for (const recipient of ticket.recipients) {
      const jwe = await encryptCompact(recipient, claims, plaintext, await makeFresh());
      sealed.push({ kid: recipient.kid, jwe });
    }
    return sealed;
  } finally {
    plaintext.fill(0);
  }
}

export function bindingClaims(ticket: Ticket): HeaderClaims {
  return {
    rid: ticket.requestId,
    tid: ticket.tenantId,
    sub: ticket.sourceAnchor,
    knd: ticket.kind,
    iat: ticket.iat,
    exp: ticket.exp,
  };
}
