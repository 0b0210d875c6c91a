/** Apart from the other words, so that they come with the pages that say them, and not with the first load. */
import { stringsOf } from '../../fluent/language';
import { applications } from '../../generated/words/applications';
import type { ApplicationsWords } from '../../generated/words/types';

export type ApplicationsStrings = ApplicationsWords;

export const APPLICATIONS_STRINGS = applications;

export const useApplicationsStrings = stringsOf(applications);
