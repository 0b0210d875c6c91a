/**
 * A tenant for the sign-in page's own tests: serves the built page under the real policy and keeps docs/protocol.md §8's
 * `/signin/v1`. Tests bend single answers with `answerNext`.
 */

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { POLICY } from './mock_tenant.mjs';

export const SIGNIN_DIST = fileURLToPath(new URL('../dist/signin', import.meta.url));
export const ADMIN = { userName: 'admin@nordhavn.example', password: 'Kærlighed-til-2-katte', code: '246810' };
export const SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
export const USER_CODE = 'BCDF-GHJK';
const SHAPES = '<rect width="4" height="4" fill="#fff"/><path d="M1 1h2v2h-2z" fill="#000"/>';
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

export class MockSignin {
  step = 'password';
  client = 'portal';
  redirectTo = '/portal/callback?code=abc&state=xyz';
  hasSecondFactor = true;
  isDown = false;
  qr = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4">${SHAPES}</svg>`;
  calls = [];
  bodies = [];
  /** Where browsers were sent. */
  visits = [];
  #overrides = [];
  #server = createServer((request, response) => void this.#serve(request, response));

  async listen() {
    await new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.url = `http://localhost:${this.#server.address().port}`;
  }

  async close() {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** `{status, code, details}` once for the next call whose path ends so. */
  answerNext(ending, answer) {
    this.#overrides.push({ ending, answer });
  }

  async #serve(request, response) {
    const { pathname } = new URL(request.url, this.url);
    if (pathname.startsWith('/signin/v1/')) return this.#serveApi(request, response, pathname.slice('/signin/v1'.length));
    if (pathname.startsWith('/portal')) {
      this.visits.push(request.url);
      return void response.writeHead(200, { 'Content-Type': 'text/html' }).end('<title>Portal</title>');
    }
    const isPage = pathname === '/signin' || pathname === '/device';
    const file = isPage ? 'index.html' : normalize(pathname.replace(/^\/signin\//, ''));
    try {
      const content = readFileSync(join(SIGNIN_DIST, file));
      response.writeHead(200, { 'Content-Type': TYPES[extname(file)], 'Content-Security-Policy': POLICY });
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  }

  async #serveApi(request, response, path) {
    if (this.isDown) return void request.socket.destroy();
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = chunks.length === 0 ? undefined : JSON.parse(Buffer.concat(chunks).toString());
    const call = `${request.method} ${path.replace('/flows/flow-1', '')}`;
    this.calls.push(call);
    this.bodies.push(body);
    const at = this.#overrides.findIndex(({ ending }) => path.endsWith(ending));
    const bent = at < 0 ? null : this.#overrides.splice(at, 1)[0].answer;
    const [status, answer] = bent === null ? this.#answer(call, body) : failure(bent.status, bent.code, bent.details);
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer));
  }

  #answer(call, body) {
    switch (call) {
      case 'GET ':
        return [200, this.#flow()];
      case 'POST /password':
        if (body.userName !== ADMIN.userName || body.password !== ADMIN.password) return failure(401, 'sign_in_failed');
        return this.#goOn(this.hasSecondFactor ? 'totp' : 'enrol_totp');
      case 'POST /totp':
      case 'POST /totp/enrolment/confirmation':
        if (body.code !== ADMIN.code) return failure(422, 'code_wrong');
        return this.#goOn(this.redirectTo === null ? 'consent' : 'done');
      case 'POST /totp/enrolment':
        return [200, { secret: SECRET, uri: `otpauth://totp/x?secret=${SECRET}`, qr: this.qr }];
      case 'POST /consent':
        return this.#goOn('done');
      case 'POST /device':
        if (body.userCode !== USER_CODE) return failure(422, 'user_code_wrong');
        this.step = 'password';
        return [200, { flow: 'flow-1' }];
      default:
        return failure(404, 'not_found');
    }
  }

  #goOn(step) {
    this.step = step;
    return [200, this.#flow()];
  }

  #flow() {
    const { step, client } = this;
    return {
      step,
      client,
      tenantName: 'Nordhavn Kommune',
      ...(step === 'password' ? {} : { userName: ADMIN.userName }),
      ...(step === 'done' && this.redirectTo !== null ? { redirectTo: this.redirectTo } : {}),
    };
  }
}

function failure(status, code, details = {}) {
  return [status, { error: { code, message: code, details } }];
}
