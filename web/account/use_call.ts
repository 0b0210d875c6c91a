import { asApiError, type ApiError } from '../shared/api_error';
import { useCallOf, type Call } from '../shared/ui/use_call';

/** A step's calls; when nobody is signed in any more, `onEnded` is called. */
export function useCall(onEnded: () => void): Call<ApiError> {
  return useCallOf({ asError: asApiError, ends: (error) => error.code === 'session_missing', onEnd: onEnded });
}
