import type { JsonObject } from '../../shared/decode';
import type { WizardStrings } from './en';

const AGAIN = 'Prøv igen. Sker det stadig, så kig i guidens terminal.';

const say = (details: JsonObject, name: string): string => {
  const value = details[name];
  return typeof value === 'string' ? value : '';
};
const list = (details: JsonObject, name: string): string => {
  const value = details[name];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string').join('; ') : '';
};

export const da: WizardStrings = {
  product: 'Tilbage – konfigurationsguide',
  steps: 'Trin',
  stepOf: (step, of) => `Trin ${step} af ${of}`,
  loading: 'Henter…',
  working: 'Arbejder…',
  next: 'Næste',
  previous: 'Forrige',
  tryAgain: 'Prøv igen',
  cancel: 'Annuller',
  exit: 'Afslut',
  yes: 'Ja',
  no: 'Nej',
  none: 'Ingen',
  notYet: 'Ikke endnu',
  inDetail: 'Nærmere:',
  pages: {
    welcome: 'Velkommen',
    tasks: 'Yderligere opgaver',
    cloud: 'Opret forbindelse til skyen',
    directories: 'Opret forbindelse til kataloger',
    filtering: 'Domæne- og OU-filtrering',
    features: 'Valgfrie funktioner',
    ready: 'Klar til at konfigurere',
    complete: 'Konfigurationen er fuldført',
    view: 'Vis eller eksportér den nuværende konfiguration',
    staging: 'Konfigurer prøvetilstand',
    'sign-in': 'Skift brugerlogon',
    agents: 'Administrer agenter',
    troubleshoot: 'Fejlfinding',
    schema: 'Opdater katalogskema',
  },
  facts: {
    heading: 'Sådan er det nu',
    nothing: 'Denne agent er ikke konfigureret endnu.',
    host: 'Denne maskine',
    tenant: 'Tenant',
    directory: 'Katalog',
    account: 'Forbindelseskonto',
    scope: 'Domæner og OU’er',
    scopeAll: 'Alle',
    pilot: 'Pilotgruppe',
    scopeSelected: (f, included, excluded) =>
      excluded === 0 ? `${f.number(included)} valgt` : `${f.number(included)} valgt, ${f.number(excluded)} fravalgt`,
    writeback: 'Tilbageførsel af adgangskode',
    on: 'Til',
    off: 'Fra',
    staging: 'Prøvetilstand',
    agent: 'Agenten',
    connected: 'Kører og har forbindelse',
    running: 'Kører, men har ikke forbindelse til tenanten',
    stopped: 'Kører ikke',
    people: 'Importerede personer',
    lastImport: (f, at) => `senest ${[f.otherDay(at), f.clock(at)].filter(Boolean).join(' kl. ')}`,
  },
  welcome: {
    intro: 'Guiden forbinder jeres Active Directory med tenanten og slår tilbageførsel af adgangskode til.',
    configure: 'Konfigurer',
    unchanged:
      'Intet bliver ændret, før du trykker på Konfigurer på den sidste side. Indtil da gælder den gamle konfiguration.',
  },
  tasks: {
    intro: 'Hvad vil du gøre?',
    choices: {
      view: {
        label: 'Vis eller eksportér den nuværende konfiguration',
        hint: 'Se, hvad der er indstillet, og gem det som en fil.',
      },
      customize: {
        label: 'Tilpas synkroniseringsindstillinger',
        hint: 'Katalog, domæner og OU’er og funktioner som tilbageførsel af adgangskode.',
      },
      schema: { label: 'Opdater katalogskema', hint: 'Læs igen, hvilke attributter og evner kataloget har.' },
      staging: { label: 'Konfigurer prøvetilstand', hint: 'Lad agenten læse og sammenligne uden at skrive.' },
      'sign-in': { label: 'Skift brugerlogon', hint: 'Hvordan personerne i hvert domæne logger på.' },
      agents: { label: 'Administrer agenter', hint: 'Se tenantens agenter, og fjern dem, der er væk.' },
      troubleshoot: { label: 'Fejlfinding', hint: 'Afprøv konfigurationen, tenanten, kataloget og agenten.' },
    },
  },
  cloud: {
    intro:
      'Log på som global administrator af tenanten. Det er tenantens egen side, der spørger om din adgangskode. Guiden ser den aldrig.',
    address: 'Tenantens adresse',
    addressHint: 'For eksempel https://tilbage.example.org',
    addressMissing: 'Skriv tenantens adresse.',
    change: 'Skift adresse',
    ca: 'Certifikat fra den, der har udstedt tenantens certifikat (PEM)',
    caHint: 'Kun hvis maskinen ikke selv har tillid til tenantens certifikat.',
    signIn: 'Log på',
    again: 'Log på som en anden',
    useCode: 'Brug en kode på en anden enhed',
    code: {
      title: 'Log på en anden enhed',
      text: 'Åbn adressen på en enhed med en browser, og skriv koden:',
      address: 'Adresse',
      code: 'Kode',
      waiting: (left) => `Venter på, at du logger på. Koden gælder i ${left}.`,
      expired: 'Koden er udløbet. Få en ny.',
    },
    signedIn: (who, tenant) => `Logget på som ${who} hos ${tenant}`,
    signOut: 'Log af',
    needed: { title: 'Du er ikke logget på', text: 'Tryk først på Log på.' },
  },
  directories: {
    intro:
      'Katalogerne, hvis personer bliver synkroniseret, og hvor adgangskoderne bliver skrevet. Hvert domæne er et katalog for sig.',
    table: 'Kataloger',
    forest: 'Skov',
    servers: 'Servere',
    account: 'Forbindelseskonto',
    created: 'oprettet af guiden',
    add: 'Tilføj katalog',
    actions: 'Handlinger',
    change: 'Ret',
    changeOf: (forest) => `Ret ${forest}`,
    remove: 'Fjern',
    removeOf: (forest) => `Fjern ${forest}`,
    firstLast: 'Det første katalog kan rettes. Det kan fjernes, når det er det eneste.',
    removal: {
      question: (forest) => `Fjern ${forest}?`,
      looking: 'Ser efter, hvem det fjerner…',
      first: 'Ingen i dette katalog er synkroniseret endnu, så ingen bliver fjernet.',
      nobody: 'Ingen bliver fjernet med det.',
      some: 'I selve kataloget bliver intet ændret, og ingen får en anden adgangskode.',
      agent_stopped:
        'Personerne i det bliver fjernet fra tenanten. Hvor mange de er, kan kun vises, mens agenten kører. Er de flere, end der må gå på 24 timer, venter de alle, til en global administrator tillader det.',
      agent_busy:
        'Personerne i det bliver fjernet fra tenanten. Hvor mange de er, kan ikke vises lige nu. Er de flere, end der må gå på 24 timer, venter de alle, til en global administrator tillader det.',
      later: 'Intet sker, før du trykker på Konfigurer på den sidste side.',
    },
    empty: 'Der er ikke tilføjet noget katalog endnu.',
    needed: { title: 'Der er ikke noget katalog endnu', text: 'Tryk først på Tilføj katalog.' },
    dialog: {
      title: 'Tilføj katalog',
      changeTitle: (forest) => `Ret ${forest}`,
      forest: 'Skov',
      forestHint: 'Skovens DNS-navn, for eksempel ex1.test',
      forestMissing: 'Skriv skovens navn.',
      find: 'Find servere',
      found: (f, servers) => (servers === 1 ? '1 server fundet' : `${f.number(servers)} servere fundet`),
      servers: 'Servere',
      serversHint: 'Én på hver linje. Lad feltet stå tomt for at finde dem med DNS.',
      ca: 'Certifikat fra den, der har udstedt domænecontrollernes certifikater (PEM)',
      caHint: 'Kun hvis maskinen ikke selv har tillid til deres certifikater.',
      kind: 'Forbindelseskonto',
      existing: 'Brug en eksisterende konto',
      existingHint: 'En almindelig konto med de rettigheder, der skal til. Domænets administratorer bliver afvist.',
      keytab: 'Brug en eksisterende konto med en Kerberos-keytab',
      keytabHint:
        'Filen skal ligge på denne maskine, og kun ejeren må kunne læse den; agenten beholder en kopi. Serverne angives med navn og må så også være ldap://.',
      create: 'Opret en ny konto',
      createHint:
        'Guiden opretter en konto med netop de rettigheder, der skal til, på de domæner og OU’er, der er valgt lige nu: alle, indtil du har valgt på næste side. Vil du begrænse det, så vælg først, og kom tilbage.',
      name: 'Kontonavn',
      nameHint: 'For eksempel svc-tilbage@ex1.test',
      principal: 'Principal',
      password: 'Adgangskode',
      keytabFile: 'Sti til keytab-filen',
      administrator: 'Administratorens konto',
      administratorHint: 'En domæneadministrator, for eksempel Administrator@ex1.test. Bruges én gang og gemmes aldrig.',
      administratorPassword: 'Administratorens adgangskode',
      newName: 'Den nye kontos navn',
      newNameHint: 'Lad feltet stå tomt for svc-tilbage.',
      missing: 'Det skal udfyldes.',
      submit: 'Opret forbindelse',
      busy: 'Opretter forbindelse til kataloget…',
    },
  },
  rights: {
    heading: 'Forbindelseskontoens rettigheder',
    headingOf: (forest) => `Forbindelseskontoens rettigheder i ${forest}`,
    test: 'Afprøv rettighederne',
    again: 'Afprøv igen',
    running: 'Afprøver hver rettighed på de valgte domæner og OU’er…',
    progress: (f, checked, total) => `${f.number(checked)} af ${f.number(total)} afprøvet`,
    good: {
      title: 'Alle rettigheder er der',
      text: 'Kontoen må alt det, der skal til på de valgte domæner og OU’er.',
    },
    missing: (f, required) => ({
      title:
        required === 1 ? 'Der mangler en nødvendig rettighed' : `Der mangler ${f.number(required)} nødvendige rettigheder`,
      text: 'Kør kommandoen på en domænecontroller eller med domænets administrationsværktøjer, og afprøv igen.',
      next: 'Du kan godt konfigurere uden, men så kan adgangskoden ikke skrives tilbage for de personer, det gælder.',
    }),
    recommended: {
      title: 'Alle nødvendige rettigheder er der, men en anbefalet mangler',
      text: 'Tilbageførsel virker uden. Herunder står, hvad den er til.',
    },
    failed: 'Rettighederne kunne ikke afprøves',
    notNamed: (f, people) =>
      people === 1 ? 'Én person mere mangler en rettighed for sig.' : `${f.number(people)} personer mere mangler rettigheder for sig.`,
    protectedPeople: (f, people) =>
      people === 1
        ? '1 af personerne er administrator af domænet: beskyttet og bliver aldrig skrevet til.'
        : `${f.number(people)} af personerne er administratorer af domænet: beskyttede og bliver aldrig skrevet til.`,
    needed: { required: 'Nødvendig', recommended: 'Anbefalet' },
    names: {
      reset_password: 'Reset Password',
      change_password: 'Change Password',
      write_lockout_time: 'Skriv lockoutTime',
      write_pwd_last_set: 'Skriv pwdLastSet',
      read_password_settings: 'Læs adgangskodeindstillinger',
      dirsync: 'Replicating Directory Changes',
      read_deleted_objects: 'Læs slettede objekter',
    },
    why: {
      reset_password: 'sætter en ny adgangskode',
      change_password: 'skifter en adgangskode, når man kender den gamle',
      write_lockout_time: 'låser konti op',
      write_pwd_last_set: 'beder om et skift, næste gang man logger på',
      read_password_settings: 'fortæller folk, hvilke krav deres adgangskode skal opfylde',
      dirsync: 'læser, hvad der er ændret i kataloget',
      read_deleted_objects: 'opdager, hvem der er slettet',
    },
    on: 'På',
    people: (f, people) => (people === 1 ? '1 person kan ikke betjenes' : `${f.number(people)} personer kan ikke betjenes`),
    inheritanceDisabled: 'Nedarvning er slået fra på objektet, så en rettighed længere oppe når ikke hertil.',
    sambaTool: 'Kommando til samba-tool',
    dsacls: 'Kommando til PowerShell (dsacls)',
  },
  filtering: {
    intro:
      'Kun personer i de valgte domæner og OU’er bliver synkroniseret, og kun deres adgangskoder bliver skrevet tilbage.',
    directories: 'Kataloger',
    mode: 'Det, der bliver synkroniseret',
    all: "Synkroniser alle domæner og OU'er",
    selected: "Synkroniser valgte domæner og OU'er",
    search: 'Søg efter et domæne eller en OU',
    tree: 'Domæner og OU’er',
    people: (f, people) => (people === 1 ? '1 person' : `${f.number(people)} personer`),
    found: (f, found) => (found === 0 ? 'Intet fundet' : `${f.number(found)} fundet`),
    more: 'Der er flere. Søg efter den, du skal bruge.',
    newUnits: 'Tag nye OU’er med',
    newUnitsHint: 'En OU, der senere bliver oprettet under en valgt, bliver også synkroniseret.',
    pilot: {
      label: 'Synkroniser kun medlemmerne af én gruppe (pilot)',
      hint: 'Af personerne i de valgte domæner og OU’er kun dem, der er i gruppen, direkte eller gennem andre grupper.',
      search: 'Søg efter en gruppe',
      results: 'Fundne grupper',
      more: 'Der er flere: skriv mere af navnet.',
      chosen: 'Pilotgruppe',
      remove: 'Fjern',
      removeOf: (name) => `Fjern ${name}`,
      empty: { title: 'Der er ikke valgt nogen gruppe', text: 'Søg efter pilotens gruppe, og vælg den, eller fjern fluebenet.' },
    },
    change: {
      nobody: 'Ingen kommer til, og ingen bliver fjernet.',
      added: (f, people) => (people === 1 ? '1 person kommer til:' : `${f.number(people)} personer kommer til:`),
      removed: (f, people) =>
        people === 1 ? '1 person bliver fjernet fra tenanten' : `${f.number(people)} personer bliver fjernet fra tenanten`,
      removedText: 'Den, der er fjernet, kan hverken logge på tenanten eller nulstille sin adgangskode. Den, der er med igen inden 30 dage, er der igen som før.',
      names: (f, names, more) => (more > 0 ? `${names.join(', ')} og ${f.number(more)} mere` : names.join(', ')),
      wait: (f, limit, elsewhere) =>
        `${elsewhere === 0 ? 'Det' : `Sammen med ${elsewhere === 1 ? 'den ene person' : `de ${f.number(elsewhere)} personer`}, som valgene for de andre kataloger fjerner,`} er ${elsewhere === 0 ? '' : 'det '}flere end de ${f.number(limit)} fjernelser, der går igennem på 24 timer: De standser alle og venter, til en global administrator tillader dem i portalen under Katalog, Synkronisering.`,
      goThrough: (f, limit) =>
        `De forsvinder, så snart konfigurationen er taget i brug: Kun flere end ${f.number(limit)} fjernelser på 24 timer standser og venter på en global administrator.`,
      noGuard: 'De forsvinder, så snart konfigurationen er taget i brug: Tenanten har slået beskyttelsen mod utilsigtede fjernelser fra.',
      agent_stopped: 'Hvem der kommer til, og hvem der bliver fjernet, kan kun vises, mens agenten kører.',
      agent_busy: 'Agenten er optaget: Hvem der kommer til, og hvem der bliver fjernet, kan ikke vises lige nu.',
    },
    countAgain: 'Tæl igen',
    counting: 'Tæller personer…',
    counts: (f, inside, outside) => `${inside === 1 ? '1 person' : `${f.number(inside)} personer`} er med, ${f.number(outside)} er ikke.`,
    empty: { title: 'Intet er valgt', text: 'Vælg mindst ét domæne eller én OU, eller synkroniser dem alle.' },
  },
  features: {
    intro: 'Det, agenten gør ud over at synkronisere personer.',
    writeback: 'Tilbageførsel af adgangskode',
    writebackHint:
      'Adgangskoder, som personer eller administratorer nulstiller i tenanten, bliver straks skrevet i jeres katalog. Det skal også tillades i portalen under Nulstilling af adgangskode, Lokal integration.',
  },
  ready: {
    intro: 'Når du trykker på Konfigurer, sker dette:',
    nothing: { title: 'Der er ikke noget at gøre', text: 'Alt er allerede, som du har valgt.' },
    start: 'Start synkroniseringen, når konfigurationen er fuldført',
    staging: 'Prøvetilstand: læs og sammenlign, men send og skriv intet',
    configure: 'Konfigurer',
    action: (action, details) => {
      switch (action) {
        case 'register_agent':
          return `Registrer denne agent hos ${say(details, 'tenantUrl')} som »${say(details, 'agentName')}«`;
        case 'create_keys':
          return 'Opret agentens nøgler';
        case 'set_tenant':
          return `Opret forbindelse til ${say(details, 'url')}`;
        case 'set_agent':
          return `Kald agenten »${say(details, 'name')}«`;
        case 'set_directory':
          return `Opret forbindelse til kataloget ${say(details, 'forest')} (${list(details, 'servers')}) som ${say(details, 'account')}`;
        case 'set_directory_credentials':
          return `Gem nye legitimationsoplysninger for ${say(details, 'account')}`;
        case 'set_scope':
          return [
            say(details, 'forest') === '' ? '' : `${say(details, 'forest')}: `,
            details['mode'] === 'all' ? 'Synkroniser alle domæner og OU’er' : `Synkroniser ${list(details, 'include')}`,
            list(details, 'exclude') === '' ? '' : `, men ikke ${list(details, 'exclude')}`,
            say(details, 'pilotGroup') === '' ? '' : `; af personerne kun medlemmer af ${say(details, 'pilotGroup')}`,
          ].join('');
        case 'remove_directory':
          return `Forlad kataloget ${say(details, 'forest')}: personerne i det bliver fjernet fra tenanten, så vidt beskyttelsen mod utilsigtede fjernelser lader dem gå`;
        case 'enable_writeback':
          return 'Slå tilbageførsel af adgangskode til';
        case 'disable_writeback':
          return 'Slå tilbageførsel af adgangskode fra';
        case 'set_staging':
          return details['staging'] === true ? 'Slå prøvetilstand til' : 'Slå prøvetilstand fra';
        case 'set_synchronization':
          return details['start'] === true ? 'Start synkroniseringen' : 'Stop synkroniseringen';
        case 'set_options':
          return `Ret ${list(details, 'keys')}`;
        case 'start_agent':
          return 'Start agenten';
        case 'first_import':
          return 'Importér personerne i kataloget';
        default:
          return action;
      }
    },
  },
  run: {
    heading: 'Konfigurerer',
    progress: (f, done, of) => `${f.number(done)} af ${f.number(of)} trin er færdige`,
    stay: 'Du kan godt lukke siden. Konfigurationen fortsætter, og siden finder den igen.',
    steps: {
      check_machine: 'Undersøg maskinen',
      register_agent: 'Registrer agenten',
      create_keys: 'Opret nøglerne',
      write_configuration: 'Skriv konfigurationen',
      start_agent: 'Start agenten',
      take_up_configuration: 'Tag den nye konfiguration i brug',
      onboard_writeback: 'Klargør tilbageførsel af adgangskode',
      first_import: 'Første import',
    },
    states: { waiting: 'Venter', running: 'I gang', done: 'Færdig', failed: 'Mislykkedes', undone: 'Fortrudt' },
    people: (f, people) => `${f.number(people)} personer`,
    failed: (step) => ({
      title: `»${step}« mislykkedes`,
      text: 'Den gamle konfiguration gælder stadig der, hvor den nye ikke er hel.',
    }),
    retry: 'Prøv igen',
    rollBack: 'Fortryd alt',
    rolledBack: {
      title: 'Alt er fortrudt',
      text: 'Konfigurationen er, som den var før. Ret det, der skal rettes, og konfigurer igen.',
    },
  },
  complete: {
    intro: 'Agenten arbejder med sin nye konfiguration.',
    noPeople: {
      title: 'Der er ikke importeret nogen personer endnu',
      text: 'Synkroniseringen er ikke startet, eller den er stadig i gang.',
    },
    notConnected: {
      title: 'Agenten har ikke forbindelse til tenanten',
      text: 'Den bliver ved med at prøve. Vælg Fejlfinding i guiden, hvis det ikke lykkes.',
    },
    staging: {
      title: 'Prøvetilstand er slået til',
      text: 'Agenten sender intet til tenanten og skriver ingen adgangskoder.',
    },
    portal: {
      title: 'Der mangler én ting i portalen',
      text: 'Tillad tilbageførsel under Katalog, Nulstilling af adgangskode, Lokal integration.',
    },
    rights: (f, missing) => ({
      title:
        missing === 1
          ? 'Forbindelseskontoen mangler en nødvendig rettighed'
          : `Forbindelseskontoen mangler ${f.number(missing)} nødvendige rettigheder`,
      text: 'Nogle personers adgangskoder kan ikke skrives tilbage. Se Opret forbindelse til kataloger.',
    }),
  },
  ended: {
    title: 'Guiden er afsluttet',
    text: 'Du kan lukke fanen.',
    again: 'Kør dette på maskinen for at åbne den igen:',
  },
  lost: {
    forbidden: {
      title: 'Guiden kender ikke fanen længere',
      text: 'Den er afsluttet eller er blevet startet igen siden.',
      next: 'Kør tilbage-connect wizard på maskinen, og åbn den adresse, den skriver.',
    },
    no_connection: {
      title: 'Der er ingen forbindelse til guiden',
      text: 'Den afslutter efter 30 minutter uden brug. Eller også er SSH-tunnelen lukket.',
      next: 'Kør tilbage-connect wizard på maskinen, og åbn den adresse, den skriver.',
    },
  },
  view: {
    intro:
      'Det er den fil, som tilbage-connect apply tager, her eller på en anden maskine. Der er ingen adgangskoder i den.',
    file: 'Konfigurationsfil',
    copy: 'Kopiér',
    copied: 'Kopieret',
    save: 'Gem som fil',
  },
  staging: {
    intro:
      'I prøvetilstand læser agenten kataloget og sammenligner, men sender intet til tenanten og skriver ingen adgangskoder. Brug den til at gøre en maskine mere klar.',
    now: (on) => (on ? 'Prøvetilstand er slået til.' : 'Prøvetilstand er slået fra.'),
    enable: 'Slå prøvetilstand til',
  },
  signIn: {
    intro: 'Hvordan personerne i hvert domæne logger på i skyen.',
    table: 'Domæner',
    domain: 'Domæne',
    type: 'Logon',
    typeOf: (domain) => `Logon for ${domain}`,
    types: {
      none: 'Konfigureres ikke',
      passwordHashSync: 'Synkronisering af adgangskodehash',
      passThrough: 'Pass-through-godkendelse',
      federated: 'Føderation',
    },
    save: 'Gem',
    saved: 'Gemt.',
    empty: 'Tenanten har ingen domæner.',
  },
  agents: {
    intro: 'Tenantens agenter.',
    table: 'Agenter',
    name: 'Navn',
    host: 'Maskine',
    version: 'Version',
    state: 'Tilstand',
    connected: 'Har forbindelse',
    disconnected: 'Ingen forbindelse',
    thisOne: 'denne agent',
    remove: 'Fjern',
    removeOf: (name) => `Fjern ${name}`,
    question: (name) => `Fjern ${name}?`,
    consequence: 'Dens adgang ophører straks. Den skriver ingen adgangskoder, før den er konfigureret igen.',
    removed: (name) => `${name} er fjernet.`,
    empty: 'Tenanten har ingen agenter.',
  },
  troubleshoot: {
    intro: 'Afprøver konfigurationen, tenanten, kataloget og agenten, som de er nu.',
    run: 'Afprøv det hele',
    again: 'Afprøv igen',
    good: { title: 'Ingen problemer fundet', text: 'Konfiguration, tenant, katalog og agent er i orden.' },
    subjects: { configuration: 'Konfiguration', tenant: 'Tenant', directory: 'Katalog', agent: 'Agent' },
    weights: { note: 'Bemærkning', warning: 'Advarsel', error: 'Fejl' },
  },
  schema: {
    intro: 'Læser igen fra kataloget, hvilke attributter og evner det har.',
    run: 'Opdater',
    done: (f, attributes, server) => `${f.number(attributes)} attributter, læst fra ${server}.`,
    hints: 'Det kan lade historikken gælde ved en nulstilling.',
    noHints:
      'Det kan ikke lade historikken gælde ved en nulstilling: En adgangskode, der har været brugt før, kan blive godtaget.',
  },
  errors: {
    no_connection: () => ({
      title: 'Der er ingen forbindelse til guiden',
      text: 'Det, du har skrevet, er her endnu.',
      next: 'Se efter, om tilbage-connect wizard (og SSH-tunnelen, hvis du bruger en) stadig kører, og prøv igen.',
    }),
    unexpected: (details) => ({ title: 'Noget gik galt', text: say(details, 'fallback'), next: AGAIN }),
    url_wrong: () => ({
      title: 'Det er ikke en tenants adresse',
      text: 'En adresse begynder med https:// og har ikke noget efter værtsnavnet og porten.',
      next: 'Spørg den, der driver tenanten, om adressen.',
    }),
    certificate_untrusted: () => ({
      title: 'Der er ikke tillid til certifikatet',
      text: 'Maskinen kender ikke udstederen, eller certifikatet gælder et andet navn eller er udløbet.',
      next: 'Har jeres organisation sin egen certifikatudsteder, så indsæt dens certifikat her.',
    }),
    clock_skew: (details, f) => ({
      title: 'Urene er ikke enige',
      text:
        typeof details['seconds'] === 'number'
          ? `Maskinens ur er ${f.duration(Math.abs(details['seconds']))} ${details['seconds'] < 0 ? 'bagud for' : 'foran'} tenantens.`
          : 'Der er minutters forskel på maskinens og tenantens ure.',
      next: 'Stil uret (chronyd eller systemd-timesyncd), og prøv igen.',
    }),
    tenant_unreachable: () => ({
      title: 'Tenanten svarer ikke',
      text: 'Adressen er måske forkert, eller en firewall standser udgående forbindelser til port 443.',
      next: 'Se på adressen og netværket, og prøv igen.',
    }),
    not_administrator: () => ({
      title: 'Du er ikke global administrator',
      text: 'Du er logget på, men kontoen mangler rollen.',
      next: 'Log på med en anden konto.',
    }),
    wrong_tenant: () => ({
      title: 'Du loggede på en anden tenant',
      text: 'Agenten hører til en anden tenant end din konto.',
      next: 'Log på med en konto i agentens tenant.',
    }),
    sign_in_refused: () => ({
      title: 'Du blev ikke logget på',
      text: 'Tenanten eller den, der blev spurgt, sagde nej.',
      next: 'Log på igen.',
    }),
    sign_in_expired: () => ({
      title: 'Du er ikke længere logget på',
      text: 'Det varer en time. Det, du har valgt, er gemt.',
      next: 'Log på igen under Opret forbindelse til skyen.',
    }),
    sign_in_required: () => ({
      title: 'Du er ikke længere logget på',
      text: 'Det kræver tenanten, og en logon varer en time. Det, du har valgt, er gemt.',
      next: 'Log på under Opret forbindelse til skyen.',
    }),
    no_cloud: () => ({
      title: 'Der er ingen tenant endnu',
      text: 'Guiden kender ikke tenantens adresse.',
      next: 'Skriv den under Opret forbindelse til skyen.',
    }),
    directory_twice: () => ({
      title: 'Kataloget er der allerede',
      text: 'Hvert domæne forbindes én gang; ellers ville to konti gøre krav på de samme personer.',
      next: 'Ret det, der er der, eller angiv et andet.',
    }),
    first_directory: () => ({
      title: 'Det første katalog fjernes sidst',
      text: 'Agenten skal have ét katalog, og dette er det første.',
      next: 'Fjern først de andre, eller ret det.',
    }),
    no_directory: () => ({
      title: 'Der er ikke noget katalog endnu',
      text: 'Det kræver et katalog.',
      next: 'Tilføj et under Opret forbindelse til kataloger.',
    }),
    keytab_unreadable: () => ({
      title: 'Keytab-filen kan ikke bruges',
      text: 'Den ligger ikke på denne maskine, er ikke en keytab, eller andre end ejeren kan læse den.',
      next: 'Kontrollér stien, og lad kun ejeren læse filen (chmod 600).',
    }),
    keytab_wrong: () => ({
      title: 'Keytabben passer ikke til kontoen',
      text: 'Den har ingen nøgle til kontoen, eller en nøgle fra før kontoens adgangskode blev skiftet.',
      next: 'Lav keytabben igen (ktpass eller samba-tool domain exportkeytab).',
    }),
    host_name_needed: () => ({
      title: 'Serverne skal angives med navn',
      text: 'Kerberos kender en domænecontroller på dens DNS-navn, ikke på dens IP-adresse.',
      next: 'Skriv det fulde navn, f.eks. ldaps://dc1.example.org.',
    }),
    server_name_unknown: () => ({
      title: 'Kerberos kender ikke servernavnet',
      text: 'Domænet har ikke noget SPN (service principal name) for det.',
      next: 'Brug domænecontrollerens eget navn, eller registrér SPN’et.',
    }),
    kerberos_unreachable: () => ({
      title: 'Kerberos på domænecontrolleren svarer ikke',
      text: 'Med en keytab skal denne maskine også kunne nå TCP-port 88 på domænecontrolleren.',
      next: 'Luk op for porten, og prøv igen.',
    }),
    kerberos_clock_skew: () => ({
      title: 'Urene går ikke ens',
      text: 'Uret på denne maskine og domænecontrollerens ur er for langt fra hinanden til Kerberos.',
      next: 'Stil uret (chronyd eller systemd-timesyncd), og prøv igen.',
    }),
    state_not_written: () => ({
      title: 'Guiden kunne ikke skrive i sin mappe',
      text: 'Disken er måske fuld, eller mappen har en forkert ejer. Den gamle konfiguration gælder.',
      next: 'Skaf plads, og prøv igen.',
    }),
    not_complete: () => ({
      title: 'Der mangler noget, før der kan konfigureres',
      text: 'Der er ikke valgt en tenant, et katalog, eller hvad der skal synkroniseres.',
      next: 'Gå tilbage, og vælg det.',
    }),
    scope_empty: () => ({
      title: 'Intet er valgt',
      text: 'Ingen personer ville blive synkroniseret.',
      next: 'Vælg mindst ét domæne eller én OU.',
    }),
    refused: () => ({
      title: 'Tenanten sagde nej',
      text: 'Den tog ikke imod det, guiden bad om.',
      next: 'Prøv igen. Sker det stadig, så kig i tenantens log.',
    }),
    not_found: () => ({
      title: 'Det er der ikke længere',
      text: 'Måske har nogen fjernet eller omdøbt det.',
      next: 'Genindlæs siden.',
    }),
    stopped: () => ({
      title: 'Afprøvningen blev stoppet',
      text: 'Den blev ikke færdig.',
      next: 'Start den igen.',
    }),
    forest_not_found: () => ({
      title: 'Skoven blev ikke fundet',
      text: 'Maskinens DNS kender ingen domænecontrollere med det navn.',
      next: 'Se efter, om navnet er stavet rigtigt, eller skriv selv serverne.',
    }),
    directory_unreachable: () => ({
      title: 'Ingen domænecontroller svarer',
      text: 'Serverne blev fundet eller skrevet, men ingen svarede over LDAPS (port 636).',
      next: 'Se på netværket, og om domænecontrollerne har et certifikat, og prøv igen.',
    }),
    credentials_wrong: () => ({
      title: 'Kataloget afviste kontoen',
      text: 'Navnet eller adgangskoden er forkert, eller kontoen er deaktiveret, låst eller udløbet.',
      next: 'Skriv navn og adgangskode igen.',
    }),
    account_is_administrator: () => ({
      title: 'Kontoen er administrator af domænet',
      text: 'En forbindelseskonto må ikke have flere rettigheder, end den skal bruge.',
      next: 'Brug en almindelig konto, eller lad guiden oprette en.',
    }),
    signing_required: () => ({
      title: 'Domænecontrolleren kræver en sikrere forbindelse',
      text: 'Den forlanger LDAP-signering eller kanalbinding.',
      next: 'Brug LDAPS, hvis kontoen har en adgangskode. Med en keytab: skriv ldap:// og serverens navn.',
    }),
    not_allowed_to_create: () => ({
      title: 'Administratoren må ikke oprette kontoen',
      text: 'Kontoen må ikke oprette brugere eller ikke give rettigheder på de valgte domæner og OU’er.',
      next: 'Brug en konto, der må, for eksempel en domæneadministrator.',
    }),
    name_taken: () => ({
      title: 'Der er allerede en konto med det navn',
      text: 'Guiden overtager ikke en konto, den ikke selv har oprettet.',
      next: 'Vælg et andet navn, eller brug den eksisterende konto.',
    }),
    read_only_server: () => ({
      title: 'Domænecontrolleren kan kun læses',
      text: 'Adgangskoder kan ikke skrives gennem den.',
      next: 'Skriv adressen på en domænecontroller, der kan skrives til.',
    }),
    folder_not_writable: () => ({
      title: 'Der kan ikke skrives i en mappe',
      text: 'Guiden må ikke skrive der, hvor agenten har sin konfiguration eller sin tilstand.',
      next: 'Giv den lov, og prøv igen.',
    }),
    disk_full: () => ({
      title: 'Disken er fuld',
      text: 'Konfigurationen kunne ikke skrives.',
      next: 'Skaf plads, og prøv igen.',
    }),
    cannot_start_agent: () => ({
      title: 'Agenten kunne ikke startes',
      text: 'Den kører ikke, og der er intet på maskinen, der starter den.',
      next: 'Start den, som der står herunder, og prøv igen.',
    }),
    agent_not_ready: () => ({
      title: 'Agenten er ikke klar',
      text: 'Den kører, men har ikke taget den nye konfiguration i brug.',
      next: 'Kig i dens log (journalctl -u tilbage-connect), og prøv igen.',
    }),
    timed_out: () => ({
      title: 'Det tog for lang tid',
      text: 'Der kom ikke svar i tide.',
      next: 'Prøv igen.',
    }),
    cannot_undo: () => ({
      title: 'Ikke alt kunne fortrydes',
      text: 'Herunder står, hvad der er tilbage.',
      next: 'Prøv igen, eller fortryd igen.',
    }),
    interrupted: () => ({
      title: 'Konfigurationen blev afbrudt',
      text: 'Guiden eller maskinen stoppede midt i det.',
      next: 'Prøv igen: Den fortsætter fra det, der er gjort.',
    }),
    already_running: () => ({
      title: 'En konfiguration er allerede i gang',
      text: 'Den er startet i en anden fane eller i en terminal.',
      next: 'Vent, til den er færdig.',
    }),
  },
};
