/**
 * Signing in by redirect (docs/protocol.md §8): authorization code with PKCE as the public client `portal`. The access
 * token stays in memory; what survives a reload is only that this tab was signed in, and then `authorize` answers
 * at once by the browser's sign-in session.
 */
import { object, text } from '../../shared/decode';
import type { Language } from '../../shared/language';
import { MARKET } from '../../shared/language';
import { challengeOf, randomToken } from './pkce';

const ROOT = '/organizations/oauth2/v2.0';
const CLIENT_ID = 'portal';
export const HOME = '/portal';
const CALLBACK = `${HOME}/callback`;
const PENDING = 'tilbage-portal.pending';
const SIGNED_IN = 'tilbage-portal.signed-in';

/** Why nobody is signed in. `none`: nobody has tried. */
export type SignedOutBecause = 'none' | 'signed_out' | 'session_ended' | 'cancelled' | 'failed' | 'no_connection';

export type Start =
  | { readonly token: string; readonly path: string }
  | { readonly signedOut: SignedOutBecause; readonly path: string };

interface Pending {
  readonly state: string;
  readonly verifier: string;
  readonly path: string;
}

/** Leaves the page. `silently`: never shows a sign-in page, comes back with an error instead. */
export async function goToSignIn(path: string, language: Language, silently = false): Promise<never> {
  const pending: Pending = { state: randomToken(), verifier: randomToken(), path };
  const challenge = await challengeOf(pending.verifier);
  sessionStorage.setItem(PENDING, JSON.stringify(pending));
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: CLIENT_ID,
    redirect_uri: location.origin + CALLBACK,
    scope: 'openid',
    state: pending.state,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    mkt: MARKET[language],
    ...(silently ? { prompt: 'none' } : {}),
  });
  location.assign(`${ROOT}/authorize?${query}`);
  return new Promise(() => undefined); // the page is on its way out
}

/** What the page begins with: the answer to a sign-in, the silent return of one, or nobody. */
export async function start(language: Language): Promise<Start> {
  if (location.pathname === CALLBACK) return finish(new URLSearchParams(location.search));
  const path = location.pathname + location.search;
  if (sessionStorage.getItem(SIGNED_IN) !== null) return goToSignIn(path, language, true);
  return { signedOut: 'none', path };
}

async function finish(answer: URLSearchParams): Promise<Start> {
  const pending = takePending();
  const path = pending?.path ?? HOME;
  history.replaceState(null, '', path);
  // An answer that this tab did not ask for is nobody's: somebody else's code would sign in somebody else.
  if (pending === null || answer.get('state') !== pending.state) return signedOut('failed', path);
  const error = answer.get('error');
  if (error !== null) return signedOut(reasonOf(error), path);
  return redeem(answer.get('code') ?? '', pending);
}

function signedOut(because: SignedOutBecause, path: string): Start {
  sessionStorage.removeItem(SIGNED_IN);
  return { signedOut: because, path };
}

function reasonOf(error: string): SignedOutBecause {
  if (error === 'access_denied') return 'cancelled';
  return error === 'login_required' || error === 'interaction_required' ? 'session_ended' : 'failed';
}

async function redeem(code: string, pending: Pending): Promise<Start> {
  let response: Response;
  try {
    response = await fetch(`${ROOT}/token`, {
      method: 'POST',
      credentials: 'omit',
      cache: 'no-store',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: CLIENT_ID,
        redirect_uri: location.origin + CALLBACK,
        code,
        code_verifier: pending.verifier,
      }),
    });
  } catch {
    return signedOut('no_connection', pending.path);
  }
  try {
    if (!response.ok) return signedOut('failed', pending.path);
    const token = text(object(await response.json()).access_token);
    sessionStorage.setItem(SIGNED_IN, '1');
    return { token, path: pending.path };
  } catch {
    return signedOut('failed', pending.path);
  }
}

/** Only ever a path of the portal: what stands in the storage must not lead elsewhere. */
function takePending(): Pending | null {
  const stored = sessionStorage.getItem(PENDING);
  sessionStorage.removeItem(PENDING);
  try {
    const members = object(JSON.parse(stored ?? ''));
    const path = text(members.path);
    const isOurs = path === HOME || path.startsWith(`${HOME}/`) || path.startsWith(`${HOME}?`);
    return {
      state: text(members.state),
      verifier: text(members.verifier),
      path: isOurs && !path.startsWith(CALLBACK) ? path : HOME,
    };
  } catch {
    return null;
  }
}

/** Ends the browser's sign-in session, and with it every token that came from it. False when the server did not say so. */
export async function signOut(): Promise<boolean> {
  sessionStorage.removeItem(SIGNED_IN);
  try {
    const response = await fetch(`${ROOT}/logout`, {
      method: 'POST',
      credentials: 'same-origin',
    });
    return response.ok;
  } catch {
    return false;
  }
}
