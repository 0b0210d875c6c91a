import type { SigninStrings } from './types';

const WHERE_FROM = 'Gå tilbage til det sted, du kom fra, og log på derfra.';
const NEW_ADDRESS = 'Åbn portalen, eller vælg Log på igen i konfigurationsguiden.';

export const da: SigninStrings = {
  loading: 'Henter…',
  signIn: {
    title: 'Log på',
    intro: {
      portal: 'Log på med din administratorkonto for at åbne portalen.',
      'tilbage-connect': 'Log på med din administratorkonto for at fortsætte i konfigurationsguiden.',
    },
    userId: 'Bruger-id',
    userIdMissing: 'Skriv dit bruger-id.',
    password: 'Adgangskode',
    passwordMissing: 'Skriv din adgangskode.',
    show: 'Vis adgangskode',
    capsLock: 'Caps Lock er slået til',
    submit: 'Log på',
  },
  secondStep: {
    title: 'Skriv koden fra din app',
    intro: 'Åbn din godkendelsesapp, og skriv den kode, den viser for kontoen.',
    lost: 'Har du mistet telefonen? En anden administrator kan fjerne dit andet trin, så du kan sætte det op igen.',
  },
  code: {
    label: 'Kode',
    hint: '6 cifre; der kommer en ny kode hvert 30. sekund',
    missing: 'Skriv koden fra appen.',
    malformed: 'Koden har 6 cifre.',
    submit: 'Fortsæt',
  },
  enrol: {
    title: 'Sæt din godkendelsesapp op',
    intro: 'Administratorer logger på med en adgangskode og en kode fra en app på telefonen.',
    steps: [
      'Åbn en godkendelsesapp på telefonen, og tilføj en konto.',
      'Scan billedet, eller skriv nøglen.',
      'Skriv den kode, som appen viser.',
    ],
    qr: 'QR-kode til godkendelsesappen',
    secret: 'Nøgle, du kan skrive i stedet',
    copy: 'Kopiér nøglen',
    copied: 'Kopieret',
  },
  device: {
    title: 'Log på en anden enhed',
    intro: 'Skriv den kode, som den anden enhed viser.',
    code: 'Kode fra enheden',
    hint: 'For eksempel BCDF-GHJK',
    missing: 'Skriv den kode, som enheden viser.',
  },
  consent: {
    title: {
      portal: 'Må portalen logge på som dig?',
      'tilbage-connect': 'Må konfigurationsguiden logge på som dig?',
    },
    intro: (tenantName) =>
      `Konfigurationsguiden i en Tilbage-agent vil handle i ${tenantName} med dine rettigheder i en time.`,
    signedInAs: 'Du er logget på som',
    warning: {
      title: 'Har du selv sat det i gang?',
      text: 'Giv kun lov, hvis koden kom fra en maskine, du sidder med lige nu.',
      next: 'Har nogen sendt dig koden? Så vælg Giv ikke lov.',
    },
    allow: 'Giv lov',
    deny: 'Giv ikke lov',
  },
  done: { title: 'Du er logget på', text: 'Den anden enhed fortsætter af sig selv. Du kan lukke siden.' },
  denied: { title: 'Der blev ikke givet lov', text: 'Den anden enhed er ikke logget på. Du kan lukke siden.' },
  leaving: {
    title: 'Du er logget på',
    text: { portal: 'Åbner portalen…', 'tilbage-connect': 'Går tilbage til konfigurationsguiden…' },
  },
  failed: { title: 'Du kan ikke komme videre her', toPortal: 'Åbn portalen' },
  problems: {
    no_flow: { title: 'Adressen er ikke hel', text: 'Der mangler den logon, som den hører til.', next: WHERE_FROM },
    client_unknown: {
      title: 'Vi kender ikke det program, der sendte dig hertil',
      text: 'Ingen er blevet logget på.',
      next: NEW_ADDRESS,
    },
    redirect_wrong: {
      title: 'Programmet vil sende dig til en adresse, der ikke er dets egen',
      text: 'Det kan være et forsøg på at stjæle en logon, så vi stoppede. Ingen er blevet logget på.',
      next: NEW_ADDRESS,
    },
    tenant_unknown: {
      title: 'Her er ingen organisation med det navn',
      text: 'Ingen er blevet logget på.',
      next: 'Se efter, om tenantens adresse er rigtig.',
    },
  },
  errors: {
    sign_in_failed: () => ({
      title: 'Bruger-id eller adgangskode er forkert',
      text: 'Skriv begge dele igen.',
    }),
    code_wrong: () => ({
      title: 'Koden er forkert',
      text: 'Skriv den nyeste kode fra appen.',
      next: 'Er den forkert hver gang? Se efter, om telefonens ur stilles automatisk.',
    }),
    user_code_wrong: () => ({
      title: 'Koden er forkert eller for gammel',
      text: 'Skriv den, som enheden viser den, eller få en ny der.',
    }),
    flow_expired: () => ({
      title: 'Det tog for lang tid, eller siden er allerede brugt',
      text: 'For en sikkerheds skyld virker den én gang, i 10 minutter og i én browser.',
      next: WHERE_FROM,
    }),
    too_many_attempts: (seconds, f) => ({
      title: 'For mange forsøg',
      text: seconds === null ? 'Prøv igen senere.' : `Prøv igen om ${f.duration(seconds)}.`,
      next: 'Var det ikke dig? Sig det til en anden administrator.',
    }),
    wrong_step: () => ({ title: 'Du er nået til et andet trin', text: 'Måske er du gået videre i en anden fane.', next: WHERE_FROM }),
    wrong_origin: () => ({
      title: 'Siden er åbnet på en anden adresse end sin egen',
      text: 'Ingen er blevet logget på.',
      next: WHERE_FROM,
    }),
    busy: () => ({ title: 'Der er travlt lige nu', text: 'Prøv igen om et minut.' }),
    no_connection: () => ({
      title: 'Der er ingen forbindelse til tjenesten',
      text: 'Se efter, om du er på nettet, og prøv igen.',
    }),
    unexpected: () => ({
      title: 'Noget gik galt',
      text: 'Tjenesten gav et svar, som siden ikke kan læse.',
      next: 'Genindlæs siden. Sker det igen, så kig i tjenestens log.',
    }),
  },
};
