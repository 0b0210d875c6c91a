/**
 * What a link to this page may say: `?mkt=da-DK`, `?whr=example.org` (the organisation), `?username=lise@example.org`.
 */
export interface UrlParameters {
  readonly market: string | null;
  readonly whr: string | null;
  readonly userId: string;
}

const LONGEST = 256;

export function readUrlParameters(search: string): UrlParameters {
  const parameters = new URLSearchParams(search);
  const whr = parameters.get('whr');
  return {
    market: parameters.get('mkt'),
    whr: whr === null || whr === '' || whr.length > LONGEST ? null : whr,
    userId: (parameters.get('username') ?? '').slice(0, LONGEST),
  };
}
