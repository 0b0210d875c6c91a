/** Apart from the other words, so that they come with the pages that say them, and not with the first load. */
import { stringsOf } from '../../fluent/language';
import { helpdesk } from '../../generated/words/helpdesk';
import type { HelpdeskWords } from '../../generated/words/types';

export type HelpdeskStrings = HelpdeskWords;

export const HELPDESK_STRINGS = helpdesk;

export const useHelpdeskStrings = stringsOf(helpdesk);
