import { stringsOf } from '../../fluent/language';
import { portal } from '../../generated/words/portal';
import type { PortalWords } from '../../generated/words/types';

export type Strings = PortalWords;

export const PORTAL_STRINGS = portal;

export const useStrings = stringsOf(portal);
