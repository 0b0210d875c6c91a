import type { ReactNode } from 'react';
import { useLanguage } from '../../fluent/language';
import { Notice } from '../../fluent/notice';
import type { JsonObject } from '../../shared/decode';
import { among } from '../../shared/words';
import { errorArguments } from '../error_arguments';
import { useStrings } from '../strings';

interface Props {
  readonly error: { readonly code: string; readonly details: JsonObject } | null;
  /** For an error that answers no press: it is announced, and leaves the focus where it is. */
  readonly isQuiet?: boolean;
  readonly children?: ReactNode;
}

/** A call's error in words; what the directory itself said stands below. */
export function Problem({ error, isQuiet = false, children }: Props) {
  const strings = useStrings();
  const { formats } = useLanguage();
  if (error === null || error.code === 'aborted') return null;
  const known = among(strings.errors, error.code);
  const said = error.details['message'];
  return (
    <Notice intent="error" message={(known ?? strings.errors.unexpected)(errorArguments(error.details, formats))} focusKey={isQuiet ? undefined : error}>
      {known !== undefined && error.code !== 'unexpected' && typeof said === 'string' && said !== '' && (
        <p>
          {strings.inDetail} <span lang="en">{said}</span>
        </p>
      )}
      {children}
    </Notice>
  );
}
