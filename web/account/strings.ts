import { account } from '../generated/words/account';
import type { AccountWords } from '../generated/words/types';
import { useLocalisation } from '../shared/ui/language_context';

export type AccountStrings = AccountWords;

export const ACCOUNT_STRINGS = account;

export function useAccountStrings(): AccountStrings {
  return account.in(useLocalisation().language);
}
