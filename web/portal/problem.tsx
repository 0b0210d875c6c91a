import { Button } from '@fluentui/react-components';
import type { Formats } from '../shared/format';
import { REASONS } from '../shared/reasons';
import type { Kind } from '../shared/reset_answers';
import { CopyLine } from '../fluent/copy_line';
import { useLanguage } from '../fluent/language';
import { Notice, type NoticeText } from '../fluent/notice';
import { among } from '../shared/words';
import type { GraphError } from './graph/graph_error';
import { reasonText } from './reason_text';
import { useStrings, type Strings } from './strings';

/** The words for an error: those of a reason of the directory's, of a known code, or of what nobody foresaw. */
export function textOf(error: GraphError, strings: Strings, formats: Formats, kind: Kind = 'reset'): NoticeText {
  const reason = REASONS.find((known) => known === error.code);
  if (reason !== undefined) return reasonText(reason, error.details, kind, strings, formats);
  if (error.code === 'TooManyRequests' || error.code === 'too_many_attempts') {
    return strings.errors.tooMany({ wait: error.retryAfterSeconds === null ? null : formats.duration(error.retryAfterSeconds) });
  }
  return among(strings.errors.known, error.code) ?? strings.errors.unexpected;
}

interface Props {
  readonly error: GraphError;
  /** Stands before the error's own title: what did not succeed. */
  readonly title?: string;
  readonly onTryAgain?: () => void;
  readonly focusKey?: unknown;
}

export function Problem({ error, title, onTryAgain, focusKey }: Props) {
  const strings = useStrings();
  const { formats } = useLanguage();
  const text = textOf(error, strings, formats);
  const message = title === undefined ? text : { ...text, title: `${title}: ${lowerFirst(text.title)}` };
  return (
    <Notice intent="error" message={message} focusKey={focusKey}>
      <ReasonDetails details={error.details} />
      {error.requestId !== '' && <CopyLine text={error.requestId} />}
      {onTryAgain !== undefined && <Button onClick={onTryAgain}>{strings.tryAgain}</Button>}
    </Notice>
  );
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLocaleLowerCase() + text.slice(1);
}

/** What only administrators are told: the object and the right that is missing on it. */
export function ReasonDetails({ details }: { readonly details: { readonly object?: string; readonly right?: string } }) {
  const { reset } = useStrings();
  return (
    <>
      {details.right !== undefined && <CopyLine label={reset.right} text={among(reset.rights, details.right) ?? details.right} />}
      {details.object !== undefined && <CopyLine label={reset.object} text={details.object} />}
    </>
  );
}
