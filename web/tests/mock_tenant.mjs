/**
 * A tenant for the page's own tests: serves the built page under the real content security policy, keeps the API of
 * docs/protocol.md §1 step by step, and opens what was sealed as an agent would. Tests bend single answers with
 * `answerNext`.
 */

import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openCompact, readPlaintext } from './open_jwe.mjs';

export const DIST = fileURLToPath(new URL('../dist/reset', import.meta.url));
export const POLICY =
  "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; object-src 'none'";
export const CODE = '123456';
const COOKIE = '__Host-tilbage-reset';
const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

export const DOMAIN_POLICY = {
  source: 'pso',
  minLength: 14,
  complexity: true,
  historyLength: 24,
  historyEnforced: true,
  minAgeSeconds: 86400,
  minAgeEnforced: true,
  mayChangeAt: null,
  maxLength: 256,
};

export async function startMockTenant() {
  const tenant = new MockTenant();
  await tenant.listen();
  return tenant;
}

function makeAgent(kid) {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { kid, jwk: pair.publicKey.export({ format: 'jwk' }), privateJwk: pair.privateKey.export({ format: 'jwk' }) };
}

class ApiFailure extends Error {
  constructor(status, code, details = {}) {
    super(code);
    Object.assign(this, { status, code, details });
  }
}

class MockTenant {
  agents = [makeAgent('agent-1'), makeAgent('agent-2')];
  tenantId = randomUUID();
  settings = { tenantName: 'Nordhavn Kommune', unlockAllowed: false, helpdesk: null, contactAdministrator: true };
  description = { policy: { ...DOMAIN_POLICY }, account: { locked: false, disabled: false, expired: false } };
  intents = ['reset'];
  /** What the person has, and how many are asked for. */
  methods = [{ id: 'email', hint: 'l•••@n•••' }];
  methodsRequired = 1;
  /** Of a busy network: so many bits of work before a session. */
  proofBits = 0;
  questions = [{ id: 'q01' }, { id: 'q02' }, { id: 'c7', text: 'Hvad hed skibet?' }];
  resendAfterSeconds = 30;
  sessionSeconds = 900;
  challenge = null;
  account = 'lise@nordhavn.example';
  /** The directory's answer to the next requests. */
  outcome = { reason: 'succeeded', details: {}, retry: false };
  outcomeDelayMs = 0;
  /** What happened, for tests to look at. */
  log = [];
  passwords = [];
  sessionsStarted = [];
  codesSent = 0;
  helpRefused = false;

  #server = createServer((request, response) => void this.#serve(request, response));
  #overrides = [];
  #sockets = new Set();
  #session = null;
  #isDown = false;

  async listen() {
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    await new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.url = `http://localhost:${this.#server.address().port}`;
  }

