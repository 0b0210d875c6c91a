/** A browser at the wizard, and the words that a person follows there. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { accessibilityProblems } from './accessibility_problems.mjs';

export const WORDS = {
  en: {
    locale: 'en-US',
    welcome: 'Welcome',
    configure: 'Configure',
    tasks: 'Additional tasks',
    customize: 'Customize synchronization options',
    next: 'Next',
    previous: 'Previous',
    cloud: 'Connect to the cloud',
    address: 'Address of the tenant',
    signIn: 'Sign in',
    useCode: 'Use a code on another device',
    directories: 'Connect directories',
    add: 'Add directory',
    forest: 'Forest',
    find: 'Find servers',
    account: 'Account name',
    password: 'Password',
    connect: 'Connect',
    rightsGood: 'All rights are there',
    filtering: 'Domain and OU filtering',
    all: 'Sync all domains and OUs',
    selected: 'Sync selected domains and OUs',
    features: 'Optional features',
    writeback: 'Password writeback',
    ready: 'Ready to configure',
    enable: 'Enable password writeback',
    complete: 'Configuration complete',
    exit: 'Exit',
    ended: 'The wizard has ended',
    retry: 'Retry',
    rollBack: 'Roll back',
    other: 'Dansk',
  },
  da: {
    locale: 'da-DK',
    welcome: 'Velkommen',
    configure: 'Konfigurer',
    tasks: 'Yderligere opgaver',
    customize: 'Tilpas synkroniseringsindstillinger',
    next: 'Næste',
    previous: 'Forrige',
    cloud: 'Opret forbindelse til skyen',
    address: 'Tenantens adresse',
    signIn: 'Log på',
    useCode: 'Brug en kode på en anden enhed',
    directories: 'Opret forbindelse til kataloger',
    add: 'Tilføj katalog',
    forest: 'Skov',
    find: 'Find servere',
    account: 'Kontonavn',
    password: 'Adgangskode',
    connect: 'Opret forbindelse',
    rightsGood: 'Alle rettigheder er der',
    filtering: 'Domæne- og OU-filtrering',
    all: "Synkroniser alle domæner og OU'er",
    selected: "Synkroniser valgte domæner og OU'er",
    features: 'Valgfrie funktioner',
    writeback: 'Tilbageførsel af adgangskode',
    ready: 'Klar til at konfigurere',
    enable: 'Slå tilbageførsel af adgangskode til',
    complete: 'Konfigurationen er fuldført',
    exit: 'Afslut',
    ended: 'Guiden er afsluttet',
    retry: 'Prøv igen',
    rollBack: 'Fortryd alt',
    other: 'English',
  },
};

/** `faults` collects what must stay empty: script errors, console errors, violations of the policy. */
export class Administrator {
  static async open(browser, wizard, { language = 'en', ...context } = {}) {
    const words = WORDS[language];
    const browserContext = await browser.newContext({ locale: words.locale, reducedMotion: 'reduce', ...context });
    const page = await browserContext.newPage();
    const person = new Administrator(page, browserContext, words);
    page.on('pageerror', (error) => person.faults.push(`script: ${error}`));
    page.on('console', (message) => {
      const expected = /Failed to load resource/.test(message.text()); // the status codes that a test asks for
      if (message.type() === 'error' && !expected) person.faults.push(`console: ${message.text()}`);
    });
    await page.goto(wizard.url);
    return person;
  }

  constructor(page, context, words) {
    Object.assign(this, { page, context, words, faults: [] });
    page.setDefaultTimeout(30_000);
  }

  close() {
    return this.context.close();
  }

  /** The page with that heading is there, has the focus, and is the current step. */
  async arrive(name) {
    await this.page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
    await this.page.waitForFunction(() => document.activeElement?.tagName === 'H1', undefined, { timeout: 30_000 });
    await this.page.locator('[aria-current=step]', { hasText: name }).waitFor({ state: 'attached' });
  }

  button(name) {
    return this.page.getByRole('button', { name, exact: true });
  }

  async press(name) {
    await this.button(name).click();
  }

  radio(name) {
    return this.page.getByRole('radio', { name, exact: true });
  }

  box(name) {
    return this.page.getByRole('checkbox', { name, exact: true }); // a text, or a pattern
  }

  field(name) {
    return this.page.getByLabel(name, { exact: true });
  }

  unit(name) {
    return this.page.getByRole('treeitem', { name, exact: true });
  }

  async choose(task) {
    await this.arrive(this.words.welcome);
    await this.press(this.words.configure);
    await this.arrive(this.words.tasks);
    await this.radio(task).check();
    await this.press(this.words.next);
  }

  async signIn() {
    await this.page.getByRole('heading', { level: 1, name: this.words.cloud, exact: true }).waitFor();
    await this.press(this.words.signIn);
    await this.page.getByText('admin@nordhavn.example').waitFor();
  }

  async reachDirectories() {
    await this.choose(this.words.customize);
    await this.signIn();
    await this.press(this.words.next);
    await this.arrive(this.words.directories);
  }

  async reachFiltering() {
    await this.reachDirectories();
    await this.press(this.words.next);
    await this.arrive(this.words.filtering);
  }

  async reachReady() {
    await this.reachFiltering();
    await this.press(this.words.next);
    await this.arrive(this.words.features);
    await this.box(this.words.writeback).check();
    await this.press(this.words.next);
    await this.arrive(this.words.ready);
  }

  /**
   * What axe says against the page as it is now, and whether it is too wide, also at 200 %; a picture of it where
   * pictures are asked for.
   */
  async inspect(name) {
    const { SCREENSHOTS } = process.env;
    if (SCREENSHOTS !== undefined) {
      mkdirSync(SCREENSHOTS, { recursive: true });
      const width = this.page.viewportSize().width;
      const file = `wizard-${this.words.locale.slice(0, 2)}-${width}-${name}.png`;
      await this.page.screenshot({ path: join(SCREENSHOTS, file), fullPage: true });
    }
    const found = await accessibilityProblems(this.page);
    const size = this.page.viewportSize();
    if (size.width > 640) await this.page.setViewportSize({ width: size.width / 2, height: size.height / 2 });
    const isWide = await this.page.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    );
    await this.page.setViewportSize(size);
    if (isWide) found.push('wider than the window');
    return found.map((fault) => `${name}: ${fault}`);
  }
}
