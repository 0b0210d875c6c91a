/** A tenant by itself on a port of its own, and an enrolled agent's calls to its SCIM service. */
import { execFile, spawn } from 'node:child_process';
import { createPrivateKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { mkdir, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import https from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const BINARY = join(process.env.TILBAGE_BIN ?? join(ROOT, 'build/release/bin'), 'tilbage-tenant');
const START_LIMIT_MS = 20_000;

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function makeCertificate(folder) {
  await run('openssl', [
    'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1',
    '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', join(folder, 'key.pem'), '-out', join(folder, 'certificate.pem'),
  ]);
  return readFile(join(folder, 'certificate.pem'));
}

const configOf = (url, port) => `[server]
base_url = "${url}"
listen = "127.0.0.1:${port}"
certificate = "certificate.pem"
private_key = "key.pem"
web_root = "web"
[store]
path = "store/tenant.db"
[mail]
server = "smtp://127.0.0.1:9"
tls = "none"
from = "Tilbage <no-reply@ex1.test>"
`;

const base64url = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

export class TenantAlone {
  /** `config`: more of tenant.toml. */
  static async up({ config: more = '' } = {}) {
    const tenant = new TenantAlone();
    tenant.folder = await mkdtemp(join(tmpdir(), 'tilbage-scim-'));
    tenant.port = await freePort();
    tenant.url = `https://127.0.0.1:${tenant.port}`;
    tenant.ca = await makeCertificate(tenant.folder);
    for (const page of ['reset', 'signin', 'account', 'portal']) {
      await mkdir(join(tenant.folder, 'web', page), { recursive: true });
      await writeFile(join(tenant.folder, 'web', page, 'index.html'), '<!doctype html><meta nonce="__NONCE__"><title>-</title>');
    }
    const config = join(tenant.folder, 'tenant.toml');
    tenant.config = config;
    await writeFile(config, configOf(tenant.url, tenant.port) + more);
    const { stdout } = await run(BINARY, ['init', '--config', config, '--tenant', 'ex1.test', '--name', 'Example One']);
    const code = /enrolment code: (\S+)/.exec(stdout)[1];
    try {
      await tenant.start();
      await tenant.enrol(code);
    } catch (error) {
      await tenant.down();
      throw error;
    }
    return tenant;
  }

  /** One of the command lines: `command('check-config')`; what it printed, both streams. */
  async command(verb, ...more) {
    const { stdout, stderr } = await run(BINARY, [verb, '--config', this.config, ...more]);
    return stdout + stderr;
  }

  async start() {
    this.log = await open(join(this.folder, 'tenant.log'), 'a');
    this.process = spawn(BINARY, ['run', '--config', this.config], { stdio: ['ignore', this.log.fd, this.log.fd] });
    await this.whenReady();
  }

  logged() { return readFile(join(this.folder, 'tenant.log'), 'utf8'); }

  async stop(signal = 'SIGTERM') {
    if (this.process?.exitCode === null && this.process.signalCode === null) {
      const ended = new Promise((resolve) => this.process.once('exit', resolve));
      this.process.kill(signal);
      await ended;
    }
    await this.log?.close();
    this.log = undefined;
  }

  async down() {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  async whenReady() {
    for (const limit = Date.now() + START_LIMIT_MS; ; await pause(50)) {
      const status = await this.send('GET', '/readyz').then((answer) => answer.status, () => 0);
      if (status === 200) return;
      if (Date.now() > limit || this.process.exitCode !== null) throw new Error('the tenant does not start');
    }
  }

  /** One HTTP exchange: { status, headers, body } with the body as text. */
  send(method, path, { headers = {}, body } = {}) {
    return new Promise((resolve, reject) => {
      const request = https.request(this.url + path, { method, headers, ca: this.ca }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part) => { text += part; });
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: text }));
      });
      request.on('error', reject);
      request.end(body);
    });
  }

  async enrol(code) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { kty, crv, x, y } = publicKey.export({ format: 'jwk' });
    const enrolled = await this.send('POST', '/connect/v1/enroll', {
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ code, name: 'connect1', signing_key: { kty, crv, x, y } }),
    });
    const { agent_id: id } = JSON.parse(enrolled.body);
    const tokenPath = '/ex1.test/oauth2/v2.0/token';
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: id, sub: id, aud: this.url + tokenPath, jti: randomUUID(), iat: now, exp: now + 60 };
    const signed = `${base64url({ alg: 'ES256', typ: 'JWT' })}.${base64url(claims)}`;
    const key = { key: createPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' })), dsaEncoding: 'ieee-p1363' };
    const answer = await this.send('POST', tokenPath, {
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: id,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`,
      }).toString(),
    });
    this.token = JSON.parse(answer.body).access_token;
  }

  /** A SCIM call with the agent's token; `json` is the parsed body, if there is one. */
  async scim(method, path, body, headers = {}) {
    const answer = await this.send(method, `/scim/v2${path}`, {
      headers: {
        Authorization: `Bearer ${this.token}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/scim+json' }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return { ...answer, json: answer.body ? JSON.parse(answer.body) : undefined };
  }
}
