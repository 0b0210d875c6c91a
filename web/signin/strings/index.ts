import type { Language } from '../../shared/language';
import { useLocalisation } from '../../shared/ui/language_context';
import { da } from './da';
import { en } from './en';
import type { SigninStrings } from './types';

export type { SigninStrings } from './types';

export const SIGNIN_STRINGS: Readonly<Record<Language, SigninStrings>> = { en, da };

export function useWords(): SigninStrings {
  return SIGNIN_STRINGS[useLocalisation().language];
}
