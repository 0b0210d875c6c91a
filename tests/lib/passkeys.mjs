/** Passkeys in Chromium: its own virtual authenticator, by the debugger. */

const WORDS = {
  en: {
    passkey: 'Passkey', add: 'Add a passkey', name: 'What do you call it? (optional)', added: 'The method has been added', use: 'Use a passkey',
    step2: 'Verification step 2', notUsed: 'No passkey was used', refused: 'This passkey doesn’t fit', twice: 'You’ve already added this passkey',
    unsupported: 'This browser can’t use passkeys here', unsuitable: 'This device or security key can’t be used',
  },
  da: {
    passkey: 'Adgangsnøgle', add: 'Tilføj en adgangsnøgle', name: 'Hvad kalder du den? (valgfrit)', added: 'Metoden er tilføjet', use: 'Brug en adgangsnøgle',
    step2: 'Bekræftelsestrin 2', notUsed: 'Ingen adgangsnøgle blev brugt', refused: 'Adgangsnøglen passer ikke', twice: 'Du har allerede tilføjet denne adgangsnøgle',
    unsupported: 'Browseren kan ikke bruge adgangsnøgler her', unsuitable: 'Enheden eller sikkerhedsnøglen kan ikke bruges',
  },
};
export const passkeyWords = (language) => WORDS[language];

/** An authenticator of one page: what is kept in it goes when the page does. */
export class Authenticator {
  static async of(page, options = {}) {
    const debug = await page.context().newCDPSession(page);
    await debug.send('WebAuthn.enable', { enableUI: false });
    const { authenticatorId } = await debug.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
        automaticPresenceSimulation: true, ...options,
      },
    });
    return new Authenticator(debug, authenticatorId);
  }

  constructor(debug, id) { Object.assign(this, { debug, id }); }

  async credentials() { return (await this.debug.send('WebAuthn.getCredentials', { authenticatorId: this.id })).credentials; }
  take(credential) { return this.debug.send('WebAuthn.addCredential', { authenticatorId: this.id, credential }); }
  forget() { return this.debug.send('WebAuthn.clearCredentials', { authenticatorId: this.id }); }
  /** Whether the person unlocks it. */
  unlocks(does) { return this.debug.send('WebAuthn.setUserVerified', { authenticatorId: this.id, isUserVerified: does }); }
  /** Whether the person touches it; who does not has the browser wait. */
  touches(does) { return this.debug.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId: this.id, enabled: does }); }
}
