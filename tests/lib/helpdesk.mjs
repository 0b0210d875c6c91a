/** First-line people at the help desk of the portal: everything is found by role and name. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const BINARY = join(process.env.TILBAGE_BIN ?? new URL('../../build/release/bin', import.meta.url).pathname, 'tilbage-tenant');
const PASSWORD = 'Telefonen-ringer-igen-2026';

export const HELPDESK_WORDS = {
  en: {
    signIn: 'Sign in', userId: 'User ID', password: 'Password', page: 'Help desk', find: 'Find the caller', locked: 'The account is locked',
    send: 'Send code to the caller', code: 'Code that the caller reads out', check: 'Check the code',
    isCaller: (name) => `The caller is ${name}`, unlock: 'Unlock account', unlocked: (name) => `${name}’s account has been unlocked`,
    close: 'Close', accessCode: 'Temporary access code', showCode: 'I have verified the caller: show the code', link: 'Send a link to reset', sendLink: 'Send the link',
    verifyFirst: 'Verify the caller first.', back: 'Find somebody else',
  },
  da: {
    signIn: 'Log på', userId: 'Bruger-id', password: 'Adgangskode', page: 'Helpdesk', find: 'Find den, der ringer', locked: 'Kontoen er låst',
    send: 'Send kode til den, der ringer', code: 'Koden, der læses op', check: 'Kontrollér koden',
    isCaller: (name) => `Det er ${name}, der ringer`, unlock: 'Lås konto op', unlocked: (name) => `Kontoen for ${name} er låst op`,
    close: 'Luk', accessCode: 'Midlertidig kode', showCode: 'Jeg har bekræftet, hvem der ringer: vis koden', link: 'Send link til nulstilling', sendLink: 'Send linket',
    verifyFirst: 'Bekræft først, hvem der ringer.', back: 'Find en anden',
  },
};

/** A Helpdesk Administrator of the environment's tenant: how they sign in. */
export async function makeHelpdeskAdministrator(environment) {
  const file = join(environment.folder, 'helpdesk-password');
  await writeFile(file, `${PASSWORD}\n`, { mode: 0o600 });
  const userName = `helpdesk@${environment.variables.AD_DOMAIN}`;
  await run(BINARY, ['admin', 'add', userName, '--config', environment.variables.TENANT_CONFIG, '--name', 'Grete Holm',
    '--role', 'Helpdesk Administrator', '--password-file', file]);
  return { userName, password: PASSWORD };
}

export class HelpdeskVisitor {
  /** `look(name)` is called on every page that is reached. */
  constructor(page, environment, mailbox, language, look) {
    Object.assign(this, { page, environment, mailbox, words: HELPDESK_WORDS[language], look });
  }

  heading(name) { return this.page.getByRole('heading', { level: 1, name, exact: true }); }
  button(name) { return this.page.getByRole('button', { name, exact: true }); }
  field(name) { return this.page.getByRole('textbox', { name }); }

  async signIn({ userName, password }) {
    await this.page.goto(`${this.environment.url}/portal`);
    await this.button(this.words.signIn).click();
    await this.field(this.words.userId).fill(userName);
    await this.page.getByLabel(this.words.password, { exact: true }).fill(password);
    await this.button(this.words.signIn).click();
    await this.heading(this.words.page).waitFor();
    await this.look('start');
  }

  /** By whatever the caller says who they are. */
  async find(typed, name) {
    await this.field(this.words.find).fill(typed);
    await this.page.getByRole('link', { name: new RegExp(`^${name}`) }).click();
    await this.heading(name).waitFor();
  }

  /** The caller reads aloud what came by mail. */
  async verify(person, name) {
    await this.button(this.words.send).click();
    await this.field(this.words.code).fill(await this.mailbox.nextCode(person.alternate_mail));
    await this.button(this.words.check).click();
    await this.page.getByText(this.words.isCaller(name)).waitFor();
  }

  async unlock(name) {
    await this.button(this.words.unlock).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('button', { name: this.words.unlock, exact: true }).click();
    await dialog.getByText(this.words.unlocked(name)).waitFor();
    await this.look('unlocked');
    // The dialog has two ways to close it, of the same name.
    await this.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  }

  async accessCode() {
    await this.button(this.words.accessCode).click();
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('button', { name: this.words.showCode }).click();
    const shown = dialog.getByText(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    await shown.waitFor();
    await this.look('access-code');
    return (await shown.innerText()).trim();
  }
}
