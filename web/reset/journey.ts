/** What outlives a step of the reset page, and which step is shown. A password is in neither. */

import type { ApiError } from '../shared/api_error';
import type { Kind, Outcome, Session } from '../shared/reset_answers';

export interface Journey {
  /** As typed. */
  readonly userId: string;
  readonly session: Session | null;
  readonly kind: Kind;
  /** The account's own user ID, known once the person is verified. */
  readonly account: string;
}

export type View =
  | { readonly at: 'identify'; readonly notice: ApiError | null }
  | { readonly at: 'intent' }
  | { readonly at: 'verify' }
  | { readonly at: 'password'; readonly refusal: Outcome | null }
  | { readonly at: 'working'; readonly connected: boolean }
  | { readonly at: 'done' }
  | { readonly at: 'failed'; readonly failure: Failure };

/** Either the directory's answer, or a call that did not get so far. */
export type Failure = { readonly outcome: Outcome } | { readonly error: ApiError };

/** The numbered steps that lie before a person; null on pages that are no step. */
export function stepOf(view: View, journey: Journey, unlockAllowed: boolean): { step: number; of: number } | null {
  const offersUnlock = journey.session === null ? unlockAllowed : journey.session.intents.includes('unlock');
  const order = [
    'identify',
    ...(offersUnlock ? ['intent'] : []),
    'verify',
    ...(journey.kind === 'reset' ? ['password'] : []),
  ];
  const index = order.indexOf(view.at);
  return index < 0 ? null : { step: index + 1, of: order.length };
}

/** The session is gone or in disorder: nothing but a new one helps. */
export function endsSession(error: ApiError): boolean {
  return error.code === 'session_missing' || error.code === 'wrong_step';
}

/** When no answer came in time. */
export function unknownOutcome(requestId: string, kind: Kind): Outcome {
  return { reason: 'outcome_unknown', kind, supportCode: requestId, details: {}, retry: false };
}
