/** People's Security info: what they see, an app that shows codes, and the policy around it. */
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import https from 'node:https';

import { AccountVisitor } from './account.mjs';
import { PortalVisitor } from './administrator.mjs';
import { openPage } from './browser.mjs';

const WORDS = {
  en: {
    security: 'Security info', add: 'Add method', remove: 'Remove', finish: 'Finish', nextStep: 'Next', sendCode: 'Send code', code: 'Verification code',
    email: 'Email address', app: 'Authenticator app', questions: 'Security questions', recovery: 'Recovery codes', address: 'Private email address',
    appName: 'What do you call it? (optional)', answer: 'Answer', kept: 'I’ve kept the codes', added: 'The method has been added',
    removed: 'The method has been removed', notNow: 'Not now', stillRight: 'Yes, it’s right', again: 'Enter your password again', goOn: 'Continue',
    notMe: 'Was this not you?', report: 'This was not me', reported: 'Thank you. We’ve stopped it', used: 'This link has been used, or is too old',
    blocked: 'Blocked, because a change was reported', asked: 'Add a way to prove who you are', back: 'Back to my account',
  },
  da: {
    security: 'Sikkerhedsoplysninger', add: 'Tilføj metode', remove: 'Fjern', finish: 'Udfør', nextStep: 'Næste', sendCode: 'Send kode', code: 'Bekræftelseskode',
    email: 'Mailadresse', app: 'Godkendelsesapp', questions: 'Sikkerhedsspørgsmål', recovery: 'Genoprettelseskoder', address: 'Privat mailadresse',
    appName: 'Hvad kalder du den? (valgfrit)', answer: 'Svar', kept: 'Jeg har gemt koderne', added: 'Metoden er tilføjet',
    removed: 'Metoden er fjernet', notNow: 'Ikke nu', stillRight: 'Ja, det er rigtigt', again: 'Skriv din adgangskode igen', goOn: 'Fortsæt',
    notMe: 'Var det ikke dig?', report: 'Det var ikke mig', reported: 'Tak. Vi har stoppet det', used: 'Linket er brugt eller for gammelt',
    blocked: 'Spærret, fordi en ændring er meldt', asked: 'Tilføj en måde at bekræfte, hvem du er', back: 'Tilbage til min konto',
  },
};

/** The code of an app (RFC 6238) `steps` time steps from now. */
export function totp(secret, steps = 0) {
  const bits = [...secret].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
  const mac = createHmac('sha1', key).update(counter).digest();
  const number = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/** A person who is signed in, at their Security info. `look(name)` is called on every page that is reached. */
export class SecurityInfoVisitor extends AccountVisitor {
  constructor(page, environment, language = 'en', look = async () => {}) {
    super(page, environment, language);
    Object.assign(this, { words: { ...this.words, ...WORDS[language] }, look });
  }

  async openSecurityInfo(person) {
    await this.open();
    await this.signIn(this.environment.upnOf(person), this.environment.password);
    await this.heading(this.words.home).waitFor();
    await this.look('home');
    await this.button(this.words.security).click();
    await this.heading(this.words.security).waitFor();
    await this.look('security-info');
  }

  async chooseKind(name) {
    await this.button(this.words.add).click();
    await this.heading(this.words.add).waitFor();
    await this.look('add');
    await this.page.getByRole('radio', { name, exact: true }).check();
    await this.button(this.words.nextStep).click();
    await this.heading(name).waitFor();
  }

  /** The secret. The code of the step before now has served, then. */
  async addApp(name = '') {
    await this.chooseKind(this.words.app);
    const secret = (await this.page.locator('.secret code').innerText()).replaceAll(' ', '');
    await this.look('app');
    await this.field(this.words.code).fill(totp(secret, -1));
    await this.field(this.words.appName).fill(name);
    await this.button(this.words.finish).click();
    await this.message(this.words.added).waitFor();
    return secret;
  }

  /** What was answered, by the question's text. */
  async addQuestions() {
    await this.chooseKind(this.words.questions);
    const answers = this.page.getByLabel(new RegExp(`^${this.words.answer} \\d$`));
    await answers.first().waitFor();
    for (let i = 0; i < (await answers.count()); ++i) await answers.nth(i).fill(`Svar nummer ${i}`);
    const texts = await this.page.locator('select').evaluateAll((all) => all.map((one) => one.selectedOptions[0].text));
    await this.look('questions');
    await this.button(this.words.finish).click();
    await this.message(this.words.added).waitFor();
    return new Map(texts.map((text, i) => [text, `svar  NUMMER ${i}`]));
  }

  /** The codes. */
  async addRecoveryCodes() {
    await this.chooseKind(this.words.recovery);
    const codes = this.page.locator('.recoveryCodes code');
    await codes.first().waitFor();
    const all = await codes.allInnerTexts();
    await this.look('recovery-codes');
    await this.button(this.words.kept).click();
    await this.message(this.words.added).waitFor();
    return all;
  }

  async addEmail(address, mailbox) {
    await this.chooseKind(this.words.email);
    await this.look('email');
    await this.field(this.words.address).fill(address);
    await this.button(this.words.sendCode).click();
    await this.field(this.words.code).fill(await mailbox.nextCode(address));
    await this.look('email-code');
    await this.button(this.words.finish).click();
    await this.message(this.words.added).waitFor();
  }

  async remove(name) {
    await this.page.getByRole('button', { name: new RegExp(`^${this.words.remove} ${name}`) }).click();
    await this.look('remove');
    await this.button(this.words.remove).click();
    await this.message(this.words.removed).waitFor();
  }
}

/** The tenant's policy, with the token that the portal's own page got. */
export class Policy {
  static async open(browser, environment) {
    const page = await openPage(browser);
    const seen = new Promise((resolve) => {
      page.on('request', (request) => {
        const { authorization } = request.headers();
        if (authorization?.startsWith('Bearer ')) resolve(authorization);
      });
    });
    await new PortalVisitor(page, environment).signIn();
    const policy = new Policy();
    Object.assign(policy, { url: new URL('/beta/policies/passwordReset', environment.url), authorization: await seen,
      ca: readFileSync(environment.variables.TILBAGE_CA) });
    await page.context().close();
    return policy;
  }

  async set(part) {
    const { headers } = await this.call('GET');
    await this.call('PATCH', part, headers.etag);
  }

  call(method, part, etag) {
    const payload = part === undefined ? undefined : JSON.stringify(part);
    const headers = { authorization: this.authorization };
    if (payload !== undefined) Object.assign(headers, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload), 'if-match': etag });
    return new Promise((resolve, reject) => {
      const request = https.request(this.url, { method, ca: this.ca, agent: false, headers }, (answer) => {
        const chunks = [];
        answer.on('data', (chunk) => chunks.push(chunk));
        answer.on('end', () => (answer.statusCode < 300 ? resolve(answer) : reject(new Error(`${answer.statusCode} ${Buffer.concat(chunks)}`))));
      });
      request.on('error', reject);
      request.end(payload);
    });
  }
}
