import { CopyLine } from '../../fluent/copy_line';
import { useLanguage } from '../../fluent/language';
import { Notice } from '../../fluent/notice';
import type { AdministratorOutcome } from '../graph/answers';
import { ReasonDetails } from '../problem';
import { reasonText } from '../reason_text';
import { useStrings } from '../strings';

interface Props {
  readonly outcome: AdministratorOutcome;
  readonly name: string;
  readonly mustChange: boolean;
}

/** How it ended, as the directory said it, with what the administrator needs to mend it. */
export function OutcomeNotice({ outcome, name, mustChange }: Props) {
  const strings = useStrings();
  const { formats } = useLanguage();
  const { reset: texts, person } = strings;
  if (outcome.reason === 'succeeded') {
    const done = outcome.kind === 'reset' ? texts.done({ name }) : texts.unlocked({ name });
    const message = mustChange ? { ...done, next: texts.doneMustChange } : done;
    return (
      <Notice intent="success" message={message} focusKey={outcome}>
        <CopyLine label={person.supportCode} text={outcome.supportCode} />
      </Notice>
    );
  }
  const isUnknown = outcome.reason === 'outcome_unknown';
  const message = reasonText(outcome.reason, outcome.details, outcome.kind, strings, formats);
  return (
    <Notice intent={isUnknown ? 'warning' : 'error'} message={message} focusKey={outcome}>
      <ReasonDetails details={outcome.details} />
      <CopyLine label={person.supportCode} text={outcome.supportCode} />
    </Notice>
  );
}
