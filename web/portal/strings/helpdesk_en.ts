import type { NoticeText } from '../../fluent/notice';
import type { Trouble } from '../graph/helpdesk';
import type { Method } from '../graph/reset_policy';

/** What an obstacle says is made of: times in words, or null where nobody knows. */
export interface TroubleTimes {
  readonly since: string | null;
  readonly until: string | null;
  readonly count: number | null;
}

/** The page of first-line people. */
export interface HelpdeskStrings {
  readonly text: string;
  readonly find: string;
  readonly findHint: string;
  readonly found: string;
  readonly noneFound: NoticeText;
  readonly shown: (number: string, more: boolean) => string;
  readonly fine: string;
  readonly back: string;
  readonly openPerson: string;
  readonly why: string;
  readonly asking: string;
  readonly askAgain: string;
  readonly live: (time: string) => string;
  readonly notLive: (time: string) => string;
  readonly nothing: (name: string) => NoticeText;
  readonly nothingKnown: (name: string) => NoticeText;
  readonly alsoHere: string;
  readonly troubles: Readonly<Record<Trouble, (times: TroubleTimes) => NoticeText>>;
  readonly passwordSet: string;
  readonly passwordExpires: string;
  readonly accountExpires: string;
  readonly networks: string;
  readonly verify: {
    readonly title: string;
    readonly text: Readonly<Record<'required' | 'recommended' | 'off', string>>;
    readonly verified: (name: string, time: string) => NoticeText;
    readonly by: Readonly<Record<Method | 'note', string>>;
    readonly end: string;
    readonly none: NoticeText;
    readonly method: string;
    readonly names: Readonly<Record<Method, string>>;
    readonly send: string;
    readonly sendAgain: string;
    readonly sending: string;
    readonly sent: (hint: string, time: string) => NoticeText;
    readonly appHint: string;
    readonly code: string;
    readonly codeHint: string;
    readonly check: string;
    readonly checking: string;
    readonly notVerified: string;
    readonly wrong: (triesLeft: string | null) => NoticeText;
    readonly missing: string;
    readonly otherWay: string;
    readonly how: string;
    readonly howHint: string;
    readonly write: string;
    readonly reader: string;
  };
  readonly help: {
    readonly title: string;
    readonly verifyFirst: string;
    readonly administrator: string;
    readonly link: string;
    readonly linkText: string;
    readonly linkTitle: (name: string) => string;
    readonly linkQuestion: string;
    readonly linkSubmit: string;
    readonly linkSent: (hint: string) => NoticeText;
    readonly linkNotSent: string;
    readonly accessCodeText: string;
    readonly unlockText: string;
    readonly noPassword: string;
  };
  readonly recent: string;
  readonly noRecent: string;
  readonly times: (number: string) => string;
  readonly byAdministrator: string;
  readonly policy: {
    readonly label: string;
    readonly choices: Readonly<Record<'required' | 'recommended' | 'off', string>>;
    readonly hints: Readonly<Record<'required' | 'recommended' | 'off', string>>;
  };
}

const since = (at: string | null) => (at === null ? '' : ` Since ${at}.`);

