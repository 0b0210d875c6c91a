/** A person's browser: headless Chromium that trusts the environment's own certificate and nothing else unusual. */
import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../web/package.json', import.meta.url));
const { chromium } = require('playwright-core');

export { accessibilityProblems } from '../../web/tests/accessibility_problems.mjs';

/** The pin by which Chromium accepts exactly this key without a CA in its store. */
function keyPin(certificateFile) {
  const key = new X509Certificate(readFileSync(certificateFile)).publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(key).digest('base64');
}

export async function openBrowser(environment) {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync',
      `--ignore-certificate-errors-spki-list=${keyPin(`${environment.variables.TENANT_STATE_DIR}/tls/cert.pem`)}`,
    ],
  });
}

/** A page that notes everything that should not happen: script errors, CSP violations, failed requests. */
export async function openPage(browser, { locale = 'en-US', viewport = { width: 1280, height: 800 }, colorScheme = 'light', userAgent } = {}) {
  const context = await browser.newContext({ locale, viewport, colorScheme, ...(userAgent === undefined ? {} : { userAgent }) });
  const page = await context.newPage();
  page.troubles = [];
  page.on('pageerror', (error) => page.troubles.push(`script: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of (4|5)\d\d/.test(message.text())) page.troubles.push(`console: ${message.text()}`);
  });
  return page;
}

export const WORDS = {
  en: {
    mkt: 'en-US', identify: 'Get back into your account', userId: 'User ID', next: 'Next', why: 'Why are you having trouble signing in?',
    forgot: 'I forgot my password', locked: "I know my password, but still can't sign in", step1: 'Verification step 1',
    email: 'Email my alternate email', send: 'Send code', code: 'Verification code', choose: 'Choose a new password',
    newPassword: 'New password', confirm: 'Confirm new password', finish: 'Finish', done: 'Your password has been reset',
    unlocked: 'Your account has been unlocked',
  },
  da: {
    mkt: 'da-DK', identify: 'Få adgang til din konto igen', userId: 'Bruger-id', next: 'Næste', why: 'Hvorfor har du problemer med at logge på?',
    forgot: 'Jeg har glemt min adgangskode', locked: 'Jeg kender min adgangskode, men kan stadig ikke logge på', step1: 'Bekræftelsestrin 1',
    email: 'Send en mail til min alternative mailadresse', send: 'Send kode', code: 'Bekræftelseskode', choose: 'Vælg en ny adgangskode',
    newPassword: 'Ny adgangskode', confirm: 'Bekræft ny adgangskode', finish: 'Udfør', done: 'Din adgangskode er nulstillet',
    unlocked: 'Din konto er låst op',
  },
};

/** A person on the reset page, who finds everything by role and name. */
export class ResetVisitor {
  constructor(page, environment, mailbox, language = 'en') {
    Object.assign(this, { page, environment, mailbox, words: WORDS[language] });
  }

  heading(name) { return this.page.getByRole('heading', { level: 1, name, exact: true }); }
  button(name) { return this.page.getByRole('button', { name, exact: true }); }
  field(name) { return this.page.getByRole('textbox', { name, exact: true }); }
  /** Password inputs have no role of their own. */
  password(name) { return this.page.getByLabel(name, { exact: true }); }

  async open(query = '') {
    await this.page.goto(`${this.environment.url}/reset?mkt=${this.words.mkt}${query}`);
    await this.heading(this.words.identify).waitFor();
  }

  async identify(userId) {
    await this.field(this.words.userId).fill(userId);
    await this.button(this.words.next).click();
  }

  async choose(choice) {
    await this.heading(this.words.why).waitFor();
    await this.page.getByRole('radio', { name: choice }).check();
    await this.button(this.words.next).click();
  }

  async verify(address) {
    await this.heading(this.words.step1).waitFor();
    await this.button(this.words.send).click();
    const code = await this.mailbox.nextCode(address);
    await this.field(this.words.code).fill(code);
    await this.button(this.words.next).click();
  }

  async typePassword(password, again = password) {
    await this.heading(this.words.choose).waitFor();
    await this.password(this.words.newPassword).fill(password);
    await this.password(this.words.confirm).fill(again);
    await this.button(this.words.finish).click();
  }
}
