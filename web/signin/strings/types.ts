/** Every text of the sign-in page that the kit does not have. A language that lacks one does not compile. */

import type { Formats } from '../../shared/format';
import type { Message } from '../../shared/strings';
import type { Client } from '../answers';
import type { SigninErrorCode } from '../signin_error';

export interface SigninStrings {
  readonly loading: string;
  readonly signIn: {
    readonly title: string;
    readonly intro: Readonly<Record<Client, string>>;
    readonly userId: string;
    readonly userIdMissing: string;
    readonly password: string;
    readonly passwordMissing: string;
    readonly show: string;
    readonly capsLock: string;
    readonly submit: string;
  };
  readonly secondStep: {
    readonly title: string;
    readonly intro: string;
    readonly lost: string;
  };
  readonly code: {
    readonly label: string;
    readonly hint: string;
    readonly missing: string;
    readonly malformed: string;
    readonly submit: string;
  };
  readonly enrol: {
    readonly title: string;
    readonly intro: string;
    readonly steps: readonly [string, string, string];
    readonly qr: string;
    readonly secret: string;
    readonly copy: string;
    readonly copied: string;
  };
  readonly device: {
    readonly title: string;
    readonly intro: string;
    readonly code: string;
    readonly hint: string;
    readonly missing: string;
  };
  readonly consent: {
    readonly title: Readonly<Record<Client, string>>;
    readonly intro: (tenantName: string) => string;
    readonly signedInAs: string;
    readonly warning: Message;
    readonly allow: string;
    readonly deny: string;
  };
  readonly done: { readonly title: string; readonly text: string };
  readonly denied: { readonly title: string; readonly text: string };
  readonly leaving: { readonly title: string; readonly text: Readonly<Record<Client, string>> };
  readonly failed: { readonly title: string; readonly toPortal: string };
  /** Also the codes of `/signin?error=…`; others are `unexpected`. */
  readonly problems: Readonly<
    Record<'no_flow' | 'client_unknown' | 'redirect_wrong' | 'tenant_unknown', Message>
  >;
  readonly errors: Readonly<Record<SigninErrorCode, (retryAfterSeconds: number | null, formats: Formats) => Message>>;
}
