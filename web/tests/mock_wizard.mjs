/**
 * A wizard for the page's own tests: serves the built page under the agent's policy and keeps docs/protocol.md §10.
 * Tests bend single answers with `answerNext` and look at what came in.
 */

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

export const WIZARD_DIST = fileURLToPath(new URL('../dist/wizard', import.meta.url));
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
export const TENANT = 'https://tilbage.nordhavn.example';
const ROOT = 'DC=ex1,DC=test';
export const MANY = 3000;
const STEPS = [
  'check_machine',
  'register_agent',
  'create_keys',
  'write_configuration',
  'take_up_configuration',
  'onboard_writeback',
  'first_import',
];

export function policy(nonce) {
  return (
    `default-src 'self'; style-src 'self' 'nonce-${nonce}'; ` +
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'; object-src 'none'"
  );
}

const DIRECTORY = { forest: 'ex1.test', servers: ['ldaps://dc1.ex1.test'], account: 'svc-tilbage@ex1.test' };
const ALL = { mode: 'all', include: [], exclude: [], includeNewUnits: true, pilotGroup: null };
export const PILOT = `CN=Pilot\\, IT,OU=Staff,${ROOT}`;
const GROUPS = [
  { dn: PILOT, name: 'Pilot, IT', description: 'Those who try it first' },
  { dn: `CN=Choir,OU=Staff,${ROOT}`, name: 'Choir', description: '' },
];
export const ADMIN = {
  userPrincipalName: 'admin@nordhavn.example',
  displayName: 'Anna Admin',
  tenantDomain: 'nordhavn.example',
  tenantId: '0b8e7d16-2f43-4c59-9a7e-d15c60f2b384',
};
export const MISSING = {
  right: 'reset_password',
  object: 'OU=Staff,DC=ex1,DC=test',
  appliesTo: 'unit',
  inheritanceDisabled: true,
  people: 120,
  needed: 'required',
  commands: {
    sambaTool: "samba-tool dsacl set --objectdn='OU=Staff,DC=ex1,DC=test' --sddl='(OA;CIIO;CR;…)'",
    dsacls: 'dsacls "OU=Staff,DC=ex1,DC=test" /I:S /G "EX1\\svc-tilbage:CA;Reset Password;user"',
  },
};

/** `known`: the machine has been configured before, all but writeback. */
export async function startMockWizard({ known = true } = {}) {
  const wizard = new MockWizard(known);
  await wizard.listen();
  return wizard;
}

class Failure extends Error {
  constructor(status, code, details = {}, message = code) {
    super(message);
    Object.assign(this, { status, code, details });
  }
}

class MockWizard {
  calls = [];
  bodies = [];
  signInOrigin = null;
  hasEnded = false;
  /** Calls are refused as after the cookie is lost. */
  isForbidden = false;
  isDown = false;
  rights = { state: 'none', checked: 0, total: 0, missing: [], protected: 0 };
  nextRights = { missing: [], protected: 0 };
  failingStep = null;
  agents = [
    agent('a-1', 'dc1', 'connected'),
    agent('a-2', 'old-dc', 'disconnected'),
  ];
  findings = [];
  /** What a scope other than the one in force changes. */
  change = { change: 'agent_stopped' };
  /** What leaving a directory removes. */
  removal = { change: 'first' };
  /** Calls about a directory, and whose number they had. */
  directories = [];
  servers = ['ldaps://dc1.ex1.test', 'ldaps://dc2.ex1.test'];
  #overrides = [];
  #watchers = new Set();
  #server = createServer((request, response) => void this.#serve(request, response));

  constructor(known) {
    this.state = {
      software: 'tilbage-connect/0.1.0',
      host: 'dc1.ex1.test',
      offers: { keytab: true },
      page: 'welcome',
      configured: {
        tenantUrl: known ? TENANT : '',
        tenantDomain: known ? 'nordhavn.example' : '',
        agentId: known ? 'a-1' : '',
        directory: known ? DIRECTORY : null,
        scope: known ? ALL : null,
        further: [],
        features: { passwordWriteback: false },
        staging: false,
        agentRunning: known,
        agentConnected: known,
        importedPeople: known ? 1204 : null,
        lastImportAt: known ? Date.now() - 60_000 : null,
      },
      cloud: { url: known ? TENANT : '', signedIn: null, problem: null },
      draft: {
        directory: known ? { ...DIRECTORY, created: false } : null,
        scope: ALL,
        further: [],
        features: { passwordWriteback: false },
        options: { startSynchronization: true, staging: false },
      },
      domains: [],
      run: null,
    };
  }

