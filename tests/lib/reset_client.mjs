/** The reset page's API without a browser (docs/protocol.md §1): one person, one session, the same sealing as the page. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import https from 'node:https';

import { sealPasswords } from '../../web/dist/lib/seal.mjs';

const TRANSIENT = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE']);

export class ResetClient {
  constructor(environment, { keepAlive = true, localAddress } = {}) {
    this.url = new URL(environment.url);
    this.agent = new https.Agent({ ca: readFileSync(environment.variables.TILBAGE_CA), keepAlive, localAddress, maxSockets: 100 });
    this.cookie = '';
  }

  close() { this.agent.destroy(); }

  /** {status, headers, body}; body is parsed when it is JSON. */
  request(method, path, body, headers = {}) {
    const payload = body === undefined ? undefined : typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const request = https.request(new URL(path, this.url), {
        method, agent: this.agent,
        headers: {
          ...(payload !== undefined ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) } : {}),
          ...(this.cookie ? { cookie: this.cookie } : {}), ...headers,
        },
      }, (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const set = response.headers['set-cookie']?.[0];
          if (set && path === '/reset/v1/sessions') this.cookie = set.split(';')[0];
          const isJson = /json/.test(response.headers['content-type'] ?? '');
          resolve({ status: response.statusCode, headers: response.headers, body: isJson && text ? JSON.parse(text) : text });
        });
        response.on('error', reject);
      });
      request.on('error', reject);
      request.end(payload);
    });
  }

  /** Does the work that a busy address block is asked for. */
  async start(userId, locale = 'en-US') {
    const answer = await this.request('POST', '/reset/v1/sessions', { userId, locale });
    if (answer.status !== 428) return answer;
    const proof = prove(answer.body.error.details);
    return this.request('POST', '/reset/v1/sessions', { userId, locale, proof });
  }
  /** start() and, when there is a session, what it is for; answers what start() did. */
  async begin(userId, intent = 'reset', locale = 'en-US') {
    const answer = await this.start(userId, locale);
    if (answer.status === 201) expectStatus(await this.choose(intent), 200);
    return answer;
  }
  /** Where the session is. */
  state() { return this.request('GET', '/reset/v1/session'); }
  choose(intent = 'reset') { return this.request('POST', '/reset/v1/session/intent', { intent }); }
  sendCode(method = 'email', more = {}) { return this.request('POST', '/reset/v1/session/codes', { method, ...more }); }
  questions() { return this.request('POST', '/reset/v1/session/questions', {}); }
  verify(code, method = 'email') { return this.request('POST', '/reset/v1/session/verification', { method, code }); }
  answer(answers) { return this.request('POST', '/reset/v1/session/verification', { method: 'securityQuestions', answers }); }
  policy() { return this.request('GET', '/reset/v1/session/policy'); }
  ticket(kind = 'reset') { return this.request('POST', '/reset/v1/session/requests', { kind }); }
  submit(requestId, sealed) { return this.request('POST', `/reset/v1/session/requests/${requestId}`, sealed ? { sealed } : {}); }
  outcome(requestId, wait = 25) { return this.request('GET', `/reset/v1/session/requests/${requestId}?wait=${wait}`); }

  /** Through to the step where a password is chosen, or the account unlocked. */
  async proveIdentity(userId, address, mailbox, intent = 'reset') {
    expectStatus(await this.begin(userId, intent), 201);
    expectStatus(await this.sendCode(), 202);
    expectStatus(await this.verify(await mailbox.nextCode(address)), 200);
  }

  /** A ticket and the password sealed for it. */
  async prepare(password, kind = 'reset') {
    const ticket = expectStatus(await this.ticket(kind), 201).body;
    const sealed = kind === 'unlock' ? undefined : await sealPasswords(ticket, { current: '', next: password });
    return { ticket, sealed };
  }

  /** The answered outcome of one password. */
  async reset(password, kind = 'reset') {
    const { ticket, sealed } = await this.prepare(password, kind);
    return expectStatus(await this.submit(ticket.requestId, sealed), 200).body.outcome;
  }

  /** Like submit, but when the connection breaks asks for the outcome until it is there, as the page does. */
  async submitAndInsist(requestId, sealed, { seconds = 60 } = {}) {
    const end = Date.now() + seconds * 1000;
    try {
      const answer = await this.submit(requestId, sealed);
      if (answer.status === 200 && answer.body.outcome) return answer.body.outcome;
      if (answer.status < 500) throw new Error(`submit answered ${answer.status} ${JSON.stringify(answer.body)}`);
    } catch (error) {
      if (!TRANSIENT.has(error.code)) throw error;
    }
    while (Date.now() < end) {
      try {
        const answer = await this.outcome(requestId, 5);
        if (answer.status === 200 && answer.body.outcome) return answer.body.outcome;
      } catch (error) {
        if (!TRANSIENT.has(error.code)) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('no outcome');
  }
}

/** n such that SHA-256(challenge "." n) begins with `bits` zero bits (docs/protocol.md §12). */
function prove({ challenge, bits }) {
  for (let n = 0; ; n += 1) {
    const digest = createHash('sha256').update(`${challenge}.${n}`).digest();
    if (Math.clz32(digest.readUInt32BE(0)) >= bits) return { challenge, n: String(n) };
  }
}

export function expectStatus(answer, status) {
  if (answer.status !== status) throw new Error(`expected ${status}, got ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer;
}
