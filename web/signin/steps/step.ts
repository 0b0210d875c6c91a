import type { Flow } from '../answers';
import type { SigninApi } from '../api';
import type { SigninError } from '../signin_error';

/** What every step of a flow gets. */
export interface StepProps {
  readonly api: SigninApi;
  /** The flow's id. */
  readonly id: string;
  readonly onNext: (flow: Flow) => void;
  readonly onFlowEnd: (error: SigninError) => void;
}
