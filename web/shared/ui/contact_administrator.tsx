import { useState } from 'preact/hooks';
import { type ApiError, asApiError } from '../api_error';
import { errorText } from '../message_text';
import { useLocalisation } from './language_context';
import { useCallOf } from './use_call';

interface Props {
  readonly ask: () => Promise<void>;
}

/** Where there is no helpdesk to link to: a mail to those who administer the tenant, and what came of it. */
export function ContactAdministrator({ ask }: Props) {
  const { strings, formats } = useLocalisation();
  const words = strings.contact;
  const [asked, setAsked] = useState(false);
  const call = useCallOf<ApiError>({ asError: asApiError, ends: () => false, onEnd: () => undefined });
  const failure = call.error === null ? null : errorText(call.error, strings, formats);
  return (
    <div class="contact">
      {!asked && (
        <p>
          {strings.common.help}{' '}
          <button
            type="button"
            class="linkButton"
            aria-disabled={call.busy ? 'true' : undefined}
            onClick={() =>
              void call.run(async () => {
                await ask();
                setAsked(true);
              })
            }
          >
            {words.button}
          </button>
        </p>
      )}
      <p role="status">{asked ? words.asked : failure === null ? '' : `${failure.title}. ${failure.text}`}</p>
    </div>
  );
}
