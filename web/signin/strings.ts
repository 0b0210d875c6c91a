import { signin } from '../generated/words/signin';
import type { SigninWords } from '../generated/words/types';
import { useLocalisation } from '../shared/ui/language_context';

export type SigninStrings = SigninWords;

export const SIGNIN_STRINGS = signin;

export function useWords(): SigninStrings {
  return signin.in(useLocalisation().language);
}
