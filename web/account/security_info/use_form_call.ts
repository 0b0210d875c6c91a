import { asApiError, type ApiError } from '../../shared/api_error';
import { useCallOf, type Call } from '../../shared/ui/use_call';
import type { MethodForm } from './place';

/** A form's calls: when nobody is signed in any more, or not lately enough, the page goes on elsewhere. */
export function useFormCall({ onEnded, onSignInTooOld }: Pick<MethodForm, 'onEnded' | 'onSignInTooOld'>): Call<ApiError> {
  return useCallOf({
    asError: asApiError,
    ends: (error) => error.code === 'session_missing' || error.code === 'sign_in_too_old',
    onEnd: (error) => (error.code === 'session_missing' ? onEnded() : onSignInTooOld()),
  });
}
