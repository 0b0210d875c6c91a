import type { AccountStrings } from './types';

export const da: AccountStrings = {
  loading: 'Et øjeblik…',
  signIn: {
    title: 'Log på',
    intro: 'Log på for at skifte adgangskode eller rette dine sikkerhedsoplysninger.',
    introOf: (application) => `Log på for at gå videre til ${application}.`,
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
  application: {
    over: 'Du er ikke blevet logget på',
    expired: {
      title: 'Dette forsøg på at logge på er udløbet',
      text: 'Det varede for længe, eller det blev begyndt i en anden browser.',
      next: 'Gå tilbage til programmet, og log på derfra igen.',
    },
    toAccount: 'Til min konto',
    signOut: 'Log af',
    signOutText: (application) =>
      application === ''
        ? 'Vil du logge af her? Andre programmer kan stadig have dig logget på.'
        : `${application} beder dig også logge af her. Andre programmer kan stadig have dig logget på.`,
    stay: 'Bliv logget på',
    signOutOver: { title: 'Der er ikke sket noget', text: 'Det varede for længe, eller det blev begyndt i en anden browser.' },
  },
  home: {
    title: 'Min konto',
    signedInAs: 'Logget på som',
    passwordTitle: 'Adgangskode',
    passwordText: 'Den adgangskode, du bruger på arbejdet, på din computer og her.',
    securityTitle: 'Sådan bekræfter du, hvem du er',
    securityText: 'Det, du bruger, når du har glemt din adgangskode.',
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
  security: {
    title: 'Sikkerhedsoplysninger',
    intro: 'Det, du bekræfter, hvem du er med, når du nulstiller din adgangskode.',
    none: 'Du har ikke tilføjet noget endnu.',
    add: 'Tilføj metode',
    replaces: 'Erstatter den, du har',
    remove: 'Fjern',
    removeTitle: (name) => `Fjern: ${name}`,
    removeText: 'Du kan ikke længere bruge den til at nulstille din adgangskode. Vi giver dig besked i en mail.',
    finish: 'Udfør',
    kinds: {
      email: { name: 'Mailadresse', hint: 'En privat adresse, som vi kan sende en kode til' },
      mobilePhone: { name: 'Mobiltelefon', hint: 'Et nummer, som vi kan sende en kode til i en sms' },
      authenticatorApp: { name: 'Godkendelsesapp', hint: 'En app på din telefon, der viser koder, også uden net' },
      passkey: { name: 'Adgangsnøgle', hint: 'Dit fingeraftryk, dit ansigt eller en sikkerhedsnøgle' },
      securityQuestions: { name: 'Sikkerhedsspørgsmål', hint: 'Spørgsmål, som kun du kan svare på' },
      recoveryCode: { name: 'Genoprettelseskoder', hint: 'Ti koder, du kan printe og gemme. Hver virker én gang' },
    },
    added: (date) => (date === null ? 'tilføjet i dag' : `tilføjet ${date}`),
    used: (date) => (date === null ? 'brugt i dag' : `sidst brugt ${date}`),
    codesLeft: (count) => (count === 1 ? '1 kode tilbage' : `${count} koder tilbage`),
    locked: 'Spærret, fordi en ændring er meldt. Den virker ikke længere.',
    fromDirectory: 'fra jeres organisation',
    notices: {
      added: { title: 'Metoden er tilføjet', text: 'Vi har givet dig besked i en mail.' },
      removed: { title: 'Metoden er fjernet', text: 'Vi har givet dig besked i en mail.' },
    },
    notAllowed: {
      title: 'Det kan ikke gøres her',
      text: 'Jeres organisation tillader ikke metoden, eller du har så mange af den, som du kan have.',
    },
    mayNotReset: {
      title: 'Jeres organisation har ikke slået nulstilling af adgangskode til for dig',
      text: 'Derfor er der ikke noget, du kan tilføje her.',
    },
    register: (required) => ({
      title: 'Tilføj en måde at bekræfte, hvem du er',
      text:
        required === 1
          ? 'Jeres organisation vil have, at du har en metode, så du selv kan nulstille din adgangskode den dag, du glemmer den.'
          : `Jeres organisation vil have, at du har ${required} metoder, så du selv kan nulstille din adgangskode den dag, du glemmer den.`,
    }),
    confirm: {
      title: 'Er det stadig rigtigt?',
      text: 'Det er længe siden, du har set på det. Fjern det, du ikke bruger længere.',
    },
    stillRight: 'Ja, det er rigtigt',
    notNow: 'Ikke nu',
    again: {
      title: 'Skriv din adgangskode igen',
      text: 'Vi beder om den, før noget bliver ændret her.',
      submit: 'Fortsæt',
    },
    sentCode: {
      email: {
        intro: 'Brug en privat adresse. Du kan ikke læse din arbejdsmail, når du er låst ude.',
        label: 'Privat mailadresse',
        missing: 'Skriv en mailadresse.',
        sent: (to) => ({ title: 'Vi har sendt dig en kode', text: `Den er på vej til ${to} og virker i 5 minutter.` }),
        codeHint: 'De 6 cifre fra mailen',
      },
      mobilePhone: {
        intro: 'Brug en telefon, som du har på dig.',
        label: 'Mobilnummer',
        missing: 'Skriv et mobilnummer.',
        sent: (to) => ({ title: 'Vi har sendt dig en kode', text: `Den er på vej til ${to} og virker i 5 minutter.` }),
        codeHint: 'De 6 cifre fra sms’en',
      },
    },
    app: {
      intro: 'Alle apps, der viser sekscifrede koder, kan bruges.',
      steps: [
        'Åbn din godkendelsesapp, og vælg at tilføje en konto.',
        'Scan denne QR-kode.',
        'Skriv den kode, appen viser nu.',
      ],
      qr: 'QR-kode til din godkendelsesapp',
      secret: 'Kan du ikke scanne den? Skriv denne nøgle:',
      copy: 'Kopiér',
      copied: 'Kopieret',
      codeHint: 'De 6 cifre, appen viser nu',
      name: 'Hvad kalder du den? (valgfrit)',
      nameHint: 'Fx “Min telefon”',
    },
    passkey: {
      intro: 'Den ligger på din telefon, din computer eller en sikkerhedsnøgle. Du låser den op med fingeraftryk, ansigt eller pinkode, og ingen kan lokke den fra dig.',
      name: 'Hvad kalder du den? (valgfrit)',
      nameHint: 'Fx “Min bærbare”',
      submit: 'Tilføj en adgangsnøgle',
      refused: {
        title: 'Adgangsnøglen blev ikke tilføjet',
        text: 'Den er tilføjet før, eller enheden kan ikke bruges her. Prøv igen, eller brug en anden enhed.',
      },
    },
    questions: {
      intro: (count) =>
        count === null
          ? 'Vælg spørgsmål, som kun du kender svaret på.'
          : `Vælg ${count} spørgsmål, som kun du kender svaret på. Et svar har 3 til 40 tegn.`,
      number: (number) => `Spørgsmål ${number}`,
      choose: (number) => `Spørgsmål ${number}`,
      answer: (number) => `Svar ${number}`,
      problems: {
        missing: 'Skriv et svar.',
        length: 'Et svar har 3 til 40 tegn.',
        alike: 'To spørgsmål kan ikke have det samme svar.',
      },
    },
    recovery: {
      intro: 'Print koderne, eller skriv dem ned, og gem dem et sted, hvor kun du kan finde dem. De bliver ikke vist igen. Hver kode virker én gang.',
      print: 'Print',
      copy: 'Kopiér',
      copied: 'Kopieret',
      kept: 'Jeg har gemt koderne',
    },
  },
  notMe: {
    title: 'Var det ikke dig?',
    text: 'Så kender en anden din adgangskode. Vi spærrer den nye metode, logger din konto af alle steder på disse sider og giver jeres administratorer besked.',
    submit: 'Det var ikke mig',
    done: {
      title: 'Tak. Vi har stoppet det',
      text: 'Hvis der er tilføjet en metode, er den spærret nu. Din konto er logget af, og jeres administratorer ved besked. Vælg en ny adgangskode, så snart du kan.',
    },
    expired: {
      title: 'Linket er brugt eller for gammelt',
      text: 'Har du ikke selv brugt det, så kontakt jeres it-support.',
    },
    reset: 'Nulstil min adgangskode',
  },
};
