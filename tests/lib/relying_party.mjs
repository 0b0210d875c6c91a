/**
 * A small application that people sign in to: somebody else's OpenID Connect client (openid-client) behind an HTTP server of
 * its own on this machine. What it shows is what it was told.
 */
import { execFileSync } from 'node:child_process';
import { webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

// Debian's Node.js 18 has it under another name.
globalThis.crypto ??= webcrypto;
const require = createRequire(new URL('../../web/package.json', import.meta.url));
const client = await import(pathToFileURL(require.resolve('openid-client')).href);

const escaped = (text) => String(text).replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** fetch, by the environment's CA and nothing else. */
function fetcher(ca) {
  return (url, { method = 'GET', headers = {}, body } = {}) => new Promise((resolve, reject) => {
    const plain = headers instanceof Headers ? Object.fromEntries(headers) : { ...headers };
    const sent = body === undefined || body === null ? '' : String(body);
    const request = https.request(url, { method, ca, headers: { ...plain, 'content-length': Buffer.byteLength(sent) } }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => {
        const { statusCode, headers: got } = answer;
        resolve(new Response(Buffer.concat(parts), { status: statusCode, headers: Object.entries(got).map(([n, v]) => [n, String(v)]) }));
      });
    });
    request.on('error', reject);
    request.end(sent);
  });
}

/** `tilbage-tenant application`, as an operator runs it. */
export function operate(environment, ...words) {
  const program = join(process.env.TILBAGE_BIN ?? new URL('../../build/release/bin', import.meta.url).pathname, 'tilbage-tenant');
  const [command, ...rest] = words;
  return execFileSync(program, ['application', command, '--config', environment.variables.TENANT_CONFIG, ...rest], { encoding: 'utf8' });
}

export class RelyingParty {
  /** Registers itself and listens. `options` go to `application add`. */
  static async up(environment, name, ...options) {
    const party = new RelyingParty(environment, name);
    await new Promise((resolve) => party.server.listen(0, '127.0.0.1', resolve));
    party.url = `http://localhost:${party.server.address().port}`;
    const printed = operate(environment, 'add', name, '--redirect-uri', `${party.url}/callback`, '--sign-out-uri', `${party.url}/bye`, ...options);
    const line = (key) => new RegExp(`^${key}: (.*)$`, 'm').exec(printed)?.[1];
    party.id = line('client_id');
    const secret = line('secret');
    party.config = await client.discovery(
      new URL(line('issuer')), party.id, { id_token_signed_response_alg: 'RS256' },
      secret === undefined ? client.None() : client.ClientSecretBasic(secret),
      { [client.customFetch]: party.fetch },
    );
    // Verifies the ID token's signature by the published keys as well.
    client.enableNonRepudiationChecks(party.config);
    party.config[client.customFetch] = party.fetch;
    return party;
  }

  constructor(environment, name) {
    this.name = name;
    this.fetch = fetcher(readFileSync(environment.variables.TILBAGE_CA));
    /** By `state`: what was asked. */
    this.asked = new Map();
    this.server = http.createServer((request, response) => {
      this.serve(request).then(
        ({ status = 200, location, text = '' }) => {
          response.writeHead(status, location ? { location } : { 'content-type': 'text/html; charset=utf-8' });
          response.end(location ? '' : `<!doctype html><html lang="en"><title>${escaped(this.name)}</title><h1>${escaped(this.name)}</h1>${text}</html>`);
        },
        (error) => {
          response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
          response.end(`<!doctype html><html lang="en"><title>error</title><p id="error">${escaped(error.error ?? error.message)}</p></html>`);
        },
      );
    });
  }

  async down() {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  async serve(request) {
    const url = new URL(request.url, this.url);
    if (url.pathname === '/login') return { status: 302, location: (await this.ask(Object.fromEntries(url.searchParams))).href };
    if (url.pathname === '/callback') return this.callback(request, url);
    if (url.pathname === '/bye') return { text: `<p id="bye">${escaped(url.searchParams.get('state') ?? '')}</p>` };
    return { status: 404, text: 'nothing here' };
  }

  async ask(extra) {
    const verifier = client.randomPKCECodeVerifier();
    const state = client.randomState();
    const nonce = client.randomNonce();
    this.asked.set(state, { verifier, nonce, maxAge: extra.max_age });
    return client.buildAuthorizationUrl(this.config, {
      redirect_uri: `${this.url}/callback`, scope: 'openid profile email offline_access', state, nonce,
      code_challenge: await client.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256', ...extra,
    });
  }

  async callback(request, url) {
    let answer = new Request(url);
    if (request.method === 'POST') {
      const parts = [];
      for await (const part of request) parts.push(part);
      answer = new Request(url, { method: 'POST', body: Buffer.concat(parts), headers: { 'content-type': request.headers['content-type'] } });
    }
    const parameters = request.method === 'POST' ? new URLSearchParams(await answer.clone().text()) : url.searchParams;
    const state = parameters.get('state');
    const asked = this.asked.get(state);
    if (asked === undefined) throw new Error('not asked for');
    this.asked.delete(state);
    this.tokens = await client.authorizationCodeGrant(this.config, answer, {
      expectedState: state, expectedNonce: asked.nonce, pkceCodeVerifier: asked.verifier, idTokenExpected: true,
      ...(asked.maxAge === undefined ? {} : { maxAge: Number(asked.maxAge) }),
    });
    this.claims = this.tokens.claims();
    this.userinfo = await client.fetchUserInfo(this.config, this.tokens.access_token, this.claims.sub);
    return { text: `<p id="who">${escaped(this.claims.preferred_username)}</p>` };
  }

  /** New tokens, or what was answered instead. */
  async refresh() {
    this.tokens = await client.refreshTokenGrant(this.config, this.tokens.refresh_token);
    return this.tokens;
  }

  signOutAddress(parameters = {}) {
    return client.buildEndSessionUrl(this.config, parameters).href;
  }
}
