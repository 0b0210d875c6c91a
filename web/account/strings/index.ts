import type { Language } from '../../shared/language';
import { useLocalisation } from '../../shared/ui/language_context';
import { da } from './da';
import { en } from './en';
import type { AccountStrings } from './types';

export const ACCOUNT_STRINGS: Readonly<Record<Language, AccountStrings>> = { en, da };

export function useAccountStrings(): AccountStrings {
  return ACCOUNT_STRINGS[useLocalisation().language];
}
