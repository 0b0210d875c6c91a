/** The few texts that the shared parts themselves say. */
import { stringsOf } from './language';

export const useWords = stringsOf({
  en: {
    copy: 'Copy',
    copied: 'Copied',
    reference: 'Request ID',
    close: 'Close',
    switchTo: { en: 'English', da: 'Dansk' },
    skip: 'Skip to the content',
  },
  da: {
    copy: 'Kopiér',
    copied: 'Kopieret',
    reference: 'Anmodnings-id',
    close: 'Luk',
    switchTo: { en: 'English', da: 'Dansk' },
    skip: 'Gå til indholdet',
  },
});
