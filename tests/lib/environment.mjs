/** An environment of tools/env for one test file: a domain controller, the tenant, an agent, a mail server, all in a temp folder. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const PYTHON = '/usr/bin/python3';

async function env(...args) {
  const { stdout } = await run(PYTHON, [join(ROOT, 'tools/env/env.py'), ...args], { maxBuffer: 1 << 24 });
  return stdout;
}

async function readVariables(folder) {
  const { stdout } = await run('bash', ['-c', `set -a; . '${folder}/env'; env -0`], { env: {} });
  return Object.fromEntries(
    stdout.split('\0').filter(Boolean).map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}

export class Environment {
  /** `options` as for `env up`: '--allow-unlock', '--proxy', … It goes down by itself when this process ends. */
  static async up(...options) {
    const folder = await mkdtemp(join(tmpdir(), 'tilbage-'));
    await env('up', folder, '--while-pid', String(process.pid), ...options);
    return new Environment(folder, await readVariables(folder));
  }

  /** One that somebody else brought up and will take down. */
  static async at(folder) {
    return new Environment(folder, await readVariables(folder));
  }

  constructor(folder, variables) {
    this.folder = folder;
    this.variables = variables;
    this.url = variables.TILBAGE_URL;
    this.nextPlain = 0;
  }

  async down() {
    await env('down', this.folder);
    if (!process.env.TILBAGE_KEEP) await rm(this.folder, { recursive: true, force: true });
  }

  restart(part, ...options) { return env('restart', this.folder, part, ...options); }
  kill(part, signal = 'KILL') { return env('kill', this.folder, part, signal); }
  age(account, days) { return env('age', this.folder, account, String(days)); }
  lock(account) { return env('lock', this.folder, account); }

  /** What the LDAP proxy is to do from now on (tools/env/proxy_script.py). */
  proxy(script) { return env('proxy', this.folder, JSON.stringify(script)); }
  async proxyCounts() { return JSON.parse(await readFile(this.variables.LDAP_PROXY_COUNTS, 'utf8')); }
  refuseMails(count) { return writeFile(this.variables.MAIL_REFUSE_FILE, String(count)); }

  async people() { return JSON.parse(await readFile(this.variables.AD_PEOPLE, 'utf8')); }
  async person(account) { return (await this.people()).find((person) => person.account === account); }
  /** Somebody ordinary whom no other test of this file has touched. */
  async freshPerson() {
    const plain = (await this.people()).filter((person) => /^user\d+$/.test(person.account));
    const person = plain[this.nextPlain++];
    if (!person) throw new Error('no sample person is left');
    return person;
  }

  upnOf(person) { return `${person.account}@${this.variables.AD_DOMAIN}`; }
  get password() { return this.variables.AD_USER_PASSWORD; }

  /** 'ok', or what Kerberos said. The password goes in by standard input. */
  kinit(person, password) {
    return new Promise((resolve) => {
      const child = execFile(
        'kinit', ['-c', `FILE:${this.folder}/krb5cc-test-${Math.random().toString(36).slice(2)}`, `${person.account}@${this.variables.AD_REALM}`],
        { env: { ...process.env, KRB5_CONFIG: this.variables.KRB5_CONFIG, LC_ALL: 'C.UTF-8' } },
        (error, _stdout, stderr) => resolve(error ? stderr.trim() : 'ok'),
      );
      child.stdin.end(`${password}\n`);
    });
  }

  /** One attribute of a person as the domain's own administrator sees it, e.g. pwdLastSet. */
  async attribute(person, name) {
    const { stdout } = await run(
      'ldapsearch',
      ['-LLL', '-x', '-H', this.variables.AD_LDAPS, '-D', this.variables.AD_ADMIN_DN, '-w', this.variables.AD_ADMIN_PASSWORD,
        '-b', this.variables.AD_BASE_DN, `(sAMAccountName=${person.account})`, name],
      { env: { ...process.env, LDAPTLS_CACERT: this.variables.AD_CA } },
    );
    return new RegExp(`^${name}: (.*)$`, 'm').exec(stdout)?.[1];
  }
}

/** Waits until `check` gives something truthy, and gives that. */
export async function until(check, { seconds = 20, what = 'the condition' } = {}) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const value = await check();
    if (value) return value;
    if (Date.now() > end) throw new Error(`${what} did not come true in ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
