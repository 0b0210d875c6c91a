/** What the search box finds besides people, and the names that other products gave it. */
export const ENTRIES = [
  'helpdesk',
  'directory',
  'users',
  'groups',
  'agents',
  'applications',
  'synchronization',
  'conflicts',
  'explain',
  'syncSettings',
  'deletedUsers',
  'passwordReset',
  'resetProperties',
  'resetMethods',
  'resetRegistration',
  'resetNotifications',
  'resetCustomization',
  'integration',
  'passwordProtection',
  'resetAdministrators',
  'auditLogs',
  'usage',
  'writebackSetting',
  'unlockSetting',
] as const;
export type Entry = (typeof ENTRIES)[number];

export const PATHS: Readonly<Record<Entry, string>> = {
  helpdesk: '/portal/helpdesk',
  directory: '/portal/directory',
  users: '/portal/directory/users',
  groups: '/portal/directory/groups',
  agents: '/portal/directory/agents',
  applications: '/portal/directory/applications',
  synchronization: '/portal/directory/synchronization',
  conflicts: '/portal/directory/synchronization/duplicates',
  explain: '/portal/directory/synchronization/explain',
  syncSettings: '/portal/directory/synchronization/settings',
  deletedUsers: '/portal/directory/deleted-users',
  passwordReset: '/portal/directory/password-reset',
  resetProperties: '/portal/directory/password-reset/properties',
  resetMethods: '/portal/directory/password-reset/authentication-methods',
  resetRegistration: '/portal/directory/password-reset/registration',
  resetNotifications: '/portal/directory/password-reset/notifications',
  resetCustomization: '/portal/directory/password-reset/customization',
  passwordProtection: '/portal/directory/password-reset/password-protection',
  resetAdministrators: '/portal/directory/password-reset/administrator-policy',
  auditLogs: '/portal/directory/password-reset/audit-logs',
  usage: '/portal/directory/password-reset/usage-and-insights',
  integration: '/portal/directory/password-reset/on-premises-integration',
  writebackSetting: '/portal/directory/password-reset/on-premises-integration',
  unlockSetting: '/portal/directory/password-reset/on-premises-integration',
};

export const SERVICES: readonly Entry[] = ['helpdesk', 'directory', 'passwordReset', 'users', 'groups', 'agents', 'applications', 'synchronization', 'deletedUsers'];
export const SETTINGS: readonly Entry[] = ['resetProperties', 'resetMethods', 'resetRegistration', 'resetNotifications', 'resetCustomization', 'passwordProtection', 'resetAdministrators', 'auditLogs', 'usage', 'integration', 'writebackSetting', 'unlockSetting', 'conflicts', 'explain', 'syncSettings'];

/** Words that people type for it, in either language whatever the page's; besides its own name and alias. */
const ALSO: Readonly<Record<Entry, string>> = {
  helpdesk: 'help desk helpdesk service desk support caller opkald hjælp verify bekræft ringer',
  directory: 'aad entra id directory katalog',
  users: 'users people accounts brugere personer konti medarbejdere',
  groups: 'groups security grupper sikkerhedsgrupper medlemmer members',
  agents: 'agents agenter connector connect sync health provisioning',
  applications: 'app registrations appregistreringer applications programmer oidc openid connect oauth single sign-on sso client secret hemmelighed redirect enterprise',
  synchronization: 'synchronization synkronisering sync provisioning import export connect health adsync',
  conflicts: 'duplicates dubletter duplicate attribute conflict konflikt quarantine karantæne proxyAddresses provisioning errors',
  explain: 'why missing preview explain hvorfor mangler filter scope not synced',
  syncSettings: 'synkroniseringsindstillinger accidental deletion threshold prevent utilsigtede sletninger soft match hard match matchning',
  deletedUsers: 'deleted users slettede brugere recycle bin papirkurv restore gendan',
  passwordReset: 'password reset sspr self-service nulstilling adgangskode selvbetjening kodeord',
  resetProperties: 'properties egenskaber sspr enabled selected all groups none aktiveret grupper self-service password reset nulstilling',
  resetMethods: 'authentication methods godkendelsesmetoder mfa email sms mobile app questions spørgsmål passkey',
  resetRegistration: 'registration registrering require register reconfirm bekræft security info sikkerhedsoplysninger',
  resetNotifications: 'notifications meddelelser notify mail besked underret',
  resetCustomization: 'customization tilpasning logo branding helpdesk colour color farve',
  passwordProtection: 'password protection beskyttelse adgangskodebeskyttelse banned list words custom forbudte ord liste spærrede breached',
  resetAdministrators: 'administrator policy administratorpolitik two gate admins',
  auditLogs: 'audit logs overvågningslogge log activity aktivitet revision who did what export csv',
  usage: 'usage insights forbrug indsigt report rapport statistics statistik resets',
  integration: 'on-premises integration lokal writeback tilbageførsel hybrid',
  writebackSetting: 'write back passwords writeback tilbageførsel adgangskoder',
  unlockSetting: 'unlock accounts lås konti op',
};

/** Every word that was typed begins a word of the entry's. */
export function matches(entry: Entry, texts: readonly (string | undefined)[], query: string): boolean {
  const known = wordsOf([...texts, ALSO[entry]].join(' '));
  const typed = wordsOf(query);
  return typed.length > 0 && typed.every((word) => known.some((one) => one.startsWith(word)));
}

function wordsOf(text: string): string[] {
  return text.toLocaleLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}
