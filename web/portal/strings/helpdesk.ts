import { stringsOf } from '../../fluent/language';
import { helpdeskDa } from './helpdesk_da';
import { helpdeskEn, type HelpdeskStrings } from './helpdesk_en';

/** Apart from the other words, so that they come with the pages that say them, and not with the first load. */
export const useHelpdeskStrings = stringsOf<HelpdeskStrings>({ en: helpdeskEn, da: helpdeskDa });
