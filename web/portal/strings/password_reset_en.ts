import type { NoticeText } from '../../fluent/notice';
import type { Mode } from '../graph/password_protection';
import type { Act, Category, Enabled, Method } from '../graph/reset_policy';

/** Every text of the pages under Password reset, but On-premises integration. */
export interface PasswordResetStrings {
  readonly leave: string;
  readonly wrong: NoticeText;
  /** What is wrong, by the property that is. */
  readonly mistakes: Readonly<Record<string, string>>;
  readonly properties: {
    readonly text: string;
    readonly enabled: string;
    readonly choices: Readonly<Record<Enabled, string>>;
    readonly hints: Readonly<Record<Enabled, string>>;
    readonly groups: string;
    readonly groupsHint: string;
    readonly find: string;
    readonly found: string;
    readonly add: (name: string) => string;
    readonly remove: (name: string) => string;
    readonly chosen: string;
    readonly noneChosen: string;
    readonly noneFound: string;
    readonly gone: (id: string) => string;
    readonly enablingAll: NoticeText;
  };
  readonly methods: {
    readonly text: string;
    readonly required: string;
    readonly requiredHint: string;
    readonly available: string;
    readonly availableHint: string;
    readonly names: Readonly<Record<Method, string>>;
    readonly hints: Readonly<Record<Method, string>>;
    readonly questions: string;
    readonly toRegister: string;
    readonly toReset: string;
    readonly predefined: string;
    readonly custom: string;
    readonly customHint: string;
    readonly addQuestion: string;
    readonly question: (number: number) => string;
    readonly removeQuestion: (text: string) => string;
  };
  readonly registration: {
    readonly text: string;
    readonly required: string;
    readonly requiredHint: string;
    readonly days: string;
    readonly daysHint: string;
  };
  readonly notifications: {
    readonly text: string;
    readonly people: string;
    readonly peopleHint: string;
    readonly administrators: string;
    readonly administratorsHint: string;
  };
  readonly reminders: {
    readonly question: string;
    readonly hint: string;
    readonly days: string;
    readonly daysHint: string;
    readonly hour: string;
    readonly oclock: (hour: string) => string;
    readonly zone: string;
    readonly zoneHint: string;
    readonly after: string;
    readonly afterHint: string;
  };
  readonly customization: {
    readonly text: string;
    readonly helpdesk: string;
    readonly helpdeskHint: string;
    readonly accent: string;
    readonly accentHint: string;
    readonly identify: Readonly<Record<'da' | 'en', string>>;
    readonly identifyHint: string;
    readonly logo: string;
    readonly logoHint: string;
    readonly noLogo: string;
    readonly logoAlt: string;
    readonly chooseLogo: string;
    readonly removeLogo: string;
    readonly logoSaved: NoticeText;
    readonly logoRemoved: NoticeText;
    readonly logoWrong: NoticeText;
  };
  readonly protection: {
    readonly text: string;
    readonly enabled: string;
    readonly enabledHint: string;
    readonly words: string;
    readonly wordsHint: (words: number, most: number) => string;
    readonly mode: string;
    readonly modeHint: string;
    readonly modes: Readonly<Record<Mode, string>>;
  };
  readonly administrators: {
    readonly text: string;
    readonly rules: string;
    readonly enabled: string;
    readonly enabledText: string;
    readonly methods: string;
    readonly methodsText: string;
    readonly questions: string;
    readonly questionsText: string;
    readonly who: string;
    readonly whoText: string;
    readonly why: string;
  };
  readonly audit: {
    readonly text: string;
    readonly person: string;
    readonly category: string;
    readonly categories: Readonly<Record<Category | 'all', string>>;
    readonly result: string;
    readonly results: Readonly<Record<'all' | 'success' | 'failure', string>>;
    readonly from: string;
    readonly until: string;
    readonly table: string;
    readonly columns: Readonly<Record<'at' | 'activity' | 'result' | 'by' | 'target' | 'details', string>>;
    /** Activities by their stable name; others show as they are. */
    readonly activities: Readonly<Record<string, string>>;
    readonly actors: Readonly<Record<string, string>>;
    readonly succeeded: string;
    /** Why it did not succeed, beside the reasons of the directory. */
    readonly outcomes: Readonly<Record<string, string>>;
    readonly shown: (count: string) => string;
    readonly none: string;
    readonly more: string;
    readonly download: string;
    readonly downloading: string;
    readonly downloadedMost: (count: string) => string;
  };
  readonly usage: {
    readonly text: string;
    readonly days: string;
    readonly lastDays: (days: number) => string;
    readonly acts: Readonly<Record<Act, string>>;
    readonly ofAct: (succeeded: string, failed: string) => string;
    readonly perDay: string;
    readonly chart: (succeeded: string, failed: string) => string;
    readonly date: string;
    readonly succeeded: string;
    readonly failed: string;
    readonly failures: string;
    readonly reason: string;
    readonly count: string;
    readonly noFailures: string;
    readonly nothing: string;
    readonly onlyDaysWith: string;
  };
}

