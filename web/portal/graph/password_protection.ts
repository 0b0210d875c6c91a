/** What the organisation bans as passwords (docs/protocol.md §12). */
import { flag, listOf, object, oneOf, text, type Decoder } from '../../shared/decode';

export const PROTECTION_PATH = '/beta/policies/passwordProtection';
export const MODES = ['enforce', 'audit'] as const;
export type Mode = (typeof MODES)[number];
export const MOST_WORDS = 1000;

export interface PasswordProtection {
  readonly enabled: boolean;
  readonly mode: Mode;
  readonly words: readonly string[];
}

export const passwordProtection: Decoder<PasswordProtection> = (value) => {
  const members = object(value);
  return { enabled: flag(members.enabled), mode: oneOf(MODES)(members.mode), words: listOf(text)(members.words) };
};
