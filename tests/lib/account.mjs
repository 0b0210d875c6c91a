/** People's account page: as a person sees it, and its API without a browser (docs/protocol.md §12). */
import { readFileSync } from 'node:fs';
import https from 'node:https';

import { sealPasswords } from '../../web/dist/lib/seal.mjs';

const WORDS = {
  en: {
    signIn: 'Sign in', userId: 'User ID', password: 'Password', forgot: 'Forgot my password', home: 'My account', signOut: 'Sign out',
    change: 'Change password', current: 'Current password', next: 'New password', confirm: 'Confirm new password', cancel: 'Cancel',
    failed: 'Your password was not changed', changed: 'Your password has been changed', other: 'Dansk',
  },
  da: {
    signIn: 'Log på', userId: 'Bruger-id', password: 'Adgangskode', forgot: 'Jeg har glemt min adgangskode', home: 'Min konto', signOut: 'Log af',
    change: 'Skift adgangskode', current: 'Nuværende adgangskode', next: 'Ny adgangskode', confirm: 'Bekræft ny adgangskode', cancel: 'Annuller',
    failed: 'Din adgangskode blev ikke skiftet', changed: 'Din adgangskode er skiftet', other: 'English',
  },
};

/** A person at the page, by the names of what they see. */
export class AccountVisitor {
  constructor(page, environment, language = 'en') {
    this.page = page;
    this.environment = environment;
    this.words = WORDS[language];
  }

  open(query = '') { return this.page.goto(`${this.environment.url}/account${query}`); }
  heading(name) { return this.page.getByRole('heading', { level: 1, name, exact: true }); }
  button(name) { return this.page.getByRole('button', { name, exact: true }); }
  field(name) { return this.page.getByLabel(name, { exact: true }); }
  message(text) { return this.page.locator('.message').filter({ hasText: text }); }

  async signIn(userId, password) {
    await this.heading(this.words.signIn).waitFor();
    await this.field(this.words.userId).fill(userId);
    await this.field(this.words.password).fill(password);
    await this.button(this.words.signIn).click();
  }
  async toChange() {
    await this.heading(this.words.home).waitFor();
    await this.button(this.words.change).click();
    await this.field(this.words.next).waitFor();
  }
  async change(current, next, confirm = next) {
    await this.field(this.words.current).fill(current);
    await this.field(this.words.next).fill(next);
    await this.field(this.words.confirm).fill(confirm);
    await this.button(this.words.change).click();
  }
}

/** One browser's worth of calls. */
export class AccountClient {
  constructor(environment) {
    this.url = new URL(environment.url);
    this.agent = new https.Agent({ ca: readFileSync(environment.variables.TILBAGE_CA), keepAlive: true });
    this.cookie = '';
  }

  close() { this.agent.destroy(); }

  /** {status, headers, body}. */
  request(method, path, body, headers = {}) {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const request = https.request(new URL(`/account/v1${path}`, this.url), {
        method, agent: this.agent,
        headers: {
          ...(payload === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
          ...(this.cookie ? { cookie: this.cookie } : {}), ...headers,
        },
      }, (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const set = response.headers['set-cookie']?.[0];
          if (set) this.cookie = set.split(';')[0];
          resolve({ status: response.statusCode, headers: response.headers, body: text ? JSON.parse(text) : undefined });
        });
        response.on('error', reject);
      });
      request.on('error', reject);
      request.end(payload);
    });
  }

  begin(userId) { return this.request('POST', '/sign-in', { userId, locale: 'en-US' }); }
  /** From the name to the answer; what refuses the name is the answer too. */
  async signIn(userId, password) {
    const begun = await this.begin(userId);
    if (begun.status !== 201) return begun;
    const sealed = await sealPasswords(begun.body, { current: password, next: '' });
    return this.request('POST', `/sign-in/${begun.body.requestId}`, { sealed });
  }
  async change(current, next) {
    const ticket = await this.request('POST', '/password', {});
    if (ticket.status !== 201) return ticket;
    const sealed = await sealPasswords(ticket.body, { current, next });
    return this.request('POST', `/password/${ticket.body.requestId}`, { sealed });
  }
}
