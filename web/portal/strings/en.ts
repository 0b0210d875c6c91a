import type { Formats } from '../../shared/format';
import type { Kind } from '../../shared/reset_answers';
import type { AdministratorDetails } from '../graph/graph_error';
import type { Role, SignInType } from '../graph/answers';
import type { ConnectionState } from '../connection';
import type { BannedPart, Reason } from '../../shared/reasons';
import type { Entry } from '../services';
import type { NoticeText } from '../../fluent/notice';
import { accessCodeEn, type AccessCodeStrings } from './access_code_en';
import { methodsEn, type MethodsStrings } from './methods_en';
import { profileEn, type ProfileStrings } from './profile_en';
import { passwordResetEn, type PasswordResetStrings } from './password_reset_en';
import { synchronizationEn, type SynchronizationStrings } from './synchronization_en';

/** Every text of the portal. Danish has the same shape, so that what it lacks does not compile. */
export interface Strings {
  readonly site: string;
  readonly loading: string;
  readonly tryAgain: string;
  readonly close: string;
  readonly cancel: string;
  readonly yes: string;
  readonly no: string;
  readonly notKnown: string;
  readonly menu: string;
  readonly skip: string;
  readonly landing: {
    readonly title: string;
    readonly text: string;
    readonly signIn: string;
    readonly notices: Readonly<
      Record<'signed_out' | 'session_ended' | 'cancelled' | 'failed' | 'no_connection' | 'still_signed_in', NoticeText>
    >;
  };
  readonly account: {
    readonly open: (name: string) => string;
    readonly roles: string;
    readonly noRole: string;
    readonly signOut: string;
  };
  readonly roles: Readonly<Record<Role, string>>;
  readonly search: {
    readonly label: string;
    readonly placeholder: string;
    readonly results: string;
    readonly services: string;
    readonly settings: string;
    readonly people: string;
    readonly alsoKnownAs: string;
    readonly nothing: (query: string) => string;
    readonly found: (count: number) => string;
    readonly looking: string;
    readonly peopleFailed: string;
  };
  readonly entries: Readonly<Record<Entry, { readonly name: string; readonly alias?: string; readonly hint?: string }>>;
  readonly nav: { readonly label: string };
  readonly home: {
    readonly title: (name: string) => string;
    readonly text: string;
    readonly tasks: Readonly<Record<'people' | 'connection' | 'writeback', { readonly title: string; readonly text: string }>>;
  };
  readonly directory: {
    readonly text: string;
    readonly organization: string;
    readonly domains: string;
    readonly domain: string;
    readonly signIn: string;
    readonly connection: string;
  };
  readonly users: {
    readonly find: string;
    readonly show: string;
    readonly filter: Readonly<Record<'all' | 'enabled' | 'disabled', string>>;
    readonly columns: Readonly<Record<'name' | 'userPrincipalName' | 'state' | 'source', string>>;
    readonly enabled: string;
    readonly disabled: string;
    readonly fromDirectory: string;
    readonly fromCloud: string;
    readonly shown: (shown: string, of: string | null) => string;
    readonly more: string;
    readonly none: string;
    readonly noneFound: string;
  };
  readonly groups: {
    readonly text: string;
    readonly find: string;
    readonly columns: Readonly<Record<'name' | 'description', string>>;
    readonly none: string;
    readonly noneFound: string;
    readonly back: string;
    readonly account: string;
    readonly members: string;
    readonly noMembers: string;
    readonly isGroup: string;
    readonly ofPerson: string;
    readonly ofNobody: string;
  };
  readonly person: {
    readonly back: string;
    readonly account: string;
    readonly userPrincipalName: string;
    readonly mail: string;
    readonly otherMails: string;
    readonly language: string;
    readonly created: string;
    readonly state: string;
    readonly source: string;
    readonly sourceText: (domain: string | null) => string;
    readonly sourceCloud: string;
    readonly signIn: string;
    readonly onPremises: string;
    readonly samAccountName: string;
    readonly netBiosName: string;
    readonly domainName: string;
    readonly immutableId: string;
    readonly live: string;
    readonly liveText: string;
    readonly asking: string;
    readonly askAgain: string;
    readonly locked: string;
    readonly notLocked: string;
    readonly adEnabled: string;
    readonly adDisabled: string;
    readonly expired: string;
    readonly notExpired: string;
    readonly lockout: string;
    readonly expiry: string;
    readonly liveFailed: string;
    readonly last: string;
    readonly lastNone: string;
    readonly lastKind: Readonly<Record<Kind, string>>;
    readonly lastBy: Readonly<Record<'self' | 'administrator', string>>;
    readonly when: string;
    readonly what: string;
    readonly who: string;
    readonly outcome: string;
    readonly supportCode: string;
    readonly reset: string;
    readonly unlock: string;
    readonly notAvailable: Readonly<Record<'role' | 'cloudOnly' | 'disabled' | 'writebackOff', string>>;
    readonly openSettings: string;
  };
  readonly signInTypes: Readonly<Record<SignInType, { readonly name: string; readonly meaning: string; readonly mustChange: string }>>;
  readonly reset: {
    readonly title: (name: string) => string;
    readonly meaning: string;
    readonly next: string;
    readonly confirm: string;
    readonly show: string;
    readonly mustChange: string;
    readonly mustChangeHint: string;
    readonly submit: string;
    readonly sealed: string;
    readonly working: string;
    readonly slow: string;
    readonly reconnecting: string;
    readonly done: (name: string) => NoticeText;
    readonly doneMustChange: string;
    readonly unlockTitle: (name: string) => string;
    readonly unlockText: string;
    readonly unlockSubmit: string;
    readonly unlockWorking: string;
    readonly unlocked: (name: string) => NoticeText;
    readonly notReset: string;
    readonly notUnlocked: string;
    readonly object: string;
    readonly right: string;
    readonly rights: Readonly<Record<string, string>>;
    readonly problems: {
      readonly missing: string;
      readonly mismatch: string;
      readonly loneSurrogate: string;
      readonly nul: string;
      readonly tooManyBytes: string;
      readonly tooShort: (limit: number, length: number, formats: Formats) => string;
      readonly tooLong: (limit: number, length: number, formats: Formats) => string;
    };
    readonly rules: {
      readonly title: string;
      readonly loading: string;
      readonly unknown: string;
      readonly minLength: (length: string) => string;
      readonly maxLength: (length: string) => string;
      readonly kinds: (needed: string) => string;
      readonly notName: string;
      readonly notInHistory: (length: string) => string;
      readonly states: Readonly<Record<'met' | 'notMet' | 'later' | 'failed', string>>;
    };
  };
  readonly agents: {
    readonly text: string;
    readonly none: NoticeText;
    readonly connected: string;
    readonly disconnected: string;
    readonly columns: Readonly<
      Record<'state' | 'host' | 'version' | 'heartbeat' | 'roundTrip' | 'domains' | 'writeback', string>
    >;
    readonly on: string;
    readonly off: string;
    readonly staging: string;
    readonly never: string;
    readonly milliseconds: (value: string) => string;
    readonly problems: Readonly<Record<'outdated' | 'not_configured', string>>;
    readonly test: string;
    readonly testOf: (name: string) => string;
    readonly testing: string;
    readonly tested: (roundTrip: string, directory: string | null, server: string | null) => NoticeText;
    readonly testFailed: string;
    readonly remove: string;
    readonly removeOf: (name: string) => string;
    readonly removeTitle: (name: string) => string;
    readonly removeText: string;
    readonly removed: (name: string) => NoticeText;
    readonly onlyGlobal: string;
    readonly refresh: string;
  };
  readonly passwordReset: { readonly text: string; readonly now: string; readonly on: string; readonly off: string; readonly unlockOn: string; readonly unlockOff: string };
  readonly integration: {
    readonly text: string;
    readonly writeback: string;
    readonly writebackHint: string;
    readonly unlock: string;
    readonly unlockHint: string;
    readonly save: string;
    readonly discard: string;
    readonly saved: NoticeText;
    readonly nothingToSave: NoticeText;
    readonly discarded: string;
    readonly turningOff: NoticeText;
    readonly turningOn: NoticeText;
    readonly conflict: NoticeText;
    readonly theirs: string;
    readonly loadTheirs: string;
    readonly onlyGlobal: string;
    readonly connection: string;
    readonly states: Readonly<Record<ConnectionState, NoticeText>>;
    readonly agents: string;
  };
  readonly deletedUsers: {
    readonly text: string;
    readonly none: string;
    readonly columns: Readonly<Record<'name' | 'deleted' | 'left' | 'actions', string>>;
    readonly byDirectory: string;
    readonly restore: string;
    readonly restoreOf: (name: string) => string;
    readonly restored: (name: string) => NoticeText;
    readonly remove: string;
    readonly removeOf: (name: string) => string;
    readonly removed: (name: string) => NoticeText;
    readonly question: (name: string) => string;
    readonly questionText: string;
  };
  readonly accessCode: AccessCodeStrings;
  readonly methods: MethodsStrings;
  readonly signOutEverywhere: {
    readonly button: string;
    readonly question: (name: string) => string;
    readonly text: string;
    readonly submit: string;
    readonly working: string;
    readonly done: (name: string) => NoticeText;
    readonly failed: string;
  };
  readonly profile: ProfileStrings;
  readonly resetPolicy: PasswordResetStrings;
  readonly synchronization: SynchronizationStrings;
  readonly notFound: NoticeText;
  readonly reasons: Readonly<Record<Reason, (details: AdministratorDetails, formats: Formats, kind: Kind) => NoticeText>>;
  readonly errors: {
    readonly known: Readonly<Record<string, NoticeText>>;
    readonly unexpected: NoticeText;
    readonly tooMany: (wait: string | null) => NoticeText;
  };
}

