import { errorText } from '../../shared/message_text';
import { Heading } from '../../shared/ui/heading';
import { useLocalisation } from '../../shared/ui/language_context';
import { MessageBar } from '../../shared/ui/message_bar';
import type { ApiError } from '../../shared/api_error';
import { useAccountStrings } from '../strings';

/** The way back to the application is lost: it took too long, or belongs to another browser; or the server failed. */
export function ApplicationOver({ error }: { readonly error: ApiError }) {
  const { strings, formats } = useLocalisation();
  const { application } = useAccountStrings();
  const isOld = error.code === 'request_expired';
  return (
    <div class="appear">
      <Heading>{application.over}</Heading>
      <div class="stack">
        <MessageBar
          tone={isOld ? 'warning' : 'danger'}
          message={isOld ? application.expired : errorText(error, strings, formats)}
          focusKey={error}
        />
        <p>
          <a href="/account">{application.toAccount}</a>
        </p>
      </div>
    </div>
  );
}
