/** The Graph-shaped API as the environment's Global Administrator (docs/protocol.md §8, §9), without a browser. */
import { createHash, randomBytes } from 'node:crypto';

import { ResetClient } from './reset_client.mjs';

export class GraphClient {
  /** Signs in by authorization code with PKCE, as the portal does; `as` is another administrator than the Global one. */
  static async signIn(environment, as = {}) {
    const { TILBAGE_TENANT, TILBAGE_ADMIN_UPN, TILBAGE_ADMIN_PASSWORD } = environment.variables;
    const { userName = TILBAGE_ADMIN_UPN, password = TILBAGE_ADMIN_PASSWORD } = as;
    const client = new ResetClient(environment);
    const cookies = new Map();
    const send = async (method, path, body, headers = {}) => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await client.request(method, path, body, { cookie, origin: environment.url, ...headers });
      for (const set of answer.headers['set-cookie'] ?? []) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(set);
        cookies.set(name, value);
      }
      return answer;
    };
    const verifier = randomBytes(32).toString('base64url');
    const redirect = `${environment.url}/portal/callback`;
    const query = new URLSearchParams({
      response_type: 'code', client_id: 'portal', redirect_uri: redirect, state: 'test', scope: 'openid',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256',
    });
    const begun = await send('GET', `/${TILBAGE_TENANT}/oauth2/v2.0/authorize?${query}`);
    const flow = new URL(begun.headers.location, environment.url).searchParams.get('flow');
    const done = await send('POST', `/signin/v1/flows/${flow}/password`, { userName, password });
    let target = new URL(done.body.redirectTo, environment.url);
    if (!target.href.startsWith(redirect)) target = new URL((await send('GET', target.href)).headers.location, environment.url);
    const form = new URLSearchParams({
      grant_type: 'authorization_code', client_id: 'portal', redirect_uri: redirect, code: target.searchParams.get('code'), code_verifier: verifier,
    }).toString();
    const given = await send('POST', `/${TILBAGE_TENANT}/oauth2/v2.0/token`, form, { 'content-type': 'application/x-www-form-urlencoded' });
    if (given.status !== 200) throw new Error(`no token: ${given.status} ${JSON.stringify(given.body)}`);
    return new GraphClient(client, given.body.access_token);
  }

  constructor(client, token) { Object.assign(this, { client, token }); }

  close() { this.client.close(); }

  /** {status, headers, body}. */
  call(method, path, body, headers = {}) {
    return this.client.request(method, path, body, { authorization: `Bearer ${this.token}`, ...headers });
  }
}
