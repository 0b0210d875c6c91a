import type { Formats } from '../../shared/format';
import type { Strings } from './en';

const INTET = 'Intet er ændret.';

export const da: Strings = {
  site: 'Tilbage',
  loading: 'Henter…',
  tryAgain: 'Prøv igen',
  close: 'Luk',
  cancel: 'Annuller',
  yes: 'Ja',
  no: 'Nej',
  notKnown: 'Ukendt',
  menu: 'Menu',
  skip: 'Gå til indholdet',
  landing: {
    title: 'Administratorernes portal',
    text: 'Brugere, adgangskoder og forbindelsen til jeres eget katalog.',
    signIn: 'Log på',
    notices: {
      signed_out: { title: 'Du er logget af' },
      session_ended: { title: 'Du er ikke logget på længere', text: 'Log på for at fortsætte, hvor du var.' },
      cancelled: { title: 'Du afbrød', next: 'Log på, når du er klar.' },
      failed: { title: 'Det lykkedes ikke at logge på', text: 'Svaret passede ikke til det, som fanen havde bedt om.', next: 'Log på igen.' },
      no_connection: { title: 'Der er ingen forbindelse', text: 'Vi kan ikke få fat i serveren.', next: 'Tjek dit netværk, og log på igen.' },
      still_signed_in: {
        title: 'Du er logget af her, men måske ikke på serveren',
        text: 'Serveren bekræftede ikke, at du er logget af.',
        next: 'Luk browseren, eller log på og af igen.',
      },
    },
  },
  account: {
    open: (name) => `Logget på som ${name}`,
    roles: 'Roller',
    noRole: 'Ingen rolle: du kan logge på, men ikke se noget.',
    signOut: 'Log af',
  },
  roles: {
    'Global Administrator': 'Global administrator',
    'Password Administrator': 'Adgangskodeadministrator',
    'Helpdesk Administrator': 'Helpdeskadministrator',
    'Global Reader': 'Global læser',
  },
  search: {
    label: 'Søg',
    placeholder: 'Tjenester, indstillinger og personer',
    results: 'Søgeresultater',
    services: 'Tjenester',
    settings: 'Indstillinger',
    people: 'Personer',
    alsoKnownAs: 'Kendes også som',
    nothing: (query) => `Intet fundet for »${query}«.`,
    found: (count) => (count === 1 ? '1 resultat' : `${count} resultater`),
    looking: 'Leder efter personer…',
    peopleFailed: 'Der kunne ikke søges efter personer lige nu.',
  },
  entries: {
    directory: { name: 'Katalog', alias: 'Azure Active Directory, Azure AD, Microsoft Entra ID' },
    users: { name: 'Brugere', hint: 'Katalog' },
    agents: { name: 'Agenter', alias: 'Azure AD Connect, Microsoft Entra Connect', hint: 'Katalog' },
    passwordReset: { name: 'Nulstilling af adgangskode', alias: 'Selvbetjening, SSPR', hint: 'Katalog' },
    integration: { name: 'Lokal integration', alias: 'Tilbageførsel af adgangskode', hint: 'Nulstilling af adgangskode' },
    writebackSetting: { name: 'Skriv adgangskoder tilbage til jeres lokale katalog?', hint: 'Lokal integration' },
    unlockSetting: { name: 'Tillad brugere at låse konti op uden at nulstille deres adgangskode?', hint: 'Lokal integration' },
  },
  nav: { label: 'Menu for Katalog' },
  home: {
    title: (name) => `Velkommen, ${name}`,
    text: 'Søg foroven, eller begynd her.',
    tasks: {
      people: { title: 'Hjælp en person', text: 'Find en bruger, nulstil en adgangskode, lås en konto op.' },
      connection: { title: 'Se til forbindelsen', text: 'Hvilke agenter er der, og svarer de?' },
      writeback: { title: 'Slå tilbageførsel til eller fra', text: 'Om nye adgangskoder bliver skrevet tilbage til jeres eget netværk.' },
    },
  },
  directory: {
    text: 'Brugerne i jeres organisation og vejen til de servere, hvor deres adgangskoder hører hjemme.',
    organization: 'Organisation',
    domains: 'Domæner',
    domain: 'Domæne',
    signIn: 'Sådan logger folk på',
    connection: 'Forbindelse',
  },
  users: {
    find: 'Find brugere på navn eller brugernavn',
    show: 'Vis',
    filter: { all: 'Alle', enabled: 'Aktive konti', disabled: 'Deaktiverede konti' },
    columns: { name: 'Navn', userPrincipalName: 'Brugernavn', state: 'Konto', source: 'Kommer fra' },
    enabled: 'Aktiv',
    disabled: 'Deaktiveret',
    fromDirectory: 'Lokalt katalog',
    fromCloud: 'Kun i skyen',
    shown: (shown, of) => (of === null ? `${shown} vist` : `${shown} af ${of} vist`),
    more: 'Vis flere',
    none: 'Der er ingen brugere endnu. De kommer, når en agent har synkroniseret dem.',
    noneFound: 'Der er ingen, der passer.',
  },
  person: {
    back: 'Tilbage til listen',
    account: 'Konto',
    userPrincipalName: 'Brugernavn',
    mail: 'Mail',
    otherMails: 'Alternativ mail',
    language: 'Sprog',
    created: 'Her siden',
    state: 'Konto',
    source: 'Kommer fra',
    sourceText: (domain) => (domain === null ? 'Jeres lokale katalog' : `Jeres lokale katalog, ${domain}`),
    sourceCloud: 'Oprettet i skyen',
    signIn: 'Logger på med',
    onPremises: 'Lokale attributter',
    samAccountName: 'SAM-kontonavn',
    netBiosName: 'NetBIOS-domæne',
    domainName: 'Domæne',
    immutableId: 'Kildeanker',
    live: 'Tilstand i kataloget lige nu',
    liveText: 'Kataloget er selv blevet spurgt gennem en agent.',
    asking: 'Spørger kataloget…',
    askAgain: 'Spørg igen',
    locked: 'Låst ude',
    notLocked: 'Ikke låst',
    adEnabled: 'Aktiv',
    adDisabled: 'Deaktiveret',
    expired: 'Udløbet',
    notExpired: 'Ikke udløbet',
    lockout: 'Lås',
    expiry: 'Udløb',
    liveFailed: 'Kataloget kunne ikke spørges',
    last: 'Seneste tilbageførsel',
    lastNone: 'Der er ikke skrevet noget tilbage for denne person endnu.',
    lastKind: { reset: 'Nulstilling af adgangskode', unlock: 'Oplåsning' },
    lastBy: { self: 'Personen selv', administrator: 'En administrator' },
    when: 'Hvornår',
    what: 'Hvad',
    who: 'Af',
    outcome: 'Resultat',
    supportCode: 'Supportkode',
    reset: 'Nulstil adgangskode',
    unlock: 'Lås konto op',
    notAvailable: {
      role: 'Din rolle må ikke nulstille adgangskoder eller låse konti op. Det må adgangskode-, helpdesk- og globale administratorer.',
      cloudOnly: 'Kontoen kommer ikke fra jeres lokale katalog, så der er intet at skrive tilbage.',
      disabled: 'Kontoen er deaktiveret. Aktivér den først i jeres lokale katalog.',
      writebackOff: 'Tilbageførsel af adgangskode er slået fra for jeres organisation.',
    },
    openSettings: 'Åbn indstillingen',
  },
  signInTypes: {
    none: {
      name: 'Kun lokalt',
      meaning:
        'Domænet har ikke sit eget login i skyen. Den nye adgangskode virker straks alle de steder, hvor det lokale katalog bliver spurgt: computere, fildrev, VPN.',
      mustChange: 'Kataloget beder om en ny ved næste Windows-login.',
    },
    passwordHashSync: {
      name: 'Synkronisering af adgangskodehash',
      meaning:
        'Den nye adgangskode virker straks lokalt. I skyen virker den, når den nye hash er synkroniseret; indtil da virker den gamle der.',
      mustChange:
        'Kataloget beder om en ny ved næste Windows-login. Skyens tjenester spørger ikke: der virker adgangskoden, så snart dens hash er nået frem.',
    },
    passThrough: {
      name: 'Pass-through-godkendelse',
      meaning: 'Skyen spørger jeres katalog hver gang. Den nye adgangskode virker straks overalt, og den gamle virker ikke længere.',
      mustChange:
        'Indtil personen har skiftet den, ved et Windows-login eller på nulstillingssiden, bliver login i skyen afvist, fordi kataloget afviser det.',
    },
    federated: {
      name: 'Føderation',
      meaning:
        'Jeres føderationstjeneste spørger kataloget. Den nye adgangskode virker straks overalt; den, der allerede er logget på, bliver ved med at være det, til sessionen slutter.',
      mustChange:
        'Jeres føderationstjeneste skal kunne tilbyde et skift af adgangskode; ellers må personen først skifte den ved et Windows-login eller på nulstillingssiden.',
    },
  },
  reset: {
    title: (name) => `Nulstil adgangskode for ${name}`,
    meaning: 'Det betyder det',
    next: 'Ny adgangskode',
    confirm: 'Bekræft ny adgangskode',
    show: 'Vis adgangskode',
    mustChange: 'Skal skiftes ved næste login',
    mustChangeHint: 'Er »adgangskoden udløber aldrig« sat, beder kataloget ikke om det.',
    submit: 'Nulstil adgangskode',
    sealed: 'Din browser krypterer adgangskoden til jeres egne agenter. Skyen kan ikke læse den.',
    working: 'Venter på katalogets svar…',
    slow: 'Det tager længere tid end normalt. Vi venter stadig.',
    reconnecting: 'Forbindelsen røg. Vi prøver at finde ud af, hvad der skete.',
    done: (name) => ({ title: `Adgangskoden for ${name} er nulstillet`, text: 'Kataloget har bekræftet det.' }),
    doneMustChange: 'Den skal skiftes ved næste login.',
    unlockTitle: (name) => `Lås kontoen op for ${name}`,
    unlockText: 'Låsen bliver ophævet i det lokale katalog. Adgangskoden bliver, som den er.',
    unlockSubmit: 'Lås konto op',
    unlockWorking: 'Venter på katalogets svar…',
    unlocked: (name) => ({ title: `Kontoen for ${name} er låst op`, text: 'Kataloget har bekræftet det.' }),
    notReset: 'Adgangskoden blev ikke nulstillet',
    notUnlocked: 'Kontoen blev ikke låst op',
    object: 'Objekt',
    right: 'Manglende rettighed',
    rights: {
      reset_password: 'Nulstil adgangskode (Reset Password)',
      change_password: 'Skift adgangskode (Change Password)',
      write_lockout_time: 'Skriv lockoutTime',
      write_pwd_last_set: 'Skriv pwdLastSet',
    },
    problems: {
      missing: 'Skriv en ny adgangskode.',
      mismatch: 'De to adgangskoder er ikke ens.',
      loneSurrogate: 'Der er et ødelagt tegn i adgangskoden (fx en halv emoji). Slet det, og skriv det igen.',
      nul: 'Der er et usynligt nul-tegn i adgangskoden. Skriv adgangskoden i stedet for at indsætte den.',
      tooManyBytes: 'Adgangskoden er for lang til at blive sendt. Brug færre tegn.',
      tooShort: (limit, length, f) => `Der skal være mindst ${f.number(limit)} tegn. Der er ${f.number(length)}.`,
      tooLong: (limit, length, f) => `Der må højst være ${f.number(limit)} tegn. Der er ${f.number(length)}.`,
    },
    rules: {
      title: 'Krav til personens adgangskode',
      loading: 'Henter krav fra kataloget…',
      unknown: 'Kataloget har ikke oplyst sine krav. Det tjekker adgangskoden, når du er færdig.',
      minLength: (length) => `Mindst ${length} tegn`,
      maxLength: (length) => `Højst ${length} tegn`,
      kinds: (needed) => `Mindst ${needed} af: store bogstaver, små bogstaver, cifre, specialtegn`,
      notName: 'Ikke brugernavnet eller dele af personens navn',
      notInHistory: (length) => `Ikke en af de seneste ${length} adgangskoder`,
      states: { met: 'opfyldt', notMet: 'ikke opfyldt endnu', later: 'det tjekker kataloget', failed: 'ikke opfyldt' },
    },
  },
  agents: {
    text: 'Programmerne i jeres eget netværk, som forbinder udad til tjenesten og skriver til kataloget.',
    none: {
      title: 'Der er ikke sat nogen agent op endnu',
      text: 'Indtil der er en, kan intet skrives tilbage.',
      next: 'Installer tilbage-connect på en maskine ved siden af jeres domænecontrollere, og kør »tilbage-connect wizard«.',
    },
    connected: 'Forbundet',
    disconnected: 'Ikke forbundet',
    columns: {
      state: 'Tilstand',
      host: 'Maskine',
      version: 'Version',
      heartbeat: 'Seneste livstegn',
      roundTrip: 'Svartid',
      domains: 'Domæner',
      writeback: 'Tilbageførsel af adgangskode',
    },
    on: 'Til',
    off: 'Fra',
    staging: 'Midlertidig tilstand: skriver intet',
    never: 'Aldrig',
    milliseconds: (value) => `${value} ms`,
    problems: {
      outdated: 'Agenten er forældet. Opdater den.',
      not_configured: 'Agenten er ikke konfigureret færdig. Kør guiden igen.',
    },
    test: 'Test forbindelsen',
    testOf: (name) => `Test forbindelsen til ${name}`,
    testing: 'Tester…',
    tested: (roundTrip, directory, server) => ({
      title: 'Forbindelsen virker',
      text: `Svartid ${roundTrip}${directory === null ? '' : `; kataloget svarede på ${directory}`}${server === null ? '' : ` (${server})`}.`,
    }),
    testFailed: 'Forbindelsen virker ikke',
    remove: 'Fjern',
    removeOf: (name) => `Fjern ${name}`,
    removeTitle: (name) => `Vil du fjerne ${name}?`,
    removeText:
      'Forbindelsen bliver afbrudt med det samme, og nøglerne bliver ikke længere godtaget. Skal den tilbage, må den konfigureres igen med guiden.',
    removed: (name) => ({ title: `${name} er fjernet` }),
    onlyGlobal: 'Kun en global administrator må fjerne en agent.',
    refresh: 'Opdater',
  },
  passwordReset: {
    text: 'Sådan får folk selv adgang til deres konto igen.',
    now: 'Som det er nu',
    on: 'Nye adgangskoder bliver skrevet tilbage til jeres lokale katalog.',
    off: 'Nye adgangskoder bliver ikke skrevet tilbage: ingen kan nulstille en adgangskode her.',
    unlockOn: 'Folk må låse deres konto op og beholde deres adgangskode.',
    unlockOff: 'Folk kan ikke låse deres konto op uden at vælge en ny adgangskode.',
  },
  integration: {
    text: 'Om det, der sker her, når ned i jeres eget netværk.',
    writeback: 'Skriv adgangskoder tilbage til jeres lokale katalog?',
    writebackHint: 'Uden det kan ingen nulstille eller låse en lokal konto op, hverken brugere eller administratorer.',
    unlock: 'Tillad brugere at låse konti op uden at nulstille deres adgangskode?',
    unlockHint: 'Så kan den, der kender sin adgangskode, men er låst ude, beholde den.',
    save: 'Gem',
    discard: 'Kassér',
    saved: { title: 'Gemt', text: 'Det gælder fra nu af.' },
    nothingToSave: { title: 'Der er intet at gemme', text: 'Det er de indstillinger, der gælder i forvejen.' },
    discarded: 'Dine ændringer er kasseret.',
    turningOff: {
      title: 'Du er ved at slå tilbageførsel af adgangskode fra',
      text: 'Når du gemmer, bliver alle nye nulstillinger og oplåsninger afvist. Det, der er i gang, bliver gjort færdigt.',
    },
    turningOn: {
      title: 'Du er ved at slå tilbageførsel af adgangskode til',
      text: 'Når du gemmer, laver jeres agenter nye nøgler, og fra da af bliver nulstillinger skrevet tilbage.',
    },
    conflict: {
      title: 'En anden har ændret indstillingerne imens',
      text: 'Dine er ikke gemt.',
      next: 'Hent den andens, og ret det, du stadig vil have rettet.',
    },
    theirs: 'Den andens',
    loadTheirs: 'Hent den andens indstillinger',
    onlyGlobal: 'Kun en global administrator må ændre indstillingerne.',
    connection: 'Forbindelsen til jeres lokale katalog',
    states: {
      running: { title: 'Jeres agenter kører', text: 'Adgangskoder kan skrives tilbage.' },
      outdated: { title: 'Forbundet, men en agent er forældet', text: 'Tilbageførsel virker.', next: 'Opdater de agenter, der er nævnt nedenfor.' },
      tooOld: { title: 'Forbindelsen kan ikke tjekkes: jeres agent er for gammel', next: 'Opdater tilbage-connect.' },
      unreachable: {
        title: 'Jeres agenter kan ikke nås lige nu',
        text: 'Indtil en er forbundet, kan intet skrives tilbage.',
        next: 'Tjek, at tilbage-connect kører, og at dens maskine kan nå denne adresse med HTTPS.',
      },
      notConfigured: {
        title: 'Forbundet, men tilbageførsel af adgangskode er ikke konfigureret',
        text: 'Ingen agent skriver adgangskoder tilbage.',
        next: 'Kør »tilbage-connect wizard«, og vælg Tilbageførsel af adgangskode under Valgfrie funktioner.',
      },
      staging: {
        title: 'Forbundet, men i midlertidig tilstand',
        text: 'En agent i midlertidig tilstand skriver intet.',
        next: 'Kør »tilbage-connect wizard«, og slå midlertidig tilstand fra.',
      },
      noAgent: {
        title: 'Der er ikke sat nogen agent op endnu',
        text: 'Indtil der er en, kan intet skrives tilbage.',
        next: 'Installer tilbage-connect på en maskine ved siden af jeres domænecontrollere, og kør »tilbage-connect wizard«.',
      },
      unknown: {
        title: 'Vi kan ikke sige, hvordan det står til med forbindelsen',
        text: 'Det er måske et forbigående problem hos os.',
        next: 'Prøv igen om nogle minutter.',
      },
    },
    agents: 'Hver agent',
  },
  notFound: {
    title: 'Der er intet på denne adresse',
    text: 'Siden er måske flyttet, eller der er en fejl i adressen.',
    next: 'Brug søgefeltet foroven.',
  },
  reasons: {
    succeeded: () => ({ title: 'Lykkedes', text: 'Kataloget har bekræftet det.' }),
    password_too_short: ({ minLength }, f) => ({
      title: 'Adgangskoden er for kort',
      text: minLength === undefined ? 'Den skal være længere.' : `Der skal være mindst ${f.number(minLength)} tegn.`,
    }),
    password_too_long: ({ maxLength }, f) => ({
      title: 'Adgangskoden er for lang',
      text: maxLength === undefined ? 'Den skal være kortere.' : `Der må højst være ${f.number(maxLength)} tegn.`,
    }),
    password_not_complex: ({ categories, categoriesNeeded }, f) => ({
      title: 'Der er for få slags tegn i adgangskoden',
      text:
        categories === undefined || categoriesNeeded === undefined
          ? 'Bland store bogstaver, små bogstaver, cifre og specialtegn.'
          : `Der er ${f.number(categories)}; der skal være ${f.number(categoriesNeeded)} af store bogstaver, små bogstaver, cifre og specialtegn.`,
    }),
    password_contains_name: () => ({
      title: 'Personens navn er med i adgangskoden',
      text: 'Hverken brugernavnet eller dele af det viste navn må være med.',
    }),
    password_in_history: ({ historyLength }, f) => ({
      title: 'Personen har brugt adgangskoden før',
      text:
        historyLength === undefined
          ? 'Kataloget husker tidligere adgangskoder.'
          : `Kataloget husker de seneste ${f.number(historyLength)}.`,
    }),
    password_too_young: ({ mayChangeAt, minAgeSeconds }, f) => ({
      title: 'Adgangskoden er lige blevet skiftet',
      text:
        mayChangeAt !== undefined
          ? `Den kan skiftes igen ${when(mayChangeAt, f)}.`
          : minAgeSeconds === undefined
            ? 'Der skal gå noget tid mellem to skift.'
            : `Der skal gå ${f.duration(minAgeSeconds)} mellem to skift.`,
    }),
    password_banned: () => ({ title: 'Adgangskoden står på jeres liste over forbudte adgangskoder', text: 'Den er for nem at gætte.' }),
    password_refused: ({ historyLength }, f) => ({
      title: 'Kataloget afviste adgangskoden',
      text:
        historyLength === undefined
          ? 'Det sagde ikke hvorfor: måske et adgangskodefilter på domænecontrolleren.'
          : `Det sagde ikke hvorfor: måske en af de seneste ${f.number(historyLength)} adgangskoder eller et adgangskodefilter.`,
      next: 'Vælg en helt anden.',
    }),
    password_malformed: () => ({
      title: 'Der er tegn i adgangskoden, som ikke kan bruges',
      text: 'Den er tom eller har et ødelagt eller usynligt tegn i sig.',
      next: 'Skriv den i stedet for at indsætte den.',
    }),
    current_password_wrong: () => ({ title: 'Den nuværende adgangskode er forkert', text: INTET }),
    account_locked: () => ({ title: 'Kontoen er låst', text: INTET, next: 'Lås den op, eller prøv igen om nogle minutter.' }),
    account_disabled: () => ({
      title: 'Kontoen er deaktiveret i kataloget',
      text: INTET,
      next: 'Aktivér den først i jeres lokale katalog.',
    }),
    account_expired: () => ({
      title: 'Kontoen er udløbet i kataloget',
      text: INTET,
      next: 'Ret først dens udløbsdato i jeres lokale katalog.',
    }),
    cannot_change_password: () => ({
      title: 'Adgangskoden til kontoen må ikke skiftes',
      text: `»Brugeren kan ikke skifte adgangskode« er sat i kataloget. ${INTET}`,
    }),
    account_protected: () => ({
      title: 'Kontoen er beskyttet',
      text: `En agent rører aldrig konti med særlige rettigheder (medlemmer af Domain Admins og lignende). ${INTET}`,
      next: 'Nulstil den på en domænecontroller.',
    }),
    permission_missing: () => ({
      title: 'Agentens konto mangler en rettighed i kataloget',
      text: INTET,
      next: 'Giv den rettigheden; guiden viser kommandoen (tilbage-connect wizard).',
    }),
    user_not_found: () => ({
      title: 'Personen blev ikke fundet i kataloget',
      text: INTET,
      next: 'Kontoen er måske slettet eller flyttet til et andet domæne.',
    }),
    user_out_of_scope: () => ({
      title: 'Personen er uden for det, som agenten må røre',
      text: INTET,
      next: 'Tag OU’en med under Domæne- og OU-filtrering i guiden.',
    }),
    multiple_matches: () => ({
      title: 'Mere end én konto har dette kildeanker',
      text: 'For en sikkerheds skyld er intet ændret.',
      next: 'Giv hver konto sit eget kildeanker (mS-DS-ConsistencyGuid).',
    }),
    directory_unavailable: () => ({
      title: 'Agenten kan ikke nå en domænecontroller',
      text: INTET,
      next: 'Tjek domænecontrollerne, og prøv igen.',
    }),
    agent_unavailable: () => ({ title: 'Ingen agent er forbundet', text: INTET, next: 'Se under Agenter, og prøv igen, når en er forbundet.' }),
    agent_busy: () => ({ title: 'Agenterne har meget travlt', text: INTET, next: 'Prøv igen om et minut.' }),
    deadline_passed: () => ({ title: 'Det tog for lang tid, så vi stoppede', text: INTET, next: 'Prøv igen om nogle minutter.' }),
    cannot_open: () => ({
      title: 'Agenten kunne ikke åbne den krypterede adgangskode',
      text: `Måske er dens nøgler lige blevet skiftet. ${INTET}`,
      next: 'Prøv igen.',
    }),
    replayed: () => ({ title: 'Den samme anmodning kom to gange', text: `For en sikkerheds skyld blev den afvist. ${INTET}`, next: 'Prøv igen.' }),
    malformed: () => ({ title: 'Agenten kunne ikke forstå anmodningen', text: INTET, next: 'Prøv igen. Sker det stadig, så opdater agenten.' }),
    writeback_disabled: () => ({
      title: 'Tilbageførsel af adgangskode er slået fra',
      text: INTET,
      next: 'Den slås til under Nulstilling af adgangskode, Lokal integration, og i guiden under Valgfrie funktioner.',
    }),
    outcome_unknown: (_details, _f, kind) => ({
      title: 'Vi ved ikke, hvad der skete',
      text: kind === 'unlock' ? 'Kontoen er måske låst op, måske ikke.' : 'Adgangskoden er måske skiftet, måske ikke.',
      next: 'Se tilstanden i kataloget, eller gør det igen.',
    }),
  },
  errors: {
    known: {
      Authorization_RequestDenied: { title: 'Det må din rolle ikke', text: INTET, next: 'Spørg en global administrator.' },
      Request_ResourceNotFound: { title: 'Det findes ikke', text: 'Det er måske fjernet imens.' },
      InvalidAuthenticationToken: { title: 'Du er ikke logget på længere', text: INTET, next: 'Genindlæs siden for at logge på igen.' },
      no_connection: { title: 'Der er ingen forbindelse', text: 'Vi kan ikke få fat i serveren.', next: 'Tjek dit netværk, og prøv igen.' },
      request_in_progress: { title: 'En anmodning for personen er allerede i gang', next: 'Vent et minut, og prøv igen.' },
      request_expired: { title: 'Anmodningen blev for gammel, før den blev sendt', text: INTET, next: 'Prøv igen.' },
      busy: { title: 'Tjenesten har meget travlt', text: INTET, next: 'Prøv igen om et minut.' },
      cannot_seal: {
        title: 'Din browser kunne ikke kryptere adgangskoden',
        text: `Den blev derfor ikke sendt. ${INTET}`,
        next: 'Opdater din browser, eller brug en anden.',
      },
    },
    unexpected: {
      title: 'Noget gik galt på serveren',
      text: 'Den svarede noget, som siden ikke kan bruge.',
      next: 'Prøv igen om lidt. Sker det stadig, så giv den driftsansvarlige anmodnings-id’et.',
    },
    tooMany: (wait) => ({
      title: 'For mange forsøg',
      text: wait === null ? 'Vent lidt, før du prøver igen.' : `Vent ${wait}, før du prøver igen.`,
    }),
  },
};

function when(at: number, formats: Formats): string {
  const day = formats.otherDay(at);
  return day === null ? `kl. ${formats.clock(at)}` : `den ${day} kl. ${formats.clock(at)}`;
}