  async close() {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Breaks every connection, open and new, as a network does; what was handed in goes on inside. */
  goDown() {
    this.#isDown = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  comeBack() {
    this.#isDown = false;
  }

  /**
   * Bends the next matching call: `{status, code, details}` answers an error, `{cut: 'before'}` breaks the connection
   * before the call takes effect, `{cut: 'after'}` behind it (a browser may repeat such a call by itself), `{raw,
   * status}` answers that text.
   */
  answerNext(method, path, answer) {
    this.#overrides.push({ method, path, answer });
  }

  /** How many calls of `method path` came in; ids in the path are written `{id}`. */
  count(method, path) {
    return this.log.filter((entry) => entry === `${method} ${path}`).length;
  }

  async #serve(request, response) {
    if (this.#isDown) return void request.socket.destroy();
    const url = new URL(request.url, this.url);
    if (url.pathname.startsWith('/reset/v1/')) await this.#serveApi(request, response, url);
    else this.#serveFile(response, url.pathname);
  }

  #serveFile(response, path) {
    const file = path === '/reset' ? 'index.html' : normalize(path.replace(/^\/reset\//, ''));
    try {
      const content = readFileSync(join(DIST, file));
      response.writeHead(200, {
        'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
        'Content-Security-Policy': POLICY,
        'X-Content-Type-Options': 'nosniff',
      });
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  }

  async #serveApi(request, response, url) {
    const path = url.pathname.slice('/reset/v1'.length);
    const pattern = path.replace(/^(\/session\/requests\/).+$/, '$1{id}');
    this.log.push(`${request.method} ${pattern}`);
    const body = await readBody(request);
    const at = this.#overrides.findIndex(({ method, path: wanted }) => method === request.method && wanted === pattern);
    const bent = at < 0 ? null : this.#overrides.splice(at, 1)[0].answer;
    try {
      if (bent?.cut === 'before') return request.socket.destroy();
      if (bent?.raw !== undefined) return void response.writeHead(bent.status).end(bent.raw);
      if (bent?.code !== undefined) throw new ApiFailure(bent.status, bent.code, bent.details);
      const [status, answer, headers = {}] = await this.#answer(request, path, pattern, body, url);
      if (bent?.cut === 'after') return request.socket.destroy();
      response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...headers });
      response.end(JSON.stringify(answer));
    } catch (error) {
      const failure = error instanceof ApiFailure ? error : new ApiFailure(400, 'malformed', { why: String(error) });
      response.writeHead(failure.status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ error: { code: failure.code, message: failure.code, details: failure.details } }));
    }
  }

  async #answer(request, path, pattern, body, url) {
    const call = `${request.method} ${pattern}`;
    if (call === 'GET /settings') return [200, this.settings];
    if (request.method === 'POST' && request.headers['content-type'] !== 'application/json') {
      throw new ApiFailure(415, 'wrong_media_type');
    }
    if (call === 'POST /sessions') return this.#startSession(body);
    const session = this.#requireSession(request);
    switch (call) {
      case 'GET /session':
        return [200, this.#state(session)];
      case 'POST /session/intent':
        if (session.proven.length > 0) throw new ApiFailure(403, 'wrong_step');
        if (!this.intents.includes(body.intent)) throw new ApiFailure(422, 'kind_not_allowed');
        session.intent = body.intent;
        return [200, this.#state(session)];
      case 'POST /session/help':
        if (body.userId !== this.sessionsStarted.at(-1).userId) throw new ApiFailure(400, 'malformed');
        if (this.helpRefused) throw new ApiFailure(429, 'too_many_attempts', { retryAfterSeconds: 3600 });
        return [202, {}];
      case 'POST /session/questions':
        return [200, { questions: this.questions }];
      case 'POST /session/codes':
        if (session.intent === null) throw new ApiFailure(403, 'wrong_step');
        if (body.method === 'mobilePhone' && body.number !== '+4512345678') throw new ApiFailure(422, 'number_wrong');
        session.sentBy = body.method;
        this.codesSent += 1;
        session.triesLeft = 5;
        return [202, { expiresAt: Date.now() + 300_000, resendAfterSeconds: this.resendAfterSeconds }];
      case 'POST /session/verification':
        return this.#verify(session, body);
      case 'GET /session/policy':
        this.#requireVerified(session);
        return [200, this.description];
      case 'POST /session/requests':
        this.#requireVerified(session);
        return this.#makeTicket(session, body);
      case 'POST /session/requests/{id}':
        return [200, { outcome: await this.#submit(session, path.split('/').at(-1), body) }];
      case 'GET /session/requests/{id}':
        return [
          200,
          { outcome: await this.#poll(session, path.split('/').at(-1), Number(url.searchParams.get('wait'))) },
        ];
      default:
        throw new ApiFailure(404, 'not_found');
    }
  }

  #startSession(body) {
    if (typeof body.userId !== 'string' || body.userId === '') throw new ApiFailure(400, 'user_id_missing');
    if (this.proofBits > 0 && !this.#proves(body.proof)) {
      this.challenge = randomUUID();
      throw new ApiFailure(428, 'proof_needed', { challenge: this.challenge, bits: this.proofBits });
    }
    this.sessionsStarted.push(body);
    this.#session = { id: randomUUID(), intent: null, proven: [], triesLeft: 0, tickets: new Map(), request: null };
    this.#session.expiresAt = Date.now() + this.sessionSeconds * 1000;
    const cookie = `${COOKIE}=${this.#session.id}; Secure; HttpOnly; SameSite=Strict; Path=/`;
    return [201, this.#state(this.#session), { 'Set-Cookie': cookie }];
  }

  #proves(proof) {
    if (proof === undefined || proof.challenge !== this.challenge) return false;
    const digest = createHash('sha256').update(`${proof.challenge}.${proof.n}`).digest();
    return Math.clz32(digest.readUInt32BE(0)) >= this.proofBits;
  }

  #state(session) {
    const isProven = session.proven.length >= this.methodsRequired;
    const end = session.intent === 'unlock' ? 'unlock' : 'password';
    const request = session.tickets.get(session.request);
    return {
      expiresAt: session.expiresAt,
      step: request?.succeeded ? 'done' : session.intent === null ? 'intent' : isProven ? end : 'verification',
      intents: this.intents,
      intent: session.intent,
      verification: { number: Math.min(session.proven.length + 1, this.methodsRequired), of: this.methodsRequired },
      methods: this.methods.filter(({ id }) => !session.proven.includes(id)),
      ...(isProven ? { userId: this.account } : {}),
      ...(request !== undefined && request.used && !request.closed ? { requestId: session.request } : {}),
    };
  }

  /** As when it expires: the cookie stays in the browser and is worth nothing. */
  endSession() {
    this.#session = null;
  }

  #requireSession(request) {
    const cookie = (request.headers.cookie ?? '').split('; ').find((part) => part.startsWith(`${COOKIE}=`));
    if (this.#session === null || cookie !== `${COOKIE}=${this.#session.id}`)
      throw new ApiFailure(401, 'session_missing');
    return this.#session;
  }

  #requireVerified(session) {
    if (session.proven.length < this.methodsRequired) throw new ApiFailure(403, 'wrong_step');
  }

  #verify(session, { method, code, answers }) {
    if (session.intent === null || session.proven.includes(method)) throw new ApiFailure(403, 'wrong_step');
    if (method === 'securityQuestions') {
      if (answers.some(({ answer }) => answer !== 'rex')) throw new ApiFailure(422, 'code_wrong', { triesLeft: 4 });
      session.proven.push(method);
      return [200, this.#state(session)];
    }
    if (typeof code !== 'string') throw new ApiFailure(400, 'malformed');
    if (method !== 'email' && method !== 'mobilePhone') session.triesLeft = 5;
    else if (session.sentBy !== method) throw new ApiFailure(403, 'wrong_step');
    if (session.triesLeft <= 0) throw new ApiFailure(422, 'code_exhausted');
    session.triesLeft -= 1;
    if (code !== CODE) throw new ApiFailure(422, 'code_wrong', { triesLeft: session.triesLeft });
    session.proven.push(method);
    return [200, this.#state(session)];
  }

  #makeTicket(session, { kind }) {
    const iat = Math.floor(Date.now() / 1000);
    const ticket = {
      requestId: randomUUID(),
      tenantId: this.tenantId,
      sourceAnchor: 'q83vEjRWeJCrze8SNFZ4kA==',
      kind,
      iat,
      exp: iat + 120,
      recipients: this.agents.map(({ kid, jwk: { kty, crv, x, y } }) => ({ kid, jwk: { kty, crv, x, y } })),
    };
    session.tickets.set(ticket.requestId, { ticket, used: false, outcome: null, closed: false, succeeded: false });
    session.request = ticket.requestId;
    return [201, ticket];
  }

  async #submit(session, id, body) {
    const request = session.tickets.get(id);
    if (request === undefined) throw new ApiFailure(404, 'not_found');
    if (request.used) throw new ApiFailure(409, 'request_in_progress');
    request.used = true;
    if (request.ticket.kind === 'reset') this.passwords.push(this.#open(request.ticket, body.sealed));
    else if (Object.keys(body).length !== 0) throw new ApiFailure(400, 'malformed');
    const { kind } = request.ticket;
    request.outcome = sleep(this.outcomeDelayMs).then(() => ({ ...this.outcome, kind, supportCode: id }));
    const outcome = await request.outcome;
    request.closed = true;
    request.succeeded = outcome.reason === 'succeeded';
    return outcome;
  }

  async #poll(session, id, waitSeconds) {
    const request = session.tickets.get(id);
    if (request === undefined) throw new ApiFailure(404, 'not_found');
    const nothing = sleep(Math.min(Math.max(waitSeconds, 0), 25) * 1000).then(() => null);
    return Promise.race([request.outcome ?? nothing, nothing]);
  }

  /** What the agents find: each its own JWE, bound to this ticket, with the same password in it. */
  #open(ticket, sealed) {
    const { requestId, tenantId, sourceAnchor, kind, iat, exp } = ticket;
    const opened = this.agents.map(({ kid, privateJwk }) => {
      const { jwe } = sealed.find((one) => one.kid === kid);
      const { header, plaintext } = openCompact(jwe, privateJwk);
      const { epk: _epk, ...bound } = header;
      const expected = {
        alg: 'ECDH-ES',
        enc: 'A256GCM',
        kid,
        rid: requestId,
        tid: tenantId,
        sub: sourceAnchor,
        knd: kind,
        iat,
        exp,
      };
      if (JSON.stringify(bound) !== JSON.stringify(expected)) throw new Error(`header ${JSON.stringify(header)}`);
      return readPlaintext(plaintext);
    });
    if (opened.some(({ current, next }) => current !== '' || next !== opened[0].next))
      throw new Error('passwords differ');
    return opened[0].next;
  }
}

async function readBody(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? {} : JSON.parse(text);
}

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
