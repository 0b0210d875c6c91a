import { useCallOf, type Call } from '../shared/ui/use_call';
import { asSigninError, type SigninError } from './signin_error';

/** A step's calls; when the flow is gone or elsewhere, `onFlowEnd` has the error. */
export function useCall(onFlowEnd: (error: SigninError) => void): Call<SigninError> {
  return useCallOf({
    asError: asSigninError,
    ends: ({ code }) => code === 'flow_expired' || code === 'wrong_step',
    onEnd: onFlowEnd,
  });
}
