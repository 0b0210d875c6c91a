/**
 * A tenant for the portal's own tests: serves the built page as the tenant does (nonce, content security policy), signs
 * in by authorization code with PKCE, keeps docs/protocol.md §9 as far as the portal needs it, and opens what was sealed
 * as an agent would. Tests bend single answers with `answerNext`.
 */

import { createHash, generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DOMAIN_POLICY } from './mock_tenant.mjs';
import { MockApplications } from './mock_applications.mjs';
import { Failure } from './mock_failure.mjs';
import { MockHelpdesk } from './mock_helpdesk.mjs';
import { MockResetPolicy } from './mock_reset_policy.mjs';
import { MockSynchronization } from './mock_synchronization.mjs';
import { openCompact, readPlaintext } from './open_jwe.mjs';

export const DIST = fileURLToPath(new URL('../dist/portal', import.meta.url));
const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
/** Read once: another build of the page in the middle of the tests changes nothing for them. */
const FILES = new Map(
  ['index.html', ...readdirSync(join(DIST, 'assets')).map((name) => `assets/${name}`)].map((name) => [
    `/portal/${name}`,
    readFileSync(join(DIST, name)),
  ]),
);
const TENANT = '0b8e7d16-2f43-4c59-9a7e-d15c60f2b384';
const OAUTH = '/organizations/oauth2/v2.0';
const GIVEN = ['Lise', 'Søren', 'Åse', 'Niels', 'Freja', 'Mads', 'Ida', 'Jens', 'Karen', 'Bo'];
const FAMILY = ['Holm', 'Bæk', 'Ågård', 'Nygaard', 'Sørensen', 'Friis', 'Dam'];
const WRITERS = ['Global Administrator', 'Password Administrator', 'Helpdesk Administrator'];

export async function startMockGraph() {
  const graph = new MockGraph();
  await graph.listen();
  return graph;
}

function person(index) {
  const given = GIVEN[index % GIVEN.length];
  const family = FAMILY[Math.floor(index / GIVEN.length) % FAMILY.length];
  const number = String(index).padStart(6, '0');
  return {
    id: `00000000-0000-4000-8000-000000${number}`,
    displayName: `${given} ${family} ${number}`,
    userPrincipalName: `${given.toLowerCase()}.${number}@nordhavn.example`,
    mail: `${given.toLowerCase()}.${number}@nordhavn.example`,
    otherMails: [`${number}@mail.example`],
    accountEnabled: index % 10 !== 9,
    preferredLanguage: 'da-DK',
    onPremisesSyncEnabled: true,
    onPremisesImmutableId: Buffer.from(number.padEnd(16, '-')).toString('base64'),
    onPremisesSamAccountName: `u${number}`,
    onPremisesDomainName: 'nordhavn.example',
    onPremisesNetBiosName: 'NORDHAVN',
    createdDateTime: '2026-11-01T08:00:00Z',
  };
}

/** What synchronisation brings of the one person whose page the tests open. */
const PROFILE = {
  givenName: 'Åse',
  surname: 'Bæk',
  employeeId: '4711',
  mailNickname: 'aase',
  jobTitle: 'Sagsbehandler',
  department: 'Borgerservice',
  companyName: 'Nordhavn Kommune',
  officeLocation: 'Rådhuset, 2. sal',
  businessPhones: ['+45 99 44 10 12'],
  mobilePhone: '+45 20 30 40 50',
  faxNumber: null,
  streetAddress: 'Havnegade 12',
  city: 'Nordhavn',
  state: null,
  postalCode: '2150',
  country: 'Danmark',
  usageLocation: 'DK',
  proxyAddresses: ['SMTP:aase.000012@nordhavn.example', 'smtp:aase@nordhavn.example'],
  onPremisesDistinguishedName: 'CN=Åse Bæk,OU=Borgerservice,OU=Medarbejdere,DC=nordhavn,DC=example',
  onPremisesSecurityIdentifier: 'S-1-5-21-1004336348-1177238915-682003330-1112',
  onPremisesUserPrincipalName: 'aase@nordhavn.example',
  onPremisesLastSyncDateTime: '2026-11-20T09:30:00Z',
  lastPasswordChangeDateTime: '2026-10-02T07:15:00Z',
  onPremisesExtensionAttributes: { extensionAttribute1: null, extensionAttribute2: 'Vagtplan B', extensionAttribute3: null },
};