export const passwordResetEn: PasswordResetStrings = {
  leave: 'You have changes that are not saved. Leave the page without them?',
  wrong: { title: 'It was not saved', text: 'Nothing was changed.' },
  mistakes: {
    groupIds: 'Choose between 1 and 50 groups that are in the directory.',
    methods: 'Choose at least as many methods as are required.',
    words: 'A word has 4 to 16 characters, and there are at most 1,000 of them.',
    methodsRequired: 'One or two methods can be required.',
    questions: 'Offer at least as many questions as are to be registered.',
    'questions.toRegister': 'People register three to five questions.',
    'questions.toReset': 'Three to five questions, and not more than are registered.',
    'questions.predefined': 'A question is not known.',
    'questions.custom': 'A question of your own has 3 to 200 characters on one line, and stands there once; 20 at most.',
    'expiryReminders.daysBefore': 'Up to six different whole numbers of days from 1 to 90, and at least one unless one more is sent when it has expired.',
    'expiryReminders.atHour': 'An hour from 0 to 23.',
    'expiryReminders.timeZone': 'The name of a time zone that the server knows, such as Europe/Copenhagen.',
    reconfirmDays: 'A whole number of days from 0 to 730.',
    'customization.helpdesk': 'A link that begins with https://, mailto: or tel:.',
    'customization.accentColor': 'A colour such as #0f6cbd, dark enough for white text on it.',
    'customization.identifyText.da': 'The Danish text is too long, at most 1,024 bytes, or has characters that no page can show.',
    'customization.identifyText.en': 'The English text is too long, at most 1,024 bytes, or has characters that no page can show.',
    'customization.logo': 'A PNG or JPEG picture of at most 40 KiB.',
  },
  properties: {
    text: 'Who may reset their own password.',
    enabled: 'Self-service password reset enabled',
    choices: { none: 'None', selected: 'Selected', all: 'All' },
    hints: {
      none: 'Nobody, but administrators of this tenant who are people of the directory.',
      selected: 'Members of the groups below, also through other groups.',
      all: 'Everybody who is synchronized from your directory.',
    },
    groups: 'Groups',
    groupsHint: 'Members of any of them may reset, also those who are in them through other groups.',
    find: 'Find groups by the beginning of their name',
    found: 'Groups found',
    add: (name) => `Add ${name}`,
    remove: (name) => `Remove ${name}`,
    chosen: 'Chosen groups',
    noneChosen: 'No group is chosen yet.',
    noneFound: 'No group has a name that begins so.',
    gone: (id) => `A group that is gone (${id})`,
    enablingAll: {
      title: 'Everybody gets this way into their account',
      text: 'See to it that people have an alternate address or another method that is theirs alone.',
    },
  },
  methods: {
    text: 'How people prove who they are before they choose a new password.',
    required: 'Number of methods required to reset',
    requiredHint: 'Administrators always need two.',
    available: 'Methods available to users',
    availableHint: 'Only what this installation can do is shown.',
    names: {
      email: 'Email',
      mobilePhone: 'Mobile phone',
      authenticatorApp: 'Authenticator app',
      passkey: 'Passkey',
      securityQuestions: 'Security questions',
      recoveryCode: 'Recovery code',
      temporaryAccessCode: 'Temporary access code',
    },
    hints: {
      email: 'A code to an address that is not the work mailbox.',
      mobilePhone: 'A code by text message.',
      authenticatorApp: 'A code that changes every 30 seconds.',
      passkey: 'A security key, or a phone or computer that the person unlocks.',
      securityQuestions: 'The weakest method: answers can be guessed or found. Never for administrators.',
      recoveryCode: 'Printed beforehand; each serves once.',
      temporaryAccessCode: 'From the helpdesk, after it has made sure who is calling.',
    },
    questions: 'Security questions',
    toRegister: 'Number of questions required to register',
    toReset: 'Number of questions required to reset',
    predefined: 'Questions that people choose among',
    custom: 'Questions of your own',
    customHint: 'Everybody sees them as they stand here, whatever their language. Remove a question and add another rather than giving it a new meaning: answers stay with it.',
    addQuestion: 'Add a question',
    question: (number) => `Question ${number}`,
    removeQuestion: (text) => `Remove the question “${text}”`,
  },
  registration: {
    text: 'When people are asked for their methods.',
    required: 'Require users to register when signing in?',
    requiredHint: 'Who has too few methods is asked for them when they sign in to their account page; they may put it off until the next time.',
    days: 'Number of days before users are asked to re-confirm their authentication information',
    daysHint: '0 to 730; 0: they are never asked again.',
  },
  notifications: {
    text: 'Who is told when a password was reset, and before it expires.',
    people: 'Notify users on password resets?',
    peopleHint: 'A mail to every address of theirs, so that they notice when it was not them.',
    administrators: 'Notify all admins when other admins reset their password?',
    administratorsHint: 'A mail to every Global Administrator whose user name is a mail address.',
  },
  reminders: {
    question: 'Remind users before their password expires?',
    hint: 'A mail to their work mailbox, once for each of the days below.',
    days: 'Days before it expires',
    daysHint: 'Up to six, from 1 to 90, such as 14, 7, 3, 1. When days were missed, one mail makes up for them.',
    hour: 'Time of day',
    oclock: (hour) => `${hour}:00`,
    zone: 'Time zone',
    zoneHint: 'Of that time, and of the times in the mails; such as Europe/Copenhagen.',
    after: 'Send one more when it has expired?',
    afterHint: 'Also to their alternate addresses, since the work mailbox may be closed by then.',
  },
  customization: {
    text: 'What people see on the pages where they reset their password.',
    helpdesk: 'Helpdesk link',
    helpdeskHint: 'https://…, mailto:… or tel:…, for who cannot help themselves. Empty: the one from the configuration.',
    accent: 'Accent colour',
    accentHint: 'Such as #0f6cbd. Empty: the pages’ own.',
    identify: { da: 'Text under the first heading, in Danish', en: 'Text under the first heading, in English' },
    identifyHint: 'Such as what a user ID looks like here. Plain text.',
    logo: 'Logo',
    logoHint: 'PNG or JPEG, at most 40 KiB. It is saved at once.',
    noLogo: 'There is no logo.',
    logoAlt: 'The logo as it is now',
    chooseLogo: 'Choose a picture',
    removeLogo: 'Remove the logo',
    logoSaved: { title: 'The logo is saved', text: 'The pages show it from now on.' },
    logoRemoved: { title: 'The logo is removed' },
    logoWrong: { title: 'That picture cannot be used', text: 'It must be PNG or JPEG and at most 40 KiB.' },
  },
  protection: {
    text: 'Words that are too easy to guess in your organisation: its products, places, teams. A new password that is little more than such words is refused before your directory is asked, and so is one that contains the person’s or your organisation’s name. The agents judge; the portal never sees a password.',
    enabled: 'Ban these words and names?',
    enabledHint: 'Applies to every new password that people or administrators choose here, from now on. Agents of an older version take no part.',
    words: 'Banned words',
    wordsHint: (words, most) => `One a line, 4–16 characters, at most ${most}; ${words} now. Case doesn’t count, and 0 is o, 1 is l, $ is s and @ is a. One wrong character doesn’t help either.`,
    mode: 'Mode',
    modeHint: 'Begin with audit: the agents’ logs then tell what would have been refused, without the password.',
    modes: { enforce: 'Enforced: a banned password is refused', audit: 'Audit: it is let through and noted in the agent’s log' },
  },
  administrators: {
    text: 'What always holds for administrators, whatever the other pages say.',
    rules: 'The administrator policy',
    enabled: 'Self-service password reset',
    enabledText: 'Always enabled',
    methods: 'Number of methods required to reset',
    methodsText: 'Two',
    questions: 'Security questions',
    questionsText: 'Never',
    who: 'Who it is for',
    whoText: 'People of the directory whose user name is also that of an administrator of this tenant, whatever their role.',
    why: 'It cannot be changed. Who gets into an administrator’s account gets into everything else.',
  },
  audit: {
    text: 'Who did what, the newest first. Nothing here can be changed or removed.',
    person: 'User name',
    category: 'Kind',
    categories: {
      all: 'Everything',
      SelfServicePasswordManagement: 'Password reset',
      AdministratorManagement: 'Administrators',
      Provisioning: 'Synchronization',
      AgentManagement: 'Agents and domains',
      Other: 'Other',
    },
    result: 'Outcome',
    results: { all: 'All', success: 'Succeeded', failure: 'Failed' },
    from: 'From',
    until: 'Until',
    table: 'Audit logs',
    columns: { at: 'Time', activity: 'Activity', result: 'Outcome', by: 'Done by', target: 'Target', details: 'Details' },
    activities: {
      'reset.identify': 'Began a password reset',
      'reset.code_sent': 'Was sent a code',
      'reset.verify': 'Verification',
      'password.reset': 'Reset password (self-service)',
      'Update password protection settings': 'Changed password protection',
      'password.change': 'Change password (self-service)',
      'account.unlock': 'Unlock user account (self-service)',
      'account.sign_in': 'Signed in to the account page',
      'method.register': 'Registered a method',
      'method.fill_in': 'Added a method for a person',
      'method.remove': 'Removed a method',
      'method.code_sent': 'Was sent a code to register a method',
      'method.confirm': 'Confirmed their methods',
      'method.report': 'Reported a change to their methods',
      'method.temporary_access_code_issued': 'Issued a temporary access code',
      'method.temporary_access_code_removed': 'Took a temporary access code back',
      'helpdesk.code_sent': 'Sent a code to verify a caller',
      'helpdesk.caller_verified': 'Verified a caller',
      'helpdesk.caller_noted': 'Was sure of a caller in another way',
      'helpdesk.verification_ended': 'Ended a call',
      'helpdesk.act': 'Helped a caller',
      'helpdesk.reset_link_sent': 'Sent a caller the link to reset',
      'account.sign_out': 'Signed out of the account page',
      'account.sessions_revoked': 'Signed a person out everywhere',
      'password.expiry_reminders': 'Reminded people that their password expires',
      'application.sign_in': 'Signed in to an application',
      'application.code_reused': 'An application’s sign-in code was used twice',
      'application.token_reused': 'An application’s refresh token was used twice',
      'application.add': 'Registered an application',
      'application.change': 'Changed an application',
      'application.remove': 'Removed an application',
      'application.add_secret': 'Gave an application a secret',
      'application.remove_secret': 'Took a secret from an application',
      'administrator.add': 'Made an administrator',
      'administrator.sign_in': 'Signed in as an administrator',
      'administrator.sign_out': 'Signed out',
      'administrator.device': 'Allowed a device to sign in',
      'administrator.second_factor_enrolled': 'Set up a second factor',
      'administrator.set_password': 'Gave an administrator a password',
      'administrator.set_roles': 'Changed an administrator’s roles',
      'administrator.reset_second_factor': 'Took a second factor away',
      'administrator.remove': 'Removed an administrator',
      'administrator.code_reused': 'A sign-in code was used twice',
      'agent.enrol': 'Enrolled an agent',
      'agent.register': 'Registered an agent',
      'agent.remove': 'Removed an agent',
      'agent.connect': 'An agent connected',
      'agent.code_made': 'Made an enrolment code',
      'domain.sign_in_type': 'Changed how a domain signs in',
      'people.provision': 'Synchronized a person',
      'people.match': 'Matched a person with the directory',
      'people.quarantine': 'Kept a duplicate value away',
      'people.quarantine_ended': 'Gave a value back',
      'people.restore': 'Restored a deleted person',
      'people.forget': 'Removed a deleted person for good',
      'groups.provision': 'Synchronized a group',
      'synchronization.settings': 'Changed the synchronization settings',
      'sync.run': 'Asked for a synchronization',
      'sync.full': 'Asked for a full synchronization',
      'sync.allow_removals': 'Allowed removals',
      'mail.send': 'A mail was not delivered',
      'text.send': 'A text message was not delivered',
    },
    actors: { anonymous: 'Not known yet', operator: 'Command line', system: 'By itself' },
    succeeded: 'Succeeded',
    outcomes: {
      nobody: 'Nobody who may reset',
      code_wrong: 'The code was wrong',
      code_expired: 'The code was too old',
      code_exhausted: 'Too many tries of one code',
      number_wrong: 'Not the number that is registered',
      too_many_attempts: 'Too many attempts',
      sign_in_failed: 'User name or password wrong',
      given_up: 'Given up',
    },
    shown: (count) => `${count} shown`,
    none: 'There is nothing that fits.',
    more: 'Show more',
    download: 'Export as CSV',
    downloading: 'Collecting…',
    downloadedMost: (count) => `Only the newest ${count} are in the file; narrow the time down for the rest.`,
  },
  usage: {
    text: 'How much self-service is used, and where it fails. Days are counted in UTC.',
    days: 'Period',
    lastDays: (days) => `The last ${days} days`,
    acts: { resets: 'Resets', unlocks: 'Unlocks', changes: 'Changes', registrations: 'Registrations' },
    ofAct: (succeeded, failed) => `${succeeded} succeeded, ${failed} failed`,
    perDay: 'Day by day',
    chart: (succeeded, failed) => `Bar chart: ${succeeded} succeeded and ${failed} failed; the table has each day.`,
    date: 'Day',
    succeeded: 'Succeeded',
    failed: 'Failed',
    failures: 'Why it failed',
    reason: 'Reason',
    count: 'How often',
    noFailures: 'Nothing failed.',
    nothing: 'Nothing happened in this period.',
    onlyDaysWith: 'The table shows the days when something happened.',
  },
};
