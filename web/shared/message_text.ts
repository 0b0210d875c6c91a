/** What an error or an outcome says, with its numbers and times in the person's own way. */

import type { ApiError } from './api_error';
import type { Formats } from './format';
import type { Reason, ReasonDetails } from './reasons';
import type { Kind } from './reset_answers';
import type { Message, Strings } from './strings';

/** "at 14:05", "at 14:05 on 24 November 2026". */
export function whenText(at: number, strings: Strings, formats: Formats): string {
  return strings.when({ time: formats.clock(at), day: formats.otherDay(at) });
}

export function errorText({ code, details }: Pick<ApiError, 'code' | 'details'>, strings: Strings, formats: Formats): Message {
  const { triesLeft, retryAfterSeconds: seconds } = details;
  return strings.errors[code]({
    triesLeft,
    wait: seconds === null ? null : formats.duration(seconds),
    when: seconds === null ? '' : whenText(Date.now() + seconds * 1000, strings, formats),
  });
}

export function reasonText(reason: Reason, details: ReasonDetails, kind: Kind, strings: Strings, formats: Formats): Message {
  const when = details.mayChangeAt === undefined ? null : whenText(details.mayChangeAt, strings, formats);
  return strings.reasons[reason]({ ...details, banned: details.banned ?? 'word', when, kind });
}
