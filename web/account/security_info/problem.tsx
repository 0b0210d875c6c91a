import type { ApiError } from '../../shared/api_error';
import { errorText } from '../../shared/message_text';
import { Button } from '../../shared/ui/button';
import { useLocalisation } from '../../shared/ui/language_context';
import { MessageBar } from '../../shared/ui/message_bar';
import { useAccountStrings } from '../strings';

interface Props {
  readonly error: ApiError | null;
  readonly onRetry?: () => void;
}

export function Problem({ error, onRetry }: Props) {
  const { strings, formats } = useLocalisation();
  const { security } = useAccountStrings();
  if (error === null) return null;
  const message =
    error.code === 'kind_not_allowed' ? security.notAllowed : errorText(error, strings, formats);
  return (
    <MessageBar tone="danger" message={message} focusKey={error}>
      {onRetry !== undefined && (
        <div class="actions">
          <Button onClick={onRetry}>{strings.common.tryAgain}</Button>
        </div>
      )}
    </MessageBar>
  );
}
