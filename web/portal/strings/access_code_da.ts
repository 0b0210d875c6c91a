import type { AccessCodeStrings } from './access_code_en';

export const accessCodeDa: AccessCodeStrings = {
  button: 'Midlertidig kode',
  title: (name) => `Midlertidig kode til ${name}`,
  verifyFirst: {
    title: 'Bekræft først, hvem der ringer',
    text: 'Den, der har koden, kan udgive sig for personen i ét bekræftelsestrin. Følg jeres egen procedure, fx ved at ringe tilbage på et nummer, I kender i forvejen.',
  },
  text: 'Koden træder i stedet for ét bekræftelsestrin på nulstillingssiden. Den virker én gang og erstatter en ældre. Personen får en mail om, at den er udstedt.',
  lifetime: 'Virker i',
  submit: 'Jeg har bekræftet, hvem der ringer: vis koden',
  working: 'Laver en kode…',
  notIssued: 'Der blev ikke lavet nogen kode',
  issued: (name) => ({
    title: `Giv ${name} koden nu`,
    text: 'Den vises ikke igen og gemmes ingen steder, så den kan læses.',
  }),
  code: 'Kode',
  until: (time) => `Virker én gang, senest ${time}.`,
  howTo: 'På nulstillingssiden vælger personen »Brug en midlertidig kode«.',
  takeBack: 'Træk koden tilbage',
  notTakenBack: 'Koden blev ikke trukket tilbage',
};
