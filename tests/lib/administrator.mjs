/** An administrator who follows the printed steps: everything is found by role and name, as in the guide (docs/enable-password-writeback.md). */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { accessibilityProblems } from './browser.mjs';

export const ADMIN_WORDS = {
  en: {
    locale: 'en-US', welcome: 'Welcome', configure: 'Configure', tasks: 'Additional tasks', customize: 'Customize synchronization options',
    next: 'Next', previous: 'Previous', cloud: 'Connect to the cloud', signIn: 'Sign in', userId: 'User ID', password: 'Password',
    directories: 'Connect directories', addDirectory: 'Add directory', filtering: 'Domain and OU filtering',
    all: 'Sync all domains and OUs', selected: 'Sync selected domains and OUs', features: 'Optional features',
    writeback: 'Password writeback', ready: 'Ready to configure', complete: 'Configuration complete', exit: 'Exit',
    search: 'Search', directory: 'Directory', passwordReset: 'Password reset', integration: 'On-premises integration',
    writeBack: 'Write back passwords to your on-premises directory?',
    unlock: 'Allow users to unlock accounts without resetting their password?', yes: 'Yes', no: 'No', save: 'Save', users: 'Users',
    resetPassword: 'Reset password', unlockAccount: 'Unlock account',
  },
  da: {
    locale: 'da-DK', welcome: 'Velkommen', configure: 'Konfigurer', tasks: 'Yderligere opgaver',
    customize: 'Tilpas synkroniseringsindstillinger', next: 'Næste', previous: 'Forrige', cloud: 'Opret forbindelse til skyen',
    signIn: 'Log på', userId: 'Bruger-id', password: 'Adgangskode', directories: 'Opret forbindelse til kataloger',
    addDirectory: 'Tilføj katalog', filtering: 'Domæne- og OU-filtrering', all: 'Synkroniser alle domæner og OU\'er',
    selected: 'Synkroniser valgte domæner og OU\'er', features: 'Valgfrie funktioner', writeback: 'Tilbageførsel af adgangskode',
    ready: 'Klar til at konfigurere', complete: 'Konfigurationen er fuldført', exit: 'Afslut', search: 'Søg', directory: 'Katalog',
    passwordReset: 'Nulstilling af adgangskode', integration: 'Lokal integration',
    writeBack: 'Skriv adgangskoder tilbage til jeres lokale katalog?',
    unlock: 'Tillad brugere at låse konti op uden at nulstille deres adgangskode?', yes: 'Ja', no: 'Nej', save: 'Gem', users: 'Brugere',
    resetPassword: 'Nulstil adgangskode', unlockAccount: 'Lås konto op',
  },
};

/** What both the wizard's and the portal's visitor need. */
class Administrator {
  /** `onPage(name)` is called on every page that is reached: to look for what is wrong with it, or to draw it. */
  constructor(page, environment, language = 'en', onPage = async () => {}) {
    Object.assign(this, { page, environment, language, words: ADMIN_WORDS[language], onPage });
  }

  heading(name) { return this.page.getByRole('heading', { level: 1, name, exact: true }); }
  button(name) { return this.page.getByRole('button', { name, exact: true }); }

  /** On the tenant's own sign-in page. */
  async signInAsGlobalAdministrator() {
    await this.page.getByRole('textbox', { name: this.words.userId, exact: true }).fill(this.environment.variables.TILBAGE_ADMIN_UPN);
    await this.page.getByLabel(this.words.password, { exact: true }).fill(this.environment.variables.TILBAGE_ADMIN_PASSWORD);
    await this.onPage('sign-in');
    await this.button(this.words.signIn).click();
  }
}

export class WizardVisitor extends Administrator {
  async at(page) {
    await this.heading(this.words[page]).waitFor();
    await this.onPage(`wizard-${page}`);
  }

  next() { return this.button(this.words.next).click(); }
  previous() { return this.button(this.words.previous).click(); }

  // The eight steps, by their numbers in the guide.

  /** 1. Start the wizard. */
  async start(url = this.environment.variables.WIZARD_URL) {
    await this.page.goto(url);
    await this.at('welcome');
  }

