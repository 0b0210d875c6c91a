import type { ApiError } from '../../shared/api_error';
import { errorText } from '../../shared/message_text';
import { useLocalisation } from '../../shared/ui/language_context';
import { type TypedCode, TypedCodeField } from '../../shared/ui/typed_code';

interface Props {
  readonly typed: TypedCode;
  readonly error: ApiError | null;
  readonly hint: string;
}

/** The code that a new method is proven by. */
export function CodeField({ typed, error, hint }: Props) {
  const { strings, formats } = useLocalisation();
  const wrong = error?.code === 'code_wrong' ? errorText(error, strings, formats) : null;
  const said = wrong === null ? null : `${wrong.title}. ${wrong.text}`;
  return (
    <TypedCodeField
      typed={typed}
      label={strings.verify.code}
      hint={hint}
      error={typed.problem !== null ? strings.verify[typed.problem] : said}
    />
  );
}
