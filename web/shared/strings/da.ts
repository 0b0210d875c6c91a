import type { ApiErrorDetails } from '../api_error';
import type { Formats } from '../format';
import type { BannedPart } from '../reasons';
import type { Message, Strings } from './types';

const ASK = 'Kontakt jeres it-support.';
const ASK_WITH_CODE = 'Kontakt jeres it-support, og oplys supportkoden.';
const NOTHING_CHANGED = 'Intet er ændret.';

const BANNED: Readonly<Record<BannedPart, Message>> = {
  word: {
    title: 'Adgangskoden indeholder ord, der ikke er tilladt',
    text: 'Jeres organisation har en liste over ord, der er for nemme at gætte. Der er for lidt andet i adgangskoden.',
    next: 'Vælg nogle andre ord, eller gør den længere.',
  },
  name: {
    title: 'Adgangskoden indeholder dit navn',
    text: 'Dine navne og dit brugernavn bliver gættet først, også med 0 for o eller @ for a.',
    next: 'Vælg en adgangskode uden dem.',
  },
  organization: {
    title: 'Adgangskoden indeholder jeres organisations navn',
    text: 'Det bliver gættet først, også med 0 for o eller @ for a.',
    next: 'Vælg en adgangskode uden det.',
  },
  breached: {
    title: 'Adgangskoden er kendt fra et datalæk',
    text: 'Den står på en liste over adgangskoder, der er lækket et eller andet sted, og den slags lister bliver prøvet først.',
    next: 'Vælg en anden. Bruger du den også andre steder, så skift den også der.',
  },
};

