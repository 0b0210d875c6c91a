/**
 * The rules for a new password as the page shows and checks them, from what the directory told and from what it has
 * refused.
 */

import { characterKinds, countUnits, KINDS_NEEDED, MAX_UNITS } from './password_text';
import type { Reason, ReasonDetails } from './reasons';
import type { Outcome, Policy } from './reset_answers';

/** 'later' is what only the directory can check. */
export type RuleState = 'met' | 'notMet' | 'later' | 'failed';

export type RuleId = 'minLength' | 'kinds' | 'notName' | 'notInHistory' | 'maxLength';

export interface Rule {
  readonly id: RuleId;
  /** The rule's number; 0 where it has none. */
  readonly value: number;
}

/** What the page remembers of a typed password: enough for the marks, too little to guess it by. */
export interface Measure {
  readonly length: number;
  readonly kinds: ReturnType<typeof characterKinds>;
}

export const NOTHING_TYPED: Measure = { length: 0, kinds: new Set() };

export function measure(typed: string): Measure {
  return { length: countUnits(typed), kinds: characterKinds(typed) };
}

const RULE_OF_REASON: Readonly<Partial<Record<Reason, RuleId>>> = {
  password_too_short: 'minLength',
  password_too_long: 'maxLength',
  password_not_complex: 'kinds',
  password_contains_name: 'notName',
  password_in_history: 'notInHistory',
};

export function failedRule(refusal: Outcome | null): RuleId | null {
  return refusal === null ? null : (RULE_OF_REASON[refusal.reason] ?? null);
}

/** A refusal is newer than the policy, so its numbers stand; and it may name a rule that the policy did not tell. */
export function rulesOf(policy: Policy | null, refusal: Outcome | null): Rule[] {
  const details: ReasonDetails = refusal?.details ?? {};
  const failed = failedRule(refusal);
  const rules: Rule[] = [];
  const minLength = details.minLength ?? policy?.minLength ?? 0;
  if (minLength > 0) rules.push({ id: 'minLength', value: minLength });
  if (policy?.complexity === true || failed === 'kinds') {
    rules.push({ id: 'kinds', value: details.categoriesNeeded ?? KINDS_NEEDED });
  }
  if (policy?.complexity === true || failed === 'notName') rules.push({ id: 'notName', value: 0 });
  const history = enforcedHistory(policy, refusal);
  if (history > 0) rules.push({ id: 'notInHistory', value: history });
  rules.push({ id: 'maxLength', value: details.maxLength ?? policy?.maxLength ?? MAX_UNITS });
  return rules;
}

/** History that the directory does not enforce on a reset is not claimed, unless it just has been. */
function enforcedHistory(policy: Policy | null, refusal: Outcome | null): number {
  if (failedRule(refusal) === 'notInHistory') return refusal?.details.historyLength ?? policy?.historyLength ?? 0;
  return policy?.historyEnforced === true ? (policy.historyLength ?? 0) : 0;
}

export function stateOf(rule: Rule, typed: Measure, failed: RuleId | null): RuleState {
  if (failed === rule.id) return 'failed';
  switch (rule.id) {
    case 'minLength':
      return typed.length >= rule.value ? 'met' : 'notMet';
    case 'maxLength':
      if (typed.length > rule.value) return 'failed';
      return typed.length > 0 ? 'met' : 'notMet';
    case 'kinds':
      return typed.kinds.size >= rule.value ? 'met' : 'notMet';
    case 'notName':
    case 'notInHistory':
      return 'later';
  }
}
