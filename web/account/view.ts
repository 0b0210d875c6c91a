/** Which step is shown, and what it needs. A password is in none. */

import type { ApiError } from '../shared/api_error';
import type { Outcome } from '../shared/reset_answers';

export type Notice = 'ended' | 'signedOut';

/** Either the directory's answer, or a call that did not get so far. */
export type Failure = { readonly outcome: Outcome } | { readonly error: ApiError };

export type View =
  | { readonly at: 'loading' }
  | { readonly at: 'signIn'; readonly notice: Notice | null; readonly isLanding: boolean }
  | { readonly at: 'applicationOver'; readonly error: ApiError }
  | { readonly at: 'signOut'; readonly flow: string }
  | { readonly at: 'notMe'; readonly token: string }
  | { readonly at: 'securityInfo'; readonly isChanged: boolean }
  | { readonly at: 'ownSessions' }
  | { readonly at: 'home'; readonly isChanged: boolean }
  | { readonly at: 'change'; readonly refusal: Outcome | null }
  | { readonly at: 'working'; readonly connected: boolean }
  | { readonly at: 'failed'; readonly failure: Failure };
