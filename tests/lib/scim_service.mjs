/**
 * A SCIM 2.0 service of somebody else's make: SCIMMY's protocol and schemas, with everybody in memory. It knows nothing of Tilbage.
 * It can be taken away for a while, and counts what it is asked.
 */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import https from 'node:https';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const require = createRequire(new URL('../../web/package.json', import.meta.url));
const express = require('express');
const SCIMMY = require('scimmy').default;
const SCIMMYRouters = require('scimmy-routers').default;

const TOKEN = 'a-token-of-the-service';

/** Keeps one type of resource; `name` is what must be unique. */
function keep(kept, name) {
  const taken = (instance, id) => [...kept.values()].some(
    (other) => other.id !== id && String(other[name]).toLowerCase() === String(instance[name]).toLowerCase());
  return {
    ingress: async (resource, instance) => {
      const id = resource.id ?? randomUUID();
      if (resource.id && !kept.has(resource.id)) throw new SCIMMY.Types.Error(404, null, `${resource.id} is not here`);
      if (taken(instance, id)) throw new SCIMMY.Types.Error(409, 'uniqueness', `${instance[name]} is taken`);
      kept.set(id, { ...JSON.parse(JSON.stringify(instance)), id });
      return kept.get(id);
    },
    egress: async (resource) => {
      if (!resource.id) return resource.filter ? resource.filter.match([...kept.values()]) : [...kept.values()];
      if (!kept.has(resource.id)) throw new SCIMMY.Types.Error(404, null, `${resource.id} is not here`);
      return kept.get(resource.id);
    },
    degress: async (resource) => {
      if (!kept.delete(resource.id)) throw new SCIMMY.Types.Error(404, null, `${resource.id} is not here`);
    },
  };
}

export class ScimService {
  /** `bulk`: it takes many changes at once. */
  static async up({ bulk = true } = {}) {
    const service = new ScimService();
    service.folder = await mkdtemp(join(tmpdir(), 'tilbage-service-'));
    await run('openssl', [
      'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1',
      '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', join(service.folder, 'key.pem'), '-out', service.caFile,
    ]);
    await writeFile(service.tokenFile, `${TOKEN}\n`, { mode: 0o600 });
    service.users = new Map();
    service.groups = new Map();
    service.writes = [];
    SCIMMY.Resources.declare(SCIMMY.Resources.User.extend(SCIMMY.Schemas.EnterpriseUser), keep(service.users, 'userName'));
    SCIMMY.Resources.declare(SCIMMY.Resources.Group, keep(service.groups, 'displayName'));
    SCIMMY.Config.set({ patch: true, filter: true, bulk: bulk ? { supported: true, maxOperations: 100, maxPayloadSize: 1 << 20 } : false });
    const app = express();
    app.use((request, _, next) => {
      if (request.method !== 'GET') service.writes.push(`${request.method} ${request.path}`);
      next();
    });
    // Express 5 reads the query anew each time; SCIMMY's routers turn texts into numbers in it once.
    app.use((request, _, next) => {
      Object.defineProperty(request, 'query', { value: { ...request.query }, writable: true });
      next();
    });
    app.use('/scim/v2', new SCIMMYRouters({
      type: 'bearer',
      handler: (request) => {
        if (request.header('Authorization') !== `Bearer ${TOKEN}`) throw new Error('whose token is that');
        return 'tilbage';
      },
    }));
    service.app = app;
    await service.begin();
    return service;
  }

  get caFile() { return join(this.folder, 'certificate.pem'); }
  get tokenFile() { return join(this.folder, 'token'); }
  get url() { return `https://127.0.0.1:${this.port}/scim/v2`; }

  /** What connect.toml has for it. */
  section(number, more = '') {
    return `\n[export${number}]\nname = "intranet"\nurl = "${this.url}"\ntoken_file = "${this.tokenFile}"\nca_file = "${this.caFile}"\n${more}`;
  }

  async begin() {
    const [key, cert] = await Promise.all(['key.pem', 'certificate.pem'].map((name) => readFile(join(this.folder, name))));
    this.server = https.createServer({ key, cert }, this.app);
    await new Promise((resolve) => { this.server.listen(this.port ?? 0, '127.0.0.1', resolve); });
    this.port = this.server.address().port;
  }

  /** Away until begin(); everybody stays. */
  async end() {
    this.server.closeAllConnections();
    await new Promise((resolve) => { this.server.close(resolve); });
  }

  async down() {
    await this.end();
    await rm(this.folder, { recursive: true, force: true });
  }

  user(name) { return [...this.users.values()].find(({ userName }) => userName.toLowerCase() === name.toLowerCase()); }
  group(name) { return [...this.groups.values()].find(({ displayName }) => displayName === name); }
}
