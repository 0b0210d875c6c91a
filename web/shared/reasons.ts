/** Why a request ended as it did: the closed list of docs/protocol.md §3. */
export const REASONS = [
  'succeeded',
  'password_too_short',
  'password_too_long',
  'password_not_complex',
  'password_contains_name',
  'password_in_history',
  'password_too_young',
  'password_banned',
  'password_refused',
  'password_malformed',
  'current_password_wrong',
  'account_locked',
  'account_disabled',
  'account_expired',
  'cannot_change_password',
  'account_protected',
  'permission_missing',
  'user_not_found',
  'user_out_of_scope',
  'multiple_matches',
  'directory_unavailable',
  'agent_unavailable',
  'agent_busy',
  'deadline_passed',
  'cannot_open',
  'replayed',
  'malformed',
  'writeback_disabled',
  'outcome_unknown',
] as const;

export type Reason = (typeof REASONS)[number];

/** Refusals of the password itself: the person stays at the form and types another. */
const ABOUT_THE_PASSWORD: ReadonlySet<Reason> = new Set<Reason>([
  'password_too_short',
  'password_too_long',
  'password_not_complex',
  'password_contains_name',
  'password_in_history',
  'password_too_young',
  'password_banned',
  'password_refused',
  'password_malformed',
  'current_password_wrong',
]);

export function isAboutThePassword(reason: Reason): boolean {
  return ABOUT_THE_PASSWORD.has(reason);
}

/** Why a password is banned: words of the organisation's list, the person's or its own name, a list of breached ones. */
export const BANNED_PARTS = ['word', 'name', 'organization', 'breached'] as const;
export type BannedPart = (typeof BANNED_PARTS)[number];

/** What may stand beside a reason. */
export interface ReasonDetails {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly categories?: number;
  readonly categoriesNeeded?: number;
  readonly historyLength?: number;
  readonly minAgeSeconds?: number;
  /** Milliseconds since 1970. */
  readonly mayChangeAt?: number;
  readonly triesLeft?: number;
  readonly banned?: BannedPart;
}