const PEOPLE = Array.from({ length: 100_000 }, (_, index) => person(index));

const PERSON = PEOPLE[12].id;
const MANAGER = PEOPLE[3];

const GROUPS = ['Ansatte', 'Drift', 'Økonomi'].map((displayName, index) => ({
  id: `10000000-0000-4000-8000-00000000000${index}`,
  displayName,
  description: index === 0 ? 'Alle, der arbejder her' : null,
  mail: null,
  onPremisesSamAccountName: displayName,
  onPremisesDomainName: 'nordhavn.example',
}));

class MockGraph {
  roles = ['Global Administrator'];
  signInType = 'passThrough';
  lastPasswordWriteback = null;
  integration = { passwordWritebackEnabled: true, accountUnlockEnabled: false };
  version = 1;
  agents = [
    {
      id: randomUUID(),
      displayName: 'connect-01',
      host: 'connect-01.nordhavn.example',
      version: '0.1.0',
      state: 'connected',
      passwordWriteback: true,
      staging: false,
      lastHeartbeatDateTime: new Date().toISOString(),
      roundTripMilliseconds: 12,
      domains: ['nordhavn.example'],
      createdDateTime: '2026-11-01T08:00:00Z',
      problem: null,
    },
  ];
  synchronization = new MockSynchronization();
  resetPolicy = new MockResetPolicy();
  helpdesk = new MockHelpdesk(PEOPLE);
  applications = new MockApplications(GROUPS);
  description = { policy: { ...DOMAIN_POLICY }, account: { locked: true, disabled: false, expired: false } };
  /** The directory's answer to the next writebacks. */
  outcome = { reason: 'succeeded', details: {}, retry: false };
  /** What happened, for tests to look at. */
  log = [];
  authorizations = [];
  writebacks = [];
  accessCodes = [];
  /** Whose sessions were ended. */
  signedOut = [];
  /** Of every person; the members that Graph has, and what is asked by. */
  methods = [];

  #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  #server = createServer((request, response) => void this.#serve(request, response));
  #sockets = new Set();
  #codes = new Map();
  #tokens = new Set();
  #sessions = new Set();
  #tickets = new Map();
  #overrides = [];

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

  /** Answers the next call of `METHOD /path` (without its query) so. */
  answerNext(call, status, code, details) {
    this.#overrides.push({ call, failure: new Failure(status, code, details) });
  }

  endSessions() {
    this.#tokens.clear();
    this.#sessions.clear();
  }

