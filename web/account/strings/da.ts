import type { AccountStrings } from './types';

export const da: AccountStrings = {
  loading: 'Et øjeblik…',
  signIn: {
    title: 'Log på',
    intro: 'Log på din konto for at skifte adgangskode.',
    userId: 'Bruger-id',
    userIdHint: 'Det navn, du logger på med, fx navn@eksempel.dk eller DOMÆNE\\navn',
    userIdMissing: 'Skriv dit bruger-id.',
    password: 'Adgangskode',
    passwordMissing: 'Skriv din adgangskode.',
    submit: 'Log på',
    forgot: 'Jeg har glemt min adgangskode',
    ended: {
      title: 'Du er ikke længere logget på',
      text: 'Du har været væk et stykke tid, eller din adgangskode er skiftet et andet sted.',
      next: 'Log på igen.',
    },
    signedOut: { title: 'Du er logget af', text: 'Du kan lukke siden.' },
  },
  home: {
    title: 'Min konto',
    signedInAs: 'Logget på som',
    passwordTitle: 'Adgangskode',
    passwordText: 'Den adgangskode, du bruger på arbejdet, på din computer og her.',
    signOut: 'Log af',
    changed: {
      title: 'Din adgangskode er skiftet',
      text: 'Brug den nye fra nu af. Ret den de steder, hvor den er gemt: på telefonen, i mailprogrammet og til wi-fi.',
    },
  },
  change: {
    title: 'Skift adgangskode',
    why: {
      expired: { title: 'Din adgangskode er udløbet', text: 'Vælg en ny for at komme videre.' },
      must_change: {
        title: 'Du skal vælge en ny adgangskode',
        text: 'Den, du har nu, har du fået af jeres it-support.',
      },
    },
    current: 'Nuværende adgangskode',
    currentMissing: 'Skriv din nuværende adgangskode.',
    submit: 'Skift adgangskode',
    cancel: 'Annuller',
    working: 'Skifter din adgangskode',
    failed: 'Din adgangskode blev ikke skiftet',
    unknown: 'Vi ved ikke, hvad der skete',
    backToAccount: 'Tilbage til min konto',
  },
};
