import type { MethodsStrings } from './methods_en';

export const methodsDa: MethodsStrings = {
  title: 'Godkendelsesmetoder',
  text: 'Det, personen kan bekræfte sin identitet med på nulstillingssiden, hvis politikken tillader det.',
  fromDirectory: 'Fra kataloget',
  bySelf: (time) => `Registreret af personen selv, ${time}`,
  byAdministrator: (time) => `Tilføjet af en administrator, ${time}`,
  locked: 'Spærret: »det var ikke mig«',
  add: 'Tilføj metode',
  addTo: (name) => `Tilføj en metode til ${name}`,
  adding: 'Tilføjer metoden…',
  notAdded: 'Metoden blev ikke tilføjet',
  verifyFirst: {
    title: 'Vær sikker på, at den er personens egen',
    text: 'Den, der kan læse det, der sendes dertil, kan udgive sig for personen i ét bekræftelsestrin. Metoden virker med det samme og går forud for det, kataloget har. Personen får besked på mail.',
  },
  kind: 'Metode',
  fields: {
    email: {
      label: 'Mailadresse',
      hint: 'Ikke arbejdsmailen: Den kan man ikke læse, når man er låst ude.',
      wrong: 'Angiv én mailadresse, som ikke er personens arbejdsmail.',
    },
    mobilePhone: {
      label: 'Mobilnummer',
      hint: 'Med landekode, fx +45 12 34 56 78.',
      wrong: 'Angiv hele nummeret med landekode.',
    },
  },
  remove: 'Fjern',
  removeOf: (kind, what) => (what === null ? `Fjern ${kind}` : `Fjern ${kind}, ${what}`),
  removing: 'Fjerner metoden…',
  notRemoved: 'Metoden blev ikke fjernet',
  question: (name) => `Skal denne metode fjernes fra ${name}?`,
  questionText: 'Den holder op med at virke med det samme. Personen får besked på mail.',
};
