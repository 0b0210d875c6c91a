/** An administrator at the portal, for one test file. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

export const WORDS = {
  en: {
    locale: 'en-US',
    signIn: 'Sign in',
    search: 'Search',
    directory: 'Directory',
    users: 'Users',
    groups: 'Groups',
    agents: 'Agents',
    applications: 'App registrations',
    newRegistration: 'New registration',
    register: 'Register',
    newSecret: 'New client secret',
    deleteRegistration: 'Delete the registration',
    synchronization: 'Synchronization',
    allowRemovals: 'Allow these removals',
    conflicts: 'Duplicates',
    explain: 'Why is somebody not here?',
    syncSettings: 'Synchronization settings',
    deletedUsers: 'Deleted users',
    passwordReset: 'Password reset',
    integration: 'On-premises integration',
    resetPages: [
      'Properties',
      'Authentication methods',
      'Registration',
      'Notifications',
      'Customization',
      'Password protection',
      'Administrator policy',
      'Audit logs',
      'Usage and insights',
    ],
    writeback: 'Write back passwords to your on-premises directory?',
    unlocking: 'Allow users to unlock accounts without resetting their password?',
    yes: 'Yes',
    no: 'No',
    save: 'Save',
    discard: 'Discard',
    reset: 'Reset password',
    unlock: 'Unlock account',
    accessCode: 'Temporary access code',
    signOutEverywhere: 'Sign out everywhere',
    addMethod: 'Add method',
    showCode: 'I have verified the caller: show the code',
    next: 'New password',
    confirm: 'Confirm new password',
    mustChange: 'Must be changed at next sign-in',
    test: 'Test connection',
    remove: 'Remove',
    signOut: 'Sign out',
  },
  da: {
    locale: 'da-DK',
    signIn: 'Log på',
    search: 'Søg',
    directory: 'Katalog',
    users: 'Brugere',
    groups: 'Grupper',
    agents: 'Agenter',
    applications: 'Appregistreringer',
    newRegistration: 'Ny registrering',
    register: 'Registrer',
    newSecret: 'Ny klienthemmelighed',
    deleteRegistration: 'Slet registreringen',
    synchronization: 'Synkronisering',
    allowRemovals: 'Tillad disse fjernelser',
    conflicts: 'Dubletter',
    explain: 'Hvorfor er nogen her ikke?',
    syncSettings: 'Indstillinger for synkronisering',
    deletedUsers: 'Slettede brugere',
    passwordReset: 'Nulstilling af adgangskode',
    integration: 'Lokal integration',
    resetPages: [
      'Egenskaber',
      'Godkendelsesmetoder',
      'Registrering',
      'Meddelelser',
      'Tilpasning',
      'Beskyttelse af adgangskoder',
      'Administratorpolitik',
      'Overvågningslogge',
      'Forbrug og indsigt',
    ],
    writeback: 'Skriv adgangskoder tilbage til jeres lokale katalog?',
    unlocking: 'Tillad brugere at låse konti op uden at nulstille deres adgangskode?',
    yes: 'Ja',
    no: 'Nej',
    save: 'Gem',
    discard: 'Kassér',
    reset: 'Nulstil adgangskode',
    unlock: 'Lås konto op',
    accessCode: 'Midlertidig kode',
    signOutEverywhere: 'Log af alle steder',
    addMethod: 'Tilføj metode',
    showCode: 'Jeg har bekræftet, hvem der ringer: vis koden',
    next: 'Ny adgangskode',
    confirm: 'Bekræft ny adgangskode',
    mustChange: 'Skal skiftes ved næste login',
    test: 'Test forbindelsen',
    remove: 'Fjern',
    signOut: 'Log af',
  },
};

export const PERSON = '00000000-0000-4000-8000-000000000012';
const SHOTS = process.env.SCREENSHOTS;

/** `faults` collects what must stay empty: script errors, console errors, violations of the policy. */
export class Administrator {
  static async open(browser, graph, { language = 'en', path = '/portal', signIn = true, ...options } = {}) {
    const words = WORDS[language];
    const context = await browser.newContext({ locale: words.locale, reducedMotion: 'reduce', ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    const administrator = new Administrator(page, context, words, graph);
    await administrator.#watch();
    await page.goto(graph.url + path);
    if (signIn) await administrator.signIn();
    return administrator;
  }

  constructor(page, context, words, graph) {
    Object.assign(this, { page, context, words, graph, faults: [] });
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
        window.reportViolation(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
      });
    });
  }

  async signIn() {
    await this.button(this.words.signIn).click();
    await this.page.getByRole('search').waitFor();
    await this.page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
  }

  async goTo(path, heading) {
    await this.page.goto(this.graph.url + path);
    await this.heading(heading);
  }

  close() {
    return this.context.close();
  }

  heading(name) {
    return this.page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  }

  button(name) {
    return this.page.getByRole('button', { name, exact: true });
  }

  link(name) {
    return this.page.getByRole('link', { name, exact: true });
  }

  text(text) {
    return this.page.getByText(text).first().waitFor();
  }

  answer(question, answer) {
    const group = this.page.getByRole('radiogroup', { name: question, exact: true });
    return group.getByRole('radio', { name: answer, exact: true });
  }

  async openReset() {
    await this.button(this.words.reset).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.locator('[data-rule]').first().waitFor();
    return dialog;
  }

  /** Into the folder that SCREENSHOTS names, for people to look at. */
  async shoot(name) {
    if (SHOTS === undefined) return;
    mkdirSync(SHOTS, { recursive: true });
    await this.page.screenshot({ path: join(SHOTS, `portal-${name}.png`), fullPage: false });
  }
}
