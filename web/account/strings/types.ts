/** The texts that only the account page has. A language that lacks one does not compile. */

import type { Message } from '../../shared/strings';
import type { Why } from '../answers';

export interface AccountStrings {
  readonly loading: string;
  readonly signIn: {
    readonly title: string;
    readonly intro: string;
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
  readonly home: {
    readonly title: string;
    readonly signedInAs: string;
    readonly passwordTitle: string;
    readonly passwordText: string;
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
}
