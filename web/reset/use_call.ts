import { asApiError, type ApiError } from '../shared/api_error';
import { useCallOf, type Call } from '../shared/ui/use_call';
import { endsSession } from './journey';

/** A step's calls; when the session has ended, `onSessionEnd` has the error. */
export function useCall(onSessionEnd: (error: ApiError) => void): Call<ApiError> {
  return useCallOf({ asError: asApiError, ends: endsSession, onEnd: onSessionEnd });
}