  async listen() {
    await new Promise((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${this.#server.address().port}`;
  }

  async close() {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  answerNext(call, answer) {
    this.#overrides.push({ call, answer });
  }

  count(call) {
    return this.calls.filter((one) => one === call).length;
  }

  lastBody(call) {
    return this.bodies.findLast(([one]) => one === call)?.[1];
  }

  async #serve(request, response) {
    if (this.isDown) return void request.socket.destroy();
    const url = new URL(request.url, this.url);
    if (url.pathname.startsWith('/api/')) return this.#serveApi(request, response, url);
    if (url.pathname === '/tenant') return this.#signInAtTenant(response);
    const nonce = randomUUID();
    const file = url.pathname === '/' ? 'index.html' : normalize(url.pathname.slice(1));
    try {
      const content = readFileSync(join(WIZARD_DIST, file));
      response.writeHead(200, { 'Content-Type': TYPES[extname(file)], 'Content-Security-Policy': policy(nonce) });
      response.end(file === 'index.html' ? content.toString().replaceAll('__NONCE__', nonce) : content);
    } catch {
      response.writeHead(404).end();
    }
  }

  /** The tenant's page, the callback and the way back, in one. */
  #signInAtTenant(response) {
    const { problem } = this;
    if (problem === undefined) this.state.cloud = { ...this.state.cloud, signedIn: ADMIN, problem: null };
    else this.state.cloud = { ...this.state.cloud, signedIn: null, problem };
    this.state.domains = [{ id: 'nordhavn.example', signInType: 'passwordHashSync' }];
    response.writeHead(302, { Location: '/' }).end();
  }

  async #serveApi(request, response, url) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = chunks.length === 0 ? undefined : JSON.parse(Buffer.concat(chunks).toString());
    const path = url.pathname.slice('/api'.length).replace(/^\/agents\/.+/, '/agents/{id}');
    const call = `${request.method} ${path}`;
    this.calls.push(call);
    this.bodies.push([call, body]);
    const at = this.#overrides.findIndex((one) => one.call === call);
    const bent = at < 0 ? null : this.#overrides.splice(at, 1)[0].answer;
    try {
      if (this.isForbidden) return void response.writeHead(403, { 'Content-Type': 'text/html' }).end('<p>No</p>');
      if (request.method !== 'GET' && request.headers['x-tilbage-wizard'] !== '1') throw new Failure(403, 'forbidden');
      if (bent !== null) throw new Failure(bent.status ?? 422, bent.code, bent.details, bent.message);
      const [status, answer] = await this.#answer(call, body, url);
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(answer === undefined ? undefined : JSON.stringify(answer));
    } catch (error) {
      const { status = 500, code = 'unexpected', details = {}, message } = error;
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ error: { code, message, details } }));
    }
  }

  async #answer(call, body, url) {
    const { state } = this;
    const { draft, cloud } = state;
    const number = Number(url.searchParams.get('directory') ?? '1');
    if (url.searchParams.has('directory')) this.directories.push([call, url.searchParams.get('directory')]);
    const ok = (change) => {
      change();
      return [200, state];
    };
    switch (call) {
      case 'GET /state':
        return [200, state];
      case 'PUT /page':
        return ok(() => (state.page = body.page));
      case 'PUT /cloud':
        if (!/^https:\/\/[^/]+$/.test(body.url)) throw new Failure(422, 'url_wrong');
        return ok(() => Object.assign(cloud, { url: body.url, problem: null }));
      case 'POST /cloud/sign-in':
        this.signInOrigin = body.origin;
        return [200, { authorizeUrl: `${this.url}/tenant?state=1` }];
      case 'POST /cloud/device-code':
        return [
          200,
          { verificationUri: `${TENANT}/device`, userCode: 'BCDF-GHJK', expiresAt: Date.now() + 900_000 },
        ];
      case 'POST /cloud/sign-out':
        return ok(() => (cloud.signedIn = null));
      case 'GET /directories/discovery':
        if (url.searchParams.get('forest') === 'ex2.test') return [200, { servers: ['ldaps://dc1.ex2.test'] }];
        if (url.searchParams.get('forest') !== 'ex1.test') throw new Failure(422, 'forest_not_found');
        return [200, { servers: this.servers }];
      case 'POST /directories': {
        const created = body.account.mode === 'create';
        const account = created ? 'svc-tilbage@ex1.test' : body.account.name;
        const given = { forest: body.forest, servers: body.servers ?? this.servers, account, created };
        return ok(() => this.#place(url.searchParams.get('directory'), given));
      }
      case 'DELETE /directories':
        if (number === 1 && draft.further.length > 0) throw new Failure(409, 'first_directory');
        return ok(() => {
          if (number === 1) draft.directory = null;
          else draft.further = draft.further.filter((one) => one.number !== number);
        });
      case 'GET /directories/removal':
        return [200, this.removal];
      case 'POST /rights/test':
        this.rights = { state: 'running', checked: 1, total: 3, missing: [], protected: 0 };
        return [202, {}];
      case 'GET /rights': {
        const answer = this.rights;
        if (answer.state === 'running') this.rights = { state: 'done', checked: 3, total: 3, ...this.nextRights };
        return [200, answer];
      }
      case 'GET /tree':
        return [200, this.#tree(url.searchParams)];
      case 'POST /tree/counts':
        return [200, { ...this.#counts(body), ...this.#changeOf(body, number) }];
      case 'GET /groups': {
        const wanted = url.searchParams.get('search').toLowerCase();
        return [200, { groups: GROUPS.filter(({ name }) => name.toLowerCase().includes(wanted)), more: false }];
      }
      case 'PUT /scope':
        return ok(() => {
          if (number === 1) draft.scope = body;
          else draft.further.find((one) => one.number === number).scope = body;
        });
      case 'PUT /features':
        return ok(() => (draft.features = body));
      case 'PUT /options':
        return ok(() => (draft.options = body));
      case 'PUT /sign-in':
        return ok(() => {
          for (const change of body.domains) state.domains.find(({ id }) => id === change.id).signInType = change.signInType;
        });
      case 'GET /plan':
        return [200, { actions: this.#plan() }];
      case 'POST /configure':
        if (state.run?.state === 'running') throw new Failure(409, 'already_running');
        this.#begin((state.run?.number ?? 0) + 1, STEPS.map((step) => ({ step, state: 'waiting', details: {} })));
        return [202, state.run];
      case 'GET /run':
        return [200, await this.#waitForRun(Number(url.searchParams.get('after')))];
      case 'POST /run/retry':
        this.failingStep = null;
        this.#begin(state.run.number, state.run.steps.map(({ error, ...step }) => ({ ...step, ...(error && { state: 'waiting' }) })));
        return [202, state.run];
      case 'POST /run/rollback':
        this.#change({ state: 'rolled_back', steps: state.run.steps.map((step) => ({ ...step, state: 'undone', error: undefined })) });
        return [202, state.run];
      case 'GET /configuration':
        return [200, { text: '[tenant]\nurl = "https://tilbage.nordhavn.example"\n', facts: state.configured }];
      case 'GET /agents':
        return [200, { value: this.agents }];
      case 'DELETE /agents/{id}':
        this.agents = this.agents.filter(({ id }) => !url.pathname.endsWith(id));
        return [204, undefined];
      case 'POST /schema/refresh':
        return [200, { attributes: 1496, policyHints: true, server: `ldaps://dc1.ex${number}.test` }];
      case 'POST /troubleshoot':
        return [200, { findings: this.findings }];
      case 'POST /exit':
        this.hasEnded = true;
        return [204, undefined];
      default:
        throw new Failure(404, 'not_found');
    }
  }

  #place(number, given) {
    const { draft } = this.state;
    if (number === '1' || draft.directory === null) {
      draft.directory = given;
    } else if (number === 'new') {
      if (given.forest === draft.directory.forest) throw new Failure(422, 'directory_twice');
      const free = [2, 3, 4, 5, 6, 7, 8, 9].find((one) => !draft.further.some((other) => other.number === one));
      draft.further = [...draft.further, { ...given, number: free, scope: ALL }];
    } else {
      draft.further = draft.further.map((one) => (String(one.number) === number ? { ...one, ...given } : one));
    }
  }

  #tree(query) {
    if (query.get('directory') === '2') return { nodes: [node('OU=Guests,DC=ex2,DC=test', 'Guests', 'unit', false, 7)], more: false };
    const search = query.get('search');
    const parent = query.get('parent');
    if (search !== null) {
      const nodes = [...this.#children(ROOT), ...this.#children(`OU=Schools,${ROOT}`)].filter(({ name }) =>
        name.toLowerCase().includes(search.toLowerCase()),
      );
      return { nodes: nodes.slice(0, 100), more: nodes.length > 100 };
    }
    if (parent === null) return { nodes: [node(ROOT, 'ex1.test', 'domain', true, 4200)], more: false };
    return { nodes: this.#children(parent), more: false };
  }

  #children(parent) {
    if (parent === ROOT) {
      return [
        node(`OU=Schools,${ROOT}`, 'Schools', 'unit', true, 3000),
        node(`OU=Staff,${ROOT}`, 'Staff', 'unit', true, 1200),
        node(`CN=Users,${ROOT}`, 'Users', 'container', false, 4),
      ];
    }
    if (parent === `OU=Staff,${ROOT}`) return [node(`OU=Temps,${parent}`, 'Temps', 'unit', false, 200)];
    if (parent !== `OU=Schools,${ROOT}`) return [];
    return Array.from({ length: MANY }, (_, index) =>
      node(`OU=Class ${index},${parent}`, `Class ${index}`, 'unit', false, 1),
    );
  }

  #changeOf(scope, number) {
    const { configured } = this.state;
    const now = number === 1 ? configured.scope : (configured.further.find((one) => one.number === number)?.scope ?? null);
    if (now === null) return { change: 'first' };
    const same = (name) => JSON.stringify(now[name]) === JSON.stringify(scope[name]);
    return ['mode', 'include', 'exclude', 'pilotGroup'].every(same) ? { change: 'none' } : this.change;
  }

  #counts({ mode, include, exclude, pilotGroup }) {
    if (pilotGroup !== null) return { in: 12, out: 4188 };
    if (mode === 'all') return { in: 4200, out: 0 };
    const inside = include.length * 1000 - exclude.length * 100;
    return { in: inside, out: 4200 - inside };
  }

  #plan() {
    const { draft, configured } = this.state;
    const actions = [];
    if (configured.agentId === '') actions.push({ action: 'register_agent', details: { tenantUrl: TENANT, agentName: 'dc1' } });
    if (draft.features.passwordWriteback !== configured.features.passwordWriteback) {
      actions.push({ action: draft.features.passwordWriteback ? 'enable_writeback' : 'disable_writeback', details: {} });
    }
    if (draft.options.staging !== configured.staging) {
      actions.push({ action: 'set_staging', details: { staging: draft.options.staging } });
    }
    for (const one of draft.further.filter(({ number }) => !configured.further.some((other) => other.number === number)))
      actions.push({ action: 'set_directory', details: { section: `directory${one.number}`, ...one } });
    for (const one of configured.further.filter(({ number }) => !draft.further.some((other) => other.number === number)))
      actions.push({ action: 'remove_directory', details: { section: `directory${one.number}`, forest: one.forest } });
    return actions;
  }

  #begin(number, steps) {
    const revision = (this.state.run?.revision ?? 0) + 1;
    this.state.run = { number, revision, state: 'running', steps };
    void this.#carryOn();
  }

  /** One step after another, each seen by whoever watches. */
  async #carryOn() {
    const { length } = this.state.run.steps;
    for (let at = 0; at < length; at += 1) {
      const { step, state } = this.state.run.steps[at];
      if (state === 'done') continue;
      this.#setStep(at, { state: 'running' });
      await new Promise((resolve) => setTimeout(resolve, 60));
      if (step === this.failingStep) {
        this.#setStep(at, { state: 'failed', error: { code: 'directory_unreachable', message: 'dc1 did not answer' } });
        return this.#change({ state: 'failed' });
      }
      this.#setStep(at, { state: 'done', ...(step === 'first_import' && { details: { people: 4200 } }) });
    }
    const { draft, configured } = this.state;
    Object.assign(configured, {
      tenantUrl: TENANT,
      tenantDomain: 'nordhavn.example',
      agentId: 'a-1',
      directory: draft.directory,
      scope: draft.scope,
      further: draft.further,
      features: draft.features,
      staging: draft.options.staging,
      agentRunning: true,
      agentConnected: true,
      importedPeople: 4200,
      lastImportAt: Date.now(),
    });
    this.#change({ state: 'done' });
  }

  #setStep(at, change) {
    this.#change({ steps: this.state.run.steps.map((step, index) => (index === at ? { ...step, ...change } : step)) });
  }

  #change(change) {
    this.state.run = { ...this.state.run, ...change, revision: this.state.run.revision + 1 };
    for (const wake of this.#watchers) wake();
  }

  async #waitForRun(after) {
    if (this.state.run === null) throw new Failure(404, 'not_found');
    while (this.state.run.revision <= after && this.state.run.state === 'running') {
      await new Promise((resolve) => {
        const wake = () => {
          this.#watchers.delete(wake);
          resolve();
        };
        this.#watchers.add(wake);
      });
    }
    return this.state.run;
  }
}

function node(dn, name, kind, hasChildren, people) {
  return { dn, name, kind, hasChildren, people };
}

function agent(id, host, state) {
  return {
    id,
    displayName: host,
    host: `${host}.ex1.test`,
    version: '0.1.0',
    state,
    passwordWriteback: true,
    staging: false,
    lastHeartbeatDateTime: '2026-11-22T12:00:00Z',
    roundTripMilliseconds: 12,
    domains: ['ex1.test'],
    createdDateTime: '2026-11-01T12:00:00Z',
    problem: null,
  };
}
