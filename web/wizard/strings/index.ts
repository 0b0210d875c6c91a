import { stringsOf } from '../../fluent/language';
import { da } from './da';
import { en, type WizardStrings } from './en';

export type { WizardStrings } from './en';

export const WIZARD_STRINGS = { en, da };

export const useStrings = stringsOf<WizardStrings>(WIZARD_STRINGS);
