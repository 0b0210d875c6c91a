/** Where on the page of Security info somebody is, and what its forms have in common. */

import type { Method, MethodKind } from '../answers';
import type { AccountApi } from '../api';

/** What has just been done. */
export type Notice = 'added' | 'removed' | 'passwordChanged';

export type Place =
  | { readonly at: 'list'; readonly notice: Notice | null }
  | { readonly at: 'choose' }
  | { readonly at: 'add'; readonly kind: MethodKind }
  | { readonly at: 'remove'; readonly method: Method };

/** The kinds that this page has a form for. */
export const ADDABLE: ReadonlySet<MethodKind> = new Set<MethodKind>([
  'email',
  'mobilePhone',
  'authenticatorApp',
  'passkey',
  'securityQuestions',
  'recoveryCode',
]);

/** Those of which somebody may have several. */
export const SEVERAL: ReadonlySet<MethodKind> = new Set<MethodKind>(['authenticatorApp', 'passkey']);

export interface MethodForm {
  readonly api: AccountApi;
  readonly onChanged: (notice: Notice) => Promise<void>;
  readonly onCancel: () => void;
  readonly onEnded: () => void;
  /** The password must be entered again; then this form comes back. */
  readonly onSignInTooOld: () => void;
}
