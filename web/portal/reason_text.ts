import type { Formats } from '../shared/format';
import type { NoticeText } from '../fluent/notice';
import type { Reason } from '../shared/reasons';
import type { Kind } from '../shared/reset_answers';
import type { AdministratorDetails } from './graph/graph_error';
import type { Strings } from './strings';

/** Why the directory answered as it did, in an administrator's words. */
export function reasonText(reason: Reason, details: AdministratorDetails, kind: Kind, strings: Strings, formats: Formats): NoticeText {
  const at = details.mayChangeAt;
  const when = at === undefined ? null : strings.when({ time: formats.clock(at), day: formats.otherDay(at) });
  return strings.reasons[reason]({ ...details, banned: details.banned ?? 'word', when, kind });
}