export const da: Strings = {
  language: { own: 'Dansk', switchTo: { en: 'English', da: 'Dansk' } },
  product: 'Tilbage',
  common: {
    next: 'Næste',
    back: 'Tilbage',
    tryAgain: 'Prøv igen',
    startAgain: 'Start forfra',
    working: 'Arbejder…',
    supportCode: 'Supportkode',
    copy: 'Kopiér',
    copied: 'Kopieret',
    help: 'Har du brug for hjælp?',
    helpLink: 'Kontakt helpdesk',
    toAccount: 'Gå til min konto',
    step: (step, of) => `Trin ${step} af ${of}`,
    sessionEndsSoon: (left) => `Du har ${left} tilbage. Derefter skal du starte forfra.`,
  },
  contact: {
    button: 'Kontakt din administrator',
    asked: 'Hvis kontoen findes, har vi bedt din administrator om at kontakte dig. Vær klar til at vise, at det er dig.',
  },
  identify: {
    title: 'Få adgang til din konto igen',
    intro: 'Først sikrer vi os, at det er dig. Derefter kan du logge på igen.',
    userId: 'Bruger-id',
    hint: 'Det navn, du logger på med, fx navn@example.org eller DOMÆNE\\navn',
    missing: 'Skriv dit bruger-id.',
    checking: 'Der er meget trafik fra dit netværk. Din browser laver først en lille beregning…',
  },
  intent: {
    title: 'Hvorfor har du problemer med at logge på?',
    choices: {
      reset: { label: 'Jeg har glemt min adgangskode', hint: 'Du vælger en ny adgangskode.' },
      unlock: {
        label: 'Jeg kender min adgangskode, men kan stadig ikke logge på',
        hint: 'Vi låser din konto op. Du beholder din adgangskode.',
      },
    },
  },
  verify: {
    title: (number) => `Bekræftelsestrin ${number}`,
    intro: 'Hvordan vil du bekræfte, at det er dig?',
    methods: {
      email: {
        label: 'Send en mail til min alternative mailadresse',
        hint: (masked) =>
          masked === null ? 'Vi sender en kode til din alternative adresse.' : `Vi sender en kode til ${masked}.`,
      },
      mobilePhone: {
        label: 'Send en sms til min mobiltelefon',
        hint: (masked) =>
          masked === null ? 'Vi sender en kode til din mobiltelefon.' : `Vi sender en kode til nummeret, der ender på ${lastDigits(masked)}.`,
      },
      authenticatorApp: {
        label: 'Angiv en kode fra min godkendelsesapp',
        hint: () => 'Appen på din telefon viser en ny kode hvert halve minut.',
      },
      passkey: { label: 'Brug en adgangsnøgle', hint: () => 'Dit fingeraftryk, dit ansigt, din pinkode eller en sikkerhedsnøgle.' },
      securityQuestions: {
        label: 'Besvar mine sikkerhedsspørgsmål',
        hint: () => 'Dem, du har svaret på før.',
      },
      recoveryCode: { label: 'Brug en gendannelseskode', hint: () => 'En af de koder, du har printet eller skrevet ned.' },
      temporaryAccessCode: {
        label: 'Brug en midlertidig kode',
        hint: () => 'Du har fået den af jeres helpdesk.',
      },
    },
    noMethod: 'Du kan ikke bekræfte her, at det er dig. Kontakt jeres it-support.',
    send: 'Send kode',
    sendAgain: 'Send en ny kode',
    sendAgainIn: (left) => `Du kan få en ny kode om ${left}.`,
    sent: {
      email: {
        title: 'Kig i din alternative mailboks',
        text: (validFor) =>
          `Hvis kontoen findes og har en alternativ mailadresse, er koden på vej. Den gælder i ${validFor}.`,
        hint: 'Ingen mail? Kig i mappen med uønsket mail, og se efter, om dit bruger-id er rigtigt.',
      },
      mobilePhone: {
        title: 'Kig på din telefon',
        text: (validFor) => `Koden er på vej i en sms. Den gælder i ${validFor}.`,
        hint: 'Det tager som regel under et minut.',
      },
    },
    number: 'Mobilnummer',
    numberHint: (masked) =>
      masked === null
        ? 'Hele nummeret med landekode, fx +45 12 34 56 78'
        : `Hele nummeret med landekode. Det ender på ${lastDigits(masked)}.`,
    numberMissing: 'Skriv hele nummeret.',
    code: 'Bekræftelseskode',
    codeHint: {
      email: 'De 6 cifre i mailen',
      mobilePhone: 'De 6 cifre i sms’en',
      authenticatorApp: 'De 6 cifre i appen',
      recoveryCode: 'Fx 7KQM-P2XA-94TD-WHC3. Hver kode virker én gang',
      temporaryAccessCode: 'Fx 7KQM-P2XA. Den virker én gang',
    },
    codeMissing: 'Skriv koden.',
    codeMalformed: 'Koden har 6 cifre.',
    questionsIntro: 'Svar på dem alle. Store og små bogstaver er ligegyldige.',
    questionsLoading: 'Henter dine spørgsmål…',
    answerMissing: 'Svar på spørgsmålet.',
    answersWrong: (triesLeft, f) => ({
      title: 'Svarene er ikke rigtige',
      text: `Mindst ét er forkert. ${triesLeft === null ? '' : `Du har ${f.number(triesLeft)} forsøg tilbage. `}Her er nye spørgsmål.`,
    }),
  },
  passkey: {
    waiting: 'Følg browserens anvisninger…',
    problems: {
      unsupported: {
        title: 'Browseren kan ikke bruge adgangsnøgler her',
        text: 'Åbn siden i en nyere browser på den adresse, du plejer at bruge, eller vælg en anden måde.',
      },
      notUsed: {
        title: 'Ingen adgangsnøgle blev brugt',
        text: 'Du afbrød, eller ingen af adgangsnøglerne her passer. Prøv igen på den enhed, der har din adgangsnøgle, eller vælg en anden måde.',
      },
      timedOut: { title: 'Det tog for lang tid', text: 'Browseren venter ikke længere. Prøv igen.' },
      registered: {
        title: 'Du har allerede tilføjet denne adgangsnøgle',
        text: 'Vælg en anden enhed eller sikkerhedsnøgle, eller brug den, du har.',
      },
      unsuitable: {
        title: 'Enheden eller sikkerhedsnøglen kan ikke bruges',
        text: 'En adgangsnøgle skal låses op med pinkode, fingeraftryk eller dit ansigt. Slå det til, eller brug en anden enhed.',
      },
    },
    refused: (triesLeft, f) => ({
      title: 'Adgangsnøglen passer ikke',
      text: `Brug en, du har tilføjet under Sikkerhedsoplysninger, eller vælg en anden måde.${triesLeft === null ? '' : ` Du har ${f.number(triesLeft)} forsøg tilbage.`}`,
    }),
  },
  password: {
    title: 'Vælg en ny adgangskode',
    account: 'Konto',
    next: 'Ny adgangskode',
    confirm: 'Bekræft ny adgangskode',
    show: 'Vis adgangskode',
    capsLock: 'Caps Lock er slået til',
    finish: 'Udfør',
    missing: 'Skriv en ny adgangskode.',
    mismatch: 'De to adgangskoder er ikke ens.',
    loneSurrogate: 'Der er et ødelagt tegn i adgangskoden (fx en halv emoji). Slet det, og skriv det igen.',
    nul: 'Der er et usynligt nul-tegn i adgangskoden. Slet det, eller skriv adgangskoden i stedet for at indsætte den.',
    tooShort: (minLength, length, f) =>
      `Adgangskoden skal have mindst ${f.number(minLength)} tegn. Den har ${f.number(length)}.`,
    tooLong: (maxLength, length, f) =>
      `Adgangskoden må højst have ${f.number(maxLength)} tegn. Den har ${f.number(length)}.`,
    tooManyBytes: 'Adgangskoden er for lang til at blive sendt. Brug færre tegn.',
  },
  rules: {
    title: 'Krav til din nye adgangskode',
    loading: 'Henter jeres krav til adgangskoder…',
    unknown: 'Jeres brugerkatalog har ikke oplyst sine krav. Det tjekker adgangskoden, når du er færdig.',
    checkedLater: 'Det tjekker jeres brugerkatalog, når du er færdig',
    met: 'opfyldt',
    notMet: 'ikke opfyldt endnu',
    failed: 'ikke opfyldt',
    progress: (met, of) => `${met} af ${of} krav er opfyldt`,
    minLength: (length, f) => `Mindst ${f.number(length)} tegn`,
    maxLength: (length, f) => `Højst ${f.number(length)} tegn`,
    kinds: (needed, f) => `Mindst ${f.number(needed)} af disse slags tegn`,
    kind: {
      uppercase: 'Store bogstaver',
      lowercase: 'Små bogstaver',
      digit: 'Cifre',
      symbol: 'Specialtegn',
      otherLetter: 'Bogstaver fra andre skrifter',
    },
    notName: 'Ikke dit bruger-id eller dele af dit navn',
    notInHistory: (length, f) =>
      length === 1 ? 'Ikke den adgangskode, du har nu' : `Ikke en af dine seneste ${f.number(length)} adgangskoder`,
  },
  account: {
    locked: { title: 'Din konto er låst', text: 'Den bliver også låst op, når du vælger en ny adgangskode.' },
    disabled: { title: 'Din konto er deaktiveret', text: 'Den kan ikke få en ny adgangskode.', next: ASK },
    expired: { title: 'Din konto er udløbet', text: 'Den kan ikke få en ny adgangskode.', next: ASK },
    tooYoung: (mayChangeAt, f) => ({
      title: 'Din adgangskode er lige blevet skiftet',
      text: `Den kan skiftes igen ${when(mayChangeAt, f)}.`,
      next: 'Kom tilbage til den tid. Haster det, så kontakt jeres it-support.',
    }),
    rulesNotLoaded: {
      title: 'Vi kunne ikke hente kravene til adgangskoder',
      text: 'Du kan godt vælge en adgangskode alligevel. Jeres brugerkatalog tjekker den, når du er færdig.',
    },
  },
  working: {
    title: { reset: 'Din nye adgangskode bliver sat', unlock: 'Din konto bliver låst op' },
    waiting: 'Venter på svar fra jeres brugerkatalog…',
    elapsed: (elapsed) => `${elapsed} indtil nu`,
    slow: 'Det tager længere tid end normalt. Vi venter stadig på svar.',
    reconnecting: 'Forbindelsen røg. Vi prøver at få den igen og finde ud af, hvad der skete.',
    stay: 'Hold siden åben.',
  },
  done: {
    reset: {
      title: 'Din adgangskode er nulstillet',
      text: 'Du kan logge på med din nye adgangskode nu.',
      next: [
        'Ret adgangskoden de steder, hvor den er gemt: telefonen, mailappen og wi-fi.',
        'Er du stadig logget på en computer, så lås den, og lås den op med den nye adgangskode.',
      ],
    },
    unlock: {
      title: 'Din konto er låst op',
      text: 'Du kan logge på med den adgangskode, du allerede har.',
      next: [
        'Låst igen om lidt? Så ligger der nok en gammel adgangskode på telefonen eller i en mailapp.',
        'Kan du ikke huske adgangskoden? Start forfra, og vælg en ny.',
      ],
    },
  },
  wasNotLocked: {
    title: 'Din konto var ikke låst',
    text: 'Der er ingen lås på den i jeres brugerkatalog, så det er noget andet, der forhindrer dig i at logge på.',
    next: [
      'Er Caps Lock slået til, eller har du et andet tastatur? Skriv adgangskoden et sted, hvor du kan se den.',
      'Kan du ikke huske adgangskoden? Start forfra, og vælg en ny.',
    ],
  },
  failed: {
    title: { reset: 'Din adgangskode blev ikke nulstillet', unlock: 'Din konto blev ikke låst op' },
    unknownTitle: 'Vi ved ikke, hvad der skete',
  },
  reasons: {
    succeeded: () => ({ title: 'Færdig', text: 'Jeres brugerkatalog har sagt ja.' }),
    password_too_short: ({ minLength }, f) => ({
      title: 'Adgangskoden er for kort',
      text: minLength === undefined ? 'Den skal være længere.' : `Den skal have mindst ${f.number(minLength)} tegn.`,
      next: 'Vælg en længere adgangskode. Flere ord med mellemrum imellem er godt.',
    }),
    password_too_long: ({ maxLength }, f) => ({
      title: 'Adgangskoden er for lang',
      text: maxLength === undefined ? 'Den skal være kortere.' : `Den må højst have ${f.number(maxLength)} tegn.`,
      next: 'Vælg en kortere adgangskode.',
    }),
    password_not_complex: ({ categories, categoriesNeeded }, f) => ({
      title: 'Der er for få slags tegn i adgangskoden',
      text:
        categories === undefined || categoriesNeeded === undefined
          ? 'Der skal flere slags tegn i.'
          : `Der er ${f.number(categories)}, og der skal være ${f.number(categoriesNeeded)}.`,
      next: 'Bland store bogstaver, små bogstaver, cifre og specialtegn.',
    }),
    password_contains_name: () => ({
      title: 'Dit navn er med i adgangskoden',
      text: 'Hverken dit bruger-id eller dele af dit navn må være med.',
      next: 'Vælg en adgangskode uden dit navn.',
    }),
    password_in_history: ({ historyLength }, f) => ({
      title: 'Du har brugt adgangskoden før',
      text:
        historyLength === undefined
          ? 'Jeres brugerkatalog husker dine tidligere adgangskoder.'
          : `Jeres brugerkatalog husker dine seneste ${f.number(historyLength)} adgangskoder.`,
      next: 'Vælg en adgangskode, du ikke har brugt før.',
    }),
    password_too_young: ({ mayChangeAt, minAgeSeconds }, f) => ({
      title: 'Din adgangskode er lige blevet skiftet',
      text:
        mayChangeAt !== undefined
          ? `Den kan skiftes igen ${when(mayChangeAt, f)}.`
          : minAgeSeconds === undefined
            ? 'Der skal gå noget tid mellem to skift.'
            : `Der skal gå ${f.duration(minAgeSeconds)} mellem to skift.`,
      next: 'Kom tilbage til den tid. Haster det, så kontakt jeres it-support.',
    }),
    password_banned: ({ banned }) => BANNED[banned ?? 'word'],
    password_refused: ({ historyLength }, f) => ({
      title: 'Jeres brugerkatalog afviste adgangskoden',
      text:
        historyLength === undefined
          ? 'Det sagde ikke hvorfor. Det kan være et krav, som jeres organisation selv har lavet.'
          : `Det sagde ikke hvorfor. Det kan være en af dine seneste ${f.number(historyLength)} adgangskoder eller et krav, som jeres organisation selv har lavet.`,
      next: 'Vælg en helt anden adgangskode. Bliver den også afvist, så kontakt jeres it-support.',
    }),
    password_malformed: () => ({
      title: 'Der er tegn i adgangskoden, som ikke kan bruges',
      text: 'Den er tom eller har et ødelagt eller usynligt tegn i sig.',
      next: 'Skriv adgangskoden igen i stedet for at indsætte den.',
    }),
    current_password_wrong: ({ triesLeft }, f) => ({
      title: 'Den nuværende adgangskode er forkert',
      text:
        triesLeft === undefined
          ? NOTHING_CHANGED
          : `Du har ${f.number(triesLeft)} forsøg tilbage, før din konto bliver låst.`,
      next: 'Skriv den igen. Kan du ikke huske den, så vælg »Jeg har glemt min adgangskode« i stedet.',
    }),
    account_locked: (_details, _f, kind) => ({
      title: 'Din konto er låst',
      text: NOTHING_CHANGED,
      next:
        kind === 'unlock'
          ? 'Prøv igen om lidt. Bliver den ved med at være låst, så kontakt jeres it-support.'
          : 'Prøv igen om nogle minutter, eller kontakt jeres it-support.',
    }),
    account_disabled: () => ({ title: 'Din konto er deaktiveret', text: NOTHING_CHANGED, next: ASK }),
    account_expired: () => ({ title: 'Din konto er udløbet', text: NOTHING_CHANGED, next: ASK }),
    cannot_change_password: () => ({
      title: 'Adgangskoden til denne konto kan ikke skiftes her',
      text: `Det har jeres organisation bestemt for kontoen. ${NOTHING_CHANGED}`,
      next: ASK,
    }),
    account_protected: () => ({
      title: 'Kontoen er beskyttet',
      text: `Konti med særlige rettigheder kan ikke håndteres her på siden. ${NOTHING_CHANGED}`,
      next: ASK,
    }),
    permission_missing: () => ({
      title: 'Tjenesten mangler en rettighed i jeres brugerkatalog',
      text: `${NOTHING_CHANGED} Det er ikke noget, du har gjort.`,
      next: `${ASK_WITH_CODE} Den viser, hvilken rettighed der mangler.`,
    }),
    user_not_found: () => ({
      title: 'Din konto blev ikke fundet i jeres brugerkatalog',
      text: NOTHING_CHANGED,
      next: ASK_WITH_CODE,
    }),
    user_out_of_scope: () => ({
      title: 'Tjenesten omfatter ikke din konto',
      text: NOTHING_CHANGED,
      next: ASK_WITH_CODE,
    }),
    multiple_matches: () => ({
      title: 'Der er mere end én konto, der passer på din',
      text: 'For en sikkerheds skyld er intet ændret.',
      next: ASK_WITH_CODE,
    }),
    directory_unavailable: () => ({
      title: 'Der er ingen forbindelse til jeres brugerkatalog lige nu',
      text: NOTHING_CHANGED,
      next: 'Prøv igen om nogle minutter.',
    }),
    agent_unavailable: () => ({
      title: 'Der er ingen forbindelse til jeres organisation lige nu',
      text: NOTHING_CHANGED,
      next: 'Prøv igen om nogle minutter.',
    }),
    agent_busy: () => ({
      title: 'Der er meget travlt lige nu',
      text: NOTHING_CHANGED,
      next: 'Prøv igen om et minut.',
    }),
    deadline_passed: () => ({
      title: 'Det tog for lang tid, så vi stoppede',
      text: NOTHING_CHANGED,
      next: 'Prøv igen om nogle minutter.',
    }),
    cannot_open: () => ({
      title: 'Jeres organisation kunne ikke læse det, der blev sendt',
      text: `Måske er dens nøgler lige blevet skiftet. ${NOTHING_CHANGED}`,
      next: `Prøv igen. Sker det stadig? ${ASK_WITH_CODE}`,
    }),
    replayed: () => ({
      title: 'Den samme anmodning kom to gange',
      text: `For en sikkerheds skyld blev den afvist. ${NOTHING_CHANGED}`,
      next: `Prøv igen. Sker det stadig? ${ASK_WITH_CODE}`,
    }),
    malformed: () => ({
      title: 'Jeres organisation kunne ikke forstå anmodningen',
      text: NOTHING_CHANGED,
      next: `Prøv igen. Sker det stadig? ${ASK_WITH_CODE}`,
    }),
    writeback_disabled: () => ({
      title: 'Jeres organisation har slået tjenesten fra',
      text: NOTHING_CHANGED,
      next: ASK,
    }),
    outcome_unknown: (_details, _f, kind) =>
      kind === 'unlock'
        ? {
            title: 'Vi fik ikke svar i tide',
            text: 'Din konto er måske låst op, måske ikke.',
            next: 'Prøv at logge på. Virker det ikke, så start forfra.',
          }
        : {
            title: 'Vi fik ikke svar i tide',
            text: 'Din adgangskode er måske skiftet, måske ikke.',
            next: 'Prøv at logge på med den nye adgangskode og derefter med den gamle. Virker ingen af dem, så start forfra.',
          },
  },
  errors: {
    malformed: brokenPage,
    user_id_missing: () => ({ title: 'Skriv dit bruger-id', text: 'Vi skal vide, hvilken konto det gælder.' }),
    session_missing: () => ({
      title: 'Din tid er gået',
      text: 'For din sikkerheds skyld har du 15 minutter. Intet er ændret.',
      next: 'Start forfra med dit bruger-id.',
    }),
    wrong_step: () => ({
      title: 'Trinene kom i forkert rækkefølge',
      text: 'Det sker, hvis siden er åben to steder, eller hvis man går tilbage i browseren. Intet er ændret.',
      next: 'Start forfra med dit bruger-id.',
    }),
    wrong_origin: () => ({
      title: 'Siden er åbnet fra en forkert adresse',
      text: 'For en sikkerheds skyld er intet ændret.',
      next: 'Åbn siden igen fra jeres eget link.',
    }),
    not_found: brokenPage,
    request_in_progress: () => ({
      title: 'En anmodning er allerede på vej',
      text: 'Måske er den startet i en anden fane.',
      next: 'Vent et minut, og prøv igen.',
    }),
    request_expired: () => ({
      title: 'Anmodningen blev for gammel, før den blev sendt',
      text: NOTHING_CHANGED,
      next: 'Prøv igen.',
    }),
    too_large: brokenPage,
    wrong_media_type: brokenPage,
    code_wrong: ({ triesLeft }, f) => ({
      title: 'Koden er ikke rigtig',
      text:
        triesLeft === null
          ? 'Se efter, om det er den nyeste.'
          : `Se efter, om det er den nyeste. Du har ${f.number(triesLeft)} forsøg tilbage.`,
    }),
    code_expired: () => ({ title: 'Koden er udløbet', text: 'Send en ny kode, og brug den.' }),
    code_exhausted: () => ({
      title: 'Koden er prøvet for mange gange',
      text: 'Den virker ikke længere. Send en ny kode, og brug den.',
    }),
    number_wrong: () => ({
      title: 'Det er ikke det nummer, vi kender',
      text: 'Der er ikke sendt nogen sms. Tjek nummeret og landekoden.',
    }),
    destination_refused: () => ({
      title: 'Der kan ikke sendes koder dertil',
      text: 'Brug din egen adresse eller dit eget nummer uden for arbejdet: Du kan ikke læse din arbejdsmail, når du er låst ude.',
    }),
    answers_refused: () => ({
      title: 'Svarene kan ikke bruges',
      text: 'Besvar alle spørgsmålene med 3 til 40 tegn, og ikke to af dem ens.',
    }),
    sign_in_too_old: () => ({
      title: 'Skriv din adgangskode igen',
      text: 'Det er et stykke tid siden, du loggede på. Der er ikke ændret noget.',
    }),
    proof_needed: () => ({
      title: 'Der er meget trafik fra dit netværk',
      text: 'Din browser nåede ikke at blive færdig med beregningen.',
      next: 'Prøv igen.',
    }),
    kind_not_allowed: () => ({
      title: 'Jeres organisation tillader ikke, at man låser op her',
      text: NOTHING_CHANGED,
      next: 'Start forfra, og vælg »Jeg har glemt min adgangskode«, eller kontakt jeres it-support.',
    }),
    writeback_disabled: () => ({
      title: 'Jeres organisation har slået tjenesten fra',
      text: 'Ingen kan nulstille deres adgangskode her på siden lige nu. Intet er ændret.',
      next: 'Kontakt jeres it-support, og oplys koden SSPR_0010.',
    }),
    too_many_attempts: (details, f) => ({
      title: 'For mange forsøg',
      text: tryAgainAt(details, f),
      next: 'Haster det, så kontakt jeres it-support.',
    }),
    sign_in_failed: () => ({
      title: 'Du blev ikke logget på',
      text: 'Bruger-id eller adgangskode er forkert, eller kontoen er låst.',
      next: 'Skriv begge dele igen. Kan du ikke huske adgangskoden, eller er kontoen låst, så vælg »Jeg har glemt min adgangskode«.',
    }),
    account_disabled: () => ({ title: 'Din konto er deaktiveret', text: 'Du kan ikke logge på med den.', next: ASK }),
    account_expired: () => ({ title: 'Din konto er udløbet', text: 'Du kan ikke logge på med den.', next: ASK }),
    not_now: () => ({
      title: 'Du kan ikke logge på på dette tidspunkt',
      text: 'Jeres organisation har bestemt, hvornår du kan.',
      next: 'Prøv igen inden for de timer, eller kontakt jeres it-support.',
    }),
    not_here: () => ({
      title: 'Du kan ikke logge på her på siden',
      text: 'Jeres organisation lader dig kun logge på ved bestemte computere.',
      next: ASK,
    }),
    agent_unavailable: () => ({
      title: 'Der er ingen forbindelse til jeres organisation lige nu',
      text: NOTHING_CHANGED,
      next: 'Prøv igen om nogle minutter.',
    }),
    directory_unavailable: () => ({
      title: 'Der er ingen forbindelse til jeres brugerkatalog lige nu',
      text: NOTHING_CHANGED,
      next: 'Prøv igen om nogle minutter.',
    }),
    busy: () => ({
      title: 'Der er meget travlt lige nu',
      text: NOTHING_CHANGED,
      next: 'Prøv igen om et minut.',
    }),
    no_connection: () => ({
      title: 'Der er ingen forbindelse',
      text: 'Vi kan ikke få fat i serveren. Intet er ændret.',
      next: 'Tjek dit netværk, og prøv igen.',
    }),
    unexpected: () => ({
      title: 'Noget gik galt hos os',
      text: 'Serveren svarede noget, som siden ikke kan bruge.',
      next: `Prøv igen om lidt. Sker det stadig? ${ASK}`,
    }),
    cannot_seal: () => ({
      title: 'Din browser kunne ikke kryptere adgangskoden',
      text: 'Den blev derfor ikke sendt. Intet er ændret.',
      next: 'Opdater din browser, eller brug en anden.',
    }),
  },
};

function brokenPage(): Message {
  return {
    title: 'Siden og serveren forstår ikke hinanden',
    text: NOTHING_CHANGED,
    next: 'Genindlæs siden, og start forfra.',
  };
}

function tryAgainAt({ retryAfterSeconds }: ApiErrorDetails, formats: Formats): string {
  if (retryAfterSeconds === null) return 'For en sikkerheds skyld skal du vente, før du prøver igen.';
  const at = when(Date.now() + retryAfterSeconds * 1000, formats);
  return `For en sikkerheds skyld skal du vente ${formats.duration(retryAfterSeconds)}. Du kan prøve igen ${at}.`;
}

function when(at: number, formats: Formats): string {
  const day = formats.otherDay(at);
  return day === null ? `kl. ${formats.clock(at)}` : `den ${day} kl. ${formats.clock(at)}`;
}

/** Of "••• 78". */
function lastDigits(masked: string): string {
  return masked.replace(/\D/g, '');
}
