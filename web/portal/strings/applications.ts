import { stringsOf } from '../../fluent/language';
import { applicationsDa } from './applications_da';
import { applicationsEn, type ApplicationsStrings } from './applications_en';

/** Apart from the other words, so that they come with the pages that say them, and not with the first load. */
export const useApplicationsStrings = stringsOf<ApplicationsStrings>({ en: applicationsEn, da: applicationsDa });