const NOTHING = 'Nothing was changed.';

const BANNED: Readonly<Record<BannedPart, NoticeText>> = {
  word: {
    title: 'The password contains words that aren’t allowed',
    text: 'Your list of banned passwords has them, and too little of the password is anything else. Which words, the agent doesn’t tell.',
  },
  name: { title: 'The password contains the person’s name', text: 'Names and user names are banned, also with 0 for o or @ for a.' },
  organization: { title: 'The password contains your organization’s name', text: 'It is banned, also with 0 for o or @ for a.' },
  breached: { title: 'The password is known from a data breach', text: 'It is on the agent’s list of breached passwords.' },
};

export const en: Strings = {
  site: 'Tilbage',
  loading: 'Loading…',
  tryAgain: 'Try again',
  close: 'Close',
  cancel: 'Cancel',
  yes: 'Yes',
  no: 'No',
  notKnown: 'Not known',
  menu: 'Menu',
  skip: 'Skip to the content',
  landing: {
    title: 'The administrators’ portal',
    text: 'People, passwords and the connection to your own directory.',
    signIn: 'Sign in',
    notices: {
      signed_out: { title: 'You are signed out' },
      session_ended: { title: 'Your sign-in has ended', text: 'Sign in to go on where you were.' },
      cancelled: { title: 'The sign-in was cancelled', next: 'Sign in when you are ready.' },
      failed: { title: 'The sign-in did not succeed', text: 'Its answer did not fit what this tab had asked for.', next: 'Sign in again.' },
      no_connection: { title: 'There is no connection', text: 'We cannot reach the server.', next: 'Check your network, and sign in again.' },
      still_signed_in: {
        title: 'You are signed out here, but perhaps not on the server',
        text: 'The server did not confirm that your sign-in has ended.',
        next: 'Close the browser, or sign in and sign out again.',
      },
    },
  },
  account: {
    open: (name) => `Signed in as ${name}`,
    roles: 'Roles',
    noRole: 'No role: you can sign in, but see nothing.',
    signOut: 'Sign out',
  },
  roles: {
    'Global Administrator': 'Global Administrator',
    'Password Administrator': 'Password Administrator',
    'Helpdesk Administrator': 'Helpdesk Administrator',
    'Global Reader': 'Global Reader',
  },
  search: {
    label: 'Search',
    placeholder: 'Services, settings and people',
    results: 'Search results',
    services: 'Services',
    settings: 'Settings',
    people: 'People',
    alsoKnownAs: 'Also known as',
    nothing: (query) => `Nothing found for “${query}”.`,
    found: (count) => (count === 1 ? '1 result' : `${count} results`),
    looking: 'Looking for people…',
    peopleFailed: 'People could not be searched right now.',
  },
  entries: {
    helpdesk: { name: 'Help desk', alias: 'Service desk, support' },
    directory: { name: 'Directory', alias: 'Azure Active Directory, Azure AD, Microsoft Entra ID' },
    users: { name: 'Users', hint: 'Directory' },
    groups: { name: 'Groups', hint: 'Directory' },
    agents: { name: 'Agents', alias: 'Azure AD Connect, Microsoft Entra Connect', hint: 'Directory' },
    applications: { name: 'App registrations', alias: 'OpenID Connect, single sign-on', hint: 'Directory' },
    synchronization: { name: 'Synchronization', alias: 'Azure AD Connect sync, Microsoft Entra Connect Sync', hint: 'Directory' },
    conflicts: { name: 'Duplicates', alias: 'Provisioning errors, duplicate attributes', hint: 'Synchronization' },
    explain: { name: 'Why is somebody not here?', hint: 'Synchronization' },
    syncSettings: { name: 'Synchronization settings', alias: 'Accidental deletion threshold, soft match, hard match', hint: 'Synchronization' },
    deletedUsers: { name: 'Deleted users', hint: 'Directory' },
    passwordReset: { name: 'Password reset', alias: 'Self-service password reset, SSPR', hint: 'Directory' },
    resetProperties: { name: 'Properties', hint: 'Password reset' },
    resetMethods: { name: 'Authentication methods', hint: 'Password reset' },
    resetRegistration: { name: 'Registration', hint: 'Password reset' },
    resetNotifications: { name: 'Notifications', hint: 'Password reset' },
    resetCustomization: { name: 'Customization', hint: 'Password reset' },
    passwordProtection: { name: 'Password protection', alias: 'Banned passwords', hint: 'Password reset' },
    resetAdministrators: { name: 'Administrator policy', hint: 'Password reset' },
    auditLogs: { name: 'Audit logs', hint: 'Password reset' },
    usage: { name: 'Usage and insights', hint: 'Password reset' },
    integration: { name: 'On-premises integration', alias: 'Password writeback', hint: 'Password reset' },
    writebackSetting: { name: 'Write back passwords to your on-premises directory?', hint: 'On-premises integration' },
    unlockSetting: {
      name: 'Allow users to unlock accounts without resetting their password?',
      hint: 'On-premises integration',
    },
  },
  nav: { label: 'Directory menu' },
  home: {
    title: (name) => `Welcome, ${name}`,
    text: 'Search above, or begin with one of these.',
    tasks: {
      people: { title: 'Help a person', text: 'Find somebody, reset a password, unlock an account.' },
      connection: { title: 'Look at the connection', text: 'Which agents are there, and do they answer?' },
      writeback: { title: 'Turn writeback on or off', text: 'Whether new passwords are written back to your own network.' },
    },
  },
  directory: {
    text: 'The people of your organisation, and the way to the servers where their passwords are kept.',
    organization: 'Organisation',
    domains: 'Domains',
    domain: 'Domain',
    signIn: 'How people sign in',
    connection: 'Connection',
  },
  users: {
    find: 'Find people by name or user name',
    show: 'Show',
    filter: { all: 'Everybody', enabled: 'Enabled accounts', disabled: 'Disabled accounts' },
    columns: { name: 'Name', userPrincipalName: 'User name', state: 'Account', source: 'Comes from' },
    enabled: 'Enabled',
    disabled: 'Disabled',
    fromDirectory: 'On-premises',
    fromCloud: 'Cloud only',
    shown: (shown, of) => (of === null ? `${shown} shown` : `${shown} of ${of} shown`),
    more: 'Show more',
    none: 'There is nobody here yet. People come when an agent has synchronised them.',
    noneFound: 'Nobody matches.',
  },
  groups: {
    text: 'The security groups of your on-premises directory. They are changed there.',
    find: 'Find groups by the beginning of their name',
    columns: { name: 'Name', description: 'Description' },
    none: 'No security group is in the domains and OUs that your agents synchronize.',
    noneFound: 'No group has a name that begins so.',
    back: 'All groups',
    account: 'Group',
    members: 'Members',
    noMembers: 'Nobody is in this group.',
    isGroup: 'Group',
    ofPerson: 'Groups',
    ofNobody: 'In no group.',
  },
  person: {
    back: 'Back to the list',
    account: 'Account',
    userPrincipalName: 'User name',
    mail: 'Mail',
    otherMails: 'Alternate mail',
    language: 'Language',
    created: 'Here since',
    state: 'Account',
    source: 'Comes from',
    sourceText: (domain) => (domain === null ? 'Your on-premises directory' : `Your on-premises directory, ${domain}`),
    sourceCloud: 'Created in the cloud',
    signIn: 'Signs in by',
    onPremises: 'On-premises attributes',
    samAccountName: 'SAM account name',
    netBiosName: 'NetBIOS domain',
    domainName: 'Domain',
    immutableId: 'Source anchor',
    live: 'State in the directory now',
    liveText: 'Asked of the directory itself, through an agent.',
    asking: 'Asking the directory…',
    askAgain: 'Ask again',
    locked: 'Locked out',
    notLocked: 'Not locked',
    adEnabled: 'Enabled',
    adDisabled: 'Disabled',
    expired: 'Expired',
    notExpired: 'Not expired',
    lockout: 'Lockout',
    expiry: 'Expiry',
    liveFailed: 'The directory could not be asked',
    last: 'Last writeback',
    lastNone: 'Nothing has been written back for this person yet.',
    lastKind: { reset: 'Password reset', unlock: 'Unlock' },
    lastBy: { self: 'The person', administrator: 'An administrator' },
    when: 'When',
    what: 'What',
    who: 'By',
    outcome: 'Outcome',
    supportCode: 'Support code',
    reset: 'Reset password',
    unlock: 'Unlock account',
    notAvailable: {
      role: 'Your role may not reset passwords or unlock accounts. Password, Helpdesk and Global Administrators may.',
      cloudOnly: 'This account does not come from your on-premises directory, so there is nothing to write back.',
      disabled: 'This account is disabled. Enable it in your on-premises directory first.',
      writebackOff: 'Password writeback is turned off for your organisation.',
    },
    openSettings: 'Open the setting',
  },
  signInTypes: {
    none: {
      name: 'On-premises only',
      meaning:
        'This domain has no cloud sign-in of its own. The new password works at once wherever the on-premises directory is asked: computers, file shares, VPN.',
      mustChange: 'The directory asks for a new one at the next Windows sign-in.',
    },
    passwordHashSync: {
      name: 'Password hash synchronisation',
      meaning:
        'The new password works on-premises at once. Cloud sign-in follows when the new hash has been synchronised; until then the old one works there.',
      mustChange:
        'The directory asks for a new one at the next Windows sign-in. Cloud services do not ask: there the password works as soon as its hash has arrived.',
    },
    passThrough: {
      name: 'Pass-through authentication',
      meaning: 'Cloud sign-in asks your directory each time. The new password works everywhere at once, and the old one no longer works.',
      mustChange:
        'Until the person has changed it, at a Windows sign-in or on the reset page, cloud sign-in is refused because the directory refuses it.',
    },
    federated: {
      name: 'Federation',
      meaning:
        'Your federation service asks the directory. The new password works everywhere at once; who is already signed in stays so until that session ends.',
      mustChange:
        'Your federation service must be able to offer a password change; else the person changes it at a Windows sign-in or on the reset page first.',
    },
  },
  reset: {
    title: (name) => `Reset password for ${name}`,
    meaning: 'What this means',
    next: 'New password',
    confirm: 'Confirm new password',
    show: 'Show password',
    mustChange: 'Must be changed at next sign-in',
    mustChangeHint: 'Where “password never expires” is set, the directory does not ask.',
    submit: 'Reset password',
    sealed: 'Your browser encrypts the password for your own agents. The cloud cannot read it.',
    working: 'Waiting for the directory’s answer…',
    slow: 'This takes longer than usual. We are still waiting.',
    reconnecting: 'The connection broke. We are trying to find out what happened.',
    done: (name) => ({ title: `The password of ${name} has been reset`, text: 'The directory has confirmed it.' }),
    doneMustChange: 'It must be changed at the next sign-in.',
    unlockTitle: (name) => `Unlock ${name}’s account`,
    unlockText: 'The lockout is lifted in the on-premises directory. The password stays as it is.',
    unlockSubmit: 'Unlock account',
    unlockWorking: 'Waiting for the directory’s answer…',
    unlocked: (name) => ({ title: `${name}’s account has been unlocked`, text: 'The directory has confirmed it.' }),
    notReset: 'The password was not reset',
    notUnlocked: 'The account was not unlocked',
    object: 'Object',
    right: 'Missing right',
    rights: {
      reset_password: 'Reset Password',
      change_password: 'Change Password',
      write_lockout_time: 'Write lockoutTime',
      write_pwd_last_set: 'Write pwdLastSet',
    },
    problems: {
      missing: 'Enter a new password.',
      mismatch: 'The two passwords are not the same.',
      loneSurrogate: 'There is a broken character in the password (half an emoji, say). Delete it and type it again.',
      nul: 'There is an invisible NUL character in the password. Type the password instead of pasting it.',
      tooManyBytes: 'The password is too long to be sent. Use fewer characters.',
      tooShort: (limit, length, f) => `At least ${f.number(limit)} characters are needed. It has ${f.number(length)}.`,
      tooLong: (limit, length, f) => `At most ${f.number(limit)} characters are allowed. It has ${f.number(length)}.`,
    },
    rules: {
      title: 'This person’s password rules',
      loading: 'Asking the directory for its rules…',
      unknown: 'The directory did not tell its rules. It checks the password when you are done.',
      minLength: (length) => `At least ${length} characters`,
      maxLength: (length) => `At most ${length} characters`,
      kinds: (needed) => `At least ${needed} of: capital letters, small letters, digits, symbols`,
      notName: 'Not the user name or parts of the person’s name',
      notInHistory: (length) => `Not one of the last ${length} passwords`,
      states: { met: 'met', notMet: 'not met yet', later: 'the directory checks this', failed: 'not met' },
    },
  },
  agents: {
    text: 'The programs in your own network that connect outwards to this service and write to the directory.',
    none: {
      title: 'No agent is set up yet',
      text: 'Until there is one, nothing can be written back.',
      next: 'On a machine beside your domain controllers, install tilbage-connect and run “tilbage-connect wizard”.',
    },
    connected: 'Connected',
    disconnected: 'Not connected',
    columns: {
      state: 'State',
      host: 'Host',
      version: 'Version',
      heartbeat: 'Last heartbeat',
      roundTrip: 'Round trip',
      domains: 'Domains',
      writeback: 'Password writeback',
    },
    on: 'On',
    off: 'Off',
    staging: 'Staging mode: writes nothing',
    never: 'Never',
    milliseconds: (value) => `${value} ms`,
    problems: {
      outdated: 'This agent is outdated. Update it.',
      not_configured: 'This agent is not fully configured. Run the wizard again.',
    },
    test: 'Test connection',
    testOf: (name) => `Test connection of ${name}`,
    testing: 'Testing…',
    tested: (roundTrip, directory, server) => ({
      title: 'The connection works',
      text: `Round trip ${roundTrip}${directory === null ? '' : `; the directory answered in ${directory}`}${server === null ? '' : ` (${server})`}.`,
    }),
    testFailed: 'The connection does not work',
    remove: 'Remove',
    removeOf: (name) => `Remove ${name}`,
    removeTitle: (name) => `Remove ${name}?`,
    removeText:
      'Its connection is cut at once and its keys are no longer accepted. To come back it must be configured again with the wizard.',
    removed: (name) => ({ title: `${name} has been removed` }),
    onlyGlobal: 'Only a Global Administrator may remove an agent.',
    refresh: 'Refresh',
  },
  passwordReset: {
    text: 'How people get back into their account by themselves.',
    now: 'As it is now',
    on: 'New passwords are written back to your on-premises directory.',
    off: 'New passwords are not written back: nobody can reset a password here.',
    unlockOn: 'People may unlock their account and keep their password.',
    unlockOff: 'People cannot unlock their account without choosing a new password.',
  },
  integration: {
    text: 'Whether what happens here reaches your own network.',
    writeback: 'Write back passwords to your on-premises directory?',
    writebackHint: 'Without it nobody can reset or unlock an on-premises account, neither people nor administrators.',
    unlock: 'Allow users to unlock accounts without resetting their password?',
    unlockHint: 'Somebody who knows the password but is locked out may then keep it.',
    save: 'Save',
    discard: 'Discard',
    saved: { title: 'Saved', text: 'It applies from now on.' },
    nothingToSave: { title: 'There is nothing to save', text: 'These are the settings that apply already.' },
    discarded: 'Your changes were discarded.',
    turningOff: {
      title: 'You are about to turn password writeback off',
      text: 'From the moment you save, every new reset and unlock is refused. What is under way is finished.',
    },
    turningOn: {
      title: 'You are about to turn password writeback on',
      text: 'When you save, your agents make new keys, and resets are written back from then on.',
    },
    conflict: {
      title: 'Somebody else has changed these settings meanwhile',
      text: 'Yours were not saved.',
      next: 'Load theirs, and change what you still want changed.',
    },
    theirs: 'Theirs',
    loadTheirs: 'Load their settings',
    onlyGlobal: 'Only a Global Administrator may change these settings.',
    connection: 'Connection to your on-premises directory',
    states: {
      running: { title: 'Your agents are up and running', text: 'They are connected, and can write to your directory.' },
      outdated: {
        title: 'Connected, but an agent is outdated',
        text: 'Writing back works.',
        next: 'Update the agents named below.',
      },
      tooOld: {
        title: 'The connection cannot be checked: your agent is too old',
        next: 'Update tilbage-connect.',
      },
      unreachable: {
        title: 'Your agents cannot be reached right now',
        text: 'Until one is connected, nothing can be written back.',
        next: 'Check that tilbage-connect is running, and that its machine can reach this address by HTTPS.',
      },
      notConfigured: {
        title: 'Connected, but password writeback is not configured',
        text: 'No agent writes passwords back.',
        next: 'Run “tilbage-connect wizard”, and tick Password writeback under Optional features.',
      },
      staging: {
        title: 'Connected, but in staging mode',
        text: 'An agent in staging mode writes nothing.',
        next: 'Run “tilbage-connect wizard” and turn staging mode off.',
      },
      noAgent: {
        title: 'No agent is set up yet',
        text: 'Until there is one, nothing can be written back.',
        next: 'On a machine beside your domain controllers, install tilbage-connect and run “tilbage-connect wizard”.',
      },
      unknown: {
        title: 'We cannot tell how the connection is',
        text: 'That is perhaps a passing problem on our side.',
        next: 'Try again in a few minutes.',
      },
    },
    agents: 'Each agent',
  },
  deletedUsers: {
    text: 'Who is removed stays here for 30 days. Somebody of the directory’s comes back by themselves, with the same id, when the directory has them again.',
    none: 'Nobody was deleted in the last 30 days.',
    columns: { name: 'Name', deleted: 'Deleted', left: 'Time left', actions: 'Actions' },
    byDirectory: 'The directory decides',
    restore: 'Restore',
    restoreOf: (name) => `Restore ${name}`,
    restored: (name) => ({ title: `${name} is restored` }),
    remove: 'Delete for good',
    removeOf: (name) => `Delete for good: ${name}`,
    removed: (name) => ({ title: `${name} is deleted for good` }),
    question: (name) => `Delete ${name} for good?`,
    questionText: 'Nothing of this person stays. Should the directory have them again, they come as somebody new.',
  },
  accessCode: accessCodeEn,
  methods: methodsEn,
  signOutEverywhere: {
    button: 'Sign out everywhere',
    question: (name) => `Sign ${name} out everywhere?`,
    text: 'Every sign-in to the account page ends, a reset that is under way too, and applications ask for a new sign-in when what they hold has to be renewed. Whoever knows the password can sign in again: reset it when it is not the person’s alone.',
    submit: 'Sign out everywhere',
    working: 'Signing out…',
    done: (name) => ({ title: `${name} is signed out everywhere` }),
    failed: 'Nobody was signed out',
  },
  profile: profileEn,
  resetPolicy: passwordResetEn,
  synchronization: synchronizationEn,
  notFound: {
    title: 'There is nothing at this address',
    text: 'The page may have moved, or the address has a mistake in it.',
    next: 'Use the search above.',
  },
  reasons: {
    succeeded: () => ({ title: 'Succeeded', text: 'The directory has confirmed it.' }),
    password_too_short: ({ minLength }, f) => ({
      title: 'The password is too short',
      text: minLength === undefined ? 'It must be longer.' : `At least ${f.number(minLength)} characters are needed.`,
    }),
    password_too_long: ({ maxLength }, f) => ({
      title: 'The password is too long',
      text: maxLength === undefined ? 'It must be shorter.' : `At most ${f.number(maxLength)} characters are allowed.`,
    }),
    password_not_complex: ({ categories, categoriesNeeded }, f) => ({
      title: 'The password has too few kinds of characters',
      text:
        categories === undefined || categoriesNeeded === undefined
          ? 'Mix capital letters, small letters, digits and symbols.'
          : `It has ${f.number(categories)}; ${f.number(categoriesNeeded)} are needed of capital letters, small letters, digits and symbols.`,
    }),
    password_contains_name: () => ({
      title: 'The person’s name is in the password',
      text: 'Neither the user name nor parts of the display name may be in it.',
    }),
    password_in_history: ({ historyLength }, f) => ({
      title: 'The person has used this password before',
      text:
        historyLength === undefined
          ? 'The directory remembers earlier passwords.'
          : `The directory remembers the last ${f.number(historyLength)}.`,
    }),
    password_too_young: ({ mayChangeAt, minAgeSeconds }, f) => ({
      title: 'The password was changed too recently',
      text:
        mayChangeAt !== undefined
          ? `It may be changed again ${when(mayChangeAt, f)}.`
          : minAgeSeconds === undefined
            ? 'Some time must pass between two changes.'
            : `${f.duration(minAgeSeconds)} must pass between two changes.`,
    }),
    password_banned: ({ banned }) => BANNED[banned ?? 'word'],
    password_refused: ({ historyLength }, f) => ({
      title: 'The directory refused the password',
      text:
        historyLength === undefined
          ? 'It did not say why: a password filter on the domain controller, perhaps.'
          : `It did not say why: perhaps one of the last ${f.number(historyLength)} passwords, or a password filter.`,
      next: 'Choose quite another one.',
    }),
    password_malformed: () => ({
      title: 'The password has characters that cannot be used',
      text: 'It is empty, or has a broken or invisible character in it.',
      next: 'Type it instead of pasting it.',
    }),
    current_password_wrong: () => ({ title: 'The current password is wrong', text: NOTHING }),
    account_locked: () => ({ title: 'The account is locked', text: NOTHING, next: 'Unlock it, or try again in a few minutes.' }),
    account_disabled: () => ({
      title: 'The account is disabled in the directory',
      text: NOTHING,
      next: 'Enable it in your on-premises directory first.',
    }),
    account_expired: () => ({
      title: 'The account has expired in the directory',
      text: NOTHING,
      next: 'Change its expiry in your on-premises directory first.',
    }),
    cannot_change_password: () => ({
      title: 'This account’s password may not be changed',
      text: `“User cannot change password” is set in the directory. ${NOTHING}`,
    }),
    account_protected: () => ({
      title: 'The account is protected',
      text: `Accounts with special rights (members of Domain Admins and the like) are never touched by an agent. ${NOTHING}`,
      next: 'Reset it on a domain controller.',
    }),
    permission_missing: () => ({
      title: 'The agent’s account lacks a right in the directory',
      text: NOTHING,
      next: 'Grant the right; the wizard prints the command for it (tilbage-connect wizard).',
    }),
    user_not_found: () => ({ title: 'The person was not found in the directory', text: NOTHING, next: 'The account may have been deleted or moved to another domain.' }),
    user_out_of_scope: () => ({
      title: 'The person stands outside of what the agent may touch',
      text: NOTHING,
      next: 'Include their OU under Domain and OU filtering in the wizard.',
    }),
    multiple_matches: () => ({
      title: 'More than one account has this source anchor',
      text: `For safety nothing was changed.`,
      next: 'Give each account a source anchor (mS-DS-ConsistencyGuid) of its own.',
    }),
    directory_unavailable: () => ({
      title: 'The agent cannot reach a domain controller',
      text: NOTHING,
      next: 'Check the domain controllers, and try again.',
    }),
    agent_unavailable: () => ({
      title: 'No agent is connected',
      text: NOTHING,
      next: 'Look at Agents, and try again when one is connected.',
    }),
    agent_busy: () => ({ title: 'The agents are very busy', text: NOTHING, next: 'Try again in a minute.' }),
    deadline_passed: () => ({ title: 'It took too long, so we stopped', text: NOTHING, next: 'Try again in a few minutes.' }),
    cannot_open: () => ({
      title: 'The agent could not open the encrypted password',
      text: `Its keys may just have been changed. ${NOTHING}`,
      next: 'Try again.',
    }),
    replayed: () => ({ title: 'The same request arrived twice', text: `For safety it was refused. ${NOTHING}`, next: 'Try again.' }),
    malformed: () => ({ title: 'The agent could not understand the request', text: NOTHING, next: 'Try again. If it happens again, update the agent.' }),
    writeback_disabled: () => ({
      title: 'Password writeback is turned off',
      text: NOTHING,
      next: 'It is turned on under Password reset, On-premises integration, and in the wizard under Optional features.',
    }),
    outcome_unknown: (_details, _f, kind) => ({
      title: 'We could not confirm what happened',
      text:
        kind === 'unlock'
          ? 'The account is perhaps unlocked, perhaps not.'
          : 'The password is perhaps changed, perhaps not.',
      next: 'Look at the state in the directory, or do it again.',
    }),
  },
  errors: {
    known: {
      Authorization_RequestDenied: {
        title: 'Your role may not do this',
        text: NOTHING,
        next: 'Ask a Global Administrator.',
      },
      Request_ResourceNotFound: {
        title: 'It is not there',
        text: 'It may have been removed meanwhile.',
      },
      InvalidAuthenticationToken: { title: 'Your sign-in has ended', text: NOTHING, next: 'Reload the page to sign in again.' },
      no_connection: { title: 'There is no connection', text: 'We cannot reach the server.', next: 'Check your network, and try again.' },
      method_exists: { title: 'There is one already', next: 'Remove it first.' },
      request_in_progress: { title: 'A request for this person is already under way', next: 'Wait a minute, and try again.' },
      request_expired: { title: 'The request became too old before it was sent', text: NOTHING, next: 'Try again.' },
      temporary_access_code_not_allowed: {
        title: 'The password reset policy does not let this person use one',
        text: 'They may not reset their password themselves, or a temporary access code is not one of the methods.',
        next: 'A Global Administrator can change that under Password reset.',
      },
      caller_not_verified: {
        title: 'It is not verified who calls',
        text: NOTHING,
        next: 'Find the person under Help desk, and verify the caller there first.',
      },
      code_expired: { title: 'The code is too old, or there is none', next: 'Send a new one.' },
      code_exhausted: { title: 'The code was tried too often', next: 'Send a new one.' },
      method_not_usable: {
        title: 'The person has no such method that serves for this',
        text: 'It may just have been removed, or the policy does not allow it.',
        next: 'Ask again, and choose another.',
      },
      busy: { title: 'The service is very busy', text: NOTHING, next: 'Try again in a minute.' },
      cannot_seal: {
        title: 'Your browser could not encrypt the password',
        text: `So it was not sent. ${NOTHING}`,
        next: 'Update your browser, or use another one.',
      },
    },
    unexpected: {
      title: 'Something went wrong on the server',
      text: 'It answered something that this page cannot use.',
      next: 'Try again in a while. If it happens again, give the operator the request ID.',
    },
    tooMany: (wait) => ({
      title: 'Too many attempts',
      text: wait === null ? 'Wait a while before you try again.' : `Wait ${wait} before you try again.`,
    }),
  },
};

function when(at: number, formats: Formats): string {
  const day = formats.otherDay(at);
  return day === null ? `at ${formats.clock(at)}` : `on ${day} at ${formats.clock(at)}`;
}
