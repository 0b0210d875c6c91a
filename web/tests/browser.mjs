/** A browser for one test file, and the ways that a person takes through the page. */

import { chromium } from 'playwright-core';
import { CODE } from './mock_tenant.mjs';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const WORDS = {
  en: {
    locale: 'en-US',
    identify: 'Get back into your account',
    userId: 'User ID',
    next: 'Next',
    contact: 'Contact your administrator',
    contacted: 'your administrator has been asked',
    tooMany: 'Too many attempts',
    intent: 'Why are you having trouble signing in?',
    forgot: 'I forgot my password',
    know: "I know my password, but still can't sign in",
    verify: 'Verification step 1',
    method: 'Email my alternate email',
    send: 'Send code',
    sendAgain: 'Send a new code',
    code: 'Verification code',
    choose: 'Choose a new password',
    password: 'New password',
    confirm: 'Confirm new password',
    show: 'Show password',
    finish: 'Finish',
    tryAgain: 'Try again',
    startAgain: 'Start again',
    reset: 'Your password has been reset',
    unlocked: 'Your account has been unlocked',
    notReset: 'Your password was not reset',
    unknown: 'We couldn’t confirm what happened',
    other: 'Dansk',
  },
  da: {
    locale: 'da-DK',
    identify: 'Få adgang til din konto igen',
    userId: 'Bruger-id',
    next: 'Næste',
    contact: 'Kontakt din administrator',
    contacted: 'har vi bedt din administrator',
    tooMany: 'For mange forsøg',
    intent: 'Hvorfor har du problemer med at logge på?',
    forgot: 'Jeg har glemt min adgangskode',
    know: 'Jeg kender min adgangskode, men kan stadig ikke logge på',
    verify: 'Bekræftelsestrin 1',
    method: 'Send en mail til min alternative mailadresse',
    send: 'Send kode',
    sendAgain: 'Send en ny kode',
    code: 'Bekræftelseskode',
    choose: 'Vælg en ny adgangskode',
    password: 'Ny adgangskode',
    confirm: 'Bekræft ny adgangskode',
    show: 'Vis adgangskode',
    finish: 'Udfør',
    tryAgain: 'Prøv igen',
    startAgain: 'Start forfra',
    reset: 'Din adgangskode er nulstillet',
    unlocked: 'Din konto er låst op',
    notReset: 'Din adgangskode blev ikke nulstillet',
    unknown: 'Vi ved ikke, hvad der skete',
    other: 'English',
  },
};

export const GOOD_PASSWORD = 'Blåbærgrød-2026!';

export function launchBrowser() {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: ARGUMENTS });
}

/**
 * One person at one page. `faults` collects what must stay empty: script errors, console errors, violations of the
 * policy.
 */
export class Person {
  static async open(browser, tenant, { language = 'en', query = '', ...context } = {}) {
    const words = WORDS[language];
    const browserContext = await browser.newContext({ locale: words.locale, reducedMotion: 'reduce', ...context });
    const page = await browserContext.newPage();
    const person = new Person(page, browserContext, words);
    await person.#watch();
    await page.goto(`${tenant.url}/reset${query}`);
    await person.heading(words.identify);
    return person;
  }

  constructor(page, context, words) {
    Object.assign(this, { page, context, words, faults: [] });
    page.setDefaultTimeout(30_000);
  }

  async #watch() {
    this.page.on('pageerror', (error) => this.faults.push(`script: ${error}`));
    this.page.on('console', (message) => {
      const expected = /Failed to load resource/.test(message.text()); // the status codes that a test asks for
      if (message.type() === 'error' && !expected) this.faults.push(`console: ${message.text()}`);
    });
    await this.page.exposeFunction('reportViolation', (violation) => this.faults.push(`policy: ${violation}`));
    await this.page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        window.reportViolation(`${event.violatedDirective} ${event.blockedURI}`);
      });
    });
  }

  async close() {
    await this.context.close();
  }

  heading(name) {
    return this.page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  }

  button(name) {
    return this.page.getByRole('button', { name, exact: true });
  }

  field(name) {
    return this.page.getByLabel(name, { exact: true });
  }

  async identify(userId = 'lise@nordhavn.example') {
    await this.field(this.words.userId).fill(userId);
    await this.button(this.words.next).click();
  }

  async choose(intent) {
    await this.heading(this.words.intent);
    await this.page.getByRole('radio', { name: intent, exact: true }).check();
    await this.button(this.words.next).click();
  }

  async sendCode() {
    await this.heading(this.words.verify);
    await this.button(this.words.send).click();
    await this.field(this.words.code).waitFor();
  }

  async enterCode(code = CODE) {
    await this.field(this.words.code).fill(code);
    await this.button(this.words.next).click();
  }

  async reachPassword() {
    await this.identify();
    await this.sendCode();
    await this.enterCode();
    await this.heading(this.words.choose);
    await this.field(this.words.password).waitFor();
  }

  async finish(password = GOOD_PASSWORD, confirmation = password) {
    await this.field(this.words.password).fill(password);
    await this.field(this.words.confirm).fill(confirmation);
    await this.button(this.words.finish).click();
  }
}
