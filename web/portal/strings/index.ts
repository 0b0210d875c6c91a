import { stringsOf } from '../../fluent/language';
import { da } from './da';
import { en, type Strings } from './en';

export type { Strings } from './en';

export const useStrings = stringsOf<Strings>({ en, da });
