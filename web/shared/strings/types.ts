/**
 * Every text of the pages. A language that lacks one does not compile. Texts with a number in them are functions; a number may
 * be missing where the protocol lets it.
 */

import type { ApiErrorCode, ApiErrorDetails } from '../api_error';
import type { Formats } from '../format';
import type { PasskeyProblem } from '../passkey';
import type { CharacterKind } from '../password_text';
import type { Reason, ReasonDetails } from '../reasons';
import type { Kind, MethodId, SendingMethod } from '../reset_answers';

/** What happened, and what to do next. */
export interface Message {
  readonly title: string;
  readonly text: string;
  readonly next?: string;
}

export type ReasonMessage = (details: ReasonDetails, formats: Formats, kind: Kind) => Message;
export type ErrorMessage = (details: ApiErrorDetails, formats: Formats) => Message;

export interface Strings {
  readonly language: {
    readonly own: string;
    readonly switchTo: Readonly<Record<'en' | 'da', string>>;
  };
  readonly product: string;
  readonly common: {
    readonly next: string;
    readonly back: string;
    readonly tryAgain: string;
    readonly startAgain: string;
    readonly working: string;
    readonly supportCode: string;
    readonly copy: string;
    readonly copied: string;
    readonly help: string;
    readonly helpLink: string;
    readonly toAccount: string;
    readonly step: (step: number, of: number) => string;
    readonly sessionEndsSoon: (left: string) => string;
  };
  /** Asking the administrators, where there is no helpdesk to link to. */
  readonly contact: {
    readonly button: string;
    readonly asked: string;
  };
  readonly identify: {
    readonly title: string;
    readonly intro: string;
    readonly userId: string;
    readonly hint: string;
    readonly missing: string;
    /** While the proof of work is found. */
    readonly checking: string;
  };
  readonly intent: {
    readonly title: string;
    readonly choices: Readonly<Record<Kind, { readonly label: string; readonly hint: string }>>;
  };
  readonly verify: {
    readonly title: (number: number) => string;
    readonly intro: string;
    /** `masked`: the address or number, as far as it is shown. */
    readonly methods: Readonly<
      Record<MethodId, { readonly label: string; readonly hint: (masked: string | null) => string }>
    >;
    readonly noMethod: string;
    readonly send: string;
    readonly sendAgain: string;
    readonly sendAgainIn: (left: string) => string;
    readonly sent: Readonly<
      Record<SendingMethod, { readonly title: string; readonly text: (validFor: string) => string; readonly hint: string }>
    >;
    readonly number: string;
    readonly numberHint: (masked: string | null) => string;
    readonly numberMissing: string;
    readonly code: string;
    readonly codeHint: Readonly<Record<Exclude<MethodId, 'securityQuestions' | 'passkey'>, string>>;
    readonly questionsIntro: string;
    readonly questionsLoading: string;
    readonly answerMissing: string;
    readonly answersWrong: (triesLeft: number | null, formats: Formats) => Message;
    readonly codeMissing: string;
    readonly codeMalformed: string;
  };
  readonly passkey: {
    /** While the browser asks the person. */
    readonly waiting: string;
    readonly problems: Readonly<Record<PasskeyProblem, Message>>;
    readonly refused: (triesLeft: number | null, formats: Formats) => Message;
  };
  readonly password: {
    readonly title: string;
    readonly account: string;
    readonly next: string;
    readonly confirm: string;
    readonly show: string;
    readonly capsLock: string;
    readonly finish: string;
    readonly missing: string;
    readonly mismatch: string;
    readonly loneSurrogate: string;
    readonly nul: string;
    readonly tooShort: (minLength: number, length: number, formats: Formats) => string;
    readonly tooLong: (maxLength: number, length: number, formats: Formats) => string;
    readonly tooManyBytes: string;
  };
  readonly rules: {
    readonly title: string;
    readonly loading: string;
    readonly unknown: string;
    readonly checkedLater: string;
    readonly met: string;
    readonly notMet: string;
    readonly failed: string;
    readonly progress: (met: number, of: number) => string;
    readonly minLength: (length: number, formats: Formats) => string;
    readonly maxLength: (length: number, formats: Formats) => string;
    readonly kinds: (needed: number, formats: Formats) => string;
    readonly kind: Readonly<Record<CharacterKind, string>>;
    readonly notName: string;
    readonly notInHistory: (length: number, formats: Formats) => string;
  };
  readonly account: {
    readonly locked: Message;
    readonly disabled: Message;
    readonly expired: Message;
    readonly tooYoung: (mayChangeAt: number, formats: Formats) => Message;
    readonly rulesNotLoaded: Message;
  };
  readonly working: {
    readonly title: Readonly<Record<Kind, string>>;
    readonly waiting: string;
    readonly elapsed: (elapsed: string) => string;
    readonly slow: string;
    readonly reconnecting: string;
    readonly stay: string;
  };
  readonly done: Readonly<
    Record<Kind, { readonly title: string; readonly text: string; readonly next: readonly string[] }>
  >;
  /** Instead of done.unlock, when the directory said before that there was no lock. */
  readonly wasNotLocked: { readonly title: string; readonly text: string; readonly next: readonly string[] };
  readonly failed: { readonly title: Readonly<Record<Kind, string>>; readonly unknownTitle: string };
  readonly reasons: Readonly<Record<Reason, ReasonMessage>>;
  readonly errors: Readonly<Record<ApiErrorCode, ErrorMessage>>;
}