export const helpdeskEn: HelpdeskStrings = {
  text: 'Find the caller, see what keeps them out, make sure who they are, and help them on.',
  find: 'Find the caller',
  findHint: 'A name, a user name, a whole mail address or telephone number.',
  found: 'People found',
  noneFound: { title: 'Nobody was found', next: 'Ask the caller to spell the name, or search for the user name or the telephone number.' },
  shown: (number, more) => (more ? `The first ${number} are shown. Type more to narrow it down.` : `${number} found.`),
  fine: 'No known problem',
  back: 'Find somebody else',
  openPerson: 'Everything about this person',
  why: 'Why can’t they sign in?',
  asking: 'Asking the directory…',
  askAgain: 'Ask again',
  live: (time) => `The directory said so at ${time}.`,
  notLive: (time) => `The directory could not be asked. This is what the last synchronization brought (${time}); it may have changed.`,
  nothing: (name) => ({
    title: `Nothing we can see keeps ${name} from signing in`,
    text: 'The account is enabled and not locked, and the password has not expired.',
    next: 'Ask what the screen says. A forgotten password is helped by a reset.',
  }),
  nothingKnown: (name) => ({
    title: `Nothing is known to keep ${name} from signing in`,
    text: 'But the directory could not be asked right now.',
    next: 'Ask again in a moment.',
  }),
  alsoHere: 'Also',
  troubles: {
    accountMissing: () => ({
      title: 'The account is not in the directory any more',
      next: 'It was perhaps deleted or moved. Pass the case on to those who manage the directory.',
    }),
    accountDisabled: () => ({
      title: 'The account is disabled',
      text: 'No password lets them in.',
      next: 'Only those who manage the directory can enable it. Ask them whether it should be.',
    }),
    accountExpired: (at) => ({
      title: 'The account has expired',
      text: `It had an end date.${since(at.since)}`,
      next: 'Only those who manage the directory can extend it. Ask them whether it should be.',
    }),
    outsideHours: () => ({
      title: 'The account may not sign in at this hour',
      text: 'The directory allows sign-ins at certain hours only.',
      next: 'They can sign in when their hours begin, or those who manage the directory change the hours.',
    }),
    accountLocked: (at) => ({
      title: 'The account is locked',
      text: `Too many wrong passwords.${since(at.since)} ${at.until === null ? 'It stays locked until somebody unlocks it, or for as long as the directory’s rule says.' : `It unlocks by itself at ${at.until}.`}`,
      next: 'If they know the password: unlock the account. If not: a reset unlocks it too. If it locks again at once, a telephone or another device still tries an old password.',
    }),
    signInPaused: (at) => ({
      title: 'Sign-in to these pages is paused',
      text: `Too many wrong passwords here${at.count === null ? '' : ` (${at.count})`}.${at.until === null ? '' : ` It ends by itself at ${at.until}.`}`,
      next: 'It concerns these pages alone, not Windows. A reset works meanwhile.',
    }),
    passwordMustChange: () => ({
      title: 'The password must be changed at the next sign-in',
      text: 'Some programs cannot ask for it, and just say that the password is wrong.',
      next: 'They change it at a computer at work, on the account page, or by a reset.',
    }),
    passwordExpired: (at) => ({
      title: 'The password has expired',
      text: since(at.since).trim(),
      next: 'They choose a new one on the account page if they know the old one, else by a reset.',
    }),
    certainWorkstations: () => ({
      title: 'The account may sign in at certain computers only',
      text: 'Which ones, the directory keeps. At others the sign-in is refused though the password is right.',
      next: 'Ask which computer they are at.',
    }),
    passwordTooYoung: (at) => ({
      title: 'The password was changed so recently that it cannot be changed yet',
      text: at.until === null ? 'Some time must pass between two changes.' : `A new one can be chosen after ${at.until}.`,
      next: 'If they know the present password, it works. A temporary access code does not help before then where the directory enforces this on resets too.',
    }),
    wrongPasswords: (at) => ({
      title: `Wrong passwords counted by the directory: ${at.count ?? 0}`,
      text: `${at.since === null ? '' : `The last one at ${at.since}. `}The account is not locked yet. The directory does not say which device they came from.`,
      next: 'Ask whether they have just tried, or whether an old password is saved somewhere, for example on a telephone.',
    }),
    notFromDirectory: () => ({
      title: 'This person is not from a directory',
      text: 'There is no password here that could be reset.',
      next: 'Find out where they sign in.',
    }),
    accountProtected: () => ({
      title: 'The account is protected',
      text: 'Accounts with special rights are never touched from here.',
      next: 'Pass the case on to those who manage the directory.',
    }),
    outOfScope: () => ({
      title: 'The account is outside of what is served from here',
      next: 'Pass the case on to those who manage the directory.',
    }),
    writebackDisabled: () => ({
      title: 'Password writeback is turned off',
      text: 'Nothing can be reset or unlocked from here, neither by you nor by them.',
      next: 'A Global Administrator can turn it on.',
    }),
    resetNotEnabled: () => ({
      title: 'They may not reset their password themselves',
      text: 'The policy does not include them.',
      next: 'A password must be set by an administrator who may, or a Global Administrator includes them in the policy.',
    }),
    tooFewMethods: (at) => ({
      title: 'They have too few methods to reset with',
      text: `${at.count === 0 || at.count === null ? 'None' : `Only ${at.count}`} of what the policy asks for is registered or known.`,
      next: 'Verify the caller in person, and add a mail address or mobile phone on their page.',
    }),
    resetPaused: (at) => ({
      title: 'The reset page asks them to wait',
      text: `Too many codes or tries.${at.until === null ? '' : ` It ends at ${at.until} at the latest.`}`,
      next: 'Unlocking the account or setting a password from here works meanwhile, and ends the wait.',
    }),
  },
  passwordSet: 'Password last set',
  passwordExpires: 'Password expires',
  accountExpires: 'Account expires',
  networks: 'Wrong passwords on these pages came from',
  verify: {
    title: 'Verify the caller',
    text: {
      required: 'A code goes to what the person has registered. The caller reads it out, and you type it. It is required before a Helpdesk Administrator can do anything for them.',
      recommended: 'A code goes to what the person has registered. The caller reads it out, and you type it. Do it before you help.',
      off: 'A code goes to what the person has registered. The caller reads it out, and you type it.',
    },
    verified: (name, time) => ({ title: `The caller is ${name}`, text: `You can help until ${time}.` }),
    by: {
      email: 'Verified by a code to a mail address.',
      mobilePhone: 'Verified by a text message.',
      authenticatorApp: 'Verified by an authenticator app.',
      passkey: 'Verified by a passkey.',
      securityQuestions: 'Verified by security questions.',
      recoveryCode: 'Verified by a recovery code.',
      temporaryAccessCode: 'Verified by a temporary access code.',
      note: 'In another way, which is written down.',
    },
    end: 'The call is over',
    none: {
      title: 'There is nothing to send a code to',
      text: 'This person has no mail address, mobile phone or authenticator app that serves.',
      next: 'A Password Administrator or Global Administrator can verify them in another way.',
    },
    method: 'How?',
    names: {
      email: 'Mail',
      mobilePhone: 'Text message',
      authenticatorApp: 'Authenticator app',
      passkey: 'Passkey',
      securityQuestions: 'Security questions',
      recoveryCode: 'Recovery code',
      temporaryAccessCode: 'Temporary access code',
    },
    send: 'Send code to the caller',
    sendAgain: 'Send a new code',
    sending: 'Sending…',
    sent: (hint, time) => ({ title: `A code is on its way to ${hint}`, text: `It works until ${time}. Ask the caller to read it out.` }),
    appHint: 'Ask the caller to open the app and read out the six digits for this organization.',
    code: 'Code that the caller reads out',
    codeHint: 'Six digits. Never ask for a password.',
    check: 'Check the code',
    checking: 'Checking…',
    notVerified: 'The caller is not verified',
    wrong: (triesLeft) => ({
      title: 'The code is wrong',
      ...(triesLeft === null ? {} : { text: `Tries left: ${triesLeft}.` }),
      next: 'Ask the caller to read it out again, from the newest message.',
    }),
    missing: 'Type the code that the caller reads out.',
    otherWay: 'I am sure in another way',
    how: 'How are you sure who it is?',
    howHint: 'It goes into the audit log. No codes, numbers or addresses.',
    write: 'Write down, and go on',
    reader: 'Your role may look, but not help.',
  },
  help: {
    title: 'Help',
    verifyFirst: 'Verify the caller first.',
    administrator: 'This person is an administrator here. Only a Password Administrator or Global Administrator may help them.',
    link: 'Send a link to reset',
    linkText: 'They choose a new password themselves, with their own methods.',
    linkTitle: (name) => `Send ${name} the way to the reset page`,
    linkQuestion: 'Where to?',
    linkSubmit: 'Send the link',
    linkSent: (hint) => ({ title: `The link is on its way to ${hint}`, text: 'They prove who they are on the page, and choose the password themselves.' }),
    linkNotSent: 'The link was not sent',
    accessCodeText: 'For somebody who has lost their phone: a code to read out, which counts as one method on the reset page.',
    unlockText: 'For somebody who knows the password.',
    noPassword: 'Nobody at the help desk chooses or gets to know a password here.',
  },
  recent: 'Lately',
  noRecent: 'Nothing in the last seven days.',
  times: (number) => `${number} times`,
  byAdministrator: 'by an administrator',
  policy: {
    label: 'Must the helpdesk verify who calls?',
    choices: { required: 'Required', recommended: 'Recommended', off: 'Off' },
    hints: {
      required: 'A Helpdesk Administrator can do nothing for a caller before a code to one of the person’s methods was read out.',
      recommended: 'The page asks for it, and anything can be done without.',
      off: 'The page offers it, and does not ask for it.',
    },
  },
};
