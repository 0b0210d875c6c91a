/** The texts that only the account page has. A language that lacks one does not compile. */

import type { Message } from '../../shared/strings';
import type { MethodKind, Why } from '../answers';

export interface AccountStrings {
  readonly loading: string;
  readonly signIn: {
    readonly title: string;
    readonly intro: string;
    /** For an application, by its name. */
    readonly introOf: (application: string) => string;
    readonly userId: string;
    readonly userIdHint: string;
    readonly userIdMissing: string;
    readonly password: string;
    readonly passwordMissing: string;
    readonly submit: string;
    readonly forgot: string;
    readonly ended: Message;
    readonly signedOut: Message;
  };
  readonly application: {
    readonly over: string;
    readonly expired: Message;
    readonly toAccount: string;
    readonly signOut: string;
    /** By the name of the application; empty: none has said so. */
    readonly signOutText: (application: string) => string;
    readonly stay: string;
    readonly signOutOver: Message;
  };
  readonly home: {
    readonly title: string;
    readonly signedInAs: string;
    readonly passwordTitle: string;
    readonly passwordText: string;
    readonly securityTitle: string;
    readonly securityText: string;
    readonly signOut: string;
    readonly changed: Message;
  };
  readonly change: {
    readonly title: string;
    readonly why: Readonly<Record<Why, Message>>;
    readonly current: string;
    readonly currentMissing: string;
    readonly submit: string;
    readonly cancel: string;
    readonly working: string;
    readonly failed: string;
    readonly unknown: string;
    readonly backToAccount: string;
  };
  readonly security: SecurityStrings;
  readonly notMe: {
    readonly title: string;
    readonly text: string;
    readonly submit: string;
    readonly done: Message;
    readonly expired: Message;
    readonly reset: string;
  };
}

interface SentCodeStrings {
  readonly intro: string;
  readonly label: string;
  readonly missing: string;
  readonly sent: (to: string) => Message;
  readonly codeHint: string;
}

interface SecurityStrings {
  readonly title: string;
  readonly intro: string;
  readonly none: string;
  readonly add: string;
  readonly replaces: string;
  readonly remove: string;
  readonly removeTitle: (name: string) => string;
  readonly removeText: string;
  readonly finish: string;
  readonly kinds: Readonly<Record<MethodKind, { readonly name: string; readonly hint: string }>>;
  /** `date` is null when that is today. */
  readonly added: (date: string | null) => string;
  readonly used: (date: string | null) => string;
  readonly codesLeft: (count: number) => string;
  readonly locked: string;
  readonly fromDirectory: string;
  readonly notices: Readonly<Record<'added' | 'removed', Message>>;
  readonly notAllowed: Message;
  readonly mayNotReset: Message;
  readonly register: (required: number) => Message;
  readonly confirm: Message;
  readonly stillRight: string;
  readonly notNow: string;
  readonly again: { readonly title: string; readonly text: string; readonly submit: string };
  readonly sentCode: Readonly<Record<'email' | 'mobilePhone', SentCodeStrings>>;
  readonly app: {
    readonly intro: string;
    readonly steps: readonly [string, string, string];
    readonly qr: string;
    readonly secret: string;
    readonly copy: string;
    readonly copied: string;
    readonly codeHint: string;
    readonly name: string;
    readonly nameHint: string;
  };
  readonly passkey: {
    readonly intro: string;
    readonly name: string;
    readonly nameHint: string;
    readonly submit: string;
    readonly refused: Message;
  };
  readonly questions: {
    /** `count` is null until it is known. */
    readonly intro: (count: number | null) => string;
    readonly number: (number: number) => string;
    readonly choose: (number: number) => string;
    readonly answer: (number: number) => string;
    readonly problems: Readonly<Record<'missing' | 'length' | 'alike', string>>;
  };
  readonly recovery: {
    readonly intro: string;
    readonly print: string;
    readonly copy: string;
    readonly copied: string;
    readonly kept: string;
  };
}
