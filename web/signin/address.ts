/** What the address says: `/signin?flow=…`, `/signin?error=…`, `/device?user_code=…`; `mkt` forces the language. */

export type Destination =
  | { readonly to: 'flow'; readonly flow: string }
  | { readonly to: 'device'; readonly userCode: string }
  | { readonly to: 'error'; readonly code: string };

export interface Address {
  readonly market: string | null;
  readonly destination: Destination;
}

const LONGEST = 256;

export function readAddress({ pathname, search }: { readonly pathname: string; readonly search: string }): Address {
  const parameters = new URLSearchParams(search);
  return { market: parameters.get('mkt'), destination: destinationOf(pathname, parameters) };
}

function destinationOf(pathname: string, parameters: URLSearchParams): Destination {
  if (pathname === '/device') return { to: 'device', userCode: (parameters.get('user_code') ?? '').slice(0, 32) };
  const error = parameters.get('error');
  if (error !== null) return { to: 'error', code: error };
  const flow = parameters.get('flow') ?? '';
  return flow === '' || flow.length > LONGEST ? { to: 'error', code: 'no_flow' } : { to: 'flow', flow };
}

/** So that a reload comes back to this sign-in. */
export function flowAddress(flow: string, search: string): string {
  const market = new URLSearchParams(search).get('mkt');
  const parameters = new URLSearchParams({ flow, ...(market === null ? {} : { mkt: market }) });
  return `/signin?${parameters.toString()}`;
}

/**
 * Where a finished sign-in may lead: this server's own pages, or the wizard on the same machine (RFC 8252 §7.3). The
 * server has checked it; a wrong answer must still not become a script's address.
 */
export function isSafeRedirect(target: string, origin: string): boolean {
  if (!URL.canParse(target, origin)) return false;
  const url = new URL(target, origin);
  if (url.origin === origin) return true;
  return url.protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
}
