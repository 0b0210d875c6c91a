/** The answers of the account page's API (docs/protocol.md §12), decoded. */

import { nullable, object, oneOf, text, type Decoder } from '../shared/decode';
import * as reset from '../shared/reset_answers';
import type { Outcome } from '../shared/reset_answers';

export type Why = 'expired' | 'must_change';

export interface Account {
  readonly step: 'signed_in' | 'change_password';
  readonly why: Why | null;
  readonly userId: string;
  readonly displayName: string;
}

export const account: Decoder<Account> = (value) => {
  const members = object(value);
  return {
    step: oneOf(['signed_in', 'change_password'] as const)(members.step),
    why: nullable(oneOf<Why>(['expired', 'must_change']))(members.why),
    userId: text(members.userId),
    displayName: text(members.displayName),
  };
};

/** A change is told in the words of a reset. */
export const pendingOutcome: Decoder<Outcome | null> = (value) => {
  const outcome = nullable(object)(object(value).outcome);
  return reset.pendingOutcome({ outcome: outcome === null ? null : { ...outcome, kind: 'reset' } });
};

export const nothing: Decoder<void> = () => undefined;
