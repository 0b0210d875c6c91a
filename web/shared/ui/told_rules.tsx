import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { asApiError, type ApiError } from '../api_error';
import { errorText } from '../message_text';
import type { Description } from '../reset_answers';
import { Button } from './button';
import { useLocalisation } from './language_context';
import { MessageBar } from './message_bar';
import type { Call } from './use_call';

interface Props {
  readonly describe: () => Promise<Description>;
  /** Of the page: an error that ends more than this step is its to show. */
  readonly run: Call<ApiError>['run'];
  readonly ends: (error: ApiError) => boolean;
  /** Beside "Try again". */
  readonly otherAction?: ComponentChildren;
  /** The form, by what the directory told; null when the rules could not be had. */
  readonly children: (description: Description | null) => ComponentChildren;
}

type Loading =
  | { readonly at: 'loading' }
  | { readonly at: 'told'; readonly description: Description | null }
  | { readonly at: 'unreachable'; readonly error: ApiError };

/** Asks the directory for its rules before a password is typed. */
export function ToldRules({ describe, run, ends, otherAction, children }: Props) {
  const { strings, formats } = useLocalisation();
  const [loading, setLoading] = useState<Loading>({ at: 'loading' });

  const load = () =>
    run(async () => {
      setLoading({ at: 'loading' });
      try {
        setLoading({ at: 'told', description: await describe() });
      } catch (thrown) {
        const error = asApiError(thrown);
        if (ends(error)) throw error;
        setLoading(afterFailure(error));
      }
    });
  useEffect(() => void load(), []);

  switch (loading.at) {
    case 'loading':
      return (
        <p class="lead loading" role="status">
          <span class="spinner" aria-hidden="true" />
          {strings.rules.loading}
        </p>
      );
    case 'unreachable':
      return (
        <div class="stack">
          <MessageBar
            tone="danger"
            message={errorText(loading.error, strings, formats)}
            focusKey={loading.error}
          />
          <div class="actions">
            <Button primary onClick={() => void load()}>
              {strings.common.tryAgain}
            </Button>
            {otherAction}
          </div>
        </div>
      );
    case 'told':
      return <>{children(loading.description)}</>;
  }
}

/** Without a way to the directory there is no use in typing; without its rules alone, there is. */
function afterFailure(error: ApiError): Loading {
  if (error.code === 'unexpected' || error.code === 'not_found') return { at: 'told', description: null };
  return { at: 'unreachable', error };
}
