/** What outlives a step of the reset page, and which step is shown. A password is in neither. */

import type { ApiError } from '../shared/api_error';
import type { Kind, Outcome, Session } from '../shared/reset_answers';

export interface Journey {
  /** As typed. */
  readonly userId: string;
  readonly session: Session | null;
}

export type View =
  | { readonly at: 'identify'; readonly notice: ApiError | null }
  | { readonly at: 'intent' }
  | { readonly at: 'verify' }
  | { readonly at: 'password'; readonly refusal: Outcome | null }
  | { readonly at: 'working'; readonly connected: boolean }
  | { readonly at: 'done'; readonly wasLocked: boolean | null }
  | { readonly at: 'failed'; readonly failure: Failure };

/** Either the directory's answer, or a call that did not get so far. */
export type Failure = { readonly outcome: Outcome } | { readonly error: ApiError };

export function kindOf(journey: Journey): Kind {
  return journey.session?.intent ?? 'reset';
}

/** The numbered steps that lie before a person; null on pages that are no step. */
export function stepOf(view: View, journey: Journey, unlockAllowed: boolean): { step: number; of: number } | null {
  const { session } = journey;
  const offersUnlock = session === null ? unlockAllowed : session.intents.length > 1;
  const verifications = session?.verification.of ?? 1;
  const order = [
    'identify',
    ...(offersUnlock ? ['intent'] : []),
    ...Array.from({ length: verifications }, () => 'verify'),
    ...(kindOf(journey) === 'reset' ? ['password'] : []),
  ];
  const index = order.indexOf(view.at);
  if (index < 0) return null;
  const further = view.at === 'verify' ? (session?.verification.number ?? 1) - 1 : 0;
  return { step: index + further + 1, of: order.length };
}

/** The session is gone or in disorder: nothing but a new one helps. */
export function endsSession(error: ApiError): boolean {
  return error.code === 'session_missing' || error.code === 'wrong_step';
}

/** When no answer came in time. */
export function unknownOutcome(requestId: string, kind: Kind): Outcome {
  return { reason: 'outcome_unknown', kind, supportCode: requestId, details: {}, retry: false };
}
