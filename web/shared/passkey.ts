/**
 * Passkeys by the browser (WebAuthn Level 3 §5.1): what the tenant asks for in JSON is handed to it, and its answer back
 * as JSON. The browser's own functions for the JSON are too new for phones that people still have.
 */

import { decodeBase64Url, encodeBase64Url } from './base64url';
import { count, DecodeError, listOf, nullable, object, oneOf, text, type Decoder, type JsonObject } from './decode';

/** What a person can meet, each with words of its own. */
export const PASSKEY_PROBLEMS = ['unsupported', 'notUsed', 'timedOut', 'registered', 'unsuitable'] as const;
export type PasskeyProblem = (typeof PASSKEY_PROBLEMS)[number];

export class PasskeyFailure extends Error {
  readonly problem: PasskeyProblem;
  constructor(problem: PasskeyProblem) {
    super(problem);
    this.name = 'PasskeyFailure';
    this.problem = problem;
  }
}

/** Whether this browser knows passkeys, and lets this page use them: an address of http:// may not. */
export function knowsPasskeys(): boolean {
  return typeof PublicKeyCredential === 'function' && typeof navigator.credentials?.create === 'function';
}

const bytes: Decoder<ArrayBuffer> = (value) => {
  const decoded = decodeBase64Url(text(value));
  if (decoded === null) throw new DecodeError('Base64url');
  return decoded;
};

const algorithm: Decoder<PublicKeyCredentialParameters> = (value) => {
  const { alg } = object(value);
  if (!Number.isSafeInteger(alg)) throw new DecodeError('a COSE algorithm');
  return { type: 'public-key', alg: alg as number };
};

const descriptor: Decoder<PublicKeyCredentialDescriptor> = (value) => {
  const members = object(value);
  const transports = nullable(listOf(text))(members.transports);
  return {
    type: 'public-key',
    id: bytes(members.id),
    ...(transports === null ? {} : { transports: transports as AuthenticatorTransport[] }),
  };
};

const REQUIREMENTS = ['required', 'preferred', 'discouraged'] as const;

export const creationOptions: Decoder<PublicKeyCredentialCreationOptions> = (value) => {
  const members = object(value);
  const [rp, user, selection] = [object(members.rp), object(members.user), object(members.authenticatorSelection)];
  return {
    rp: { id: text(rp.id), name: text(rp.name) },
    user: { id: bytes(user.id), name: text(user.name), displayName: text(user.displayName) },
    challenge: bytes(members.challenge),
    pubKeyCredParams: listOf(algorithm)(members.pubKeyCredParams),
    timeout: count(members.timeout),
    excludeCredentials: listOf(descriptor)(members.excludeCredentials),
    authenticatorSelection: {
      residentKey: oneOf(REQUIREMENTS)(selection.residentKey),
      userVerification: oneOf(REQUIREMENTS)(selection.userVerification),
    },
    attestation: oneOf(['none'] as const)(members.attestation),
  };
};

export const requestOptions: Decoder<PublicKeyCredentialRequestOptions> = (value) => {
  const members = object(value);
  return {
    challenge: bytes(members.challenge),
    timeout: count(members.timeout),
    rpId: text(members.rpId),
    allowCredentials: listOf(descriptor)(members.allowCredentials),
    userVerification: oneOf(REQUIREMENTS)(members.userVerification),
  };
};

/** RegistrationResponseJSON. Throws PasskeyFailure. */
export async function createPasskey(options: PublicKeyCredentialCreationOptions, signal: AbortSignal): Promise<JsonObject> {
  const credential = await asked(options.timeout, () => navigator.credentials.create({ publicKey: options, signal }));
  const response = credential.response as AuthenticatorAttestationResponse;
  return answer(credential, {
    attestationObject: encode(response.attestationObject),
    transports: response.getTransports?.() ?? [],
  });
}

/** AuthenticationResponseJSON. Throws PasskeyFailure. */
export async function provePasskey(options: PublicKeyCredentialRequestOptions, signal: AbortSignal): Promise<JsonObject> {
  const credential = await asked(options.timeout, () => navigator.credentials.get({ publicKey: options, signal }));
  const response = credential.response as AuthenticatorAssertionResponse;
  return answer(credential, {
    authenticatorData: encode(response.authenticatorData),
    signature: encode(response.signature),
    ...(response.userHandle === null ? {} : { userHandle: encode(response.userHandle) }),
  });
}

async function asked(timeout = 0, ask: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  if (!knowsPasskeys()) throw new PasskeyFailure('unsupported');
  const began = performance.now();
  try {
    const credential = await ask();
    if (credential === null) throw new PasskeyFailure('notUsed');
    return credential as PublicKeyCredential;
  } catch (thrown) {
    if (thrown instanceof PasskeyFailure) throw thrown;
    throw new PasskeyFailure(problemOf(thrown, performance.now() - began >= timeout));
  }
}

/** Browsers do not tell somebody who cancelled from somebody who has none that fits: pages are not to learn it. */
function problemOf(thrown: unknown, isLate: boolean): PasskeyProblem {
  const name = thrown instanceof Error ? thrown.name : '';
  if (name === 'InvalidStateError') return 'registered';
  if (name === 'ConstraintError' || name === 'NotSupportedError') return 'unsuitable';
  if (name === 'SecurityError' || name === 'TypeError') return 'unsupported';
  return isLate || name === 'TimeoutError' ? 'timedOut' : 'notUsed';
}

function answer(credential: PublicKeyCredential, response: JsonObject): JsonObject {
  return {
    id: credential.id,
    rawId: encode(credential.rawId),
    type: credential.type,
    response: { clientDataJSON: encode(credential.response.clientDataJSON), ...response },
    clientExtensionResults: {},
  };
}

function encode(buffer: ArrayBuffer): string {
  return encodeBase64Url(new Uint8Array(buffer));
}
