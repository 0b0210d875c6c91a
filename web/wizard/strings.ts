import { stringsOf } from '../fluent/language';
import { wizard } from '../generated/words/wizard';
import type { WizardWords } from '../generated/words/types';

export type WizardStrings = WizardWords;

export const WIZARD_STRINGS = wizard;

export const useStrings = stringsOf(wizard);