  async #serve(request, response) {
    const url = new URL(request.url, this.url);
    if (url.pathname.startsWith('/portal')) return this.#servePage(response, url.pathname);
    const body = await readBody(request);
    this.log.push(`${request.method} ${decodeURIComponent(request.url)}`);
    if (url.pathname.startsWith(OAUTH)) return this.#signIn(request, response, url, body);
    try {
      const [status, answer, headers = {}] = this.#answer(request, url, body);
      response.writeHead(status, { 'Content-Type': 'application/json', 'request-id': randomUUID(), ...headers });
      response.end(answer === undefined ? undefined : JSON.stringify(answer));
    } catch (error) {
      const { status, code, details, sentence = code } = error instanceof Failure ? error : new Failure(500, String(error));
      response.writeHead(status, { 'Content-Type': 'application/json', 'request-id': 'mock-request-id' });
      response.end(JSON.stringify({ error: { code, message: sentence, details } }));
    }
  }

  #servePage(response, path) {
    const isAsset = path.startsWith('/portal/assets/');
    const nonce = randomBytes(16).toString('base64url');
    const content = FILES.get(isAsset ? path : '/portal/index.html');
    if (content === undefined) return response.writeHead(404).end();
    response.writeHead(200, {
      'Content-Type': isAsset ? TYPES[extname(path)] : 'text/html; charset=utf-8',
      'Content-Security-Policy':
        `default-src 'self'; style-src 'self' 'nonce-${nonce}'; ` +
        "frame-ancestors 'none'; base-uri 'none'; form-action 'none'; object-src 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
    });
    return response.end(isAsset ? content : content.toString('utf8').replaceAll('__NONCE__', nonce));
  }

  #signIn(request, response, url, body) {
    const at = url.pathname.slice(OAUTH.length);
    if (at === '/authorize') return this.#authorize(request, response, url.searchParams);
    if (at === '/token') return this.#token(response, new URLSearchParams(body));
    if (at !== '/logout' || request.headers.origin !== this.url) return response.writeHead(403).end();
    this.endSessions();
    return response.writeHead(204).end();
  }

  /** Stands for the sign-in page too: whoever is not silent is signed in at once. */
  #authorize(request, response, query) {
    const asked = Object.fromEntries(query);
    this.authorizations.push(asked);
    const redirect = `${this.url}/portal/callback`;
    if (asked.client_id !== 'portal' || asked.redirect_uri !== redirect || asked.code_challenge_method !== 'S256') {
      return response.writeHead(400).end('wrong client or redirect');
    }
    const session = /mock-session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1];
    const answer = new URLSearchParams({ state: asked.state });
    const headers = {};
    if (asked.prompt === 'none' && !this.#sessions.has(session)) answer.set('error', 'login_required');
    else {
      const code = randomUUID();
      const made = randomUUID();
      this.#sessions.add(made);
      this.#codes.set(code, asked.code_challenge);
      headers['Set-Cookie'] = `mock-session=${made}; HttpOnly; SameSite=Lax; Path=/`;
      answer.set('code', code);
    }
    return response.writeHead(302, { ...headers, Location: `${redirect}?${answer}` }).end();
  }

  #token(response, form) {
    const challenge = this.#codes.get(form.get('code'));
    this.#codes.delete(form.get('code'));
    const proof = createHash('sha256').update(form.get('code_verifier')).digest('base64url');
    const isRight = challenge === proof && form.get('client_id') === 'portal';
    response.writeHead(isRight ? 200 : 400, { 'Content-Type': 'application/json' });
    if (!isRight) return response.end(JSON.stringify({ error: 'invalid_grant' }));
    const token = randomUUID();
    this.#tokens.add(token);
    return response.end(JSON.stringify({ access_token: token, token_type: 'Bearer', expires_in: 3600 }));
  }

  #answer(request, url, text) {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (!this.#tokens.has(token)) throw new Failure(401, 'InvalidAuthenticationToken');
    const call = `${request.method} ${url.pathname}`;
    const bent = this.#overrides.findIndex((one) => one.call === call);
    if (bent >= 0) throw this.#overrides.splice(bent, 1)[0].failure;
    const policed = this.resetPolicy.answer(request, url, text, () => this.#require('Global Administrator'));
    if (policed !== undefined) return policed;
    const body = text === '' ? {} : JSON.parse(text);
    const [, version, resource, id, ...rest] = url.pathname.split('/');
    if (call === 'GET /v1.0/me') {
      return [200, { id: 'me', displayName: 'Astrid Admin', userPrincipalName: 'astrid@nordhavn.example' }];
    }
    if (call === 'GET /v1.0/me/memberOf') {
      return [200, { value: this.roles.map((displayName) => ({ id: displayName, displayName })) }];
    }
    if (call === 'GET /v1.0/organization') {
      const verifiedDomains = [{ name: 'nordhavn.example', isDefault: true }];
      return [200, { value: [{ id: TENANT, displayName: 'Nordhavn Kommune', verifiedDomains }] }];
    }
    if (call === 'GET /beta/domains') return [200, { value: [{ id: 'nordhavn.example', signInType: this.signInType }] }];
    const synchronized = this.synchronization.answer(call, url, body, () => this.#require('Global Administrator'));
    if (synchronized !== undefined) return synchronized;
    const helped = this.helpdesk.answer(call, url, body, () => this.#require(...WRITERS));
    if (helped !== undefined) return helped;
    const registered = this.applications.answer(call, url, body, request.headers['if-match'], () => this.#require('Global Administrator'));
    if (registered !== undefined) return registered;
    if (resource === 'groups') return [200, this.#groups(url, id, rest)];
    if (call === 'GET /v1.0/users') return [200, this.#list(url)];
    if (resource === 'users' && version === 'beta') return this.#user(request, id, rest, body);
    if (resource === 'onPremisesAgents') return this.#agent(request, id, rest);
    if (url.pathname === '/beta/policies/onPremisesIntegration') return this.#settings(request, body);
    throw new Failure(404, 'Request_ResourceNotFound');
  }

  #list(url) {
    const known = ['$select', '$top', '$count', '$orderby', '$search', '$filter', '$skiptoken'];
    for (const name of url.searchParams.keys()) {
      if (!known.includes(name)) throw new Failure(400, 'Request_UnsupportedQuery');
    }
    const query = (name) => url.searchParams.get(name) ?? '';
    let found = PEOPLE;
    if (query('$search') !== '') {
      const terms = Array.from(query('$search').matchAll(/"(displayName|userPrincipalName):((?:[^"\\]|\\.)+)"/g));
      const has = (one, [, name, text]) => one[name].toLowerCase().includes(text.replaceAll('\\', '').toLowerCase());
      found = found.filter((one) => terms.some((term) => has(one, term)));
    }
    const enabled = /^accountEnabled eq (true|false)$/.exec(query('$filter'))?.[1];
    if (enabled !== undefined) found = found.filter((one) => String(one.accountEnabled) === enabled);
    const begin = Number(query('$skiptoken') || 0);
    const end = begin + Number(query('$top') || 100);
    const next = new URL(url);
    next.searchParams.set('$skiptoken', String(end));
    return {
      '@odata.count': found.length,
      ...(end < found.length ? { '@odata.nextLink': next.href } : {}),
      value: found.slice(begin, end),
    };
  }

  #user(request, id, [action, ...rest], body) {
    const [requestId] = rest;
    const found = PEOPLE.find((one) => one.id === id);
    if (found === undefined) throw new Failure(404, 'Request_ResourceNotFound');
    if (action === undefined) {
      const { signInType, lastPasswordWriteback } = this;
      const profile = id === PERSON ? PROFILE : {};
      const onPremisesProvisioningErrors = this.synchronization.errorsOf(id);
      return [200, { ...found, ...profile, onPremisesProvisioningErrors, signInType, lastPasswordWriteback }];
    }
    if (action === 'manager') {
      if (id !== PERSON) throw new Failure(404, 'Request_ResourceNotFound');
      return [200, { '@odata.type': '#microsoft.graph.user', ...MANAGER }];
    }
    if (action === 'transitiveMemberOf') return [200, { value: [GROUPS[0]] }];
    if (action === 'onPremisesState') return [200, this.description];
    this.#require(...WRITERS);
    if (action === 'authentication') return this.#methods(request, rest, body);
    if (action === 'revokeSignInSessions') {
      this.signedOut.push(id);
      return [200, { value: true }];
    }
    if (action === 'temporaryAccessCodes') return this.#accessCode(request, body);
    if (requestId === undefined) return [201, this.#makeTicket(found, body)];
    return [200, { outcome: this.#submit(requestId, body) }];
  }

  #methods(request, [collection, id], body) {
    if (collection === 'methods') return [200, { value: this.methods }];
    const type = { emailMethods: 'email', phoneMethods: 'phone', softwareOathMethods: 'softwareOath' }[collection];
    const odataType = `#microsoft.graph.${type}AuthenticationMethod`;
    if (request.method === 'DELETE') {
      const kept = this.methods.filter((one) => one.id !== id || one['@odata.type'] !== odataType);
      if (kept.length === this.methods.length) throw new Failure(404, 'Request_ResourceNotFound');
      this.methods = kept;
      return [204, undefined];
    }
    const destination = body.emailAddress ?? body.phoneNumber;
    if (!/@|^\+\d/.test(destination)) throw new Failure(400, 'Request_BadRequest');
    const added = { id: `method-${this.methods.length}`, createdDateTime: '2026-11-23T08:00:00Z', addedBy: 'administrator', locked: false, ...body };
    this.methods.push({ '@odata.type': odataType, ...added });
    return [201, added];
  }

  #accessCode(request, { lifetimeInMinutes = 60 }) {
    if (request.method === 'DELETE') {
      if (this.accessCodes.pop() === undefined) throw new Failure(404, 'Request_ResourceNotFound');
      return [204, undefined];
    }
    this.accessCodes = [{ lifetimeInMinutes }];
    const expiresDateTime = new Date(Date.now() + lifetimeInMinutes * 60_000).toISOString();
    return [201, { temporaryAccessCode: '7KQM-P2XA', expiresDateTime }];
  }

  #groups(url, id, [action]) {
    if (id === undefined) {
      const beginning = /^startswith\(displayName,'(.*)'\)$/.exec(url.searchParams.get('$filter') ?? '')?.[1] ?? '';
      const value = GROUPS.filter((one) => one.displayName.toLowerCase().startsWith(beginning.toLowerCase()));
      return { ...(beginning === '' ? { '@odata.count': value.length } : {}), value };
    }
    const group = GROUPS.find((one) => one.id === id);
    if (group === undefined) throw new Failure(404, 'Request_ResourceNotFound');
    if (action === undefined) return group;
    const { id: person, displayName, userPrincipalName } = PEOPLE[12];
    const [, { id: nested, displayName: nestedName }] = GROUPS;
    return {
      value: [
        { '@odata.type': '#microsoft.graph.user', id: person, displayName, userPrincipalName },
        { '@odata.type': '#microsoft.graph.group', id: nested, displayName: nestedName, userPrincipalName: null },
      ],
    };
  }

  #require(...roles) {
    if (!roles.some((role) => this.roles.includes(role))) throw new Failure(403, 'Authorization_RequestDenied');
  }

  #makeTicket(found, { kind, mustChange }) {
    const iat = Math.floor(Date.now() / 1000);
    const { kty, crv, x, y } = this.#keys.publicKey.export({ format: 'jwk' });
    const ticket = {
      requestId: randomUUID(),
      tenantId: TENANT,
      sourceAnchor: found.onPremisesImmutableId,
      kind,
      iat,
      exp: iat + 120,
      recipients: kind === 'reset' ? [{ kid: 'agent-1', jwk: { kty, crv, x, y } }] : [],
      mustChange,
    };
    this.#tickets.set(ticket.requestId, ticket);
    return ticket;
  }

  /** Each ticket works once; a reset brings one JWE for its one recipient, bound to the ticket. */
  #submit(requestId, { sealed }) {
    const ticket = this.#tickets.get(requestId);
    if (!this.#tickets.delete(requestId)) throw new Failure(409, 'request_in_progress');
    const { kind, mustChange, sourceAnchor } = ticket;
    let password = null;
    if (kind === 'reset') {
      const [{ kid, jwe }] = sealed;
      const { header, plaintext } = openCompact(jwe, this.#keys.privateKey.export({ format: 'jwk' }));
      const isBound = header.rid === requestId && header.sub === sourceAnchor && header.knd === kind;
      if (kid !== 'agent-1' || header.kid !== kid || !isBound) throw new Failure(400, 'malformed');
      password = readPlaintext(plaintext).next;
    } else if (sealed !== undefined) throw new Failure(400, 'malformed');
    this.writebacks.push({ kind, mustChange, sourceAnchor, password });
    const { reason } = this.outcome;
    const dateTime = new Date().toISOString();
    this.lastPasswordWriteback = { dateTime, kind, reason, initiatedBy: 'administrator', supportCode: requestId };
    if (reason === 'succeeded') {
      this.description.account.locked = false;
      this.helpdesk.unlock();
    }
    return { ...this.outcome, kind, supportCode: requestId };
  }

  #agent(request, id, [action]) {
    if (id === undefined) return [200, { value: this.agents }];
    if (!this.agents.some((one) => one.id === id)) throw new Failure(404, 'Request_ResourceNotFound');
    if (request.method === 'DELETE') {
      this.#require('Global Administrator');
      this.agents = this.agents.filter((one) => one.id !== id);
      return [204, undefined];
    }
    if (action !== 'testConnection') throw new Failure(404, 'Request_ResourceNotFound');
    return [200, { roundTripMilliseconds: 14, directoryMilliseconds: 5, directoryServer: 'dc1.nordhavn.example' }];
  }

  #settings(request, body) {
    const etag = () => ({ ETag: `W/"${this.version}"` });
    if (request.method === 'GET') return [200, this.integration, etag()];
    this.#require('Global Administrator');
    if (request.headers['if-match'] === undefined) throw new Failure(428, 'preconditionRequired');
    if (request.headers['if-match'] !== etag().ETag) throw new Failure(412, 'resourceModified');
    this.changeSettings(body);
    return [200, this.integration, etag()];
  }

  changeSettings(change) {
    this.integration = { ...this.integration, ...change };
    this.version += 1;
  }
}

async function readBody(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
