import type { Account } from '../answers';
import type { AccountApi } from '../api';

export interface OwnSessionsProps {
  readonly api: AccountApi;
  readonly account: Account;
  readonly whr: string | null;
  readonly onDone: () => void;
  readonly onEnded: () => void;
}