  /** 2. */
  async welcome() {
    await this.button(this.words.configure).click();
    await this.at('tasks');
  }

  /** 3. */
  async tasks() {
    await this.page.getByRole('radio', { name: this.words.customize, exact: true }).check();
    await this.next();
    await this.at('cloud');
  }

  /** 4. */
  async cloud() {
    await this.button(this.words.signIn).click();
    await this.signInAsGlobalAdministrator();
    await this.at('cloud');
    await this.next();
    await this.at('directories');
  }

  /** 5. */
  async directories() {
    await this.next();
    await this.at('filtering');
    await this.next();
    await this.at('features');
  }

  /** 6. */
  async features() {
    await this.page.getByRole('checkbox', { name: this.words.writeback, exact: true }).check();
    await this.next();
    await this.at('ready');
  }

  /** 7. */
  async ready() {
    await this.button(this.words.configure).click();
    await this.heading(this.words.complete).waitFor({ timeout: 60_000 });
    await this.onPage('wizard-complete');
  }

  /** 8. */
  async complete() {
    await this.button(this.words.exit).click();
    await this.button(this.words.exit).waitFor({ state: 'hidden' });
  }

  async allEight() {
    await this.start();
    await this.welcome();
    await this.tasks();
    await this.cloud();
    await this.directories();
    await this.features();
    await this.ready();
    await this.complete();
  }
}

export class PortalVisitor extends Administrator {
  /** 9. Sign in. */
  async signIn() {
    await this.page.goto(`${this.environment.url}/portal`);
    await this.button(this.words.signIn).click();
    await this.signInAsGlobalAdministrator();
    await this.searchBox().waitFor();
    await this.onPage('portal-home');
  }

  searchBox() { return this.page.getByRole('searchbox', { name: this.words.search, exact: true }).or(this.page.getByRole('combobox', { name: this.words.search, exact: true })); }
  menu(name) { return this.page.getByRole('link', { name, exact: true }).or(this.page.getByRole('menuitem', { name, exact: true })); }

  /** 10. Search for the service by the name that the old guides use, then down the menus. */
  async openIntegration() {
    await this.searchBox().fill('Azure Active Directory');
    const found = this.page.getByRole('link', { name: new RegExp(`^${this.words.directory}.*Azure Active Directory`) });
    await found.waitFor();
    await this.onPage('portal-search');
    await found.click();
    await this.heading(this.words.directory).waitFor();
    await this.onPage('portal-directory');
    await this.menu(this.words.passwordReset).first().click();
    await this.heading(this.words.passwordReset).waitFor();
    await this.onPage('portal-password-reset');
    await this.menu(this.words.integration).first().click();
    await this.heading(this.words.integration).waitFor();
    await this.question('writeBack').waitFor();
    await this.onPage('portal-integration');
  }

  question(name) { return this.page.getByRole('radiogroup', { name: this.words[name], exact: true }); }
  /** 11 and 12. */
  answer(name, yesOrNo) { return this.question(name).getByRole('radio', { name: this.words[yesOrNo], exact: true }).check(); }

  /** 13. */
  async save() {
    const saved = this.page.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.url().includes('/onPremisesIntegration'));
    await this.button(this.words.save).click();
    const status = (await saved).status();
    if (status >= 300) throw new Error(`saving was answered ${status}`);
    await this.onPage('portal-saved');
  }

  async allFive() {
    await this.signIn();
    await this.openIntegration();
    await this.answer('writeBack', 'yes');
    await this.answer('unlock', 'yes');
    await this.save();
  }
}

/** Looks at each page for what axe finds wrong, and draws it when SCREENSHOTS names a folder. Gives the problems found so far. */
export function inspector(page, prefix) {
  const problems = [];
  const look = async (name) => {
    for (const problem of await accessibilityProblems(page)) problems.push(`${name}: ${problem}`);
    const folder = process.env.SCREENSHOTS;
    if (!folder) return;
    await mkdir(folder, { recursive: true });
    await page.screenshot({ path: join(folder, `${prefix}-${name}.png`), fullPage: true });
  };
  return { look, problems };
}
